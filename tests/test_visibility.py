"""What is not published shows nowhere to people who may not see it: proved for every address there is.

A new address fails here until the table says how to reach it.
"""

import pytest
from django.test import Client
from django.urls import reverse

from handouts.actions import freeze
from handouts.content import content_of
from handouts.models import Handout
from outbox.actions import drain
from pages.sitemap import KINDS, sizes_of
from projects.choices import State
from projects.models.draft import new_token
from tests import factories as make
from tests.addresses import all_addresses

SECRET = "Zwiebelturm"  # stands in every text of what is hidden, and in no address that is asked for
HIDDEN = [state.value for state in State if state != State.PUBLISHED]


class World:
    """One open project, and hidden ones in every state with all that hangs on them."""

    def __init__(self, contributor):
        self.district = make.DistrictFactory(name="Mitte")
        self.quarter = make.QuarterFactory(district=self.district)
        self.topic, self.sector = make.TopicFactory(name="Garten"), make.SectorFactory(name="Nachbarn")
        self.open = make.ProjectFactory(**self.place(), title="Tauschregal")
        self.meeting = make.MeetingFactory(slug="treffen")
        make.MeetingFactory(title=f"Treffen am {SECRET}", slug="verborgen-treffen", state="draft")
        self.hidden = [self.make_hidden(state, contributor) for state in HIDDEN]
        self.need = make.NeedFactory(
            waiting=True, lacks=f"Ein Raum, {SECRET}", by__email="gruppe@example.org"
        )
        self.transfers = [make.TransferFactory(source=self.open, target=hidden) for hidden in self.hidden]
        make.HandoutFactory(title=f"Handreichung am {SECRET}", slug="verborgen-handreichung")
        self.draft = new_token()
        for project in self.hidden:
            self.hang_on(project)
        self.handout = make.HandoutFactory(slug="handreichung", topic=self.topic, things=self.removed())
        freeze(self.handout, content_of(Handout.objects.for_writing().get(slug="handreichung")))

    def removed(self):
        """What somebody wanted to go, frozen in a hand-out before."""
        projects = [project for project in self.hidden if project.state == State.REMOVED]
        return [*projects, *(lesson for project in projects for lesson in project.lessons.all())]

    def place(self):
        return {"home_district": self.district, "topics": [self.topic], "sectors": [self.sector]}

    def make_hidden(self, state, contributor):
        return make.ProjectFactory(
            **{state: True},
            **self.place(),
            title=f"{SECRET} {state}",
            slug=f"verborgen-{state}",
            summary=f"Am {SECRET} trifft man sich.",
            description=f"Der {SECRET} steht dort.",
            website=f"https://{SECRET}.example.org",
            tags=[f"{SECRET}-{state}"],
            organisations=[make.OrganisationFactory(name=f"Verein {SECRET} {state}")],
            offers=["auskunft"],
            submitted_by=contributor,
        )

    def hang_on(self, project):
        lesson = make.LessonFactory(project=project, text=f"Beim {SECRET} hat es geklappt.")
        make.LessonEchoFactory(lesson=lesson, kind="otherwise", sentence=f"Beim {SECRET} nicht.")
        make.OriginNoteFactory(project=project, text=f"Der {SECRET} war ein Vorbild.")
        make.PictureFactory(project=project, alternative_text=f"Der {SECRET} im Bild.")
        make.ReportFactory(project=project, text=f"Den {SECRET} gibt es noch.")
        self.meeting.agenda.create(project=project)
        self.meeting.minutes.create(project=project, text=f"Den {SECRET} wollen alle.")


@pytest.fixture
def world(empty_index, contributor):
    world = World(contributor)
    drain()
    return world


def own(name, **query):
    """The address of each hidden project itself."""
    return lambda world: [reverse(name, args=[project.slug], query=query) for project in world.hidden]


def of_pictures(name):
    """An address of each picture of a hidden project."""
    return lambda world: [
        reverse(name, args=[project.slug, picture.pk])
        for project in world.hidden
        for picture in project.pictures.all()
    ]


def of_lessons(name):
    """An address of the lesson about each hidden project."""
    return lambda world: [
        reverse(name, args=[lesson.pk]) for project in world.hidden for lesson in project.lessons.all()
    ]


def picture_files(world):
    """The files of hidden pictures, for who knows their names."""
    pictures = [picture for project in world.hidden for picture in project.pictures.all()]
    return [picture.address(480, kind) for picture in pictures for kind in ("avif", "webp")]


def of_transfers(name, *more):
    """An address of each transfer that leads to a hidden project."""
    return lambda world: [reverse(name, args=[transfer.pk, *more]) for transfer in world.transfers]


def plain(name, *queries):
    """An address that everyone may ask for, alone and with these parameters."""
    return lambda world: [reverse(name, query=query) for query in ({}, *queries)]


def of(name, key):
    return lambda world: [reverse(name, args=[key(world)])]


def meeting(name):
    """The address of the meeting whose agenda and minutes hold the hidden projects."""
    return lambda world: [reverse(name, args=[world.meeting.slug])]


def of_version(name):
    """The address of a version that was frozen before something in it was removed."""
    return lambda world: [reverse(name, args=["handreichung", 1])]


def chosen(name):
    """The open project beside the hidden ones."""
    return lambda world: [
        reverse(name, query={"projekt": [project.slug for project in (world.open, *world.hidden)]})
    ]


# Words and filters that the hidden projects would answer to.
ASKING = [
    {"q": SECRET[:6].lower()},
    {"q": "trifft"},
    {"thema": "garten"},
    {"bezirk": "mitte", "sektor": "nachbarn"},
    {"unterstuetzung": "auskunft"},
]
OWN = {
    "projects:detail": own("projects:detail"),
    "projects:report": own("projects:report"),
    "projects:report-thanks": own("projects:report-thanks"),
    "projects:claim": own("projects:claim"),
    "projects:claim-code": own("projects:claim-code"),
    "projects:remove": own("projects:remove"),
    "projects:pictures": own("projects:pictures"),
    "projects:picture": of_pictures("projects:picture"),
    "projects:picture-step": of_pictures("projects:picture-step"),
    "projects:picture-report": of_pictures("projects:picture-report"),
    "projects:picture-report-thanks": own("projects:picture-report-thanks"),
    "projects:picture-file": picture_files,
    "search:fit": own("search:fit"),
    "projects:question": own("projects:question"),
    "knowledge:lesson-on-project": own("knowledge:lesson-on-project"),
    "knowledge:lesson": of_lessons("knowledge:lesson"),
    "knowledge:echo": of_lessons("knowledge:echo"),
    "projects:still-right-thanks": own("projects:still-right-thanks"),
    "projects:question-code": own("projects:question-code"),
    "projects:question-thanks": own("projects:question-thanks"),
    "knowledge:interest": own("knowledge:interest"),
    "knowledge:interest-code": own("knowledge:interest-code"),
    "knowledge:interest-thanks": own("knowledge:interest-thanks"),
}
# One's own pages: whoever is not signed in is led there, whether there is such an entry or not.
LEADS_TO_SIGN_IN = {
    "knowledge:reword": of_lessons("knowledge:reword"),
    "contributing:status": own("contributing:status"),
    "contributing:received": own("contributing:received"),
    "contributing:contact": own("contributing:contact"),
    "projects:still-right": own("projects:still-right"),
}
OWN |= LEADS_TO_SIGN_IN | {
    "projects:change": own("projects:change"),
    "knowledge:origin": own("knowledge:origin"),
    "knowledge:way": own("knowledge:way"),
    "projects:history": own("projects:history"),
    "projects:version": lambda world: [reverse("projects:version", args=[p.slug, 1]) for p in world.hidden],
}
SHARED = {
    "contributing:start": plain("contributing:start"),
    "contributing:paper": plain("contributing:paper"),
    "contributing:confirmed": plain("contributing:confirmed"),
    "contributing:confirm": of("contributing:confirm", lambda world: "kein-link"),
    "contributing:on-behalf": of("contributing:on-behalf", lambda world: world.draft),
    "contributing:place": plain("contributing:place", {"wo": "mitte"}),
    "contributing:discarded": plain("contributing:discarded"),
    "contributing:still-right": of("contributing:still-right", lambda world: "kein-link"),
    "contributing:mine": plain("contributing:mine"),
    "contributing:take-back": of("contributing:take-back", lambda world: 1),
    "contributing:draft": of("contributing:draft", lambda world: world.draft),
    "contributing:preview": of("contributing:preview", lambda world: world.draft),
    "contributing:who": of("contributing:who", lambda world: world.draft),
    "contributing:code": of("contributing:code", lambda world: world.draft),
    "contributing:discard": of("contributing:discard", lambda world: world.draft),
    "projects:shortlist": chosen("projects:shortlist"),
    "projects:compare": chosen("projects:compare"),
    "pages:home": plain("pages:home"),
    "pages:page": of("pages:page", lambda world: "ueber-uns"),
    "healthz": plain("healthz"),
    "robots": plain("robots"),
    "sitemap": plain("sitemap"),
    "sitemap-part": lambda world: [
        reverse("sitemap-part", args=[kind, number])
        for kind, numbers in [("seiten", [1]), *((kind, sizes_of(kind)) for kind in KINDS)]
        for number in numbers
    ],
    "search:catalogue": plain("search:catalogue", *ASKING),
    "search:lessons": plain("search:lessons", *ASKING),
    "search:suggestions": plain("search:suggestions", {"q": SECRET[:3].lower()}, *ASKING),
    "search:meant": plain("search:meant", {"titel": f"{SECRET} submitted"}),
    "search:project-feed": plain("search:project-feed", *ASKING),
    "districts:list": plain("districts:list"),
    "districts:detail": of("districts:detail", lambda world: world.district.slug),
    "knowledge:ideas": of("knowledge:ideas", lambda world: world.district.slug),
    "needs:list": plain("needs:list", {"art": "raum"}),
    "needs:new": plain("needs:new", {"lacks": "Raum"}),
    "needs:code": plain("needs:code"),
    "needs:posted": plain("needs:posted"),
    "needs:replied": plain("needs:replied"),
    "needs:detail": of("needs:detail", lambda world: world.need.pk),
    "needs:reply": of("needs:reply", lambda world: world.need.pk),
    "needs:settle": of("needs:settle", lambda world: world.need.pk),
    "projects:topics": plain("projects:topics"),
    "projects:topic": of("projects:topic", lambda world: world.topic.slug),
    "projects:answer": of("projects:answer", lambda world: "kein-link"),
    "projects:answer-thanks": plain("projects:answer-thanks"),
    "knowledge:transfers": plain(
        "knowledge:transfers", {"thema": "garten"}, {"ort": "mitte"}, {"ansicht": "tabelle"}
    ),
    "knowledge:transfer-table": plain("knowledge:transfer-table", {"thema": "garten"}, {"ort": "mitte"}),
    "knowledge:transfer": lambda world: [transfer.get_absolute_url() for transfer in world.transfers],
    **{
        f"knowledge:{name}": of_transfers(f"knowledge:{name}", *more)
        for name, *more in [
            ("step",),
            ("note-back", 1),
            ("adaptation",),
            ("change-adaptation", 1),
            ("source",),
            ("target",),
            ("begin-entry",),
            ("end",),
            ("button", "rest"),
        ]
    },
    "knowledge:transfer-feed": plain("knowledge:transfer-feed"),
    "knowledge:lesson-on-transfer": lambda world: [
        reverse("knowledge:lesson-on-transfer", args=[transfer.pk]) for transfer in world.transfers
    ],
    "knowledge:lesson-on-topic": of("knowledge:lesson-on-topic", lambda world: world.topic.slug),
    "knowledge:say-code": plain("knowledge:say-code"),
    "knowledge:said": plain("knowledge:said"),
    "handouts:list": plain("handouts:list"),
    "handouts:detail": of("handouts:detail", lambda world: "handreichung"),
    "handouts:version": of_version("handouts:version"),
    "handouts:html": of_version("handouts:html"),
    "handouts:pdf": of_version("handouts:pdf"),
    "meetings:list": plain("meetings:list"),
    "meetings:detail": meeting("meetings:detail"),
    "meetings:signed-up": meeting("meetings:signed-up"),
    "meetings:create": plain("meetings:create"),
    "meetings:edit": meeting("meetings:edit"),
    "meetings:hold": meeting("meetings:hold"),
    "meetings:calendar": plain("meetings:calendar"),
    "meetings:calendar-of-one": meeting("meetings:calendar-of-one"),
    "projects:legal-report": plain("projects:legal-report"),
    "projects:legal-report-thanks": plain("projects:legal-report-thanks"),
    "people:sign-in": plain("people:sign-in"),
    "people:sign-in-code": plain("people:sign-in-code"),
    "people:sign-out": plain("people:sign-out"),
    "people:account": plain("people:account"),
    "editorial:invitation": plain("editorial:invitation"),
    "people:data": plain("people:data"),
    "people:delete": plain("people:delete"),
    "people:delete-code": plain("people:delete-code"),
}
ADDRESSES = all_addresses()
OF_THE_ADMIN = [address for address in ADDRESSES if address.route.startswith("admin/")]
OF_THE_DESK = [address for address in ADDRESSES if address.route.startswith("redaktion/")]
OF_THE_SITE = [address for address in ADDRESSES if address not in OF_THE_ADMIN + OF_THE_DESK]


def says(response):
    """Everything a response tells: its body, its address, its headers."""
    return (response.content.decode(errors="replace") + str(response.headers)).lower()


def reached(table, world):
    """Names and addresses of a table, in both languages; made first: a request changes the language."""
    return [
        (name, localized)
        for name, addresses in table.items()
        for address in addresses(world)
        for localized in in_both_languages(address)
    ]


def in_both_languages(address):
    has_languages = not address.startswith(("/healthz", "/robots", "/sitemap", "/feeds"))
    return [address, f"/en{address}"] if has_languages else [address]


def test_every_address_is_known_to_this_table():
    unknown = {address.name for address in OF_THE_SITE} - {*OWN, *SHARED}

    assert unknown == set(), "Say in the table above how these are reached."


@pytest.mark.parametrize("person", ["visitor", "other_contributor"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_hidden_project_s_own_addresses_are_not_there(world, client_of, request, person, method):
    browser = client_of(request.getfixturevalue(person))

    for name, address in reached(OWN, world):
        response = getattr(browser, method)(address)
        leads_on = "verborgen-merged" in address and name == "projects:detail"  # to the one it went into
        is_led = name in LEADS_TO_SIGN_IN and person == "visitor"
        assert response.status_code in ((301, 302, 405) if leads_on or is_led else (404, 405)), address
        assert SECRET.lower() not in says(response), address


@pytest.mark.parametrize("person", ["visitor", "other_contributor"])
def test_a_shared_page_tells_nothing_of_a_hidden_project(world, client_of, request, person):
    browser = client_of(request.getfixturevalue(person))

    for _name, address in reached(SHARED, world):
        asked = address.partition("?")[2].replace("&", "&amp;")  # a page may repeat its own address
        told = says(browser.get(address)).replace(asked, "") if asked else says(browser.get(address))
        assert SECRET.lower() not in told, address
        assert "verborgen-" not in told, address


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("person", ["visitor", "contributor"])
def test_the_desk_is_for_the_group_alone(world, client_of, request, person, method):
    """Not even whoever wrote an entry; the answer is the same for a row that is there and one that is not."""
    browser = client_of(request.getfixturevalue(person))
    slug, key = world.hidden[0].slug, str(world.hidden[0].pk)

    for address in OF_THE_DESK:
        there, elsewhere = (
            getattr(browser, method)(address.path(lambda name, words=words: words.get(name, "0")))
            for words in ({"slug": slug, "pk": key}, {"slug": "gibt-es-nicht", "pk": "987654"})
        )
        assert there.status_code == elsewhere.status_code == (302 if person == "visitor" else 403), address
        assert SECRET.lower() not in says(there)


@pytest.mark.parametrize("person", ["visitor", "other_contributor"])
def test_the_admin_shows_nothing_to_people_without_a_task(world, client_of, request, person):
    browser = client_of(request.getfixturevalue(person))
    words = {"object_id": str(world.hidden[0].pk), "content_type_id": "1"}

    for address in OF_THE_ADMIN:
        response = browser.get(address.path(lambda name: words.get(name, "projects")))
        assert response.status_code in (301, 302, 403, 404), address
        assert SECRET.lower() not in says(response)


def test_a_curator_sees_what_is_hidden(world, client_of, curator):
    for project in world.hidden:
        response = client_of(curator).get(project.get_absolute_url())
        assert response.status_code == 200
        assert SECRET.lower() in says(response)


def test_contributors_see_their_own_entry_unless_it_was_removed(world, client_of, contributor):
    statuses = {
        project.state: client_of(contributor).get(project.get_absolute_url()).status_code
        for project in world.hidden
    }
    assert statuses.pop("removed") == 404
    assert set(statuses.values()) == {200}


def test_the_catalogue_finds_the_open_project_only(world):
    told = says(Client().get(reverse("search:catalogue"), {"thema": "garten"}))

    assert "tauschregal" in told


def test_a_hidden_project_is_in_no_index(world):
    from haystack.query import SearchQuerySet

    assert not SearchQuerySet().filter(content=SECRET).count()

"""Every list runs the same number of SQL queries for 3 and for 30 rows, at most 15, the frequent ones 5.

Those of the admin are counted in tests/admin.
"""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from handouts.models import Handout
from outbox import figures
from outbox.actions import drain
from pages.models import Highlight
from projects import actions
from projects.versions import version_now
from tests import factories as make

AT_MOST = 15
# What most people look at, most of the time.
AT_MOST_OFTEN = 5
OFTEN = {"catalogue", "search", "filtered", "project"}
# What is counted of all transfers, and a family of any size.
AT_MOST_COUNTED = 8
COUNTED = {"way of an idea", "transfers", "transfers as a matrix", "transfers, filtered", "transfers as CSV"}


class Grown:
    """A catalogue in which everything that a list can hold is there `n` times."""

    def __init__(self, n):
        self.district, self.topic = make.DistrictFactory(), make.TopicFactory()
        self.member = make.CuratorFactory()
        self.project = self.make_project(self.district, summary="Eine Werkstatt für Lastenräder.")
        self.make_project(
            None, outside=True, summary="Lastenräder für alle."
        )  # like it, however many there are
        self.transfer = make.TransferFactory(source=self.project, year_from=2019)
        self.need = make.NeedFactory(
            lacks="Eine Werkstatt.", has="Menschen", has_kinds=["menschen"]
        )  # projects fit it, however many there are
        for _ in range(n):
            self.add_one_of_each()
        drain()
        figures.note_change()  # it waits: everything is counted anew, as just after a change

    def make_project(self, district, **fields):
        return make.ProjectFactory(
            home_district=district,
            topics=[self.topic, make.TopicFactory()],
            organisations=[make.OrganisationFactory()],
            sources=[make.SourceFactory()],
            offers=["auskunft"],
            **fields,
        )

    def add_one_of_each(self):
        neighbour = make.DistrictFactory()
        make.make_neighbours(self.district, neighbour)
        make.QuarterFactory(district=self.district)
        self.make_project(self.district, tags=[f"Wort {neighbour.pk}"], summary="Fahrräder in der Werkstatt.")
        self.make_project(neighbour)
        near = self.make_project(neighbour, reaches=[self.district])
        far = self.make_project(None, outside=True)
        make.ReachFactory(project=self.project, district=neighbour)
        self.project.sources.add(make.SourceFactory())
        given = make.TransferFactory(source=self.project, target=near, year_from=2020)
        make.TransferFactory(source=far, target=self.project)
        make.TransferFactory(source=near, interest=True)
        given.sources.add(make.SourceFactory())
        make.AdaptationFactory(transfer=self.transfer)
        self.transfer.steps.create(phase="unknown", note=f"Im Jahr {neighbour.pk}.", is_public=True)
        for about in ({"project": self.project}, {"project": None, "transfer": self.transfer}):
            make.LessonEchoFactory(lesson=make.LessonFactory(**about))
        lesson = make.LessonFactory(project=None, topic=self.topic)
        make.LessonEchoFactory(lesson=lesson)
        make.HandoutFactory(topic=self.topic, things=[lesson, near], version=True)
        make.OriginNoteFactory(project=self.project).sources.add(make.SourceFactory())
        make.ReportFactory(project=near)
        Highlight.objects.create(project=near, sentence="Gut.", featured_until="2099-12-31")
        make.NeedFactory(lacks_kinds=["menschen"])
        self.change(results=f"Stand {neighbour.pk}.")
        for project in (self.project, near, far):
            make.PictureFactory(project=project)
        make.ConfirmationFactory(transfer=given)
        make.ContactPointFactory()

    def change(self, **fields):
        base = version_now(self.project)
        actions.revise(project=self.project, content=base.content | fields, base=base, by=self.member)


LISTS = {
    "start": lambda grown: reverse("pages:home"),
    "catalogue": lambda grown: reverse("search:catalogue"),
    "search": lambda grown: reverse("search:catalogue", query={"q": "Nachbarschaft"}),
    "filtered": lambda grown: reverse("search:catalogue", query={"thema": grown.topic.slug}),
    "lessons": lambda grown: reverse("search:lessons"),
    "lessons, found": lambda grown: reverse("search:lessons", query={"q": "Termin"}),
    "suggestions": lambda grown: reverse("search:suggestions", query={"q": "pro"}),
    "feed of projects": lambda grown: reverse("search:project-feed"),
    "project": lambda grown: grown.project.get_absolute_url(),
    "way of an idea": lambda grown: reverse("knowledge:way", args=[grown.project.slug]),
    "history of an entry": lambda grown: reverse("projects:history", args=[grown.project.slug]),
    "hand-outs": lambda grown: reverse("handouts:list"),
    "hand-out": lambda grown: Handout.objects.first().get_absolute_url(),
    "topics": lambda grown: reverse("projects:topics"),
    "topic": lambda grown: grown.topic.get_absolute_url(),
    "districts": lambda grown: reverse("districts:list"),
    "district": lambda grown: grown.district.get_absolute_url(),
    "ideas for a district": lambda grown: reverse("knowledge:ideas", args=[grown.district.slug]),
    "transfers": lambda grown: reverse("knowledge:transfers"),
    "transfers as a matrix": lambda grown: reverse("knowledge:transfers", query={"ansicht": "tabelle"}),
    "transfers, filtered": lambda grown: reverse("knowledge:transfers", query={"jahr": "2020"}),
    "transfers as CSV": lambda grown: reverse("knowledge:transfer-table"),
    "transfer": lambda grown: grown.transfer.get_absolute_url(),
    "feed of transfers": lambda grown: reverse("knowledge:transfer-feed"),
    "wanted": lambda grown: reverse("needs:list"),
    "wanted, one": lambda grown: grown.need.get_absolute_url(),
    "sitemap": lambda grown: reverse("sitemap"),
}


def queries_of(browser, addresses):
    """How many queries a warm request of each address runs, by its name."""
    counts = {}
    for name, address in addresses.items():
        assert browser.get(address).status_code == 200, address
        with CaptureQueriesContext(connection) as run:
            browser.get(address)
        counts[name] = len(run)
    return counts


def test_a_list_asks_as_often_for_30_rows_as_for_3(empty_index):
    few, many = (
        queries_of(Client(), {name: address(grown) for name, address in LISTS.items()})
        for grown in map(Grown, (3, 30))
    )
    assert {name: (few[name], many[name]) for name in LISTS if many[name] > few[name]} == {}
    limits = dict.fromkeys(LISTS, AT_MOST)
    limits |= dict.fromkeys(OFTEN, AT_MOST_OFTEN) | dict.fromkeys(COUNTED, AT_MOST_COUNTED)
    assert {name: many[name] for name in LISTS if many[name] > limits[name]} == {}

"""The pages of transfers: list with filters, one transfer, feed."""

import re
from html import unescape
from xml.etree import ElementTree

import pytest
from django.urls import reverse

from knowledge.actions import retract_transfer
from knowledge.choices import Phase, Side, Status
from knowledge.models import Transfer
from tests.factories import (
    AdaptationFactory,
    ConfirmationFactory,
    DistrictFactory,
    LessonFactory,
    ProjectFactory,
    SourceFactory,
    TopicFactory,
    TransferFactory,
)

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def text_of(response):
    """What a page says, without tags."""
    html = re.sub(r"<(head|style|svg).*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html))).replace(" .", ".")


@pytest.fixture
def page(client):
    def get(**query):
        response = client.get(reverse("knowledge:transfers", query=query))
        assert response.status_code == 200
        return response

    return get


@pytest.fixture
def chocolate():
    """From Degerloch to Süd."""
    source = ProjectFactory(
        title="Schokoladenseiten",
        home_district=DistrictFactory(name="Degerloch"),
        topics=[TopicFactory(name="Handel")],
    )
    target = ProjectFactory(
        title="Heslacher Schokolade",
        home_district=DistrictFactory(name="Süd"),
        topics=[TopicFactory(name="Kultur")],
    )
    return TransferFactory(source=source, target=target, year_from=2013, sources=[SourceFactory()])


def listed(response):
    return {transfer.pk for transfer in response.context["transfers"]}


def test_a_transfer_stands_in_map_list_and_table(page, chocolate):
    response = page()
    html = response.content.decode()

    assert "Degerloch → nach Süd" in text_of(response)
    assert html.count(f'href="{chocolate.get_absolute_url()}"') >= 2
    assert html.count(">Schokoladenseiten</a>") == 2
    assert 'marker-end="url(#arrowhead)"' in html
    assert "<td>Degerloch</td><td>Süd</td>" in html
    assert "mit Quelle belegt" in text_of(response)


def test_without_transfers_the_page_asks_for_them(page):
    assert "Welche Ideen gereist sind, wissen wir noch nicht. Wissen Sie mehr?" in text_of(page())


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ({"thema": "handel"}, True),
        ({"thema": "kultur"}, True),
        ({"thema": "anderes"}, False),
        ({"jahr": "2013"}, True),
        ({"jahr": "2019"}, False),
        ({"ort": "degerloch"}, True),
        ({"ort": "sued"}, True),
        ({"ort": "stadtweit"}, False),
        ({"ort": "andere-orte"}, False),
        ({"von": "degerloch"}, True),
        ({"von": "sued"}, False),
        ({"nach": "sued"}, True),
        ({"nach": "degerloch"}, False),
        ({"von": "degerloch", "nach": "sued"}, True),
        ({"von": "andere-orte"}, False),
        ({"nach": "stadtweit"}, False),
        ({"phase": "nicht-bekannt"}, True),
        ({"phase": "angekommen"}, False),
        ({"sicher": "quelle"}, True),
        ({"sicher": "beide-seiten"}, False),
        ({"sicher": "eine-seite"}, False),
        ({"sicher": "quelle", "phase": "nicht-bekannt"}, True),
        ({"thema": "handel", "jahr": "2013", "ort": "sued"}, True),
        ({"thema": "handel", "jahr": "2019"}, False),
    ],
)
def test_every_filter_chooses(page, chocolate, query, is_found):
    other = TransferFactory(
        source=ProjectFactory(city=True, topics=[TopicFactory(name="Anderes")]),
        target=ProjectFactory(outside=True),
        year_from=2019,
        phase=Phase.ARRIVED,
    )

    response = page(**query)

    assert (chocolate.pk in listed(response)) == is_found
    assert listed(response) <= {chocolate.pk, other.pk}
    assert response.context["form"].ignored == []


def test_confirmed_by_both_is_more_than_a_source(page, chocolate):
    for side in Side:
        ConfirmationFactory(transfer=chocolate, side=side)

    assert listed(page(sicher="beide-seiten")) == {chocolate.pk}
    assert listed(page(sicher="quelle")) == set()


def test_a_filter_offers_what_occurs_and_what_is_chosen(page, chocolate):
    TransferFactory(source=chocolate.source, year_from=2019, phase=Phase.ARRIVED)

    shown = {field.name: field.field.widget.choices for field in page(jahr="2001").context["form"].shown}

    assert [value for value, _ in shown["jahr"]] == ["", "2001", "2013", "2019"]
    assert [value for value, _ in shown["phase"]] == ["", "angekommen", "nicht-bekannt"]
    assert {"von", "nach"} & shown.keys() == set()


def test_a_pair_of_places_is_a_filter_once_it_is_chosen(page, chocolate):
    shown = [field.name for field in page(von="degerloch", nach="sued").context["form"].shown]

    assert {"von", "nach"} <= {*shown}


def test_topics_stand_in_german_order(page):
    topics = [TopicFactory(name=name) for name in ("Zuhause", "Öffentlicher Raum", "Mobilität")]
    TransferFactory(source=ProjectFactory(topics=topics), target=ProjectFactory(topics=topics))

    labels = [label for _, label in page().context["form"].fields["thema"].widget.choices]

    assert labels == ["alle", "Mobilität", "Öffentlicher Raum", "Zuhause"]


def test_a_group_stands_under_its_district(page):
    interest = TransferFactory(interest=True)

    assert listed(page(ort=interest.interested_district.slug)) == {interest.pk}


def test_a_choice_that_fits_nothing_says_so_and_leads_back(page, chocolate):
    TransferFactory(year_from=2019)

    response = page(thema="handel", jahr="2019")

    assert "kennen wir noch keinen Transfer. Kennen Sie einen?" in text_of(response)
    assert listed(response) == set()


@pytest.mark.parametrize("value", ["gibt-es-nicht", "\x00", "ü" * 5000, "2013'--", "99999999999999999999"])
@pytest.mark.parametrize("name", ["thema", "phase", "sicher", "jahr", "ort", "von", "nach"])
def test_an_unknown_value_is_left_out_with_a_notice(page, chocolate, name, value):
    response = page(**{name: value})

    assert listed(response) == {chocolate.pk}
    assert "Diese Angabe kennen wir nicht" in text_of(response)


def test_the_page_number_is_taken_with_patience(page):
    for _ in range(21):
        TransferFactory()

    assert [len(listed(page(seite=number))) for number in ("1", "2", "x", "-3", "999")] == [20, 1, 20, 1, 1]


def test_pages_keep_the_choice(page):
    source = ProjectFactory()
    for _ in range(21):
        TransferFactory(source=source)

    html = page(ort=source.home_district.slug).content.decode()

    assert f'href="?ort={source.home_district.slug}&amp;seite=2"' in html


@pytest.mark.parametrize(("number", "shows"), [(9, False), (10, True)])
def test_figures_appear_from_ten_transfers_on(page, number, shows):
    for _ in range(number - 1):
        TransferFactory()
    project = ProjectFactory(reaches=[DistrictFactory(), DistrictFactory()])
    TransferFactory(source=ProjectFactory(outside=True), target=project)

    response = page()

    assert (response.context["figures"] is not None) == shows
    assert ("9 davon zwischen Bezirken." in text_of(response)) == shows
    assert ("Eigens gezählt: 2 Ausweitungen" in text_of(response)) == shows


@pytest.mark.parametrize(("number", "shows"), [(19, False), (20, True)])
def test_the_matrix_appears_from_twenty_transfers_on(page, number, shows):
    west, sued = DistrictFactory(name="West"), DistrictFactory(name="Süd")
    for _ in range(number):
        TransferFactory(source=ProjectFactory(home_district=west), target=ProjectFactory(home_district=sued))

    matrix = page(ansicht="tabelle").context["matrix"]

    assert (matrix is not None) == shows
    assert ("ansicht=tabelle" in page().content.decode()) == shows
    if shows:
        [row] = matrix.rows
        assert (matrix.places, matrix.totals, row.start, row.number) == (("Süd",), (20,), "West", 20)
        assert row.cells == ((20, 3, "?von=west&nach=sued#liste"),)


def test_the_matrix_leaves_empty_what_is_not_known(page):
    a, b = ProjectFactory(), ProjectFactory()
    for _ in range(10):
        TransferFactory(source=a, target=ProjectFactory(home_district=b.home_district))
        TransferFactory(source=b, target=ProjectFactory(home_district=a.home_district))

    response = page(ansicht="tabelle")

    rows = response.context["matrix"].rows
    assert [[cell.number for cell in row.cells] for row in rows] == [[0, 10], [10, 0]]
    assert ">0<" not in response.content.decode()


def test_either_the_map_is_shown_or_the_matrix(page):
    for _ in range(20):
        TransferFactory()

    assert "hexmap" in page().content.decode()
    assert "hexmap" not in page(ansicht="tabelle").content.decode()


def test_filters_and_pages_keep_the_view(page):
    source = ProjectFactory()
    for _ in range(41):
        TransferFactory(source=source)

    html = page(ansicht="tabelle", ort=source.home_district.slug, seite=2).content.decode()

    assert '<input type="hidden" name="ansicht" value="tabelle">' in html
    assert f'href="?ort={source.home_district.slug}&amp;ansicht=tabelle&amp;seite=3"' in html


SECRETS = ["Geheimtitel", "Geheimsumme", "Geheimnotiz", "Geheimelement", "geheim.example.org", "Geheimgrund"]


@pytest.fixture(params=["source", "target"])
def masked(request):
    """A transfer whose one end was removed, with all that could tell of it."""
    hidden = ProjectFactory(
        title="Geheimtitel",
        slug="geheimtitel",
        summary="Geheimsumme",
        removed=True,
        home_district=DistrictFactory(name="Süd"),
        topics=[TopicFactory(name="Geheimthema")],
    )
    transfer = TransferFactory(
        **{request.param: hidden},
        note="Geheimnotiz",
        sources=[SourceFactory(url="https://geheim.example.org/")],
        status=Status.ENDED,
        end_reason="Geheimgrund",
        end_reason_is_public=True,
    )
    AdaptationFactory(transfer=transfer, element="Geheimelement")
    LessonFactory(project=None, transfer=transfer, text="Geheimnotiz aus Erfahrung")
    return transfer


def addresses_of(transfer):
    ends = [transfer.source, transfer.target]
    return [
        reverse("knowledge:transfers"),
        reverse("knowledge:transfer-feed"),
        transfer.get_absolute_url(),
        *[end.get_absolute_url() for end in ends if end.state == "published"],
        *[end.home_district.get_absolute_url() for end in ends],
        reverse("pages:home"),
    ]


def test_removal_on_request_wins_on_every_page(client, masked):
    for address in addresses_of(masked):
        said = client.get(address).content.decode()
        assert [word for word in SECRETS if word.casefold() in said.casefold()] == [], address


def test_a_removed_end_is_named_by_its_district(client, masked):
    for address in addresses_of(masked)[:-1]:
        assert "ein Projekt in Süd (auf Wunsch entfernt)" in client.get(address).content.decode(), address


def test_a_filter_tells_nothing_of_a_masked_end(page, masked):
    response = page(thema="geheimthema")

    assert "Geheimthema" not in response.content.decode()
    assert response.context["form"].ignored == ["Thema"]


def test_a_curator_reads_what_is_masked_for_others(client_of, curator, masked):
    said = text_of(client_of(curator).get(masked.get_absolute_url()))

    assert all(word in said for word in ("Geheimtitel", "(entfernt)", "Geheimnotiz", "Geheimelement"))


def test_one_transfer_tells_what_changed_and_how_sure_it_is(client, chocolate):
    chocolate.note = "So kam die Idee."
    chocolate.save()
    chocolate.sources.add(SourceFactory(url="https://example.org/alt", published_year=None))
    AdaptationFactory(
        transfer=chocolate, kind="new", element="Wettbewerb", reason="Für Familien.", result="Gut besucht."
    )
    LessonFactory(project=None, transfer=chocolate, kind="fails", text="Bei uns war der Termin falsch.")

    said = text_of(client.get(chocolate.get_absolute_url()))

    for words in (
        "Degerloch → nach Süd",
        "Übernommen aus Degerloch",
        "mit Quelle belegt",
        "2013",
        "So kam die Idee.",
        "Neu",
        "Wettbewerb",
        "Warum: Für Familien.",
        "Wie es ging: Gut besucht.",
        "Bei uns funktioniert nicht",
        "Bei uns war der Termin falsch.",
        "example.org , Jahr nicht bekannt",
    ):
        assert words in said, words
    assert "beim Übernehmen gelernt" not in said


def test_the_interest_of_a_group_has_a_page(client):
    interest = TransferFactory(interest=True, interested_district=DistrictFactory(name="Botnang"))

    said = text_of(client.get(interest.get_absolute_url()))

    assert "eine Gruppe in Botnang" in said
    assert "Interessiert" in said


def test_a_retracted_transfer_is_for_curators_only(client, client_of, curator):
    transfer = retract_transfer(transfer=TransferFactory())

    assert client.get(transfer.get_absolute_url()).status_code == 404
    assert "wurde zurückgezogen" in text_of(client_of(curator).get(transfer.get_absolute_url()))
    assert listed(client_of(curator).get(reverse("knowledge:transfers"))) == set()


@pytest.mark.parametrize("key", [0, 10**6, 2**63 - 1, 2**63, 10**30])
def test_a_transfer_that_is_not_there_is_not_found(client, key):
    assert client.get(f"/transfers/{key}/").status_code == 404


def entries(response):
    feed = ElementTree.fromstring(response.content)  # noqa: S314 - our own page
    return feed.findall(f"{ATOM}entry")


def test_the_feed_brings_the_latest_first(client, chocolate):
    AdaptationFactory(transfer=chocolate, kind="kept", element="Schokolade")
    later = TransferFactory(interest=True)

    response = client.get(reverse("knowledge:transfer-feed"))
    first, second = entries(response)

    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert first.find(f"{ATOM}id").text.endswith(later.get_absolute_url())
    assert second.find(f"{ATOM}title").text == "Schokoladenseiten (Degerloch) → Heslacher Schokolade (Süd)"
    summary = second.find(f"{ATOM}summary").text
    assert summary == "weitergegeben nach Süd · mit Quelle belegt · übernommen: Schokolade"


def test_the_feed_takes_the_filters_of_the_page(client, chocolate):
    TransferFactory(year_from=2019)

    found = entries(client.get(reverse("knowledge:transfer-feed", query={"jahr": "2013"})))

    assert len(found) == 1


def test_pages_can_only_be_read(client, chocolate):
    for address in ("/transfers/", chocolate.get_absolute_url(), "/feeds/transfers.atom"):
        assert client.post(address).status_code == 405


def test_the_page_speaks_english_too(client, chocolate):
    said = text_of(client.get("/en/transfers/"))

    assert "Knowledge transfer" in said
    assert "documented by a source" in said
    assert Transfer.objects.count() == 1

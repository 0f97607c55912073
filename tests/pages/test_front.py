"""The start page, the fixed pages and what machines ask for."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from outbox.models import OutboxEntry
from pages import sitemap
from pages.models import Highlight, Page, Provider, SeedRecord, Story
from projects.models import Project
from tests.factories import DistrictFactory, MeetingFactory, ProjectFactory, TopicFactory, TransferFactory

pytestmark = pytest.mark.django_db

COMPLETE = {
    "name": "Verein Nachbarschaft",
    "legal_form": "e. V.",
    "address": "Hauptstraße 1\n12345 Musterstadt",
    "representatives": "Vorstand",
    "email": "post@example.org",
    "phone": "0123 456",
    "responsible": "Vorstand, Anschrift wie oben",
}


def html_of(client, path="/"):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_an_empty_catalogue_has_a_start_page_without_empty_boxes(client):
    html = html_of(client)
    assert "Was in einem Stadtteil gelingt" in html
    for words in ['class="chip"', "Ideen reisen", "Einen Blick wert", "Neu im Katalog", "Mein Bezirk"]:
        assert words not in html


def test_every_number_on_the_start_page_is_counted(client):
    home = DistrictFactory()
    for _ in range(3):
        ProjectFactory(home_district=home)
    ProjectFactory(submitted=True, home_district=home)
    assert "3 Projekte aus 1 Bezirken" in html_of(client)


def test_the_examples_are_the_topics_with_most_projects(client):
    few, many = TopicFactory(name="Wenig"), TopicFactory(name="Viel")
    ProjectFactory(topics=[few, many])
    ProjectFactory(topics=[many])
    html = html_of(client)
    assert html.index("Zum Beispiel") < html.index(">Viel<") < html.index(">Wenig<")


def test_the_story_names_both_projects_and_its_source(client):
    transfer = TransferFactory()
    Story.objects.create(headline="Eine Idee reist.", transfer=transfer)
    html = html_of(client)
    for words in ["Eine Idee reist.", transfer.source.title, transfer.target.title]:
        assert words in html


def test_the_story_goes_when_one_of_its_projects_goes(client):
    transfer = TransferFactory()
    Story.objects.create(headline="Eine Idee reist.", transfer=transfer)
    Project.objects.filter(pk=transfer.target.pk).update(state="removed")
    assert "Eine Idee reist." not in html_of(client)


def test_doors_without_a_room_are_there_once_there_is_an_address(client):
    ProjectFactory()
    assert "Wir suchen Rat" not in html_of(client)
    Provider.objects.create(**COMPLETE)
    assert "mailto:post@example.org?subject=Wir%20suchen%20Rat" in html_of(client)


def test_whoever_knows_a_project_is_led_to_the_form(client):
    assert "Ich kenne ein Projekt" in html_of(client)
    assert f'href="{reverse("contributing:start")}"' in html_of(client)


def seeded(project, days_ago=10):
    SeedRecord.objects.create(key=f"project:{project.slug}")
    past = timezone.now() - timedelta(days=days_ago)
    SeedRecord.objects.update(created_at=past)
    Project.objects.filter(pk=project.pk).update(created_at=past)


def test_curators_choose_until_ten_entries_are_newer_than_the_seed(client):
    picked = ProjectFactory(title="Ausgewählt")
    seeded(picked)
    Highlight.objects.create(project=picked)
    for number in range(9):
        ProjectFactory(title=f"Neues {number}")
    html = html_of(client)
    assert "Einen Blick wert" in html
    assert "Ausgewählt" in html
    ProjectFactory(title="Das zehnte")
    html = html_of(client)
    assert "Neu im Katalog" in html
    assert "Das zehnte" in html
    assert "Ausgewählt" not in html


def test_a_hidden_choice_is_not_shown(client):
    picked = ProjectFactory(title="Ausgewählt", removed=True)
    seeded(picked)
    Highlight.objects.create(project=picked)
    assert "Ausgewählt" not in html_of(client)


def test_until_the_provider_is_complete_every_page_is_a_preview(client):
    for path in ["/", "/impressum/", "/en/"]:
        html = html_of(client, path)
        assert '<meta name="robots" content="noindex">' in html
        assert 'class="preview"' in html
    assert "Disallow: /\n" in client.get("/robots.txt").content.decode()
    Provider.objects.create(**COMPLETE)
    html = html_of(client, "/impressum/")
    assert "noindex" not in html
    assert "Verein Nachbarschaft, e. V." in html
    assert "Sitemap: " in client.get("/robots.txt").content.decode()


def test_there_is_one_provider(client):
    Provider(name="A").save()
    Provider(name="B").save()
    assert [str(row) for row in Provider.objects.all()] == ["B"]


@pytest.mark.parametrize(
    "slug", ["ueber-uns", "einfache-sprache", "impressum", "datenschutz", "barrierefreiheit"]
)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_fixed_pages_have_a_text_in_both_languages(client, slug, prefix):
    html = html_of(client, f"{prefix}/{slug}/")
    assert html.count("<h1") == 1
    assert "<h2" in html


def test_the_groups_own_text_wins(client):
    Page.objects.create(slug="ueber-uns", body="# Wir\n\nWir sind **viele**.")
    assert "<strong>viele</strong>" in html_of(client, "/ueber-uns/")
    assert "viele" not in html_of(client, "/en/ueber-uns/")


def test_healthz_tells_the_depth_of_the_outbox(client):
    OutboxEntry.objects.create(kind="mail", payload={})
    answer = client.get("/healthz").json()
    assert answer["status"] == "ok"
    assert answer["outbox"]["entries"] == 1


def test_the_sitemap_holds_what_is_public_in_both_languages(client):
    shown, hidden = ProjectFactory(), ProjectFactory(submitted=True)
    xml = client.get("/sitemap.xml").content.decode()
    assert f"{shown.get_absolute_url()}</loc>" in xml
    assert f"/en{shown.get_absolute_url()}</loc>" in xml
    assert f'hreflang="en" href="http://testserver/en{shown.get_absolute_url()}"/>' in xml
    assert hidden.slug not in xml.replace(shown.slug, "")


def test_the_sitemap_of_a_large_catalogue_is_an_index_of_parts(client, monkeypatch):
    monkeypatch.setattr(sitemap, "PER_PART", 2)
    meeting, transfers = MeetingFactory(), [TransferFactory(), TransferFactory()]
    hidden = ProjectFactory(submitted=True)
    index = client.get("/sitemap.xml").content.decode()
    parts = re.findall(r"<loc>(.+?)</loc>", index)
    listed = [
        re.findall(r"<loc>http://testserver(/.+?)</loc>", client.get(one).content.decode()) for one in parts
    ]

    assert "<sitemapindex" in index
    assert all(0 < len(addresses) <= 4 for addresses in listed[1:])  # the first has what there is little of
    addresses = [address for part in listed for address in part]
    projects = [end for transfer in transfers for end in (transfer.source, transfer.target)]
    for row in (meeting, *transfers, *projects):
        assert addresses.count(row.get_absolute_url()) == 1
        assert f"/en{row.get_absolute_url()}" in addresses
    assert hidden.get_absolute_url() not in addresses


@pytest.mark.parametrize("part", ["seiten-2", "projekte-9", "projekte-99999999999999999999", "wege-1"])
def test_a_part_that_is_not_there_is_not_found(client, part):
    ProjectFactory()
    assert client.get(f"/sitemap-{part}.xml").status_code == 404


def test_the_sitemap_is_the_same_whatever_the_reader_speaks(client):
    ProjectFactory()

    assert client.get("/sitemap.xml", headers={"accept-language": "en"}).content == (
        client.get("/sitemap.xml", headers={"accept-language": "de"}).content
    )


def test_a_wrong_address_answers_in_words(client):
    response = client.get("/gibt-es-nicht/")
    assert response.status_code == 404
    assert "Diese Seite gibt es nicht" in response.content.decode()


def test_an_error_of_ours_answers_in_words(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("pages.views.examples", lambda: 1 / 0)
    response = client.get("/")
    assert response.status_code == 500
    assert "Das hat nicht geklappt" in response.content.decode()


def test_the_language_link_keeps_the_query(client):
    assert 'href="/en/projekte/?q=a"' in html_of(client, "/projekte/?q=a")
    assert 'href="/projekte/?q=a"' in html_of(client, "/en/projekte/?q=a")

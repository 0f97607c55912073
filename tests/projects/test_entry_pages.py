"""The page of one project and the topics, as a visitor reads them."""

from datetime import date

import pytest

from projects.choices import Activity, RunningCostBand, SupportKind
from tests.factories import (
    DistrictFactory,
    OrganisationFactory,
    ProjectFactory,
    ReachFactory,
    SourceFactory,
    TagFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db


def page(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_a_full_entry_shows_what_is_known(client):
    project = ProjectFactory(
        title="Nähcafé",
        description="## Ablauf\nWir nähen.",
        core="Gastfreundschaft",
        flexible="Ort",
        prerequisites="Raum",
        results="Viele Gäste",
        problem="Wegwerfen",
        started_year=2014,
        started_month=5,
        activity=Activity.RUNNING,
        running_cost=RunningCostBand.NONE,
        website="https://example.org/naehcafe",
        organisations=[OrganisationFactory(name="Nähverein")],
        offers=[SupportKind.VISIT],
        tags=["Nähtreff"],
        sources=[SourceFactory(url="https://www.beispiel.org/a", published_year=None)],
        last_confirmed=date(2026, 3, 1),
    )
    html = page(client, project.get_absolute_url())
    for words in [
        "Mai 2014",
        "Nähverein",
        "keine",
        "Besuch",
        "Das muss bleiben",
        "Das geht auch anders",
        "Das brauchen Sie",
        "Nähtreff",
        "beispiel.org</a>, Jahr nicht bekannt",
        "Zuletzt bestätigt: März 2026",
        "Zu diesem Eintrag",
    ]:
        assert words in html
    assert "<h3>Ablauf</h3>" in html


def test_a_thin_entry_shows_no_empty_box(client):
    html = page(client, ProjectFactory(organisations=[]).get_absolute_url())
    for words in [
        "Das muss bleiben",
        "Ausweitung",
        "Quellen",
        "Startkosten",
        "nicht bekannt",
        "Unterstützung für",
    ]:
        assert words not in html


def test_a_thin_entry_ends_with_a_question(client):
    asks = "Das wissen wir noch nicht. <a href="
    assert asks in page(client, ProjectFactory().get_absolute_url())
    assert asks not in page(client, ProjectFactory(results="Man grüßt sich.").get_absolute_url())


def test_an_entry_from_public_sources_says_so_with_the_newest_year(client):
    project = ProjectFactory(sources=[SourceFactory(published_year=2012), SourceFactory(published_year=2015)])
    html = page(client, project.get_absolute_url())
    assert (
        "Aus öffentlichen Quellen zusammengetragen, Quelle von 2015. Ob es noch läuft, wissen wir nicht."
        in html
    )
    assert "Wissen Sie mehr?" in html


def test_the_reach_is_told_by_years(client):
    project = ProjectFactory(started_year=2018, home_district=DistrictFactory(name="Tal"))
    for name, year in [("Berg", 2018), ("Bach", 2020), ("Feld", 2020), ("Wald", None)]:
        ReachFactory(project=project, district=DistrictFactory(name=name), since_year=year)
    html = " ".join(page(client, project.get_absolute_url()).split())
    assert "ab 2018, mit dem Start in Tal, auch in" in html
    assert html.index("ausgeweitet 2020:") < html.index(">Bach</a>") < html.index(">Feld</a>")
    assert html.index(">Feld</a>") < html.index(">Wald</a>")


def test_a_former_slug_leads_to_the_entry(client):
    project = ProjectFactory(title="Alt")
    project.slug = "neu"
    project.save()
    response = client.get("/projekte/alt/")
    assert (response.status_code, response.url) == (301, "/projekte/neu/")


def test_a_merged_entry_leads_to_its_survivor(client):
    merged = ProjectFactory(merged=True)
    response = client.get(merged.get_absolute_url())
    assert (response.status_code, response.url) == (301, merged.merged_into.get_absolute_url())


def test_a_former_slug_of_a_removed_entry_leads_nowhere(client):
    project = ProjectFactory(removed=True, title="Alt")
    project.slug = "neu"
    project.save()
    assert client.get("/projekte/alt/").status_code == 404


def test_contributor_sees_their_own_submission_with_a_note(client_of, contributor):
    project = ProjectFactory(submitted=True, submitted_by=contributor)
    html = page(client_of(contributor), project.get_absolute_url())
    assert "Diese Seite sehen nur Sie und die Steuerungsgruppe: Der Eintrag ist eingereicht." in html


def test_curator_finds_the_way_to_the_review_desk(client_of, curator, contributor):
    address = ProjectFactory().get_absolute_url()
    assert "/redaktion/" in page(client_of(curator), address)
    assert "/redaktion/" not in page(client_of(contributor), address)


def test_topics_show_how_many_projects_they_have(client):
    topic = TopicFactory(name="Reparieren", icon="no-such-icon")
    TopicFactory(name="Leer")
    ProjectFactory(topics=[topic])
    ProjectFactory(topics=[topic], submitted=True)
    html = page(client, "/themen/")
    assert "Reparieren" in html
    assert "1 Projekt\n" in html or "1 Projekt<" in html
    assert "Leer" not in html


def test_a_catalogue_without_topics_asks(client):
    assert "Kennen Sie ein Projekt?" in page(client, "/themen/")


def test_a_topic_shows_its_projects_and_example_words(client):
    topic = TopicFactory(name="Reparieren", description="Gemeinsam reparieren.")
    topic.example_tags.add(TagFactory(name="Fahrradwerkstatt"))
    project = ProjectFactory(topics=[topic])
    html = page(client, topic.get_absolute_url())
    assert project.title in html
    assert "?q=Fahrradwerkstatt" in html


def test_a_topic_without_projects_asks_kindly(client):
    assert "noch keinen Eintrag" in page(client, TopicFactory().get_absolute_url())


def test_a_former_slug_of_a_topic_leads_to_it(client):
    topic = TopicFactory(name="Alt")
    topic.slug = "neu"
    topic.save()
    assert client.get("/themen/alt/").url == "/themen/neu/"
    assert client.get("/themen/nie/").status_code == 404


def test_the_printed_page_carries_its_address_as_a_qr_code(client, settings):
    settings.SITE_URL = "https://katalog.example.org"
    project = ProjectFactory()
    html = page(client, project.get_absolute_url())
    assert f"https://katalog.example.org{project.get_absolute_url()}" in html
    assert 'class="segno"' in html


def test_the_english_page_marks_the_german_text(client):
    project = ProjectFactory(title="Nähcafé")
    html = page(client, "/en" + project.get_absolute_url())
    assert '<html lang="en">' in html
    assert '<h1 lang="de">Nähcafé</h1>' in html

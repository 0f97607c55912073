"""Every question to the catalogue has a feed."""

from datetime import timedelta
from xml.etree import ElementTree

from django.test import Client
from django.utils import timezone

from tests import factories as make

ATOM = "{http://www.w3.org/2005/Atom}"


def read(**parameters):
    response = Client().get("/feeds/projekte.atom", parameters)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(response.content)  # noqa: S314 - our own page


def titles(feed):
    return [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]


def test_the_feed_begins_with_the_newest(search_index):
    make.ProjectFactory(title="Alt", published_at=timezone.now() - timedelta(days=9))
    make.ProjectFactory(title="Neu & <frisch>")
    make.ProjectFactory(title="Geheim", submitted=True)
    assert titles(read()) == ["Neu & <frisch>", "Alt"]


def test_the_feed_takes_the_parameters_of_the_catalogue(search_index):
    garden = make.TopicFactory(name="Garten")
    make.ProjectFactory(title="Beete", topics=[garden])
    make.ProjectFactory(title="Chor")
    feed = read(thema="garten", q="beete")
    assert titles(feed) == ["Beete"]
    assert feed.findtext(f"{ATOM}title").endswith("beete – Garten")
    assert titles(read(thema="garten", q="chor")) == []


def test_the_catalogue_links_its_feed(search_index):
    make.ProjectFactory(title="Beete", summary="Garten")
    page = Client().get("/projekte/", {"q": "garten", "sortierung": "name", "seite": "1"}).content.decode()
    assert 'href="/feeds/projekte.atom?q=garten"' in page

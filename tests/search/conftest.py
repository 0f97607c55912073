"""What the tests of the search share: a small catalogue of neighbourhood projects."""

import pytest
from django.db import transaction
from haystack import connections

from tests import factories as make

TEXTS = {
    "Repair-Café West": "Gemeinsam Geräte reparieren, Kaffee trinken.",
    "Repaircafé am Markt": "Ehrenamtliche helfen beim Flicken von Kleidung.",
    "Repair Cafe Ost": "Fahrräder und Toaster werden hier wieder ganz.",
    "Bücherschrank Giebel": "Ein offenes Regal für alle, die gern lesen.",
    "Spielstraße auf Zeit": "Einmal im Monat gehört die Straße den Kindern.",
    "Schokoladenseiten": "Faire Bio-Schokolade mit Bildern aus dem Bezirk.",
    "Chor der Höfe": "Singen im Hinterhof, jeden Dienstag.",
}


@pytest.fixture
def catalogue(search_index):
    """Seven projects, by title."""
    with transaction.atomic():
        return {title: make.ProjectFactory(title=title, summary=text) for title, text in TEXTS.items()}


@pytest.fixture
def backend():
    return connections["default"].get_backend()

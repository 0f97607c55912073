"""Groups of synonyms: loading them, keeping them."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from search.actions import load_synonyms
from search.models import SynonymGroup

LINES = [
    "# Werkstätten",
    "Repair Café, Reparaturtreff, repair-café\n",
    "",
    "allein",
    "Kiez,Viertel , Quartier",
]


def test_groups_are_loaded_once(db):
    assert load_synonyms(LINES) == 2
    assert load_synonyms(reversed(LINES)) == 2
    assert sorted(group.words for group in SynonymGroup.objects.all()) == [
        ["Kiez", "Viertel", "Quartier"],
        ["Repair Café", "Reparaturtreff"],
    ]


def test_a_group_reads_as_its_words(db):
    load_synonyms(["Kiez, Viertel"])
    assert str(SynonymGroup.objects.get()) == "Kiez, Viertel"


@pytest.mark.parametrize("words", [[], ["Kiez"], ["Kiez", "kiez "], "Kiez", [1, 2]])
def test_a_group_needs_two_words(words):
    with pytest.raises(ValidationError):
        SynonymGroup(words=words).clean()


def test_curators_keep_groups_one_word_a_line(client_of, admin_user):
    browser = client_of(admin_user)
    browser.post(reverse("admin:search_synonymgroup_add"), {"words": "Kiez\n\n Viertel \n"})
    group = SynonymGroup.objects.get()
    assert group.words == ["Kiez", "Viertel"]
    page = browser.get(reverse("admin:search_synonymgroup_change", args=[group.pk])).content.decode()
    assert "Kiez\nViertel" in page
    refused = browser.post(reverse("admin:search_synonymgroup_add"), {"words": "Allein"}).content.decode()
    assert "Eine Gruppe braucht mindestens zwei verschiedene Wörter." in refused

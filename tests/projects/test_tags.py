"""Free words: spellings that mean the same are one tag, wherever they are typed."""

import pytest
from django.core.exceptions import ValidationError

from projects.models import Tag
from projects.tags import canonical_tags, clean_words, text_of, words_of
from tests.factories import ProjectFactory, TagFactory

pytestmark = pytest.mark.django_db


def names(project):
    return sorted(tag.name for tag in project.tags.all())


@pytest.mark.parametrize("word", ["repair cafe", "Repair-Café", "REPAIRCAFÉ", " Repair  Café "])
def test_another_spelling_finds_the_known_tag(word):
    known = TagFactory(name="Repair Café")
    project = ProjectFactory()

    project.tags.add(word)

    assert list(project.tags.all()) == [known]
    assert Tag.objects.count() == 1


def test_setting_tags_by_other_spellings_keeps_the_links():
    project = ProjectFactory(tags=["Repair Café", "Garten"])
    links = set(project.tag_links.values_list("pk", flat=True))

    project.tags.set(["garten", "repair-cafe"])

    assert names(project) == ["Garten", "Repair Café"]
    assert set(project.tag_links.values_list("pk", flat=True)) == links


def test_two_spellings_at_once_are_one_tag_in_the_first_spelling():
    project = ProjectFactory()
    project.tags.set(["Bücherschrank", "buecherschrank", "Garten"])

    assert names(project) == ["Bücherschrank", "Garten"]


def test_rows_and_words_may_be_mixed():
    tag = TagFactory(name="Garten")
    project = ProjectFactory()
    project.tags.add(tag, "garten", "Hof")

    assert names(project) == ["Garten", "Hof"]


def test_words_of_a_line_are_parted_by_commas_not_by_spaces():
    assert words_of('repair cafe, Garten ,, "Hof, Haus und Straße",') == [
        "repair cafe",
        "Garten",
        "Hof, Haus und Straße",
    ]
    assert words_of("") == []
    assert words_of("eins\nzwei") == ["eins zwei"]


def test_line_is_read_back_as_it_was_written():
    tags = [TagFactory(name=name) for name in ("Repair Café", "Hof, Haus", 'das "Eck"', "C")]

    assert words_of(text_of(tags)) == ["Repair Café", "Hof, Haus", 'das "Eck"', "C"]


def test_word_without_a_letter_or_digit_is_refused():
    with pytest.raises(ValidationError, match="Buchstaben oder eine Ziffer"):
        clean_words(["!!!"])


def test_long_word_is_refused_before_its_key_outgrows_the_column():
    with pytest.raises(ValidationError, match="höchstens 50 Zeichen"):
        clean_words(["ä" * 51])
    with pytest.raises(ValidationError):
        clean_words(["ﷺ" * 20])  # one sign that folds to many letters
    assert len(canonical_tags(["ä" * 50])[0].folded) == 100


def test_different_words_with_the_same_address_word_get_addresses_of_their_own():
    one, other = canonical_tags(["Жёлтый", "Синий"])

    assert one.slug != other.slug


def test_known_tags_take_one_query(django_assert_num_queries):
    known = [TagFactory().name for _ in range(5)]

    with django_assert_num_queries(1):
        assert len(canonical_tags(known)) == 5

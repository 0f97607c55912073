"""Tags kept in order by the group: renamed, merged, called otherwise, deleted; every entry follows."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from projects.actions import add_synonym, delete_tag, merge_tags, remove_synonym, rename_tag
from projects.audit import violations
from projects.models import Decision, DecisionKind, Tag, TagSynonym
from tests.factories import ProjectFactory, TagFactory, TopicFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def repair():
    return TagFactory(name="Reparieren")


def names(project):
    return {tag.name for tag in project.tags.all()}


def logged(kind):
    return Decision.objects.get(kind=kind)


def test_a_new_name_stands_in_every_entry_and_the_old_one_stays_known(repair, curator):
    project = ProjectFactory(tags=["Reparieren"])
    rename_tag(tag=repair, name="Reparatur", by=curator)
    assert names(project) == {"Reparatur"}

    later = ProjectFactory(tags=["reparieren"])
    assert names(later) == {"Reparatur"}
    assert logged(DecisionKind.RENAMED).words == "Reparieren → Reparatur"


def test_another_spelling_of_the_same_word_needs_no_synonym(repair, curator):
    rename_tag(tag=repair, name="reparieren", by=curator)

    assert Tag.objects.get().name == "reparieren"
    assert not TagSynonym.objects.exists()


def test_a_synonym_can_become_the_name(repair, curator):
    add_synonym(tag=repair, word="Reparatur", by=curator)
    rename_tag(tag=repair, name="Reparatur", by=curator)

    assert [synonym.word for synonym in repair.synonyms.all()] == ["Reparieren"]
    assert [*violations()] == []


def test_a_name_that_means_another_tag_is_refused(repair, curator):
    TagFactory(name="Garten")
    with pytest.raises(ValidationError, match="zusammenführen"):
        rename_tag(tag=repair, name="garten", by=curator)
    for wrong in ("", "!!", "x" * 51):
        with pytest.raises(ValidationError):
            rename_tag(tag=repair, name=wrong, by=curator)


def test_merging_moves_entries_topics_and_words(repair, curator):
    mend = TagFactory(name="Flicken")
    add_synonym(tag=mend, word="Stopfen", by=curator)
    only, both = ProjectFactory(tags=["Flicken"]), ProjectFactory(tags=["Flicken", "Reparieren"])
    topic = TopicFactory()
    topic.example_tags.add(mend)
    merge_tags(tag=mend, into=repair, by=curator)

    assert (names(only), names(both)) == ({"Reparieren"}, {"Reparieren"})
    assert list(topic.example_tags.all()) == [repair]
    assert {synonym.word for synonym in repair.synonyms.all()} == {"Flicken", "Stopfen"}
    assert names(ProjectFactory(tags=["FLICKEN", "stopfen"])) == {"Reparieren"}
    assert (logged(DecisionKind.MERGED).title, logged(DecisionKind.MERGED).words) == ("Flicken", "Reparieren")
    assert [*violations()] == []


def test_an_address_with_the_merged_tag_still_leads_on(client, repair, curator, search_index):
    mend = TagFactory(name="Flicken")
    ProjectFactory(title="Nähstube", tags=["Flicken"])
    ProjectFactory(title="Lesecafé")
    merge_tags(tag=mend, into=repair, by=curator)
    page = client.get("/projekte/?tag=flicken").content.decode()

    assert "Nähstube" in page
    assert "Lesecafé" not in page
    assert "Nicht bekannt" not in page


def test_whoever_looks_for_a_synonym_finds_the_entries(client, repair, curator, search_index):
    ProjectFactory(title="Nähstube", tags=["Reparieren"])
    assert "Nähstube" not in client.get("/projekte/?q=Kunststopferei").content.decode()
    synonym = add_synonym(tag=repair, word="Kunststopferei", by=curator)
    assert "Nähstube" in client.get("/projekte/?q=Kunststopferei").content.decode()
    remove_synonym(synonym=synonym, by=curator)

    assert "Nähstube" not in client.get("/projekte/?q=Kunststopferei").content.decode()


def test_a_word_means_one_tag(repair, curator):
    garden = TagFactory(name="Garten")
    add_synonym(tag=garden, word="Beet", by=curator)
    for word in ("Beet", "beet", "Garten"):
        with pytest.raises(ValidationError):
            add_synonym(tag=repair, word=word, by=curator)
    with pytest.raises(ValidationError, match="bereits"):
        add_synonym(tag=garden, word="Garten", by=curator)
    assert names(ProjectFactory(tags=["Beet", "Garten"])) == {"Garten"}


def test_a_deleted_tag_is_on_no_entry_and_what_was_said_stays_in_the_log(repair, curator):
    project = ProjectFactory(tags=["Reparieren", "Hof"])
    delete_tag(tag=repair, by=curator)

    assert names(project) == {"Hof"}
    assert logged(DecisionKind.DELETED).title == "Reparieren"


def test_who_comes_second_is_told(repair, curator):
    gone = Tag.objects.get(pk=repair.pk)
    delete_tag(tag=repair, by=curator)
    with pytest.raises(ValidationError, match="nicht mehr"):
        rename_tag(tag=gone, name="Reparatur", by=curator)


def test_a_tag_is_not_merged_with_itself(repair, curator):
    with pytest.raises(ValidationError, match="sich selbst"):
        merge_tags(tag=repair, into=repair, by=curator)


def test_contributors_change_no_tag(repair, contributor):
    other = TagFactory()
    for verb in (
        lambda: rename_tag(tag=repair, name="X", by=contributor),
        lambda: merge_tags(tag=repair, into=other, by=contributor),
        lambda: add_synonym(tag=repair, word="X", by=contributor),
        lambda: delete_tag(tag=repair, by=contributor),
        lambda: remove_synonym(synonym=TagSynonym(tag=repair, word="X"), by=contributor),
    ):
        with pytest.raises(PermissionDenied):
            verb()


def test_the_audit_finds_a_word_of_two_tags(repair):
    TagSynonym.objects.create(tag=TagFactory(), word="reparieren")

    assert ["there is a tag of this word" in violation.sentence for violation in violations()] == [True]

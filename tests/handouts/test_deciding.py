"""Hand-outs are decided about together: two others agree, an objection blocks, silence is no consent."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from handouts import actions
from handouts.models import HandoutVersion
from projects.actions import object_to, withdraw_objection
from projects.models import Decision
from tests.handouts.deciding import agree, seen

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposed(handout, curator):
    return actions.propose_handout(handout=handout, by=curator)


def test_two_who_have_not_written_along_freeze_it(proposed, other_curator, third_curator):
    agree(proposed, other_curator)
    agree(proposed, other_curator)  # says it twice
    assert not HandoutVersion.objects.exists()
    done = agree(proposed, third_curator)

    version = HandoutVersion.objects.get()
    assert (version.number, version.title, done.proposed_at) == (1, "Vorlesen im Quartier", None)
    assert not done.writers.exists()
    kinds = [decision.kind for decision in Decision.objects.about(proposed).order_by("pk")]
    assert kinds == ["submitted", "approved", "approved", "published"]


def test_whoever_has_written_along_does_not_agree(handout, curator, other_curator, third_curator):
    actions.add_text(chapter=handout.chapters.first(), by=other_curator, text="Von mir.")
    actions.propose_handout(handout=handout, by=curator)
    for member in (curator, other_curator):
        with pytest.raises(PermissionDenied, match="mitgeschrieben"):
            agree(handout, member)
    agree(handout, third_curator)

    assert not HandoutVersion.objects.exists()


def test_after_a_version_others_may_write_and_the_former_writers_decide(
    handout, freeze, curator, other_curator, third_curator
):
    freeze(handout)
    actions.add_text(chapter=handout.chapters.first(), by=third_curator, text="Neu.")
    actions.propose_handout(handout=handout, by=third_curator)
    for member in (curator, other_curator):
        agree(handout, member)

    assert [version.number for version in handout.versions.all()] == [2, 1]


def test_an_open_objection_blocks(proposed, curator, other_curator, third_curator):
    agree(proposed, other_curator)
    objection = object_to(subject=proposed, by=curator, reason="Das stimmt nicht.", blocks=True)
    with pytest.raises(ValidationError, match="Einwand"):
        agree(proposed, third_curator)
    assert not HandoutVersion.objects.exists()
    withdraw_objection(objection=objection, by=curator)
    agree(proposed, third_curator)

    assert HandoutVersion.objects.exists()


def test_a_concern_is_heard_and_does_not_block(proposed, curator, other_curator, third_curator):
    object_to(subject=proposed, by=curator, reason="Schade um das Bild.", blocks=False)
    for member in (other_curator, third_curator):
        agree(proposed, member)

    assert HandoutVersion.objects.exists()


def test_nobody_agrees_to_what_they_have_not_seen(proposed, lesson, curator, other_curator):
    before = seen(proposed)
    lesson.text = "Wir lesen mittwochs vor."
    lesson.save()

    with pytest.raises(ValidationError, match="inzwischen geändert"):
        actions.approve_handout(handout=proposed, by=other_curator, seen=before)


def test_what_is_not_put_up_is_not_agreed_to(handout, curator, other_curator):
    with pytest.raises(ValidationError, match="nicht mehr entschieden"):
        agree(handout, other_curator)
    actions.propose_handout(handout=handout, by=curator)
    actions.take_back_proposal(handout=handout, by=curator)
    with pytest.raises(ValidationError, match="nicht mehr entschieden"):
        agree(handout, other_curator)


def test_an_empty_one_is_not_put_up(commits, curator):
    with pytest.raises(ValidationError, match="leer"):
        actions.propose_handout(handout=actions.begin(title="X", by=curator), by=curator)


def test_one_that_holds_what_is_hidden_is_neither_put_up_nor_frozen(
    handout, proposed, lesson, curator, other_curator
):
    lesson.state = "submitted"
    lesson.save()

    with pytest.raises(ValidationError, match="dienstags"):
        actions.propose_handout(handout=handout, by=curator)
    with pytest.raises(ValidationError, match="dienstags"):
        agree(proposed, other_curator)


def test_how_many_must_agree_is_a_setting(proposed, other_curator, settings):
    settings.APPROVALS_NEEDED = {"handout": 1}
    agree(proposed, other_curator)

    assert HandoutVersion.objects.exists()

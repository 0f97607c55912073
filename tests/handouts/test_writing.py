"""Writing a hand-out: chapters, what stands in them, and in which order."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from handouts import actions
from handouts.content import content_of
from handouts.models import ChapterItem, Handout
from projects.models import Approval
from tests import factories as make
from tests.handouts.deciding import agree

pytestmark = pytest.mark.django_db


def now(handout):
    return Handout.objects.for_writing().get(pk=handout.pk)


def order_of(handout):
    return [[str(item) for item in chapter.items.all()] for chapter in now(handout).chapters.all()]


def test_it_says_what_was_put_into_it(handout):
    content = content_of(now(handout))

    assert (content["title"], content["introduction"]) == ("Vorlesen im Quartier", "Für **alle**.")
    [first, second] = content["chapters"]
    lesson, project = first["items"]
    assert (lesson["kind"], lesson["text"], lesson["said_by"], lesson["about"]) == (
        "Bei uns funktioniert",
        "Wir lesen dienstags vor.",
        "Team Lesecafé",
        "Lesecafé (Süd)",
    )
    assert (project["title"], project["place"], project["summary"]) == (
        "Lesecafé",
        "Süd",
        "Vorlesen bei Waffeln.",
    )
    assert project["texts"] == [{"label": "das muss bleiben", "text": "Der feste Termin."}]
    assert second == {"title": "Was noch fehlt", "items": [{"is": "text", "text": "- Wer haftet?"}]}


def test_a_lesson_from_a_transfer_names_both_ends(commits, curator):
    transfer = make.TransferFactory(
        source=make.ProjectFactory(title="A", home_district=make.DistrictFactory(name="Nord")),
        target=make.ProjectFactory(title="B", home_district=make.DistrictFactory(name="Ost")),
    )
    made = actions.begin(title="X", by=curator)
    lesson = make.LessonFactory(project=None, transfer=transfer)
    actions.collect(chapter=made.chapters.get(), by=curator, lesson=lesson)

    [item] = content_of(now(made))["chapters"][0]["items"]
    assert item["about"] == "A (Nord) → B (Ost)"
    assert item["projects"] == [transfer.source_id, transfer.target_id]


def test_things_move_up_and_down_and_from_chapter_to_chapter(handout, curator):
    lesson, project = now(handout).chapters.first().items.all()
    [text] = now(handout).chapters.last().items.all()
    said = [str(lesson), str(project), str(text)]

    actions.move_item(item=project, by=curator, up=True)
    assert order_of(handout) == [[said[1], said[0]], [said[2]]]
    actions.move_item(item=ChapterItem.objects.get(pk=lesson.pk), by=curator, up=False)
    assert order_of(handout) == [[said[1]], [said[0], said[2]]]
    actions.move_item(item=ChapterItem.objects.get(pk=text.pk), by=curator, up=False)  # there is no further
    actions.move_item(item=ChapterItem.objects.get(pk=lesson.pk), by=curator, up=True)
    assert order_of(handout) == [[said[1], said[0]], [said[2]]]
    actions.move_chapter(chapter=now(handout).chapters.last(), by=curator, up=True)
    assert order_of(handout) == [[said[2]], [said[1], said[0]]]


def test_only_an_empty_chapter_is_taken_out(handout, curator):
    last = now(handout).chapters.last()
    with pytest.raises(ValidationError, match="etwas"):
        actions.remove_chapter(chapter=last, by=curator)
    actions.remove_item(item=last.items.get(), by=curator)
    actions.remove_chapter(chapter=last, by=curator)

    assert handout.chapters.count() == 1


def test_what_stands_there_stands_there_once(handout, lesson, curator):
    first = handout.chapters.first()
    assert actions.collect(chapter=first, by=curator, lesson=lesson) == first.items.first()
    assert first.items.count() == 2


@pytest.mark.parametrize("state", ["submitted", "queried", "declined", "removed"])
def test_what_is_not_published_is_not_collected(handout, curator, state):
    with pytest.raises(ValidationError, match="veröffentlicht"):
        actions.collect(chapter=handout.chapters.first(), by=curator, lesson=make.LessonFactory(state=state))
    hidden = make.ProjectFactory(submitted=True)
    with pytest.raises(ValidationError, match="veröffentlicht"):
        actions.collect(chapter=handout.chapters.first(), by=curator, project=hidden)


@pytest.mark.parametrize("person", ["visitor", "contributor"])
def test_others_write_nothing(handout, lesson, request, person):
    by = request.getfixturevalue(person)
    chapter = handout.chapters.first()
    for verb in (
        lambda: actions.begin(title="X", by=by),
        lambda: actions.collect(chapter=chapter, by=by, lesson=lesson),
        lambda: actions.add_text(chapter=chapter, by=by, text="X"),
        lambda: actions.propose_handout(handout=handout, by=by),
        lambda: actions.approve_handout(handout=handout, by=by, seen=""),
    ):
        with pytest.raises(PermissionDenied):
            verb()


def test_a_change_takes_back_what_was_agreed(handout, curator, other_curator):
    actions.propose_handout(handout=handout, by=curator)
    agree(handout, other_curator)
    actions.add_text(chapter=handout.chapters.first(), by=curator, text="Noch etwas.")

    assert now(handout).proposed_at is None
    assert not Approval.objects.exists()


def test_a_part_is_exactly_one_thing(handout, lesson, project):
    chapter = handout.chapters.last()
    for both in ({"lesson": lesson, "project": project}, {"lesson": lesson, "text": "X"}, {}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ChapterItem.objects.create(chapter=chapter, **both)

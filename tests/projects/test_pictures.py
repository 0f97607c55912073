"""Pictures of an entry: who may add, describe, move, delete, report and show them; what becomes of files."""

import os
import threading
import time

import pytest
from django.conf import settings
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction

from outbox.actions import drain
from people.limits import TooManyTriesError
from projects import actions
from projects.choices import PeopleShown
from projects.models import Decision, Picture, Project, Report
from projects.pictures.limits import Refusal
from projects.pictures.refusals import PictureRefusedError
from projects.pictures.storage import folder_of, forget_files, sweep
from tests import factories as make
from tests.uploads import photo

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("commits")]

SAID = {
    "alternative_text": "Drei Leute am Reparaturtisch.",
    "people_shown": PeopleShown.AGREED,
    "credit": "Ada",
}


@pytest.fixture
def project(contributor):
    return make.ProjectFactory(title="Repair-Café", slug="repair-cafe", submitted_by=contributor)


@pytest.fixture
def pictures(project):
    return make.PictureFactory.create_batch(3, project=project)


@pytest.fixture
def nobody_else(project, contributor, other_contributor, curator, other_curator, visitor):
    """Everybody who could have something to do with the entry, by what they are to it."""
    keeper = make.UserFactory(email="keeper@example.org")
    project.owners.add(keeper)
    return {
        "visitor": visitor,
        "other_contributor": other_contributor,
        "contributor": contributor,
        "keeper": keeper,
        "curator": curator,
    }


def add(project, by, **changes):
    return actions.add_picture(
        **{"project": project, "upload": photo(), "file_name": "bild.jpg", "by": by} | SAID | changes
    )


def row_of(project):
    return list(project.pictures.values_list("pk", flat=True))


def files_in(folder):
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_contributor_adds_a_picture(project, contributor):
    picture = add(project, contributor)

    assert (picture.project, picture.added_by, picture.position) == (project, contributor, 1)
    assert (picture.width, picture.height) == (64, 48)
    assert (picture.alternative_text, picture.people_shown, picture.credit) == tuple(SAID.values())
    assert files_in(folder_of(picture.name)) == ["64.avif", "64.webp"]
    assert folder_of(picture.name).is_relative_to(settings.MEDIA_ROOT)


def test_a_picture_comes_last(project, contributor, pictures):
    picture = add(project, contributor)

    assert row_of(project)[-1] == picture.pk


def test_names_of_files_cannot_be_guessed_and_tell_nothing(project, contributor):
    names = {add(project, contributor, file_name="Oma Erna.jpg").name for _ in range(3)}

    assert len(names) == 3
    assert all(len(name) == 32 and int(name, 16) for name in names)


ALLOWED = {"contributor", "keeper", "curator"}
EVERYBODY = ["visitor", "other_contributor", "contributor", "keeper", "curator"]


@pytest.mark.parametrize("person", EVERYBODY)
@pytest.mark.parametrize("verb", ["add", "describe", "move", "delete"])
def test_who_may_change_pictures(project, pictures, nobody_else, person, verb):
    by, picture = nobody_else[person], pictures[1]
    verbs = {
        "add": lambda: add(project, by),
        "describe": lambda: actions.describe_picture(picture=picture, by=by, **SAID),
        "move": lambda: actions.move_picture(picture=picture, by=by, places=1),
        "delete": lambda: actions.delete_picture(picture=picture, by=by),
    }
    before = list(Picture.objects.values())
    if person in ALLOWED:
        verbs[verb]()
        assert list(Picture.objects.values()) != before
        return
    with pytest.raises(PermissionDenied):
        verbs[verb]()
    assert list(Picture.objects.values()) == before


@pytest.mark.parametrize("person", EVERYBODY)
def test_only_the_group_shows_a_reported_picture_again(project, nobody_else, person):
    picture = make.PictureFactory(project=project, hidden=True)
    if person == "curator":
        assert actions.show_picture(picture=picture, by=nobody_else[person]).hidden_at is None
        return
    with pytest.raises(PermissionDenied):
        actions.show_picture(picture=picture, by=nobody_else[person])
    picture.refresh_from_db()
    assert picture.hidden_at


def test_curator_does_not_decide_on_a_picture_of_their_own_entry(curator, other_curator):
    picture = make.PictureFactory(project__submitted_by=curator, hidden=True)
    with pytest.raises(PermissionDenied):
        actions.show_picture(picture=picture, by=curator)
    actions.show_picture(picture=picture, by=other_curator)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"alternative_text": ""}, "alternative_text"),
        ({"people_shown": ""}, "people_shown"),
        ({"people_shown": "x"}, "people_shown"),
    ],
)
def test_a_picture_without_its_answers_leaves_no_file(project, contributor, wrong, field):
    before = files_in(folder_of(""))
    with pytest.raises(ValidationError) as error:
        add(project, contributor, **wrong)

    assert [*error.value.message_dict] == [field]
    assert files_in(folder_of("")) == before


@pytest.mark.parametrize("wrong", [{"alternative_text": ""}, {"people_shown": "alle"}, {"width": 0}])
def test_the_database_keeps_what_a_picture_must_say(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        make.PictureFactory(**wrong, files=None)


def test_what_is_no_picture_leaves_no_file(project, contributor):
    before = files_in(folder_of(""))
    with pytest.raises(PictureRefusedError) as error:
        add(project, contributor, upload=photo()[:300])

    assert error.value.why == Refusal.UNREADABLE
    assert files_in(folder_of("")) == before
    assert not Picture.objects.exists()


def test_an_entry_has_six_pictures_at_most(project, contributor):
    make.PictureFactory.create_batch(6, project=project)
    before = files_in(folder_of(""))
    with pytest.raises(ValidationError, match="höchstens 6 Bilder"):
        add(project, contributor)

    assert files_in(folder_of("")) == before


def test_pictures_are_put_in_order(project, contributor, pictures):
    first, second, third = row_of(project)
    actions.move_picture(picture=pictures[2], by=contributor, places=-1)
    assert row_of(project) == [first, third, second]
    actions.move_picture(picture=pictures[2], by=contributor, places=-1)
    actions.move_picture(picture=pictures[2], by=contributor, places=-1)
    assert row_of(project) == [third, first, second]
    actions.move_picture(picture=pictures[1], by=contributor, places=1)
    assert row_of(project) == [third, first, second]


def test_a_picture_that_is_gone_is_told(project, contributor, pictures):
    actions.delete_picture(picture=Picture.objects.get(pk=pictures[0].pk), by=contributor)
    with pytest.raises(ValidationError, match="inzwischen gelöscht"):
        actions.move_picture(picture=pictures[0], by=contributor, places=1)


def test_its_files_go_after_the_commit_with_a_picture(project, contributor, pictures):
    folder = folder_of(pictures[0].name)
    assert files_in(folder)
    actions.delete_picture(picture=pictures[0], by=contributor)

    assert not folder.exists()
    assert folder_of(pictures[1].name).exists()


def test_its_files_stay_when_a_deletion_is_taken_back(project, contributor, pictures):
    with transaction.atomic():
        actions.delete_picture(picture=Picture.objects.get(pk=pictures[0].pk), by=contributor)
        transaction.set_rollback(True)
    drain()

    assert folder_of(pictures[0].name).exists()
    assert row_of(project) == [picture.pk for picture in pictures]


def test_files_go_with_a_whole_entry(project, pictures):
    with transaction.atomic():
        project.delete()

    assert not any(folder_of(picture.name).exists() for picture in pictures)


def test_an_entry_that_is_removed_keeps_its_files_out_of_sight(project, curator, pictures, visitor):
    """It may be brought back: what is decided within seven days is not decided by deleting."""
    actions.hide(project=project, by=curator)

    assert not Picture.objects.visible_to(visitor).exists()
    assert folder_of(pictures[0].name).exists()


def test_files_that_have_a_row_are_never_forgotten(pictures):
    forget_files([{"name": picture.name} for picture in pictures] + [{"name": "0" * 32}])

    assert all(folder_of(picture.name).exists() for picture in pictures)


def test_what_a_killed_upload_left_is_swept_away(pictures, settings):
    left, under_way = folder_of("a" * 32), folder_of("b" * 32)
    upload = settings.FILE_UPLOAD_TEMP_DIR / "tmp.upload"
    long_ago = time.time() - 25 * 3600
    for folder in (left, under_way):
        folder.mkdir(parents=True)
        (folder / "480.webp").write_bytes(b"x")
    upload.write_bytes(b"x")
    for path in (left, upload, folder_of(pictures[0].name)):
        os.utime(path, (long_ago, long_ago))

    assert sweep() == 2

    assert (left.exists(), upload.exists()) == (False, False)
    assert under_way.exists()
    assert folder_of(pictures[0].name).exists()
    forget_files([{"name": under_way.name}])


# Reports


def test_a_report_hides_the_picture_at_once_and_tells_the_group(
    project, pictures, visitor, curator, contributor
):
    made = actions.report_picture(picture=pictures[0], text="Ich bin zu sehen.", email="zu@example.org")

    seen = {
        person: pictures[0] in Picture.objects.visible_to(person)
        for person in (visitor, contributor, curator)
    }
    assert seen == {visitor: False, contributor: False, curator: True}
    assert (made.picture, made.project, made.kind) == (pictures[0], project, "bild")
    [message] = [message for message in mail.outbox if message.to == [curator.email]]
    assert f"/redaktion/hinweise/{made.pk}/" in message.body
    assert "Das Bild ist ausgeblendet" in message.body
    assert "Ich bin zu sehen." in message.body
    assert "zu@example.org" not in message.body


def test_those_who_keep_the_entry_are_told_once_that_it_is_hidden_but_not_by_whom(
    project, pictures, contributor, curator
):
    for text in ("Ich bin zu sehen.", "Ich auch."):
        actions.report_picture(picture=pictures[0], text=text, email="zu@example.org")
    [message] = [message for message in mail.outbox if message.to == [contributor.email]]
    assert message.subject == "Ein Bild von „Repair-Café“ ist ausgeblendet"
    assert pictures[0].alternative_text in message.body
    for private in ("Ich bin zu sehen.", "zu@example.org"):
        assert private not in message.body


def test_whoever_wants_no_mails_about_decisions_gets_none_about_a_hidden_picture(pictures, contributor):
    type(contributor).objects.update(wants_decisions=False)
    actions.report_picture(picture=pictures[0], text="Ich bin zu sehen.")
    assert mail.outbox == []


def test_showing_it_again_settles_the_reports_and_is_logged(project, pictures, curator, visitor):
    report = actions.report_picture(picture=pictures[0], text="Gefällt mir nicht.")
    actions.show_picture(picture=pictures[0], by=curator)

    report.refresh_from_db()
    assert report.handled_by == curator
    assert pictures[0] in Picture.objects.visible_to(visitor)
    assert Decision.objects.about(project).first().kind == "pic_shown"


def test_deleting_it_settles_the_reports_and_keeps_them(project, pictures, curator):
    report = actions.report_picture(picture=pictures[0], text="Ich bin zu sehen.")
    actions.delete_picture(picture=Picture.objects.get(pk=pictures[0].pk), by=curator)

    report.refresh_from_db()
    assert (report.handled_by, report.picture) == (curator, None)
    assert Decision.objects.about(project).first().kind == "pic_gone"


def test_who_keeps_the_entry_may_delete_a_reported_picture_and_the_group_still_hears(
    project, pictures, contributor
):
    report = actions.report_picture(picture=pictures[0], text="Ich bin zu sehen.")
    actions.delete_picture(picture=Picture.objects.get(pk=pictures[0].pk), by=contributor)

    report.refresh_from_db()
    assert report.handled_at is None


def test_a_network_that_reports_too_much_hides_nothing_more(project):
    pictures = make.PictureFactory.create_batch(6) + make.PictureFactory.create_batch(5)
    for picture in pictures[:10]:
        actions.report_picture(picture=picture, text="Weg damit.", network_hash="n")
    with pytest.raises(TooManyTriesError):
        actions.report_picture(picture=pictures[10], text="Weg damit.", network_hash="n")

    pictures[10].refresh_from_db()
    assert pictures[10].hidden_at is None
    assert Report.objects.count() == 10


@pytest.mark.parametrize("state", ["submitted", "queried", "rejected", "archived", "merged", "removed"])
def test_who_sees_the_pictures_of_an_entry_that_is_not_public(
    state, visitor, other_contributor, contributor, curator
):
    picture = make.PictureFactory(project=make.ProjectFactory(**{state: True}, submitted_by=contributor))

    seen = [
        picture in Picture.objects.visible_to(person)
        for person in (visitor, other_contributor, contributor, curator)
    ]
    assert seen == [False, False, state != "removed", True]


def test_pictures_outlive_the_account_behind_them(project):
    person = make.UserFactory()
    picture = make.PictureFactory(project=project, added_by=person)
    person.delete()

    picture.refresh_from_db()
    assert picture.added_by is None


@pytest.mark.django_db(transaction=True)
def test_of_many_who_add_the_sixth_picture_at_once_one_wins(monkeypatch):
    """Threads with connections of their own; the decoder is not what is tried here."""
    monkeypatch.setattr("projects.actions.pictures.reencode", lambda upload, folder: (64, 48))
    curator, project = make.CuratorFactory(), make.ProjectFactory()
    make.PictureFactory.create_batch(5, project=project)
    together, outcomes = threading.Barrier(4), []

    def add_one():
        together.wait()
        try:
            add(Project.objects.get(pk=project.pk), curator)
            outcomes.append("added")
        except ValidationError:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=add_one) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["added", "refused", "refused", "refused"]
    assert project.pictures.count() == 6

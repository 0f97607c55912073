"""The audit finds what came in past the verbs and the constraints."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models import UniqueConstraint
from django.utils import timezone

from knowledge.actions import note_step, retract_transfer
from knowledge.audit import (
    broken_constraints,
    confirmations_of_nothing,
    cycles,
    doubled,
    private_addresses_in_texts,
    steps_that_do_not_fit,
    transfers_of_merged_projects,
    violations,
)
from knowledge.models import OriginNote, Transfer, TransferStep
from people.models import ContactPoint
from projects.choices import State
from projects.models import Project
from tests.factories import (
    AdaptationFactory,
    ConfirmationFactory,
    ContactPointFactory,
    DistrictFactory,
    InterestFactory,
    LessonFactory,
    OriginNoteFactory,
    ProjectFactory,
    ReachFactory,
    SourceFactory,
    TransferFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def sound():
    """A catalogue with something of everything."""
    transfer = TransferFactory()
    ConfirmationFactory(transfer=transfer)
    AdaptationFactory(transfer=transfer)
    LessonFactory(project=transfer.source)
    OriginNoteFactory(project=transfer.target, text="Fragen an das Bürgerbüro: rathaus@example.org")
    ContactPointFactory()
    group = InterestFactory(project=transfer.target, granted=True)
    note_step(transfer=group.transfer, by=group.by, phase="adapting", note="Fragen an rathaus@example.org")
    return transfer


@contextmanager
def unguarded(table, constraint):
    """The database looks away: SQLite from all CHECK constraints, PostgreSQL from this one."""
    on_sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        if on_sqlite:
            cursor.execute("PRAGMA ignore_check_constraints = ON")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {constraint}")
        yield cursor
        if on_sqlite:
            cursor.execute("PRAGMA ignore_check_constraints = OFF")


def test_a_sound_catalogue_has_no_violation(sound):
    assert list(violations()) == []


def test_a_cycle_is_found_and_named(sound):
    last = TransferFactory(source=sound.target)
    Transfer.objects.bulk_create([Transfer(source=last.target, target=sound.source)])

    (found,) = cycles()

    for project in (sound.source, sound.target, last.target):
        assert str(project.pk) in found.sentence


def test_each_of_two_cycles_is_found():
    for _ in range(2):
        transfer = TransferFactory()
        Transfer.objects.bulk_create([Transfer(source=transfer.target, target=transfer.source)])

    assert len(list(cycles())) == 2


def test_a_retracted_transfer_closes_no_cycle(sound):
    Transfer.objects.bulk_create([Transfer(source=sound.target, target=sound.source, status="retracted")])

    assert list(cycles()) == []


def test_a_merged_project_that_kept_its_transfers_is_found(sound):
    Project.objects.filter(pk=sound.target_id).update(state=State.MERGED, merged_into=sound.source)

    assert {violation.row for violation in transfers_of_merged_projects()} == set(Transfer.objects.all())

    for transfer in Transfer.objects.all():
        retract_transfer(transfer=transfer)
    assert list(transfers_of_merged_projects()) == []


PUBLIC_TEXTS = {
    "description": lambda text: ProjectFactory(description=text),
    "prerequisites": lambda text: ProjectFactory(prerequisites=text),
    "note": lambda text: TransferFactory(note=text),
    "reason for ending": lambda text: TransferFactory(end_reason=text),
    "note for everyone": lambda text: TransferFactory().steps.create(
        phase="unknown", note=text, is_public=True
    ),
    "adaptation": lambda text: AdaptationFactory(result=text),
    "lesson": lambda text: LessonFactory(said_by=text),
    "origin": lambda text: OriginNoteFactory(text=text),
    "label": lambda text: ContactPointFactory(label=text),
}


@pytest.mark.parametrize("make_private", [ContactPointFactory, UserFactory], ids=["contact", "person"])
@pytest.mark.parametrize("place", PUBLIC_TEXTS)
def test_a_private_address_in_a_public_text_is_found(make_private, place):
    make_private(email="a.b@example.org")
    row = PUBLIC_TEXTS[place]("Fragen an A.B@example.org.")

    assert [violation.row for violation in private_addresses_in_texts()] == [row]


def test_what_both_sides_write_for_themselves_may_hold_an_address(sound):
    ContactPoint.objects.update(email="rathaus@example.org")
    OriginNote.objects.all().delete()

    assert list(private_addresses_in_texts()) == []


@pytest.mark.parametrize("change", [{"phase": "interest"}, {"status": "resting"}])
def test_a_transfer_that_does_not_stand_where_its_last_step_says_is_found(sound, change):
    shared = Transfer.objects.get(groups__isnull=False)
    Transfer.objects.filter(pk=shared.pk).update(**change)

    assert [violation.row for violation in steps_that_do_not_fit()] == [shared]

    Transfer.objects.filter(pk=shared.pk).update(status="retracted")  # is no part of the story
    assert list(steps_that_do_not_fit()) == []


def test_a_step_in_the_future_is_found(sound):
    step = TransferStep.objects.last()
    TransferStep.objects.filter(pk=step.pk).update(happened_on=timezone.localdate() + timedelta(days=1))

    assert [violation.row for violation in steps_that_do_not_fit()] == [step]


def test_what_is_confirmed_without_a_project_is_found(sound):
    shared = Transfer.objects.get(groups__isnull=False)
    ConfirmationFactory(transfer=shared)

    assert [violation.row for violation in confirmations_of_nothing()] == [shared]


def test_another_address_in_a_text_is_no_violation(sound):
    ContactPoint.objects.update(email="privat@example.org")

    assert list(private_addresses_in_texts()) == []


BREAKING = {
    "transfer_ends_differ": (
        "knowledge_transfer",
        "UPDATE knowledge_transfer SET target_id = source_id WHERE target_id IS NOT NULL",
    ),
    "transfer_target_or_district": ("knowledge_transfer", "UPDATE knowledge_transfer SET target_id = NULL"),
    "transfer_years_in_order": (
        "knowledge_transfer",
        "UPDATE knowledge_transfer SET year_from = 2020, year_to = 2010",
    ),
    "transfer_tried_out_by_a_project": (
        "knowledge_transfer",
        "UPDATE knowledge_transfer SET phase = 'trying'",
    ),
    "interest_granted_has_a_transfer": (
        "knowledge_interest",
        "UPDATE knowledge_interest SET transfer_id = NULL",
    ),
    "lesson_about_exactly_one": ("knowledge_lesson", "UPDATE knowledge_lesson SET project_id = NULL"),
    "project_home_exactly_in_districts": (
        "projects_project",
        "UPDATE projects_project SET home_district_id = NULL",
    ),
    "project_place_exactly_elsewhere": ("projects_project", "UPDATE projects_project SET place = 'Aalen'"),
    "project_published_has_a_date": ("projects_project", "UPDATE projects_project SET published_at = NULL"),
    "project_merged_into_exactly_when_merged": (
        "projects_project",
        "UPDATE projects_project SET state = 'merged'",
    ),
}


@pytest.mark.parametrize("constraint", BREAKING)
def test_a_row_that_breaks_its_constraint_is_found(sound, constraint):
    table, change = BREAKING[constraint]
    with unguarded(table, constraint) as cursor:
        cursor.execute(change)

        assert any(constraint in violation.sentence for violation in broken_constraints())


def test_a_double_is_found_at_its_later_rows():
    SourceFactory(url="https://example.org/anders")
    SourceFactory(url="", document="Protokoll")
    SourceFactory(url="", document="Protokoll")
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX source_url_once")
    _first, *doubles = [SourceFactory(url="https://example.org/") for _ in range(3)]

    assert [violation.row for violation in broken_constraints()] == doubles


def test_what_is_not_known_is_no_double():
    TransferFactory(interest=True, year_to=None)
    TransferFactory(interest=True, year_to=None)

    assert list(doubled(Transfer, UniqueConstraint(fields=["phase", "year_to"], name="once"))) == []
    assert len(list(doubled(Transfer, UniqueConstraint(fields=["phase", "status"], name="once")))) == 1


def test_the_command_says_that_all_is_well(sound, capsys):
    call_command("check_catalogue")

    assert capsys.readouterr().out == "Every rule holds.\n"


def test_the_command_fails_and_names_the_rows_of_every_floor(sound, capsys):
    Transfer.objects.bulk_create([Transfer(source=sound.target, target=sound.source)])
    misplaced = ProjectFactory(title="Überall", home_district=DistrictFactory(name="Süd"))
    ReachFactory(project=misplaced, district=misplaced.home_district)

    with pytest.raises(SystemExit) as end:
        call_command("check_catalogue")

    said = capsys.readouterr().err
    assert end.value.code == 1
    assert "closes a cycle" in said
    assert f"projects.Project {misplaced.pk} (Überall)" in said

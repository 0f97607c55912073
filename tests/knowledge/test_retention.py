"""Rejected entries go after half a year, with all that hangs on them; everything else stays."""

from datetime import timedelta

import pytest
from django.utils import timezone

from knowledge.models import Transfer
from knowledge.retention import REJECTED_KEPT, forget_rejected
from projects import actions
from projects.models import ChangeProposal, Decision, Project
from projects.versions import version_now
from tests import factories as make

pytestmark = pytest.mark.django_db


def rejected(days, **fields):
    project = make.ProjectFactory(rejected=True, **fields)
    Project.objects.filter(pk=project.pk).update(updated_at=timezone.now() - timedelta(days=days))
    return project


@pytest.mark.parametrize(("days", "stays"), [(REJECTED_KEPT.days - 1, True), (REJECTED_KEPT.days + 1, False)])
def test_rejected_entry_goes_half_a_year_after_its_last_change(days, stays):
    project = rejected(days)

    assert forget_rejected() == int(not stays)
    assert Project.objects.filter(pk=project.pk).exists() is stays


@pytest.mark.parametrize("state", ["submitted", "queried", "archived", "merged", "removed"])
def test_entry_in_any_other_state_stays_however_old(state):
    make.ProjectFactory(**{state: True})
    count = Project.objects.count()
    Project.objects.update(updated_at=timezone.now() - timedelta(days=3000))

    assert forget_rejected() == 0
    assert Project.objects.count() == count


def test_what_hangs_on_it_goes_and_what_others_have_stays(contributor, curator):
    other = make.ProjectFactory()
    kept = make.TransferFactory(source=other)
    project = rejected(REJECTED_KEPT.days + 1, tags=["Garten"], sources=[make.SourceFactory()])
    make.TransferFactory(source=other, target=project)
    make.LessonFactory(project=project)
    make.QuestionFactory(project=project)
    ChangeProposal.objects.create(project=project, base=version_now(project), changes={"summary": "Neu."})
    actions.log(project, "rejected", curator, "Das ist Werbung.")
    Project.objects.filter(pk=project.pk).update(updated_at=timezone.now() - timedelta(days=999))

    assert forget_rejected() == 1
    assert list(Transfer.objects.all()) == [kept]
    assert Project.objects.filter(pk=other.pk).exists()
    assert Decision.objects.get(words="Das ist Werbung.").title == str(project)

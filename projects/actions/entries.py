"""Verbs on what an entry says: submit, revise, restore, redact."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from people.permissions import is_curator, refuse_visitors
from projects.actions.deciding import log
from projects.actions.states import not_possible
from projects.choices import GONE, State
from projects.content import Content
from projects.content.comparing import changed_fields, only_changes
from projects.content.writing import write_content
from projects.models import Approval, ChangeProposal, DecisionKind, Project, Version, VersionKind
from projects.permissions import keeps
from projects.versions import record_version, version_now

# What an entry is: once it is published, a change here wants a second pair of eyes.
WEIGHTY = {"title", "scope", "home_district", "place", "language", "licence"}


@transaction.atomic
def submit(*, content: Content, by: Any, owners: tuple[Any, ...] | None = None) -> Project:
    """A new entry, handed in for review; `owners` are `by` unless it is submitted on behalf of others.

    Raises PermissionDenied for visitors, ValidationError if the content breaks a rule.
    """
    refuse_visitors(by)
    owners = (by,) if owners is None else owners
    confirmed = timezone.localdate() if by in owners else None
    project = write_content(Project(submitted_by=by, last_confirmed=confirmed), content)
    project.owners.set(owners)
    record_version(project, VersionKind.SUBMITTED, by)
    log(project, DecisionKind.SUBMITTED, by)
    return project


@transaction.atomic
def revise(
    *, project: Project, content: Content, base: Version, by: Any, reason: str = ""
) -> Version | ChangeProposal:
    """Change what an entry says: at once, or as a proposal where others have to agree.

    Returns the version that holds it now, or the open proposal: for people who do not keep the entry, for
    weighty changes to a published one by its owners, and for a change made on an older version, which is
    never applied silently. Raises PermissionDenied for visitors, ValidationError for a broken rule or
    when nothing was changed.
    """
    refuse_visitors(by)
    if project.state in GONE:
        raise not_possible(project)
    current = version_now(project)
    changes = only_changes(base.content, content)
    if not changes:
        raise ValidationError(_("Nothing was changed."))
    if base.pk != current.pk or not may_change_at_once(by, project, changes):
        return _propose(project, changes, base, by, reason)
    return apply_changes(project, changes, VersionKind.EDITED, by)


def may_change_at_once(by: Any, project: Project, changes: Content) -> bool:
    """Whether these changes need nobody else: a curator's; an owner's, unless weighty and published."""
    if is_curator(by):
        return True
    is_small = project.state != State.PUBLISHED or not WEIGHTY & changes.keys()
    return keeps(by, project) and is_small


def apply_changes(project: Project, changes: Content, kind: VersionKind, by: Any) -> Version:
    """Write the changes and keep the version. Approvals were given to what stood there before.

    Who keeps the entry has looked at it: with a change of theirs it is confirmed.
    """
    stored = Project.objects.select_for_update().get(pk=project.pk)
    if stored.state == State.MERGED:
        raise not_possible(stored)
    if by and keeps(by, stored):
        stored.last_confirmed = timezone.localdate()
    write_content(stored, changes)
    Approval.objects.about(stored).delete()
    return record_version(stored, kind, by)


def _propose(project: Project, changes: Content, base: Version, by: Any, reason: str) -> ChangeProposal:
    return ChangeProposal.objects.create(
        project=project, base=base, changes=changes, made_by=by, reason=reason.strip()
    )


@transaction.atomic
def restore(*, version: Version, by: Any) -> Version:
    """Make the entry say again what it said then."""
    if not is_curator(by):
        raise PermissionDenied(_("Only the steering group may do this."))
    if version.is_redacted:
        raise ValidationError(_("This version was redacted: there is nothing to restore."))
    current = version_now(version.project)
    if not changed_fields(current.content, version.content):
        raise ValidationError(_("The entry says this already."))
    log(version.project, DecisionKind.RESTORED, by, str(version.number))
    return apply_changes(version.project, version.content, VersionKind.RESTORED, by)


@transaction.atomic
def redact(*, version: Version, by: Any, why: str) -> Version:
    """Empty an old version for good; what was done, why and when stays."""
    if not is_curator(by):
        raise PermissionDenied(_("Only the steering group may do this."))
    if not why.strip():
        raise ValidationError({"why": _("Please say why: the reason stays in the history.")})
    if version.pk == version_now(version.project).pk:
        raise ValidationError(_("This is what the entry says now. Please change the entry first."))
    stored = Version.objects.select_for_update().get(pk=version.pk)
    stored.content, stored.redacted_at, stored.redacted_why = {}, timezone.now(), why.strip()[:300]
    stored.save()
    log(stored.project, DecisionKind.REDACTED, by, stored.redacted_why)
    return stored

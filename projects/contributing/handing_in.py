"""Verbs that make an entry, a change or an answer of a draft."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from projects.actions import resubmit, revise, submit
from projects.choices import State
from projects.content.comparing import only_changes
from projects.contributing.consents import note_consent
from projects.contributing.contact import set_contact
from projects.contributing.entry import content_of_form
from projects.contributing.forms import EntryForm
from projects.contributing.origins import keep_origin
from projects.contributing.typed import checked_form
from projects.models import ChangeProposal, ConsentKind, Draft, Project, Version
from projects.permissions import keeps
from projects.telling import tell_received
from projects.versions import version_now

Asked = dict[str, Any]


@transaction.atomic
def hand_in(*, draft: Draft, by: Any, asked: Asked) -> Project:
    """Make an entry of the draft and send a receipt; `asked` is what `WhoForm` has asked.

    A second call returns the first one's entry. Raises ValidationError if the entry cannot be handed in.
    """
    stored = locked_draft(draft)
    if stored.handed_in_at and stored.project:
        return stored.project
    form = checked_or_refused(stored)
    project = submit(content=content_of_form(form), by=by)
    if asked["contact"]:
        set_contact(project=project, by=by, asked=asked)
    for kind in ConsentKind:
        if asked[kind.value]:
            note_consent(project=project, by=by, kind=kind)
    _remember_reminders(by, wants=asked["remind"], project=project)
    keep_origin(project, form.cleaned_data)
    close_draft(stored, project, by)
    tell_received(project=project, to=by)
    return project


@transaction.atomic
def hand_in_change(*, draft: Draft, by: Any, words: str = "") -> Version | ChangeProposal | None:
    """Make a change, or a proposal, of the draft; an answer to a question is handed in again with it.

    None if only the answer was new. Raises ValidationError if nothing is new, or a rule would break.
    """
    stored = locked_draft(draft)
    if stored.handed_in_at or stored.project is None or stored.base is None:
        raise ValidationError(_("This was handed in already."))
    project, base = stored.project, stored.base
    form = checked_or_refused(stored)
    content = content_of_form(form, base.content)
    answers = project.state in (State.QUERIED, State.REJECTED) and keeps(by, project)
    made = None
    if only_changes(base.content, content) or not (answers and words.strip()):
        made = revise(project=project, content=content, base=base, by=by, reason=words)
    if answers:
        resubmit(project=project, by=by, words=words)
    close_draft(stored, project, by)
    return made


def _remember_reminders(person: Any, *, wants: bool, project: Project) -> None:
    """The mail preference follows the first answer; later ones only ever switch it on."""
    is_first = not person.submitted_projects.exclude(pk=project.pk).exists()
    if wants or is_first:
        person.wants_reminders = wants
        person.save(update_fields=["wants_reminders"])


def locked_draft(draft: Draft) -> Draft:
    """The stored draft under a lock, so that it is handed in once."""
    rows = Draft.objects.select_for_update(of=("self",)).select_related("project", "base")
    return rows.get(pk=draft.pk)


def checked_or_refused(draft: Draft) -> EntryForm:
    """Its form, valid; ValidationError with all that is missing."""
    form = checked_form(draft.data)
    if not form.is_valid():
        raise ValidationError([sentence for sentences in form.errors.values() for sentence in sentences])
    return form


def close_draft(draft: Draft, project: Project, by: Any) -> None:
    """What was typed lives in the entry now: the draft only remembers that."""
    draft.data, draft.project, draft.user = {}, project, by
    draft.base, draft.handed_in_at = version_now(project), timezone.now()
    draft.save()

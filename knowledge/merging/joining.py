"""Two records of the same transfer become one: what one knows goes to the other."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from knowledge.actions.following import follow
from knowledge.actions.transfers import check_rules
from knowledge.choices import Phase, Side, Status
from knowledge.graph import lock_graph
from knowledge.models import Confirmation, Transfer

# What is known of a transfer, field by field; of an end, the reason and the consent to show it go together.
FACTS = ["year_from", "year_to"]
NOTE_SEPARATOR = "\n\n"


@transaction.atomic
def join_transfers(*, kept: Transfer, joined: Transfer) -> Transfer:
    """Let `kept` know all that `joined` knows, and retract `joined`; returns `kept`.

    Nothing that is known of `kept` is overwritten. ValidationError if they share neither giver nor receiver,
    or if opening a retracted one again would close a cycle.
    """
    lock_graph()
    kept, joined = Transfer.objects.get(pk=kept.pk), Transfer.objects.get(pk=joined.pk)
    if kept.pk == joined.pk or not _are_alike(kept, joined):
        raise ValidationError(_("These two transfers have neither end in common: they cannot be joined."))
    _take_confirmations(kept, joined)
    _take_facts(kept, joined)
    joined.status = Status.RETRACTED
    joined.save()
    check_rules(kept)
    kept.save()
    _take_rows(kept, joined)
    follow(kept)
    return kept


def _are_alike(one: Transfer, other: Transfer) -> bool:
    has_same_end = one.target_id == other.target_id and (
        one.interested_district_id == other.interested_district_id
    )
    return one.source_id == other.source_id or has_same_end


def _take_facts(kept: Transfer, joined: Transfer) -> None:
    if kept.status == Status.RETRACTED and joined.status != Status.RETRACTED:
        kept.status = joined.status
    for field in FACTS:
        if getattr(kept, field) is None:
            setattr(kept, field, getattr(joined, field))
    if kept.year_from and kept.year_to and kept.year_from > kept.year_to:
        kept.year_to = None  # two records that contradict each other: what is doubtful is not known
    if joined.note and joined.note not in kept.note:
        kept.note = NOTE_SEPARATOR.join(filter(None, [kept.note, joined.note]))
    if kept.status == Status.ENDED and not kept.end_reason:
        kept.ended_because, kept.end_reason = joined.ended_because, joined.end_reason
        kept.end_reason_is_public = joined.end_reason_is_public
    if kept.phase == Phase.UNKNOWN and _may_take_phase(kept, joined):
        kept.phase = joined.phase


def _may_take_phase(kept: Transfer, joined: Transfer) -> bool:
    """ "Not known" becomes "arrived" only when both sides say so, never by joining (product rule 2)."""
    return joined.phase != Phase.ARRIVED or kept.confirmations.count() == len(Side)


def _take_confirmations(kept: Transfer, joined: Transfer) -> None:
    """A side is confirmed once, and both by different people: what does not fit stays with the other."""
    there = list(kept.confirmations.select_related("by"))
    for confirmation in joined.confirmations.select_related("by"):
        if all(row.side != confirmation.side and _are_of_two(row, confirmation) for row in there):
            confirmation.transfer = kept
            confirmation.save()


def _are_of_two(one: Confirmation, other: Confirmation) -> bool:
    """Where both accounts are gone nobody can tell."""
    if one.by:
        return other.is_by_another_than(one.by)
    return bool(other.by and one.is_by_another_than(other.by))


def _take_rows(kept: Transfer, joined: Transfer) -> None:
    kept.sources.add(*joined.sources.all())
    joined.adaptations.update(transfer=kept)
    joined.lessons.update(transfer=kept)
    joined.steps.update(transfer=kept)
    joined.groups.exclude(by__in=kept.groups.values("by")).update(transfer=kept)

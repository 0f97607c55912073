"""Agreeing to a hand-out as a page shows it."""

from handouts.actions import approve_handout
from handouts.actions.deciding import mark_of
from handouts.content import content_of
from handouts.models import Handout


def seen(handout):
    """What a page of the desk would carry of this hand-out now."""
    return mark_of(content_of(Handout.objects.for_writing().get(pk=handout.pk)))


def agree(handout, member):
    return approve_handout(handout=handout, by=member, seen=seen(handout))

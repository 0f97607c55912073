"""Meetings on other pages."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from meetings.models import Meeting
from meetings.wording import when as in_words
from projects.markdown import render_markdown

register = template.Library()


@register.inclusion_tag("meetings/next.html", takes_context=True)
def next_meeting(context: template.Context) -> dict[str, Any]:
    """The next meeting that takes place, or how to hear of it; in one query."""
    coming = Meeting.objects.filter(state=Meeting.State.ANNOUNCED).upcoming().for_lists()
    return {"meeting": coming.first(), "provider": context.get("provider")}


@register.filter
def when(meeting: Meeting) -> str:
    return in_words(meeting)


@register.filter
def described(meeting: Meeting) -> SafeString:
    return render_markdown(meeting.description)

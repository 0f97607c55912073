"""The Rundbrief: a text to copy, and a note that it went out."""

from datetime import datetime

from django import forms
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from editorial.access import curators_only
from editorial.newsletter import newsletter_since, note_newsletter, told_until


class SinceForm(forms.Form):
    """Since which day; empty: since the last Rundbrief."""

    seit = forms.DateField(
        label=gettext_lazy("What is new since"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def moment(self) -> datetime:
        day = self.cleaned_data.get("seit") if self.is_valid() else None
        if day is None:
            return told_until()
        return timezone.make_aware(datetime.combine(day, datetime.min.time()))


@curators_only
@require_http_methods(["GET", "HEAD", "POST"])
def newsletter(request: HttpRequest) -> HttpResponse:
    """The text since a day (`seit`); a POST notes that it went out as it was shown."""
    if request.method == "POST":
        note_newsletter(until=_shown_at(request), by=request.user)
        messages.success(request, _("Noted. The next text goes on from here."))
        return redirect("editorial:newsletter")
    form = SinceForm(request.GET)
    since = form.moment()
    context = {
        "form": SinceForm(initial={"seit": timezone.localdate(since)}),
        "text": newsletter_since(since),
        "since": since,
        "now": timezone.now(),
        "area": "desk",
        "page": "newsletter",
    }
    return render(request, "editorial/newsletter.html", context)


def _shown_at(request: HttpRequest) -> datetime:
    """When the page was made: what came since then is told the next time."""
    try:
        shown = parse_datetime(request.POST.get("until", ""))
    except ValueError:
        shown = None
    if shown is None or timezone.is_naive(shown):
        raise BadRequest
    return shown

"""What contributors are asked to agree to, in the words that are stored with their answer.

Whoever changes a sentence gives it a new version: earlier answers were given to the earlier words.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models import ContactPoint
from projects.models import Consent, ConsentKind, Project

VERSION = "2026-11"
WORDS: dict[ConsentKind, Any] = {
    ConsentKind.PUBLISH: _(
        "The text may be published under the licence CC BY 4.0: everyone may read it, pass it on and change "
        "it, if they say where it comes from. I wrote it myself or may pass it on."
    ),
    ConsentKind.CONTACT: _(
        "Others may ask us questions through this catalogue. My e-mail address is stored for that. It is "
        "shown to nobody."
    ),
    ConsentKind.REMIND: _("Once a year you may ask me by e-mail whether the entry is still right."),
}


def note_consent(*, project: Project, by: Any, kind: ConsentKind) -> Consent:
    """Store that somebody agreed, with the words as they stood on the page."""
    consent, _made = Consent.objects.get_or_create(
        project=project,
        user=by,
        kind=kind,
        withdrawn_at=None,
        defaults={"version": VERSION, "wording": str(WORDS[kind])},
    )
    return consent


def note_paper_consent(*, project: Project) -> Consent:
    """Store that somebody without an account has signed the form on paper."""
    words = str(WORDS[ConsentKind.PUBLISH])
    wording = _("Signed on paper: %(words)s") % {"words": words}
    return Consent.objects.create(project=project, kind=ConsentKind.PUBLISH, version=VERSION, wording=wording)


@transaction.atomic
def withdraw_consent(*, consent: Consent, by: Any) -> Consent:
    """Take one's own consent back; what rested on it ends at once.

    That to the publication is taken back by asking for the entry to be removed. PermissionDenied for the
    consents of others.
    """
    stored = Consent.objects.select_for_update(of=("self",)).select_related("project").get(pk=consent.pk)
    if stored.user_id != by.pk or stored.kind == ConsentKind.PUBLISH:
        raise PermissionDenied(_("This consent cannot be taken back here."))
    if stored.withdrawn_at is None:
        stored.withdrawn_at = timezone.now()
        stored.save()
        if stored.kind == ConsentKind.CONTACT:
            ContactPoint.objects.filter(projects=stored.project, user=by).delete()
    return stored

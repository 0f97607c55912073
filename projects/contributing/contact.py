"""Whom others may ask about an entry."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from people.models import ContactPoint
from projects.contributing.consents import note_consent
from projects.models import ConsentKind, Project
from projects.permissions import keeps


@transaction.atomic
def set_contact(*, project: Project, by: Any, asked: dict[str, Any]) -> ContactPoint:
    """Let questions go to the confirmed address of somebody who keeps the entry, under a public label.

    Somebody else's contact for this entry makes room. PermissionDenied for those who do not keep it.
    """
    if not keeps(by, project):
        raise PermissionDenied(_("Only those who keep the entry can do this."))
    stored = Project.objects.select_for_update(of=("self",)).select_related("contact").get(pk=project.pk)
    shown = {name: asked[name] for name in ("public_email", "public_phone")}
    point = stored.contact if stored.contact and stored.contact.user_id == by.pk else ContactPoint(user=by)
    point.label, point.email = asked["contact_label"], by.email
    for name, value in shown.items():
        setattr(point, name, value)
    point.save()
    stored.contact = point
    stored.save(update_fields=["contact"])
    note_consent(project=stored, by=by, kind=ConsentKind.CONTACT)
    return point

"""The Atom feed of transfers."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from knowledge.ends import passed_on_to, title_of
from knowledge.models import Transfer
from knowledge.querysets import TransferQuerySet
from knowledge.wording import adaptations_of, certainty_of, outcome_of

LENGTH = 30


def feed_of(transfers: TransferQuerySet, request: HttpRequest) -> str:
    """The transfers recorded last as an Atom document; masked ends stay masked."""
    feed = Atom1Feed(
        title=_("Knowledge transfer") + f" – {settings.SITE_NAME}",
        link=settings.SITE_URL + reverse("knowledge:transfers"),
        description="",
        language=get_language(),
        feed_url=settings.SITE_URL + request.get_full_path(),
    )
    for transfer in _latest(transfers, request.user):
        address = settings.SITE_URL + transfer.get_absolute_url()
        said = [passed_on_to(transfer), outcome_of(transfer), certainty_of(transfer)]
        changed = [
            f"{kind.label}: {', '.join(row.element for row in kind.adaptations)}"
            for kind in adaptations_of(transfer)
        ]
        feed.add_item(
            title=title_of(transfer),
            link=address,
            description=" · ".join(filter(None, [*said, *changed])),
            unique_id=address,
            pubdate=transfer.created_at,
            updateddate=transfer.updated_at,
        )
    return feed.writeString("utf-8")


def _latest(transfers: TransferQuerySet, user: Any) -> TransferQuerySet:
    """Their keys first: the database need not put all rows in order to show thirty."""
    keys = list(transfers.order_by("-created_at", "-pk").values_list("pk", flat=True)[:LENGTH])
    return Transfer.objects.filter(pk__in=keys).for_lists(user).order_by("-created_at", "-pk")

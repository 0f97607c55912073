"""A frozen document as PDF, where WeasyPrint is installed (the extra `pdf`)."""

import logging
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from handouts.models import HandoutVersion
from outbox.registry import Payload

OWED = "handout-pdf"
STYLES = Path(settings.BASE_DIR) / "static/css/handout-paper.css"

log = logging.getLogger(__name__)


def store(payloads: list[Payload]) -> None:
    """Make the PDF of each version that has none yet, once; where it cannot be made nothing is owed."""
    if not can_draw():
        return
    for payload in payloads:
        version = HandoutVersion.objects.standing().filter(pk=payload["version"], pdf=None).first()
        if version:
            _keep(version, drawn(version.html))


@transaction.atomic
def _keep(version: HandoutVersion, drawing: bytes) -> None:
    """The first one stays: whoever has downloaded it has the same bytes as everybody after them."""
    stored = HandoutVersion.objects.select_for_update().get(pk=version.pk)
    if stored.pdf is None and stored.withdrawn_at is None:
        stored.pdf = drawing
        stored.save()


@cache
def can_draw() -> bool:
    """Whether WeasyPrint and the libraries it needs of the system are there."""
    if find_spec("weasyprint") is None:
        return False
    try:
        import weasyprint  # noqa: F401
    except OSError as error:
        log.warning("WeasyPrint lacks a library of the system, there will be no PDF: %s", error)
        return False
    return True


def drawn(html: str) -> bytes:
    """The document as PDF/UA (tagged, to be read aloud). Nothing is fetched for it."""
    from weasyprint import CSS, HTML

    styles = CSS(string=STYLES.read_text(), url_fetcher=_refuse)
    pdf: bytes = HTML(string=html, url_fetcher=_refuse).write_pdf(
        stylesheets=[styles], pdf_variant="pdf/ua-1"
    )
    return pdf


def _refuse(url: str, *args: Any, **options: Any) -> Any:
    raise ValueError("A hand-out has nothing to fetch.")

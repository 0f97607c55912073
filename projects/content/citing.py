"""Sources are shared: one row for an address, whoever names it, and one for a document of a year."""

from typing import Any

from django.db.models import Count, Q, QuerySet

from projects.content import Content
from projects.models import Project, Source


def source_of(
    *, url: str = "", document: str = "", published_year: int | None = None, is_correction: bool = False
) -> Source:
    """The known source, else a new one; what is not known of it yet is filled in.

    A correction comes from somebody who had the source before their eyes: then title and year are what they
    say, wherever it is named.
    """
    said: dict[str, Any] = {"document": document, "published_year": published_year}
    if not url:  # nothing keeps two documents of the same title apart, or from being two rows
        return Source.objects.filter(url="", **said).first() or Source.objects.create(**said)
    source, is_new = Source.objects.get_or_create(url=url, defaults=said)
    news = {
        field: value
        for field, value in said.items()
        if value != getattr(source, field) and (is_correction or not getattr(source, field))
    }
    if news and not is_new:
        for field, value in news.items():
            setattr(source, field, value)
        source.save(update_fields=[*news])
    return source


def corrected_elsewhere(before: Content, after: Content, *, entry: Project) -> QuerySet[Source]:
    """Sources of an entry that would be corrected for others, too; `elsewhere` counts those published."""
    known = {row["url"]: row for row in before.get("sources", []) if row.get("url")}
    corrected = [row["url"] for row in after.get("sources", []) if row != known.get(row.get("url"), row)]
    others = Project.objects.published().exclude(pk=entry.pk)
    counted = Count("projects", filter=Q(projects__in=others))
    return Source.objects.filter(url__in=corrected).annotate(elsewhere=counted).filter(elsewhere__gt=0)

"""Sources are shared: one row for an address, whoever names it, and one for a document of a year."""

from typing import Any

from projects.models import Source


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

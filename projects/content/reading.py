"""The content of a stored project."""

from projects.content import KEYS, PLAIN, Content
from projects.models import Project


def content_of(project: Project) -> Content:
    """What the entry says now; lists are in an order of their own, so that equal entries are equal."""
    content: Content = {field: getattr(project, field) for field in PLAIN}
    content["home_district"] = project.home_district_id
    content |= {field: sorted(row.pk for row in getattr(project, field).all()) for field in KEYS}
    content["tags"] = sorted(tag.name for tag in project.tags.all())
    content["organisations"] = sorted(row.name for row in project.organisations.all())
    content["reaches"] = [
        {"district": reach.district_id, "since_year": reach.since_year}
        for reach in sorted(project.reaches.all(), key=lambda reach: reach.district_id)
    ]
    content["offers"] = [
        {"kind": offer.kind, "note": offer.note}
        for offer in sorted(project.support_offers.all(), key=lambda offer: offer.kind)
    ]
    content["sources"] = [
        {"url": source.url, "document": source.document, "published_year": source.published_year}
        for source in sorted(project.sources.all(), key=lambda source: source.pk)
    ]
    return content

"""Pictures, in templates. Everything here shows only what nobody has reported, or nothing."""

from typing import Any

from django import template

from projects.models import Picture, Project
from projects.pictures.limits import KINDS

register = template.Library()


@register.inclusion_tag("projects/picture.html")
def show_picture(picture: Picture, sizes: str) -> dict[str, Any]:
    """A `<picture>` in all its widths; `sizes` tells the browser how wide it stands on the page."""
    sets = {kind: picture.srcset(kind) for kind in KINDS}
    return {"picture": picture, "sizes": sizes, **sets}


@register.inclusion_tag("projects/gallery.html")
def gallery_of(project: Project) -> dict[str, Any]:
    """The pictures of a project that was read `with_gallery`, in their order; no query."""
    pictures = [Picture(**said) for said in getattr(project, "gallery", None) or ()]
    return {"project": project, "pictures": sorted(pictures, key=lambda row: (row.position, row.pk))}

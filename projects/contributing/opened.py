"""The draft that a request is about, and what it is about itself."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, QueryDict
from django.urls import reverse
from django.utils.functional import cached_property

from projects.content import Content
from projects.content.comparing import changed_fields
from projects.contributing.entry import content_of_form, typed_of
from projects.contributing.forms import EntryForm
from projects.contributing.typed import Typed, checked_form, open_form
from projects.history import visible_versions
from projects.models import Draft, Project, Version
from projects.models.draft import key_of
from projects.versions import version_now


@dataclass
class Opened:
    """A draft by its token, saved or not yet; it writes a new entry, or changes `project` on its `base`."""

    token: str
    draft: Draft | None = None
    project: Project | None = None
    base: Version | None = None

    @property
    def is_new(self) -> bool:
        """Whether it writes a new entry."""
        return self.project is None

    @property
    def revision(self) -> int:
        return self.draft.revision if self.draft else 0

    @cached_property
    def typed(self) -> Typed:
        """What was typed; before the first save of a change, what the entry says."""
        if self.draft:
            return self.draft.data
        return typed_of(self.base.content) if self.base else {}

    def form(self, *, is_checked: bool = False) -> EntryForm:
        return checked_form(self.typed) if is_checked else open_form(self.typed)

    def content(self, form: EntryForm) -> Content:
        """What the entry would say by this form, which is valid."""
        return content_of_form(form, self.base.content if self.base else None)

    def changed_meanwhile(self) -> Version | None:
        """The version that somebody else has made since this change was begun, if it says something else."""
        if self.project is None or self.base is None:
            return None
        now = version_now(self.project)
        return now if changed_fields(self.base.content, now.content) else None

    def address(self, step: str = "draft", **query: str) -> str:
        return reverse(f"contributing:{step}", args=[self.token], query=query or None)


def opened(request: HttpRequest, token: str) -> Opened:
    """The draft of this token. Before its first save it is known by the token and, if it changes an entry,
    by the version that the form was made of. Http404 for a token that is not ours."""
    if key_of(token) is None:
        raise Http404
    rows = Draft.objects.select_related("project", "base")
    draft = rows.of_token(token).first()
    if draft:
        return Opened(token, draft, draft.project, draft.base)
    base = _base_named(request.POST or request.GET, request.user)
    return Opened(token, None, base.project if base else None, base)


def _base_named(sent: QueryDict, user: Any) -> Version | None:
    """The version that the page was made of, if this person may read it."""
    number = sent.get("fassung", "")
    if not (number.isascii() and number.isdigit() and len(number) < 19 and user.is_authenticated):
        return None
    visible = Project.objects.visible_to(user)
    base = Version.objects.select_related("project").filter(pk=number, project__in=visible).first()
    return base if base in (visible_versions(base.project, user) if base else []) else None

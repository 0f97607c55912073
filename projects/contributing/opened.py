"""The draft that a request is about, and what it is about itself."""

from dataclasses import dataclass

from django.core import signing
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property

from projects.content import Content
from projects.content.comparing import changed_fields
from projects.content.reading import content_of
from projects.contributing.entry import content_of_form, typed_of
from projects.contributing.forms import EntryForm
from projects.contributing.typed import Typed, checked_form, open_form
from projects.models import Draft, Project, Version
from projects.models.draft import key_of

_signer = signing.Signer(salt="projects.contributing.version")


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

    @property
    def signed_version(self) -> str:
        """What the page of a change that is not saved yet sends along."""
        return _signer.sign(str(self.base.pk)) if self.base else ""

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

    @cached_property
    def was_changed_meanwhile(self) -> bool:
        """Whether the entry says something else now than when this change was begun."""
        if self.project is None or self.base is None:
            return False
        now = content_of(Project.objects.get(pk=self.project.pk))
        return bool(changed_fields(self.base.content, now))

    @property
    def preview_address(self) -> str:
        return self.address("preview")

    @property
    def who_address(self) -> str:
        return self.address("who")

    @property
    def on_behalf_address(self) -> str:
        return self.address("on-behalf")

    @property
    def discard_address(self) -> str:
        return self.address("discard")

    def address(self, step: str = "draft", **query: str) -> str:
        return reverse(f"contributing:{step}", args=[self.token], query=query or None)


def opened(request: HttpRequest, token: str) -> Opened:
    """The draft of this token. Before its first save it is known by the token and, if it changes an entry,
    by the version that the page was made of. Http404 for a token that is not ours."""
    if key_of(token) is None:
        raise Http404
    draft = Draft.objects.select_related("project", "base__project").of_token(token).first()
    if draft:
        return Opened(token, draft, draft.project, draft.base)
    base = _version_signed(request.POST.get("version", ""))
    return Opened(token, None, base.project if base else None, base)


def _version_signed(word: str) -> Version | None:
    """The version that a page of ours was made of, for somebody who could read it then: their session may
    have ended since."""
    try:
        key = _signer.unsign(word)
    except signing.BadSignature:
        return None
    return Version.objects.select_related("project").filter(pk=key).first()

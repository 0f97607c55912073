"""Admin of what people contribute: drafts, consents, origins, entries on behalf of somebody. To be read."""

from django.contrib import admin

from districts.admin import HTTPS_BY_ITSELF
from projects.admin.history import ReadOnlyAdmin
from projects.models import Consent, Draft, OnBehalf, Origin


@admin.register(Draft)
class DraftAdmin(ReadOnlyAdmin):
    """That there are drafts, and until when. What is in them is nobody else's."""

    list_display = ["id", "created_at", "updated_at", "expires_at"]
    fields = ["created_at", "updated_at", "expires_at"]
    search_fields = ["id"]


@admin.register(Consent)
class ConsentAdmin(ReadOnlyAdmin):
    list_display = ["project", "kind", "version", "given_at", "withdrawn_at"]
    list_filter = ["kind", "version"]
    list_select_related = ["project"]
    search_fields = ["project__title"]
    date_hierarchy = "given_at"


@admin.register(Origin)
class OriginAdmin(ReadOnlyAdmin):
    formfield_overrides = HTTPS_BY_ITSELF
    list_display = ["project", "kind", "source", "text", "settled_at"]
    list_filter = ["kind", ("settled_at", admin.EmptyFieldListFilter)]
    list_select_related = ["project", "source"]
    search_fields = ["project__title", "text"]


@admin.register(OnBehalf)
class OnBehalfAdmin(ReadOnlyAdmin):
    list_display = ["project", "asked_at", "confirmed_at"]
    list_filter = [("confirmed_at", admin.EmptyFieldListFilter)]
    list_select_related = ["project"]
    search_fields = ["project__title"]

"""Admin of the review desk: to be read. It changes by the verbs only."""

from django.contrib import admin

from editorial.models import Invitation, Newsletter, TopicProposal
from projects.admin.history import ReadOnlyAdmin


@admin.register(Invitation)
class InvitationAdmin(ReadOnlyAdmin):
    list_display = ["email", "created_at"]
    search_fields = ["email"]
    date_hierarchy = "created_at"


@admin.register(TopicProposal)
class TopicProposalAdmin(ReadOnlyAdmin):
    exclude = ["made_by"]
    list_display = ["name", "topic", "state", "made_at"]
    list_filter = ["state"]
    list_select_related = ["topic"]
    search_fields = ["name", "reason"]
    date_hierarchy = "made_at"


@admin.register(Newsletter)
class NewsletterAdmin(ReadOnlyAdmin):
    exclude = ["by"]
    list_display = ["__str__", "until"]
    date_hierarchy = "until"

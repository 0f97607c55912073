"""Admin of the questions to the network. Whose they are is nobody's to read: an answer is relayed."""

from django.contrib import admin

from projects.admin.history import ReadOnlyAdmin
from projects.models import Question


@admin.register(Question)
class QuestionAdmin(ReadOnlyAdmin):
    list_display = ["project", "to_network", "created_at", "passed_on_at", "settled_at"]
    list_filter = ["to_network", ("settled_at", admin.EmptyFieldListFilter)]
    list_select_related = ["project"]
    search_fields = ["project__title"]
    date_hierarchy = "created_at"
    fields = ["project", "to_network", "text", "created_at", "passed_on_at", "settled_at"]

"""Admin of needs: to look things up. They are decided at the desk."""

from django.contrib import admin

from needs.models import Need, Reply
from projects.admin.history import ReadOnlyAdmin


@admin.register(Need)
class NeedAdmin(ReadOnlyAdmin):
    list_display = ["__str__", "district", "answer", "until", "settled_at"]
    list_filter = ["answer", "district"]
    list_select_related = ["district"]


@admin.register(Reply)
class ReplyAdmin(ReadOnlyAdmin):
    list_display = ["need", "created_at"]
    list_select_related = ["need"]

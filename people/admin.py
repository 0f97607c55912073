"""Admin of people and of private addresses: for those who look after the site, not for the group."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import HttpRequest

from people.actions import delete_account
from people.models import ContactPoint, Reminded, SignInCode, User, normal_address

admin.site.unregister(Group)  # roles are fields of the person, rights are predicates


class UserForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["email", "language", "is_curator", "is_staff", "is_superuser", "is_active"]

    def clean_email(self) -> str:
        return normal_address(self.cleaned_data["email"])


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    form = UserForm
    list_display = ["email", "is_curator", "is_staff", "is_superuser", "is_active", "last_seen"]
    list_filter = ["is_curator", "is_staff", "is_superuser", "is_active"]
    search_fields = ["email"]
    ordering = ["email"]
    date_hierarchy = "date_joined"
    readonly_fields = ["date_joined", "last_login", "last_seen", "idle_notice_on"]

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        if not change:
            obj.password = make_password(None)  # nobody has one
        super().save_model(request, obj, form, change)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """What goes with a person goes, whoever may delete it on its own."""
        rows, counts, _lacking, protected = super().get_deleted_objects(objs, request)
        return rows, counts, set(), protected

    def delete_model(self, request: HttpRequest, obj: User) -> None:
        delete_account(person=obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        for person in queryset:
            delete_account(person=person)


@admin.register(ContactPoint)
class ContactPointAdmin(admin.ModelAdmin):
    list_display = ["label", "email", "public_email", "public_phone", "user"]
    list_select_related = ["user"]
    search_fields = ["label", "email"]
    ordering = ["label", "id"]
    autocomplete_fields = ["user"]


@admin.register(SignInCode)
class SignInCodeAdmin(admin.ModelAdmin):
    """Codes sent of late, to help somebody whose mail does not arrive. What they were is nowhere."""

    list_display = ["email", "created_at", "expires_at", "wrong_tries", "used_at"]
    list_filter = [("used_at", admin.EmptyFieldListFilter)]
    search_fields = ["email"]
    ordering = ["-created_at"]
    date_hierarchy = "created_at"
    exclude = ["code_hash", "network_hash"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Reminded)
class RemindedAdmin(admin.ModelAdmin):
    """To be seen: what is deleted here is sent again."""

    list_display = ["reminder", "occasion", "sent_on"]
    list_filter = ["reminder"]
    search_fields = ["occasion"]
    ordering = ["-sent_on", "-id"]
    date_hierarchy = "sent_on"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

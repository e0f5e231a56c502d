"""The admin of people: accounts, their roles, and who writes for which ministries.

Accounts are made inactive, never deleted: the history names them. Rights come from the four roles
alone, and the roles themselves come with the program.
"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.core.exceptions import PermissionDenied
from django.db.models import ForeignKey, ManyToManyField, Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from actions import account_help, roles
from actions.admin.reach import accounts_within_reach, is_choosing
from actions.models import Editor, EditorMinistry
from actions.refusals import Refused
from pok_tracker.lib.admin import EditorialAdmin, EditorialRows
from pok_tracker.lib.clock import now

# Django's own are registered when they are imported; ours come in their place.
admin.site.unregister(User)
admin.site.unregister(Group)


class NeverDeleted(admin.ModelAdmin):
    """Rows that the history points at; also a superuser does not delete them."""

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(Group)
class RoleAdmin(NeverDeleted, GroupAdmin):
    """The roles, to read: what each may do is laid down in the program."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        return False


@admin.register(User)
class AccountAdmin(NeverDeleted, UserAdmin):
    """Accounts of the staff. Who leaves is made inactive."""

    list_display = ["username", "first_name", "last_name", "role_names", "is_active"]
    list_filter = ["is_active", "groups", "is_superuser"]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        ("Persoon", {"fields": ["first_name", "last_name", "email"]}),
        (
            "Toegang",
            {
                "fields": ["is_active", "is_staff", "groups", "is_superuser"],
                "description": "Gaat iemand weg? Maak het account inactief. Wat iemand deed "
                "blijft zo in de geschiedenis staan.",
            },
        ),
        ("Datums", {"fields": ["last_login", "date_joined"]}),
    ]
    filter_horizontal = []
    change_form_template = "admin/auth/user/change_form.html"

    def get_urls(self) -> list[URLPattern]:
        """The page that removes a second factor, before those of the admin."""
        page = self.admin_site.admin_view(self.remove_second_factor)
        name = "auth_user_remove_second_factor"
        return [path("<int:pk>/tweede-factor-verwijderen/", page, name=name), *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related("groups")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[User], search_term: str
    ) -> tuple[QuerySet[User], bool]:
        found, may_repeat = super().get_search_results(request, queryset, search_term)
        if is_choosing(request):
            found = found.filter(pk__in=accounts_within_reach(request).values("pk"))
        return found, may_repeat

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or roles.may_manage_account(request.user, obj))

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> Sequence[str]:
        locked = roles.locked_account_fields(request.user, obj) - {"user_permissions"}
        if obj == request.user:
            # Nobody shuts the door behind oneself.
            locked |= {"is_active", "is_staff"}
        return ["last_login", "date_joined", *sorted(locked)]

    def formfield_for_manytomany(
        self, db_field: ManyToManyField, request: HttpRequest, **kwargs: Any
    ) -> Any:
        if db_field.name == "groups":
            # Four roles: to tick, not to search.
            boxes = forms.CheckboxSelectMultiple
            return forms.ModelMultipleChoiceField(
                Group.objects.all(), label="Rollen", required=False, widget=boxes
            )
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def get_form(self, request: HttpRequest, obj: User | None = None, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, **kwargs)
        if obj and "groups" in form.base_fields:
            form.base_fields["groups"].queryset = roles.assignable_roles(request.user, obj)
        return form

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show or save the form; when the rules of roles say no, nothing is saved."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except Refused as refused:
            messages.error(request, str(refused))
            return HttpResponseRedirect(request.get_full_path())

    def save_model(
        self, request: HttpRequest, obj: User, form: forms.ModelForm, change: bool
    ) -> None:
        """Save an account; a new one is of the staff, and has no role yet."""
        if not change:
            obj.is_staff = True
        super().save_model(request, obj, form, change)
        if not change:
            account_help.note_first_password(obj, by=request.user, at=now())

    def save_related(
        self, request: HttpRequest, form: forms.ModelForm, formsets: Any, change: bool
    ) -> None:
        """Give the roles through the rules of who may; groups that are no role stay."""
        wanted = form.cleaned_data.pop("groups", None)
        super().save_related(request, form, formsets, change)
        if wanted is not None:
            roles.assign_roles(form.instance, wanted, by=request.user)

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: User | None = None,
    ) -> HttpResponse:
        may = obj is not None and account_help.may_remove_second_factor(request.user, obj)
        context["may_remove_second_factor"] = may and account_help.has_second_factor(obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def user_change_password(
        self, request: HttpRequest, id: str, form_url: str = ""
    ) -> HttpResponse:
        """Show or save a new password; one for somebody else is kept as help with signing in."""
        account = self.get_object(request, unquote(id))
        if account == request.user:
            # There the password as it is has to be given first.
            return HttpResponseRedirect(reverse("account_change_password"))
        if request.method != "POST" or account is None:
            return super().user_change_password(request, id, form_url)
        if not self.has_change_permission(request, account):
            raise PermissionDenied
        try:
            with account_help.setting_password(account, by=request.user, at=now()):
                return super().user_change_password(request, id, form_url)
        except Refused as refused:
            messages.error(request, str(refused))
            return HttpResponseRedirect(_address_of(account))

    def remove_second_factor(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask whether the second factor of somebody else has to go, and remove it."""
        account = get_object_or_404(self.get_queryset(request), pk=pk)
        if not account_help.may_remove_second_factor(request.user, account):
            raise PermissionDenied
        if request.method != "POST":
            context = {
                **self.admin_site.each_context(request),
                "title": f"Tweede factor van {account.get_username()} verwijderen",
                "opts": self.opts,
                "account": account,
            }
            return TemplateResponse(request, "admin/auth/user/remove_second_factor.html", context)
        try:
            account_help.remove_second_factor(account, by=request.user, at=now())
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, "De tweede factor is verwijderd.")
        return HttpResponseRedirect(_address_of(account))

    @admin.display(description="rollen")
    def role_names(self, account: User) -> str:
        """The roles of the account."""
        return ", ".join(sorted(group.name for group in account.groups.all()))


def _address_of(account: User) -> str:
    return reverse("admin:auth_user_change", args=[account.pk])


class EditorMinistryInline(EditorialRows, admin.TabularInline):
    """The ministries that an editor writes for."""

    model = EditorMinistry
    verbose_name = "ministerie"
    verbose_name_plural = "ministeries"
    fields = ["ministry"]
    autocomplete_fields = ["ministry"]
    read_along = ["ministry"]


@admin.register(Editor)
class EditorAdmin(NeverDeleted, EditorialAdmin):
    """Who writes for which ministries. Nobody sets the own ones."""

    article = "het"
    list_display = ["__str__", "user", "ministry_codes"]
    list_select_related = ["user"]
    search_fields = ["user__username", "user__first_name", "user__last_name"]
    fields = ["user"]
    fixed_once_made = ["user"]
    autocomplete_fields = ["user"]
    inlines = [EditorMinistryInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Editor]:
        return (
            super()
            .get_queryset(request)
            .select_related("user")
            .prefetch_related("ministry_links__ministry")
        )

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> Any:
        if db_field.name == "user":
            kwargs["queryset"] = accounts_within_reach(request)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_change_permission(self, request: HttpRequest, obj: Editor | None = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or roles.may_assign_roles(request.user, obj.user))

    @admin.display(description="ministeries")
    def ministry_codes(self, editor: Editor) -> str:
        """The ministries that the editor writes for."""
        return ", ".join(link.ministry.code for link in editor.ministry_links.all())

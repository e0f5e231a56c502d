"""The admin of people: who writes for which ministries."""

from django.contrib import admin

from actions.models import Editor, EditorMinistry
from pok_tracker.lib.admin import EditorialAdmin, EditorialRows


class EditorMinistryInline(EditorialRows, admin.TabularInline):
    """The ministries that an editor writes for."""

    model = EditorMinistry
    fields = ["ministry"]
    autocomplete_fields = ["ministry"]
    read_along = ["ministry"]


@admin.register(Editor)
class EditorAdmin(EditorialAdmin):
    """Who writes for which ministries. An editor who leaves gets an inactive account."""

    list_display = ["__str__", "user"]
    list_select_related = ["user"]
    search_fields = ["user__username", "user__first_name", "user__last_name"]
    fields = ["user"]
    fixed_once_made = ["user"]
    autocomplete_fields = ["user"]
    inlines = [EditorMinistryInline]

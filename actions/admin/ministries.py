"""The admin of ministries."""

from django.contrib import admin

from actions.models import Ministry
from pok_tracker.lib.admin import EditorialAdmin


@admin.register(Ministry)
class MinistryAdmin(EditorialAdmin):
    """The ministries that act."""

    article = "het"
    list_display = ["code", "name"]
    search_fields = ["code", "name"]
    ordering = ["code"]
    fields = ["code", "name"]

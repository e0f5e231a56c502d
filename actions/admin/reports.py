"""The admin of editions."""

from django.contrib import admin
from django.http import HttpRequest

from actions.models import StatusReport
from pok_tracker.lib.admin import EditorialAdmin


@admin.register(StatusReport)
class StatusReportAdmin(EditorialAdmin):
    """Editions. They come in from the file that was sent; nobody types one in."""

    list_display = ["slug", "title", "reference_date"]
    list_filter = ["reference_date"]
    search_fields = ["slug", "title", "introduction"]
    date_hierarchy = "reference_date"
    ordering = ["-reference_date"]
    readonly_fields = ["slug", "title", "introduction", "source_name", "source_sha256"]
    fieldsets = [
        ("Wat de bron zegt", {"fields": ["slug", "title", "introduction"]}),
        ("Wat wij erin lezen", {"fields": ["reference_date", "reference_date_note"]}),
        ("Bronbestand", {"fields": ["source_name", "source_sha256"]}),
    ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

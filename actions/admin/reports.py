"""The admin of editions, and the screens that take one in and publish it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from actions.intake import screens
from actions.models import EditionRow, StatusReport
from actions.policy import may_take_over
from pok_tracker.lib.admin import EditorialAdmin, EditorialRows

REPORT = "actions_statusreport"


class EditionRowInline(EditorialRows, admin.TabularInline):
    """The rows of an edition as it was sent; they came in with it and never change."""

    model = EditionRow
    fields = readonly_fields = ["position", "action", "update", "theme", "changes"]
    read_along = ["action", "update__action", "theme__parent"]
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: StatusReport | None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: StatusReport | None = None) -> bool:
        return False


@admin.register(StatusReport)
class StatusReportAdmin(EditorialAdmin):
    """Editions. They come in from the file that was sent; nobody types one in."""

    list_display = ["slug", "title", "reference_date"]
    list_filter = ["reference_date"]
    search_fields = ["slug", "title", "introduction"]
    date_hierarchy = "reference_date"
    ordering = ["-reference_date"]
    readonly_fields = [
        "slug",
        "title",
        "introduction",
        "source_name",
        "source_sha256",
        "taken_over_by",
        "released_at",
        "released_by",
    ]
    inlines = [EditionRowInline]
    fieldsets = [
        ("Wat de bron zegt", {"fields": ["slug", "title", "introduction"]}),
        ("Wat wij erin lezen", {"fields": ["reference_date", "reference_date_note"]}),
        ("Bronbestand", {"fields": ["source_name", "source_sha256"]}),
        ("Publicatie", {"fields": ["taken_over_by", "released_at", "released_by"]}),
    ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_urls(self) -> list[Any]:
        """The screens that take an edition in and publish it, before those of the admin."""
        own = [
            path("inlezen/", self._screen(screens.offer), name=f"{REPORT}_offer"),
            path("inlezen/<uuid:token>/", self._screen(screens.preview), name=f"{REPORT}_preview"),
            path("<int:pk>/publiceren/", self._screen(screens.publish), name=f"{REPORT}_publish"),
        ]
        return [*own, *super().get_urls()]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return super().changelist_view(request, {**(extra_context or {}), **_may(request)})

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], **kwargs: Any
    ) -> HttpResponse:
        return super().render_change_form(request, {**context, **_may(request)}, **kwargs)

    def _screen(self, screen: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        """A screen for staff only, with what the admin prints around it."""
        view = partial(screen, site=self.admin_site)
        if screen is screens.offer:
            # It refuses by length before the token is read, and then checks the token itself.
            view = csrf_exempt(view)
        return self.admin_site.admin_view(view)


def _may(request: HttpRequest) -> dict[str, bool]:
    return {"may_take_over": may_take_over(request.user)}

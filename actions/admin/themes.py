"""The admin of themes."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest

from actions.models import Theme
from pok_tracker.lib.admin import EditorialAdmin, RefusableForm


class ThemeForm(RefusableForm):
    """A theme; a theme with sub-themes cannot become one itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "parent" in self.fields:
            themes = Theme.objects.filter(parent=None).exclude(pk=self.instance.pk)
            self.fields["parent"].queryset = themes

    def clean_parent(self) -> Theme | None:
        """Return the chosen theme, unless this theme has sub-themes of its own."""
        parent = self.cleaned_data["parent"]
        if parent and self.instance.pk and self.instance.subthemes.exists():
            raise ValidationError("Dit thema heeft subthema's en kan er dus zelf geen zijn.")
        return parent


@admin.register(Theme)
class ThemeAdmin(EditorialAdmin):
    """The headings of the table."""

    article = "het"
    form = ThemeForm
    list_display = ["__str__", "slug", "position"]
    list_filter = [("parent", admin.EmptyFieldListFilter)]
    search_fields = ["name", "slug", "parent__name"]
    ordering = ["position"]
    fields = ["name", "slug", "parent", "position"]
    fixed_once_made = ["slug"]
    prepopulated_fields = {"slug": ["name"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Theme]:
        return super().get_queryset(request).select_related("parent")

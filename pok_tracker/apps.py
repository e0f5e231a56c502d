"""The site as a whole: what no app on its own decides."""

from django.apps import AppConfig
from django.contrib import admin


class TrackerConfig(AppConfig):
    """Names the admin, which both apps register their models with."""

    name = "pok_tracker"
    verbose_name = "POK-tracker"

    def ready(self) -> None:
        """Set the Dutch texts of the admin site."""
        admin.site.site_header = "POK-tracker beheer"
        admin.site.site_title = "POK-tracker beheer"
        admin.site.index_title = "Werklijst"

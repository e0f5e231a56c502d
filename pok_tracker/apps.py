"""The site as a whole: what no app on its own decides."""

from django.apps import AppConfig
from django.contrib import admin
from django.core.checks import Tags, register

from pok_tracker.checks import contacts_are_known


class TrackerConfig(AppConfig):
    """Names the admin, which both apps register their models with."""

    name = "pok_tracker"
    verbose_name = "POK-tracker"

    def ready(self) -> None:
        """Set the Dutch texts of the admin site, and what is checked of a public site."""
        register(contacts_are_known, Tags.security, deploy=True)
        admin.site.site_header = "POK-tracker beheer"
        admin.site.site_title = "POK-tracker beheer"
        admin.site.index_title = "Werklijst"

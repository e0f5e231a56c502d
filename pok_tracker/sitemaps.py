"""The addresses of all public pages, for search engines and archives: /sitemap.xml."""

import datetime
from abc import ABC, abstractmethod
from collections.abc import Sequence
from functools import cached_property

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import F, Max, Model, Q
from django.db.models.functions import Greatest
from django.urls import reverse

from actions.models import Action, StatusReport, StatusUpdate, Theme
from actions.models.standing import stands_at
from motions.models import Motion
from pok_tracker.lib.clock import now
from pok_tracker.standing_pages import STANDING_PAGES

LISTS = (
    "home",
    "actions:list",
    "motions:list",
    "motions:mentioned",
    "actions:terms",
    "actions:themes",
    "actions:reports",
    "actions:changes",
    "actions:day_differences",
    "open-data",
    "api-reference",
)


class SitemapHere(Sitemap):
    """Addresses below SITE_URL, whatever host was asked."""

    def get_protocol(self, protocol: str | None = None) -> str:
        """The scheme of SITE_URL."""
        return settings.SITE_URL.partition("://")[0]

    def get_domain(self, site: object = None) -> str:
        """The host of SITE_URL."""
        return settings.SITE_URL.partition("://")[2]


class PageSitemap(SitemapHere):
    """The lists and the standing pages: those that stand there whatever is published."""

    def items(self) -> list[str]:
        """The names of their addresses."""
        return [*LISTS, *(page.name for page in STANDING_PAGES)]

    def location(self, name: str) -> str:
        """The address of a page."""
        return reverse(name)


class RowSitemap(ABC, SitemapHere):
    """Pages of rows that are public now; each row says `changed_at`. One query."""

    # Django makes a sitemap for each request, and asks it for its items more than once.
    @cached_property
    def rows(self) -> list[Model]:
        """The rows of this request."""
        return list(self.public_rows(at=now()))

    def items(self) -> list[Model]:
        """The rows that are public now."""
        return self.rows

    def lastmod(self, row: Model) -> datetime.datetime:
        """When a text on the page of this row was published last."""
        return row.changed_at

    @abstractmethod
    def public_rows(self, *, at: datetime.datetime) -> Sequence[Model]:
        """The rows that are public at that moment."""


class ActionSitemap(RowSitemap):
    """The dossiers of actions."""

    def public_rows(self, *, at: datetime.datetime) -> Sequence[Model]:
        """Published actions."""
        return Action.objects.published(at=at).annotate(changed_at=F("current__published_at"))


class UpdateSitemap(RowSitemap):
    """The permanent pages of single texts."""

    def public_rows(self, *, at: datetime.datetime) -> Sequence[Model]:
        """Published updates, also those that a later one has replaced."""
        public = StatusUpdate.objects.published(at=at).select_related("action")
        return public.annotate(changed_at=F("published_at"))


class MotionSitemap(RowSitemap):
    """Motions: their page shows the texts of the actions that carry them out."""

    def public_rows(self, *, at: datetime.datetime) -> Sequence[Model]:
        """Published motions."""
        return Motion.objects.published(at=at).annotate(changed_at=_last(at, "actions__updates"))


class ThemeSitemap(RowSitemap):
    """Themes and sub-themes: the page of a theme shows the actions of its sub-themes too."""

    def public_rows(self, *, at: datetime.datetime) -> Sequence[Model]:
        """Published themes."""
        own, below = _last(at, "actions__updates"), _last(at, "subthemes__actions__updates")
        return Theme.objects.published(at=at).annotate(changed_at=Greatest(own, below))


class ReportSitemap(RowSitemap):
    """Editions."""

    def public_rows(self, *, at: datetime.datetime) -> Sequence[Model]:
        """Published editions."""
        public = Q(updates__state="gepubliceerd", updates__published_at__lte=at)
        return StatusReport.objects.published(at=at).annotate(
            changed_at=Greatest(Max("updates__published_at", filter=public), F("released_at"))
        )


def _last(at: datetime.datetime, path: str) -> Max:
    """When the last of the texts that stand at that moment, reached over path, was published."""
    return Max(f"{path}__published_at", filter=stands_at(at, path))


SITEMAPS = {
    "bladzijden": PageSitemap,
    "acties": ActionSitemap,
    "standen": UpdateSitemap,
    "moties": MotionSitemap,
    "themas": ThemeSitemap,
    "rapportages": ReportSitemap,
}

"""All addresses of the site."""

from django.contrib import admin
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path, re_path
from django.views.decorators.http import require_safe

from pok_tracker import lookup_views, views, well_known
from pok_tracker.sitemaps import SITEMAPS

public_urls = [
    path("", views.home, name="home"),
    path("overzicht.csv", views.overview_file, name="overview-file"),
    path("", include("actions.urls")),
    path("", include("motions.urls")),
    path("", include("pok_tracker.list_forms")),
    # People type these by hand: with or without a slash, and as the official address ends.
    re_path(r"^zoek/?$", lookup_views.search, name="search"),
    re_path(r"^kst-(?P<code>[^/]+?)(?:\.html)?/?$", lookup_views.kamerstuk, name="kamerstuk"),
    path("", include("pok_tracker.standing_pages")),
    path("sitemap.xml", require_safe(sitemap), {"sitemaps": SITEMAPS}, name="sitemap.xml"),
    path("robots.txt", well_known.robots, name="robots.txt"),
    path(".well-known/security.txt", well_known.security, name="security.txt"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("healthz", views.healthz, name="healthz"),
    path("", include("pok_tracker.open_data.urls")),
    path("api/", include("pok_tracker.api_urls")),
]

# Before the admin's own: signing in is in two steps, and the start page is the worklist.
staff_urls = [
    path("beheer/", include("pok_tracker.sign_in.urls")),
    path("beheer/", include("actions.staff_urls")),
    path("beheer/", admin.site.urls),
]

urlpatterns = [*public_urls, *staff_urls]

"""Addresses of the open data."""

from django.urls import path

from pok_tracker.open_data import views

urlpatterns = [
    path("open-data/", views.open_data, name="open-data"),
    path("open-data/api/", views.api_reference, name="api-reference"),
    path("data/pok-tracker.<str:ending>", views.whole_set, name="whole-set"),
    path("data/catalog.jsonld", views.catalog, name="catalog"),
]

"""Addresses of actions, themes and editions."""

from django.urls import path

from actions import brief_views, change_views, term_views, views

app_name = "actions"

urlpatterns = [
    path("acties/", views.action_list, name="list"),
    path("acties/debatmap/", brief_views.brief_page, name="brief"),
    path("acties/<int:number>/", views.action_detail, name="detail"),
    path("acties/<int:number>/stand/<slug:slug>/", views.update_detail, name="update"),
    path("themas/", views.theme_list, name="themes"),
    path("themas/<slug:slug>/", views.theme_detail, name="theme"),
    path("termijnen/", term_views.term_list, name="terms"),
    path("rapportages/", views.report_list, name="reports"),
    path("rapportages/<slug:slug>/", views.report_detail, name="report"),
    path(
        "rapportages/<slug:earlier>/verschillen/<slug:later>/",
        change_views.edition_differences,
        name="edition_differences",
    ),
    path("wijzigingen/", change_views.changes, name="changes"),
    path("verschillen/", change_views.day_differences, name="day_differences"),
]

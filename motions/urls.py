"""Addresses of motions."""

from django.urls import path

from motions import views

app_name = "motions"

urlpatterns = [
    path("moties/", views.motion_list, name="list"),
    # Before the motions themselves: a code has the shape of one.
    path("moties/genoemd/", views.mentioned_list, name="mentioned"),
    path("moties/<slug:code>/", views.motion_detail, name="detail"),
]

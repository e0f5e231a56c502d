"""Addresses of motions."""

from django.urls import path

from motions import views

app_name = "motions"

urlpatterns = [
    path("moties/", views.motion_list, name="list"),
    path("moties/<slug:code>/", views.motion_detail, name="detail"),
]

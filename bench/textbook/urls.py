"""Its one address."""

from django.urls import path

from bench.textbook.views import UpdateList

urlpatterns = [path("", UpdateList.as_view())]

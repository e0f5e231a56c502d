"""The staff's own pages beside those that the admin makes; all of them below /beheer/."""

from django.urls import path, re_path

from actions.history_pages import history, history_csv, row_history
from actions.phrase_answers import days_of_words
from actions.preview import preview
from actions.update_help_page import help_while_typing
from actions.worklist import start_page

app_name = "staff"

urlpatterns = [
    path("", start_page, name="worklist"),
    path("geschiedenis/", history, name="history"),
    path("geschiedenis.csv", history_csv, name="history_csv"),
    # The address of the admin's own page of history, which knows only what the admin did.
    re_path(
        r"^(?P<app>actions|motions|pok_tracker)/(?P<model>[a-z]+)/(?P<pk>[0-9]{1,18}|[0-9a-f-]{36})/history/$",
        row_history,
        name="row_history",
    ),
    path("voorbeeld/<int:pk>/", preview, name="preview"),
    path("hulp/stand/", help_while_typing, name="help_while_typing"),
    path("hulp/termijn/", days_of_words, name="days_of_words"),
]

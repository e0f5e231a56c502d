"""The staff's own pages beside those that the admin makes; all of them below /beheer/."""

from django.urls import path

from actions.phrase_answers import days_of_words
from actions.worklist import start_page

app_name = "staff"

urlpatterns = [
    path("", start_page, name="worklist"),
    path("hulp/termijn/", days_of_words, name="days_of_words"),
]

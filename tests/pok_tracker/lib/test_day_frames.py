"""A page from a day frame is its template with the links of that day."""

import datetime

import pytest
from django.http import HttpRequest
from django.template import engines, loader
from django.template.backends.django import Template as BackendTemplate
from django.test import RequestFactory

from pok_tracker.lib.cut_templates import hole
from pok_tracker.lib.day_frames import DayFrame
from pok_tracker.lib.peildatum_links import keep_in_page

PAGE = (
    "<h1>{{ title }}</h1>"
    '<a href="/acties/?a=1&amp;b=2#c">é</a> <a href="https://elders.nl/">x</a>'
    '<a href="/moties/">{{ age }}</a> <a href="/acties/1/?peildatum={{ day }}">{{ day }}</a>'
    '<form action="/zoek/"><input name="q"></form>'
    '<form><input name="peildatum" value="{{ day }}"></form>'
)
DAY = datetime.date(2021, 9, 2).isoformat()
HOLES = {"age": hole("age"), "day": hole("day")}


@pytest.fixture
def template(monkeypatch: pytest.MonkeyPatch) -> BackendTemplate:
    page = engines["django"].from_string(PAGE)
    monkeypatch.setattr(loader, "get_template", lambda name, using=None: page)
    return page


def asked() -> HttpRequest:
    return RequestFactory().get("/")


def test_links_and_words_are_those_of_the_day(template: BackendTemplate):
    printed = {"age": "<b>", "day": DAY}
    frame = DayFrame.of(asked(), "page.html", {"title": "A & B", **HOLES}, day=HOLES["day"])

    page = frame.render(printed).content.decode()

    whole = template.render({"title": "A & B", **printed}, asked())
    assert page == keep_in_page(whole, DAY, host="testserver")
    assert page.count("peildatum=2021-09-02") == 3


def test_without_a_day_no_link_names_one(template: BackendTemplate):
    printed = {"age": "1 dag", "day": ""}
    frame = DayFrame.of(asked(), "page.html", {"title": "A & B", **HOLES}, day="")

    page = frame.render(printed).content.decode()

    assert page == template.render({"title": "A & B", **printed}, asked())
    assert "peildatum=2" not in page

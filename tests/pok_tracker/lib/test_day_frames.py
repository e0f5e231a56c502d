"""A page from a day frame is its template with the links of that day."""

import datetime

import pytest
from django.http import HttpRequest
from django.template import engines, loader
from django.template.backends.django import Template as BackendTemplate
from django.test import RequestFactory

from pok_tracker.lib.day_frames import DayFrame
from pok_tracker.lib.peildatum_links import keep_in_page

PAGE = (
    "{% load page_parts %}<h1>{{ title }}</h1>"
    '<a href="/acties/?a=1&amp;b=2#c">é</a> <a href="https://elders.nl/">x</a>'
    '{% part "age" %}<a href="/moties/">{{ age }}</a>{% endpart %}'
    '<form action="/zoek/"><input name="q"></form>'
    '<form><input name="peildatum" value="{% part "chosen" %}{{ chosen }}{% endpart %}"></form>'
)
DAY = datetime.date(2021, 9, 2)


@pytest.fixture
def template(monkeypatch: pytest.MonkeyPatch) -> BackendTemplate:
    page = engines["django"].from_string(PAGE)
    monkeypatch.setattr(loader, "get_template", lambda name: page)
    return page


def asked() -> HttpRequest:
    return RequestFactory().get("/")


def test_links_and_parts_are_those_of_the_day(template: BackendTemplate):
    made_of = {"title": "A & B", "age": "geheim", "chosen": "2020-01-01"}
    values = {**made_of, "age": "<b>", "chosen": DAY}
    frame = DayFrame.of(asked(), "page.html", made_of, keeps_day=True)

    page = frame.render(asked(), values, day=DAY).content.decode()

    assert page == keep_in_page(
        template.render(values, asked()), DAY.isoformat(), host="testserver"
    )
    assert page.count("peildatum=2021-09-02") == 2


def test_without_a_day_no_link_names_one(template: BackendTemplate):
    values = {"title": "A & B", "age": "1 dag", "chosen": ""}
    frame = DayFrame.of(asked(), "page.html", values, keeps_day=False)

    page = frame.render(asked(), values, day=None).content.decode()

    assert page == template.render(values, asked())
    assert "peildatum=" not in page

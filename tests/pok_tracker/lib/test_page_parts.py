"""A page from its frame is the page that its template renders."""

import pytest
from django.http import HttpRequest
from django.template import engines, loader
from django.template.backends.django import Template as BackendTemplate
from django.test import RequestFactory

from pok_tracker.lib.page_parts import cut_page

PAGE = (
    "{% load page_parts %}<h1>{{ title }}</h1>"
    "{% part 'rows' %}{% for row in rows %}<p>{{ row }}</p>{% endfor %}{% endpart %}"
    '<a href="{% part "query" %}{{ request.GET.q }}{% endpart %}">{{ title }}</a>'
)


@pytest.fixture
def template(monkeypatch: pytest.MonkeyPatch) -> BackendTemplate:
    page = engines["django"].from_string(PAGE)
    monkeypatch.setattr(loader, "get_template", lambda name: page)
    return page


def asked(query: str) -> HttpRequest:
    return RequestFactory().get(f"/?q={query}")


def test_parts_are_rendered_for_each_request_and_the_rest_once(template: BackendTemplate):
    frame = cut_page(asked("eerst"), "page.html", {"title": "A & B", "rows": [1, 2]})
    values = {"title": "A & B", "rows": ["<b>"]}

    page = frame.render(asked("dan"), values)

    assert page == template.render(values, asked("dan"))
    assert page == '<h1>A &amp; B</h1><p>&lt;b&gt;</p><a href="dan">A &amp; B</a>'


def test_nothing_of_the_question_that_made_the_frame_is_left_in_it(template: BackendTemplate):
    frame = cut_page(asked("geheim"), "page.html", {"title": "A", "rows": ["geheim"]})

    assert "geheim" not in frame.render(asked("dan"), {"title": "A", "rows": []})

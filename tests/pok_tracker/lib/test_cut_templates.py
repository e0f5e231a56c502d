"""A template that is cut prints what Django would print."""

import pytest
from django.template.loader import render_to_string

from pok_tracker.lib.cut_templates import cut, fill, hole

CHOICE = "includes/choice.html"
VALUES = {"parameter": "thema", "value": 'a"b', "label": "<b> & Zo", "count": 1_234}


@pytest.mark.parametrize("selected", [True, False])
@pytest.mark.parametrize("counted", [True, False])
def test_a_filled_template_is_the_rendered_template(selected: bool, counted: bool):
    switches = {"selected": selected, "counted": counted}

    assert fill(CHOICE, VALUES, **switches) == render_to_string(CHOICE, {**VALUES, **switches})


def test_a_value_is_escaped_each_time():
    assert "<b>" not in fill(CHOICE, VALUES, selected=False, counted=True)
    assert "<i>" not in fill(CHOICE, {**VALUES, "label": "<i>"}, selected=False, counted=True)


def test_pieces_and_names_of_holes_alternate():
    assert cut(f"a{hole('x')}b{hole('y')}") == ["a", "x", "b", "y", ""]

"""Days, periods and statuses as a reader says them, and source texts without a changed space."""

import datetime
import html
import re

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.utils.html import strip_tags

from actions.models import Milestone, Status
from actions.reading_text import Marks, read_blocks


def render(source: str, **values: object) -> str:
    return Template("{% load reading %}" + source).render(Context(values))


def text_of(markup: str) -> str:
    return html.unescape(strip_tags(markup))


def texts_inside(element: str, markup: str) -> list[str]:
    found = re.findall(rf"<{element}>(.*?)</{element}>", markup, re.DOTALL)
    return [text_of(inner).removesuffix("\n") for inner in found]


def test_a_day_is_written_out_in_dutch():
    assert render("{{ day|day_in_words }}", day=datetime.date(2021, 6, 30)) == "30 juni 2021"


def test_a_moment_late_in_the_evening_is_the_next_day_in_amsterdam():
    moment = datetime.datetime(2021, 6, 30, 22, 30, tzinfo=datetime.UTC)

    assert render("{{ moment|day_in_words }}", moment=moment) == "1 juli 2021"


@pytest.mark.parametrize(
    ("first", "last", "precision", "words"),
    [
        ("2021-03-10", "2021-03-10", "dag", "10 maart 2021"),
        ("2021-10-01", "2021-10-31", "maand", "oktober 2021"),
        ("2021-07-01", "2021-09-30", "kwartaal", "derde kwartaal van 2021"),
        ("2021-09-01", "2021-11-30", "seizoen", "najaar 2021"),
        ("2021-06-30", "2021-07-08", "uiterlijk", "uiterlijk 8 juli 2021"),
    ],
)
def test_a_milestone_shows_its_days_as_people_say_them(
    first: str, last: str, precision: str, words: str
):
    milestone = Milestone(
        first_day=datetime.date.fromisoformat(first),
        last_day=datetime.date.fromisoformat(last),
        precision=precision,
    )

    assert render("{{ milestone|span_in_words }}", milestone=milestone) == words


@pytest.mark.parametrize("status", Status)
def test_a_status_badge_says_in_words_what_its_shape_shows(status: Status):
    badge = render("{% status_badge code %}", code=status.value)

    assert text_of(badge).strip() == status.label
    assert re.findall(r'class="(.*?)"', badge) == [f"status status--{status.value}"]


def test_a_status_badge_refuses_a_code_that_does_not_exist():
    with pytest.raises(ValueError, match="half-af"):
        render("{% status_badge 'half-af' %}")


@pytest.mark.parametrize(
    "text",
    [
        "Zie TK 34352-213. Dat staat (ook) in de tabel.",
        "Er staat <b>niets</b> & niemand, “zegt” men.",
        "Een eerste alinea\nEen tweede alinea",
    ],
)
def test_a_source_text_keeps_every_letter_and_space_around_links_and_hits(text: str):
    blocks = read_blocks(text, Marks(hits=("taa", "bel")))

    shown = render_to_string("includes/reading_text.html", {"blocks": blocks})

    assert texts_inside("p", shown) == text.split("\n")


def test_a_list_of_hyphens_becomes_a_list_and_letters_stay_as_printed():
    blocks = read_blocks("- eerst dit\n- dan TK 34352-213.")
    lettered = read_blocks("A. de wet\nB. de regel")

    shown = render_to_string("includes/reading_text.html", {"blocks": blocks})
    shown_lettered = render_to_string("includes/reading_text.html", {"blocks": lettered})

    assert texts_inside("li", shown) == ["eerst dit", "dan TK 34352-213."]
    assert texts_inside("li", shown_lettered) == ["A. de wet", "B. de regel"]


def test_a_footnote_marker_links_to_the_footnote_of_its_own_action():
    blocks = read_blocks("Dat is zo. En dit ook.", Marks(notes=((10, "3"),)))

    shown = render_to_string("includes/reading_text.html", {"blocks": blocks, "number": 58})

    assert re.findall(r'href="(.*?)"', shown) == ["#voetnoot-58-3"]


def test_a_doubtful_citation_is_no_link_but_carries_our_remark():
    blocks = read_blocks("Zie 35510, nr. 809.", Marks(doubts={"35510-809": "Dit kan niet."}))

    shown = render_to_string("includes/reading_text.html", {"blocks": blocks})

    assert re.findall(r"href", shown) == []
    assert texts_inside("p", shown) == ["Zie 35510, nr. 809 [Onze opmerking: Dit kan niet.]."]

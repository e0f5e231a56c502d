"""The list of actions as a table: what each cell says, and that no cell fails in silence."""

import datetime
from html.parser import HTMLParser

import pytest
from django.http import QueryDict
from django.utils.html import strip_tags
from hypothesis import given
from hypothesis import strategies as st

from actions.listed import ListedAction, read_listed
from actions.models import Action, ActionMotion
from actions.tables import ActionTable
from tests.factories import (
    link_motion,
    make_milestone,
    make_ministry,
    make_motion,
    make_public_action,
    make_theme,
)

pytestmark = pytest.mark.django_db

# Ends an attribute, a tag or a text wherever it stands, unless it is escaped.
HOSTILE = st.lists(
    st.sampled_from(["<script>", '"', "'", ">", "&", "&lt;", " onclick=x ", "</a>", "kort", " "])
).map("".join)


class OnlyTags(HTMLParser):
    """Which tags and attributes stand in a row."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the tag and its attributes."""
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}


AT = datetime.datetime(2021, 10, 1, tzinfo=datetime.UTC)
TODAY = AT.date()


def cells(*hits: str) -> dict[str, str]:
    """The only row of the table, a cell per column."""
    actions = read_listed([action.pk for action in Action.objects.published(at=AT)], at=AT)
    table = ActionTable(actions, query=QueryDict(""), sort="", hits=hits)
    [row] = table.rows
    return {column.name: str(cell) for column, cell in row.items()}


def test_a_bare_action_has_empty_cells_and_no_dashes():
    make_public_action(1, theme=make_theme("Herstel"))

    assert cells() == {
        "nummer": '<a href="/acties/1/">1</a>',
        "omschrijving": '<a href="/acties/1/">Doe wat is gevraagd</a>',
        "thema": "Herstel",
        "motie": "",
        "status": '<span class="status status--in-uitvoering">in uitvoering</span>',
        "ministerie": "",
        "termijn": "",
    }


def test_motions_are_named_as_printed_with_their_part():
    action = make_public_action(1)
    link_motion(action, make_motion(16, submitters=("Segers", "Van Dam")), part=2)
    link_motion(action, make_motion(13))
    ActionMotion.objects.filter(part=None).update(and_others=True)

    assert cells()["motie"] == (
        '<div><a href="/moties/35510-13/">nr. 13 Omtzigt c.s.</a></div>'
        '<div><a href="/moties/35510-16/">nr. 16 Segers/Van Dam</a>, deel 2</div>'
    )


def test_the_leading_ministry_comes_first_with_its_name_at_hand():
    action = make_public_action(1)
    make_ministry("SZW", action=action)
    make_ministry("BZK", action=action)

    assert cells()["ministerie"] == (
        '<div><abbr title="Ministerie SZW">SZW</abbr></div>'
        '<div><abbr title="Ministerie BZK">BZK</abbr></div>'
    )


@pytest.mark.parametrize(
    ("days", "standing"),
    [(-1, "verstreken, geen uitkomst bekend"), (0, "binnenkort"), (60, "binnenkort"), (61, "open")],
)
def test_the_promise_furthest_ahead_is_shown_with_where_it_stands(days: int, standing: str):
    update = make_public_action(1).updates.get()
    last_day = TODAY + datetime.timedelta(days=days)
    make_milestone(update, last_day=last_day - datetime.timedelta(days=5))
    make_milestone(update, last_day=last_day)
    make_milestone(update, last_day=last_day + datetime.timedelta(days=9), kind="gerealiseerd")

    shown = strip_tags(cells()["termijn"])

    assert (shown.startswith(f"{last_day.day} "), shown.endswith(standing)) == (True, True)


def test_hits_are_marked_in_the_description_and_around_them_in_the_text():
    make_public_action(1, "Over de wet & <regel>.", description="Houd de wet")

    assert cells("wet")["omschrijving"] == (
        '<a href="/acties/1/">Houd de <mark>wet</mark></a>'
        '<p class="snippet">Over de <mark>wet</mark> &amp; &lt;regel&gt;.</p>'
    )


def test_a_description_without_a_single_space_is_shown_as_well():
    make_public_action(1, description="x" * 300)

    assert strip_tags(cells()["omschrijving"]) == "x" * 180 + " …"


def test_a_cell_that_cannot_be_made_is_an_error_and_not_a_dash():
    action = ListedAction(1, 1, "Betaal", "Herstel", "geen status", "", (), (), None)

    with pytest.raises(ValueError, match="geen status"):
        list(ActionTable([action], query=QueryDict(""), sort="").rows_in_markup())


@pytest.mark.parametrize("hits", [(), ("kort", "<")])
@given(text=HOSTILE, label=HOSTILE, name=HOSTILE)
def test_whatever_a_row_says_is_text_and_no_markup(
    hits: tuple[str, ...], text: str, label: str, name: str
):
    motion = {
        "dossier": "35510",
        "number": 13,
        "part": None,
        "named": [label],
        "and_others": False,
    }
    ministry = {"code": label, "name": name}
    action = ListedAction(1, 1, text, name, "afgerond", text, [motion], [ministry], None)
    table = ActionTable([action], query=QueryDict(""), sort="", hits=hits)

    [row] = table.rows_in_markup()
    read = OnlyTags()
    read.feed(row)

    assert read.names - {"mark", "p"} == {"tr", "th", "td", "a", "div", "span", "abbr"}
    assert not {name for name in read.attributes if name.startswith("on")}

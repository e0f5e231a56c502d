"""An edition as the table it was sent as."""

import datetime

import pytest

from actions.edition_table import ReportSection, read_sections
from actions.models import StatusUpdate
from tests.factories import (
    link_motion,
    make_action,
    make_motion,
    make_public_action,
    make_report,
    make_theme,
    make_update,
)

pytestmark = pytest.mark.django_db

AT = datetime.datetime(2022, 2, 1, tzinfo=datetime.UTC)


def edition(slug: str = "2021-06") -> list[ReportSection]:
    updates = list(StatusUpdate.objects.for_edition(make_report(slug), at=AT))
    return read_sections(updates, {})


def spans() -> dict[int, int]:
    return {row.action.number: row.status_rowspan for part in edition() for row in part.rows}


def test_rows_stand_under_the_headings_of_their_themes_in_order():
    first, second = make_theme("Eerst"), make_theme("Dan")
    for number, theme in ((3, second), (1, first), (2, first)):
        make_public_action(number, theme=theme)

    assert [(part.theme, [row.action.number for row in part.rows]) for part in edition()] == [
        (first, [1, 2]),
        (second, [3]),
    ]


def test_a_row_carries_its_texts_and_the_labels_as_printed():
    action = make_public_action(1, "Zie actie 1.", description="Doe dit\n- en dat")
    link_motion(action, make_motion(13))

    [row] = edition()[0].rows

    assert row.labels == ["NR. 13 Motie Omtzigt"]
    assert [block.kind for block in row.description_blocks] == ["text", "list"]
    assert row.status_blocks[0].paragraphs[0].segments[1].url == "/acties/1/"


@pytest.mark.parametrize(
    ("shared", "expected"),
    [
        ({}, {1: 1, 2: 1, 3: 1, 4: 1}),
        ({2: [3], 3: [2]}, {1: 1, 2: 2, 3: 0, 4: 1}),
        ({1: [2, 3], 2: [1, 3], 3: [1, 2]}, {1: 3, 2: 0, 3: 0, 4: 1}),
        ({1: [2], 2: [1], 3: [4], 4: [3]}, {1: 2, 2: 0, 3: 2, 4: 0}),
        # A cell cannot span a row that does not share it.
        ({1: [3], 3: [1]}, {1: 1, 2: 1, 3: 1, 4: 1}),
    ],
)
def test_a_shared_cell_spans_the_rows_that_share_it(
    shared: dict[int, list[int]], expected: dict[int, int]
):
    theme = make_theme()
    for number in range(1, 5):
        make_public_action(number, theme=theme, shared_with=shared.get(number, []))

    assert spans() == expected


def test_a_cell_does_not_span_a_row_that_is_not_shown():
    theme = make_theme()
    make_public_action(1, theme=theme, shared_with=[3])
    make_action(2, theme=theme)
    make_public_action(3, theme=theme, shared_with=[1])

    assert spans() == {1: 1, 3: 1}


def test_a_correction_of_an_edition_is_not_part_of_what_was_sent():
    action = make_public_action(1, "Zoals verstuurd.", superseded_at=AT)
    make_update(
        action,
        "Verbeterd.",
        slug="2022-02-01",
        kind="correctie",
        corrects=action.updates.get(),
        report=make_report(),
        published_at=AT,
    )
    make_update(
        make_action(2),
        "Later.",
        kind="tussentijds",
        slug="x",
        report=make_report(),
        published_at=AT,
    )

    assert [row.update.text for part in edition() for row in part.rows] == ["Zoals verstuurd."]


def test_an_edition_shows_what_was_sent_also_when_it_has_been_replaced():
    action = make_public_action(1, "Toen.", superseded_at=AT)
    make_update(action, "Nu.", slug="2022-01", published_at=AT)

    assert [part.rows[0].update.text for part in (*edition(), *edition("2022-01"))] == [
        "Toen.",
        "Nu.",
    ]

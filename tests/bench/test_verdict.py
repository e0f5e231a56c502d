"""What is ok, what is short, and how the table says it."""

import pytest

from bench.cases.freshness import Event
from bench.report import print_table
from bench.verdict import Row, asked_ratio, judged
from bench.watching import Sight, Text


@pytest.mark.parametrize(
    ("value", "asked", "at_most", "verdict"),
    [
        (5.0, 5.0, False, "ok"),
        (4.99, 5.0, False, "tekort"),
        (3.0, 3.0, True, "ok"),
        (3.01, 3.0, True, "tekort"),
        (0.1, None, False, "ter vergelijking"),
    ],
)
def test_a_figure_is_judged_by_what_was_asked(
    value: float, asked: float | None, at_most: bool, verdict: str
) -> None:
    assert judged(value, asked, at_most=at_most) == verdict


def test_a_demand_says_its_direction() -> None:
    assert [asked_ratio(5), asked_ratio(3, at_most=True), asked_ratio(None)] == [
        ">= 5 x",
        "<= 3 x",
        "",
    ]


def test_the_table_has_a_line_a_case_and_tells_that_postgresql_was_elsewhere(
    capsys: pytest.CaptureFixture[str],
) -> None:
    row = Row(
        "lijst", ">= 5 x", "ok", here=1234.5, peer=95.0, ratio=13.0, lowest=12.0, highest=14.0
    )

    print_table([row], pinned=False)

    lines = capsys.readouterr().out.splitlines()
    assert lines[1].split() == [
        *("lijst", "1.234", "95.0", "-", "-", "-", "-", "13.0", "12.00-14.00", "-"),
        *(">=", "5", "x", "ok"),
    ]
    assert lines[2].startswith("PostgreSQL draait NIET vastgezet")


def sight(asked: float, *, shows: bool, address: str = "/acties/44/") -> Sight:
    return Sight(address, asked, asked + 0.01, shows)


def test_an_old_answer_after_a_new_one_of_the_same_address_is_a_relapse() -> None:
    event = Event(
        10.0,
        [
            sight(9.0, shows=False),
            sight(10.1, shows=True),
            sight(10.2, shows=False),
            sight(10.3, shows=False, address="/"),
        ],
    )

    assert event.relapses() == 1
    assert event.slowest(shows=True) == pytest.approx(0.3)


def test_an_old_answer_that_was_asked_for_before_the_new_one_came_is_no_relapse() -> None:
    assert Event(10.0, [sight(10.0, shows=True), sight(10.005, shows=False)]).relapses() == 0


def test_a_withdrawn_text_counts_from_the_moment_that_the_editor_saw_ok() -> None:
    event = Event(10.0, [sight(9.99, shows=True), sight(10.01, shows=True)])

    assert event.after() == 1


def test_what_is_looked_for_is_not_what_was_asked_for() -> None:
    text = Text("proefwoord", "/acties/44/stand/2026-11/")

    assert text.at("/acties/?q={word}") == "/acties/?q=proefwoord"
    assert text.at("{own}") == "/acties/44/stand/2026-11/"
    assert text.sign not in text.at("/acties/?q={word}")

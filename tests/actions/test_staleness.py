"""How stale a text is, without a database."""

import datetime

from actions.staleness import Spoken, StaleGroup, Staleness, overview_of, read_as_stale
from tests.actions.test_comparison import moment, promise

JUNE = datetime.date(2021, 6, 30)
JANUARY = datetime.date(2022, 1, 15)
JULY = datetime.date(2022, 7, 1)
TODAY = datetime.date(2026, 11, 23)


def spoken(day: datetime.date, text: str, kind: str = "rapportage", **changes: object) -> Spoken:
    return Spoken(kind, day, moment(day), text, **changes)


def days_and_editions(*texts: Spoken, editions: tuple[datetime.date, ...]) -> tuple[int, int]:
    stale = read_as_stale(texts, editions, on=TODAY)
    return stale.days, stale.editions


def test_the_only_text_is_as_old_as_its_day() -> None:
    assert days_and_editions(spoken(JUNE, "a"), editions=(JUNE,)) == (1972, 0)


def test_a_later_edition_without_a_new_text_counts() -> None:
    assert days_and_editions(spoken(JUNE, "a"), editions=(JULY, JANUARY, JUNE)) == (1972, 2)


def test_an_edition_that_repeats_the_text_does_not_make_it_new() -> None:
    texts = spoken(JUNE, "a"), spoken(JANUARY, "a")

    assert days_and_editions(*texts, editions=(JUNE, JANUARY)) == (1972, 1)


def test_a_correction_does_not_make_it_new_and_repeating_that_does_not_either() -> None:
    texts = spoken(JUNE, "a"), spoken(JANUARY, "b", "correctie"), spoken(JULY, "b")

    assert days_and_editions(*texts, editions=(JUNE, JULY)) == (1972, 1)


def test_another_text_makes_it_new_also_between_two_editions() -> None:
    texts = spoken(JUNE, "a"), spoken(JANUARY, "b", "tussentijds")

    assert days_and_editions(*texts, editions=(JUNE,)) == (1773, 0)


def test_a_return_to_an_older_text_is_new() -> None:
    texts = spoken(JUNE, "a"), spoken(JANUARY, "b"), spoken(JULY, "a")

    assert days_and_editions(*texts, editions=(JUNE, JANUARY, JULY)) == (1606, 0)


def test_an_edition_whose_text_may_not_be_read_did_not_leave_it_as_it_was() -> None:
    stale = read_as_stale(
        [spoken(JUNE, "a")], (JUNE, JANUARY, JULY), unread=(JANUARY, JUNE), on=TODAY
    )

    assert (stale.editions, stale.unread) == (1, 1)


def test_a_text_about_a_day_that_is_to_come_is_not_older_than_new() -> None:
    assert days_and_editions(spoken(datetime.date(2027, 1, 1), "a"), editions=()) == (0, 0)


def test_a_promise_that_moved_twice_is_counted_twice() -> None:
    texts = (
        spoken(JUNE, "a", promises=(promise(1, JANUARY),)),
        spoken(JANUARY, "b", promises=(promise(2, datetime.date(2022, 2, 15)),)),
        spoken(JULY, "c", promises=(promise(3, datetime.date(2022, 2, 20)),)),
    )
    stale = read_as_stale(texts, (), on=TODAY)

    assert ([change.days for change in stale.moved], stale.moved_days) == ([31, 5], 36)


def test_what_staff_moved_and_a_correction_repeats_is_counted_once() -> None:
    later = promise(9, JULY, quote="Klaar in juli.")
    moved = {"successor": later, "replaced_at": moment(JANUARY)}
    texts = (
        spoken(JUNE, "a", promises=(promise(1, JANUARY, **moved),)),
        spoken(JANUARY, "b", "correctie", promises=(promise(2, JANUARY, **moved),)),
    )

    assert [change.days for change in read_as_stale(texts, (), on=TODAY).moved] == [167]


def test_all_actions_together_are_grouped_by_their_silence_the_longest_first() -> None:
    stale = [Staleness(JUNE, 10, 2, ()), Staleness(JANUARY, 5, 0, ()), Staleness(JULY, 3, 0, ())]

    found = overview_of(stale)

    assert found.groups == (StaleGroup(2, 1, JUNE, 10), StaleGroup(0, 2, JANUARY, 5))
    assert (found.moved, found.moved_days) == (0, 0)


def test_who_may_not_read_what_a_later_edition_says_is_a_group_apart() -> None:
    stale = [
        Staleness(JUNE, 10, 0, ()),
        Staleness(JANUARY, 5, 0, (), unread=1),
        Staleness(JULY, 3, 1, (), unread=1),
    ]

    assert overview_of(stale).groups == (
        StaleGroup(1, 1, JULY, 3),
        StaleGroup(0, 1, JANUARY, 5, has_unread=True),
        StaleGroup(0, 1, JUNE, 10),
    )

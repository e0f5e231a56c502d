"""What changed between two sides, without a database."""

import datetime
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from actions.editions.comparison import Differences, Said, Side, compare_sides
from actions.editions.promises import Fate, Promise, PromiseChange

JUNE = datetime.date(2021, 6, 30)
JANUARY = datetime.date(2022, 1, 15)
WINTER = datetime.date(2022, 1, 1)
SPRING = datetime.date(2022, 3, 31)


def moment(day: datetime.date) -> datetime.datetime:
    return datetime.datetime(day.year, day.month, day.day, 12, tzinfo=datetime.UTC)


def said(number: int = 1, **changes: object) -> Said:
    values: dict[str, object] = {
        "description": "Doe iets.",
        "theme": "Herstel",
        "labels": (),
        "text": "Er wordt aan gewerkt.",
        "as_of": JUNE,
        "url": f"/acties/{number}/stand/2021-06/",
        "status": "in-uitvoering",
        "status_quote": "Er wordt aan gewerkt.",
        "waiting_for": "",
        **changes,
    }
    return Said(number, **values)


def side(day: datetime.date, *rows: Said) -> Side:
    return Side(day, moment(day), {row.number: row for row in rows})


def compared(before: Said, after: Said) -> Differences:
    return compare_sides(side(JUNE, before), side(JANUARY, after))


def promise(key: int, last_day: datetime.date = WINTER, **changes: object) -> Promise:
    values: dict[str, object] = {
        "quote": "Klaar in januari.",
        "date_words": "januari",
        "kind": "gepland",
        "first_day": last_day,
        "precision": "maand",
        **changes,
    }
    return Promise(key=key, last_day=last_day, **values)


def fates(
    before: tuple[Promise, ...], after: tuple[Promise, ...]
) -> list[tuple[Fate, int, int | None]]:
    """What is told of promises: the fate, the key, and the key of the later one."""
    found = compared(said(promises=before), said(promises=after)).promises
    return [
        (change.fate, change.promise.key, change.later.key if change.later else None)
        for change in found
    ]


def test_an_action_that_stays_as_it_was_is_silent_and_as_old_as_its_text() -> None:
    found = compared(said(), said())

    assert [(one.pair.number, one.days) for one in found.silent] == [(1, 199)]
    assert (found.other_status, found.other_text, found.other_question) == ((), (), ())
    assert (found.new, found.vanished, found.promises) == ((), (), ())


def test_another_text_is_a_change_and_no_silence() -> None:
    found = compared(said(), said(text="Het is klaar."))

    assert [pair.number for pair in found.other_text] == [1]
    assert found.silent == ()


def test_another_status_is_told_with_both_although_the_text_is_silent() -> None:
    found = compared(said(), said(status="afgerond"))

    assert found.statuses == {1: ("in-uitvoering", "afgerond")}
    assert [pair.number for pair in found.other_status] == [1]
    assert len(found.silent) == 1


def test_waiting_for_somebody_else_is_another_status() -> None:
    found = compared(
        said(status="wacht-op-besluit", waiting_for="de formatie"),
        said(status="wacht-op-besluit", waiting_for="het parlement"),
    )

    assert [pair.number for pair in found.other_status] == [1]


def test_another_description_theme_or_label_is_told_apart_from_the_text() -> None:
    for change in ({"description": "Doe meer."}, {"theme": "Overig"}, {"labels": ("NR. 13",)}):
        found = compared(said(), said(**change))

        assert [pair.number for pair in found.other_question] == [1]
        assert found.other_text == ()


def test_actions_of_one_side_only_are_new_or_vanished() -> None:
    found = compare_sides(side(JUNE, said(1), said(2)), side(JANUARY, said(2), said(3)))

    assert [one.number for one in found.new] == [3]
    assert [one.number for one in found.vanished] == [1]
    assert [pair.number for pair in found.pairs] == [2]


def test_an_action_of_which_the_later_text_may_not_be_read_has_not_vanished() -> None:
    later = replace(side(JANUARY, said(2)), unread=frozenset({1}))

    found = compare_sides(side(JUNE, said(1), said(2), said(3)), later)

    assert [one.number for one in found.vanished] == [3]


def test_a_promise_that_a_later_text_makes_is_new() -> None:
    assert fates((), (promise(1, SPRING),)) == [(Fate.NEW, 1, None)]


def test_a_promise_that_a_later_text_repeats_is_not_told() -> None:
    assert fates((promise(1, SPRING),), (promise(2, SPRING),)) == []


def test_the_same_words_with_another_day_have_moved_and_by_how_much() -> None:
    found = compared(said(promises=(promise(1, WINTER),)), said(promises=(promise(2, SPRING),)))

    assert [(one.fate, one.days) for one in found.promises] == [(Fate.MOVED, 89)]


def test_a_promise_that_staff_moved_is_told_once_and_its_successor_is_not_new() -> None:
    later = promise(2, SPRING, quote="Klaar in maart.")
    earlier = promise(1, successor=later, replaced_at=moment(JANUARY))

    assert fates((earlier,), (later,)) == [(Fate.MOVED, 1, 2)]


def test_a_promise_that_is_moved_only_after_the_later_side_has_not_moved_yet() -> None:
    later = promise(2, SPRING, quote="Klaar in maart.")
    earlier = promise(1, SPRING, successor=later, replaced_at=moment(SPRING))

    assert fates((earlier,), (earlier,)) == []


def test_a_promise_that_was_carried_on_in_other_words_is_the_same_one() -> None:
    before = promise(1, WINTER)
    after = promise(2, SPRING, quote="Klaar in maart.", carried_from=1)

    assert fates((before,), (after,)) == [(Fate.MOVED, 1, 2)]


def test_a_promise_with_an_outcome_between_the_days_is_met() -> None:
    met = promise(1, met_on=datetime.date(2021, 12, 1))

    assert fates((met,), (met,)) == [(Fate.MET, 1, None)]


def test_an_outcome_of_before_or_after_the_two_days_is_not_told() -> None:
    for day in (JUNE, SPRING):
        met = promise(1, SPRING, met_on=day)

        assert fates((met,), (met,)) == []


def test_a_promise_of_which_the_later_text_says_that_it_happened_is_met() -> None:
    assert fates((promise(1),), (promise(2, kind="gerealiseerd"),)) == [(Fate.MET, 1, 2)]


def test_a_day_that_goes_by_without_outcome_is_told_whether_or_not_it_is_still_named() -> None:
    assert fates((promise(1, WINTER),), (promise(1, WINTER),)) == [(Fate.PASSED, 1, None)]
    assert fates((promise(1, WINTER),), ()) == [(Fate.PASSED, 1, None)]


def test_a_promise_passes_after_its_last_day_and_not_on_it() -> None:
    assert fates((promise(1, JANUARY),), (promise(1, JANUARY),)) == []
    assert fates((promise(1, JUNE),), (promise(1, JUNE),)) == [(Fate.PASSED, 1, None)]


def test_what_had_passed_already_is_not_told_again() -> None:
    earlier = promise(1, datetime.date(2021, 6, 29))

    assert fates((earlier,), (earlier,)) == []


def test_a_promise_that_is_still_open_and_no_longer_named_is_told() -> None:
    assert fates((promise(1, SPRING),), ()) == [(Fate.DROPPED, 1, None)]


def test_two_promises_in_one_sentence_are_kept_apart_by_their_words() -> None:
    before = (promise(1, WINTER, date_words="juni"), promise(2, SPRING, date_words="juli"))

    assert fates(before, (promise(3, SPRING, date_words="juli"),)) == [(Fate.PASSED, 1, None)]


def test_a_fact_is_no_promise() -> None:
    assert fates((promise(1, kind="lopend"),), (promise(2, kind="gerealiseerd"),)) == []


def test_the_promises_of_an_action_that_is_gone_are_not_told() -> None:
    found = compare_sides(side(JUNE, said(promises=(promise(1),))), side(JANUARY))

    assert found.promises == ()


def test_days_are_counted_back_when_a_promise_comes_earlier() -> None:
    change = PromiseChange(1, Fate.MOVED, promise(1, SPRING), promise(2, WINTER))

    assert change.days == -89


STATUSES = st.sampled_from(["niet-gestart", "in-uitvoering", "afgerond"])
SIDES = st.dictionaries(st.integers(1, 5), STATUSES)


def with_statuses(day: datetime.date, statuses: dict[int, str]) -> Side:
    return side(day, *(said(number, status=status) for number, status in statuses.items()))


@given(SIDES, SIDES, SIDES)
def test_two_steps_together_tell_the_same_of_the_status_as_one_step(
    first: dict[int, str], second: dict[int, str], third: dict[int, str]
) -> None:
    a, b, c = (
        with_statuses(day, statuses)
        for day, statuses in ((JUNE, first), (WINTER, second), (JANUARY, third))
    )
    one, two = compare_sides(a, b).statuses, compare_sides(b, c).statuses
    composed = {
        number: (
            one[number][0] if number in one else two[number][0],
            two[number][1] if number in two else one[number][1],
        )
        for number in one.keys() | two.keys()
    }

    assert {n: change for n, change in composed.items() if change[0] != change[1]} == (
        compare_sides(a, c).statuses
    )


@given(SIDES, SIDES)
def test_every_action_of_either_side_is_told_of_in_exactly_one_place(
    first: dict[int, str], second: dict[int, str]
) -> None:
    found = compare_sides(with_statuses(JUNE, first), with_statuses(JANUARY, second))

    told = [row.number for row in (*found.pairs, *found.new, *found.vanished)]
    assert sorted(told) == sorted(first.keys() | second.keys())

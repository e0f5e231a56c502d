"""Reading takes as many steps as the text is long, whoever wrote it.

Steps are counted, not timed: each call of a function, also of one in C such as a match. What a
match does inside is not counted; that is kept small by the length of a phrase and by the patterns.
"""

import datetime
import re
import sys
from collections.abc import Callable, Iterator
from types import FrameType, ModuleType

import pytest

from pok_tracker.lib.dutch_date_reading import (
    in_a_year,
    limits,
    near_now,
    phrase,
    ranges,
    running_text,
    which_year,
    words,
)
from pok_tracker.lib.dutch_dates import find_spans, read_span

PEILDATUM = datetime.date(2021, 6, 30)
MODULES = (in_a_year, limits, near_now, phrase, ranges, running_text, which_year, words)
HOSTILE = [
    "juni ",
    "1 ",
    "1-",
    "voor ",
    "rest van ",
    "week van ",
    "uiterlijk ",
    "tussen 1 en ",
    "in aanloop naar ",
    "eind van de ",
    "van juni tot en met ",
    "volgend jaar ",
    "2021 ",
    "maart en ",
    "jl. ",
    "((((",
    "x",
    "\ufdfa",
]


def steps_of(work: Callable[[], object]) -> int:
    """Count the calls that the work makes."""
    steps = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal steps
        steps += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return steps


@pytest.mark.parametrize("piece", HOSTILE)
def test_each_piece_more_takes_as_many_steps_as_the_one_before(piece: str):
    first, second, third = (
        steps_of(lambda text=piece * times: find_spans(text, on=PEILDATUM))
        for times in (100, 200, 300)
    )

    assert third - second <= 1.01 * max(second - first, 0) + 100


@pytest.mark.parametrize("piece", HOSTILE)
def test_no_phrase_takes_many_steps(piece: str):
    longest = (piece * phrase.LONGEST)[: phrase.LONGEST]
    tries = [longest, longest[:100], longest[:-4] + "2021", longest[:-5] + "juli."]

    assert max(steps_of(lambda text=text: read_span(text, on=PEILDATUM)) for text in tries) < 1500


def patterns_of(module: ModuleType) -> Iterator[str]:
    for value in vars(module).values():
        for part in value if isinstance(value, tuple) else (value,):
            for pattern in part if isinstance(part, tuple) else (part,):
                if isinstance(pattern, re.Pattern):
                    yield pattern.pattern


def test_no_pattern_repeats_a_repetition_or_has_more_than_two():
    patterns = sorted({pattern for module in MODULES for pattern in patterns_of(module)})
    repeats_a_repetition = re.compile(r"[+*]\??\)+[+*]")

    assert len(patterns) > 30
    assert [one for one in patterns if repeats_a_repetition.search(one)] == []
    assert [one for one in patterns if len(re.findall(r"(?<!\\)[+*]", one)) > 2] == []

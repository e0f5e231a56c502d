"""Actions made of the sentences of others."""

import datetime

from bench.rows.made import Recombination
from bench.rows.pieces import Dated, cut_text, joined
from bench.rows.real import Label, RealAction

PROMISE = Dated(
    quote="Dat is klaar. De start is in mei 2022.",
    date_words="mei 2022",
    kind="gepland",
    first_day=datetime.date(2022, 5, 1),
    last_day=datetime.date(2022, 5, 31),
    precision="maand",
)
TEXT = f"Het begin. {PROMISE.quote} Het eind.\n- Een punt"


def real(number: int, said: str, judged: str) -> RealAction:
    pieces = cut_text(said, whole=[judged], dated=[])
    return RealAction(
        theme=number,
        description=cut_text(f"Doe {number}. Zie actie {number}.", whole=[], dated=[]),
        said=pieces,
        judged=next(piece for piece in pieces if judged in piece.words),
        status="in-uitvoering",
        status_quote=judged,
        waiting_for="",
        addresses=[],
        report=1,
        as_of=datetime.date(2021, 6, 30),
        labels=[Label(number, None, f"NR. {number}", [], False)],
        ministries=[number],
    )


REAL = [
    real(1, "Een loopt. TK 34352-213 noemt het. Nog een zin.", "Een loopt."),
    real(2, "Twee loopt. Dat is alles.", "Twee loopt."),
]


def test_a_text_is_cut_at_sentences_and_lines_but_not_through_a_quote() -> None:
    pieces = cut_text(TEXT, whole=[], dated=[PROMISE])

    assert [piece.words for piece in pieces] == [
        "Het begin.",
        "Dat is klaar. De start is in mei 2022.",
        "Het eind.",
        "- Een punt",
    ]
    assert [piece.dated for piece in pieces] == [(), (PROMISE,), (), ()]
    assert joined(pieces) == TEXT


def test_every_action_keeps_the_sentence_that_its_status_rests_on() -> None:
    made = list(Recombination(REAL).actions(3, 40))

    assert [one.number for one in made] == list(range(3, 41))
    assert all(one.like.status_quote in one.text for one in made)


def test_what_it_refers_to_is_read_from_its_own_sentences() -> None:
    made = list(Recombination(REAL).actions(3, 40))

    assert {one.cited for one in made if "34352-213" in one.text} == {("34352-213",)}
    assert {one.cited for one in made if "34352-213" not in one.text} == {()}
    assert all(set(one.see_also) <= {1, 2} for one in made)


def test_a_smaller_run_is_the_beginning_of_a_larger_one() -> None:
    small, large = (list(Recombination(REAL).actions(3, last)) for last in (10, 40))

    assert large[: len(small)] == small


def test_texts_differ_from_each_other() -> None:
    assert len({one.text for one in Recombination(REAL).actions(3, 40)}) > 10

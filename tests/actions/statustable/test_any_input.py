"""Whatever comes in, the parser answers or refuses; it does not crash and does not stall."""

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actions.statustable.errors import StatusTableError
from actions.statustable.layout import LayoutNotes, ThemeNote, read_layout_notes
from actions.statustable.records import Table
from actions.statustable.table import parse_table

SOURCE = Path(__file__).parents[3] / "fixtures" / "source"
REAL = (SOURCE / "stand-van-zaken-2021-06.txt").read_bytes()
LINES = REAL.split(b"\n")
NOTES = read_layout_notes(SOURCE / "stand-van-zaken-2021-06.layout.json").for_another_edition()
SMALL_NOTES = LayoutNotes(themes=(ThemeNote("THEMA"),), dossier="35510")
HEADER = b"Actie Omschrijving Stand van Zaken \n\nTHEMA \n\n"

PIECES = st.sampled_from(
    [
        *[
            "1.  Een actie \n\n",
            "2.  Nog een \n\n",
            "THEMA \n\n",
            " \n\n",
            "\n",
            "  \n",
            "a. b \n\n",
        ],
        *["(NR. 7 Motie X) \n\n", "(NR", ")", "- punt \n\n", "https://a.nl/b-c\n", "http://[\n"],
        *["Actie Omschrijving Stand van Zaken \n\n", "12 \n\n", " " * 30 + "\n1 Noot \n"],
        *["woord1 ", "een hele lange stand van zaken die breder is dan een beschrijving \n\n"],
        *["zie ook actie 2 ", "TK 35510-13 ", "35 510, nr. 13 ", "\f", "\u2028", "\xa0", "²"],
    ]
)
NUMBERS = st.integers(min_value=0, max_value=len(LINES) - 1)


def answer(data: bytes, notes: LayoutNotes) -> Table | StatusTableError:
    try:
        return parse_table(data, notes)
    except StatusTableError as error:
        return error


@given(st.one_of(st.binary(), st.text().map(str.encode)))
def test_arbitrary_bytes_and_text_are_read_or_refused(data: bytes) -> None:
    assert isinstance(answer(data, NOTES), StatusTableError)
    assert isinstance(answer(HEADER + data, SMALL_NOTES), Table | StatusTableError)


@given(st.lists(PIECES, max_size=30).map("".join))
@settings(max_examples=300)
def test_texts_made_of_what_tables_are_made_of_are_read_or_refused(text: str) -> None:
    assert isinstance(answer(HEADER + text.encode(), SMALL_NOTES), Table | StatusTableError)


@given(st.lists(st.tuples(st.sampled_from("dxs"), NUMBERS, NUMBERS), min_size=1, max_size=4))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_table_with_lines_deleted_doubled_or_swapped_is_read_or_refused(
    changes: list[tuple[str, int, int]],
) -> None:
    lines = list(LINES)
    for change, first, second in changes:
        first, second = first % len(lines), second % len(lines)
        if change == "d":
            del lines[first]
        elif change == "x":
            lines.insert(second, lines[first])
        else:
            lines[first], lines[second] = lines[second], lines[first]
    assert isinstance(answer(b"\n".join(lines), NOTES), Table | StatusTableError)


@given(st.integers(min_value=0, max_value=len(REAL)))
@settings(max_examples=60, deadline=None)
def test_the_table_cut_off_anywhere_is_read_or_refused(end: int) -> None:
    assert isinstance(answer(REAL[:end], NOTES), Table | StatusTableError)


def junk(kind: str, size: int) -> bytes:
    letters = "abcdefghij ABC 0123456789 .,;:()-/\n".join("(Een zin, nr. 12; zie-ook)")
    text = {
        "letters": lambda: letters * (size // len(letters)),
        "one line": lambda: "a " * (size // 2),
        "digits": lambda: "35 510 " * (size // 7),
        "spaces": lambda: " " * size,
        "short lines": lambda: "x\n" * (size // 2),
        "many lines": lambda: ("x" * 99 + "\n") * (49_000),
        "many labels": lambda: ("(NR. 7 Motie X " + "x" * 84 + "\n") * 49_000,
        "labels": lambda: "(NR. 7 Motie X \n" * (size // 16),
        "rules": lambda: (" " * 30 + "\n1 noot\n") * (size // 38),
        "citations": lambda: "Kamerstukken II 2020/21, 35 510, nr. " * (size // 37),
        "sentences": lambda: "zie ook 1, 2, 3, " * (size // 17),
    }
    return text[kind]().encode()


@pytest.mark.parametrize(
    "kind",
    [
        *["letters", "one line", "digits", "spaces", "short lines", "many lines", "labels"],
        *["many labels", "rules", "citations", "sentences"],
    ],
)
@pytest.mark.parametrize("start", [b"", HEADER + b"1.  Een actie \n\n" + b"wijd " * 30 + b"\n\n"])
def test_five_megabytes_of_junk_take_less_than_two_seconds(kind: str, start: bytes) -> None:
    data = start + junk(kind, 5_000_000)
    begin = time.process_time()
    answer(data, SMALL_NOTES)
    assert time.process_time() - begin < 2

"""Words that name a motion, read as what they name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motions.kamerstuk import Kamerstuk
from motions.motion_words import MotionWords, read_motion_words, without_motion_word

THIRTEEN = Kamerstuk("35510", 13)


@pytest.mark.parametrize(
    ("query", "read"),
    [
        ("35510-13", MotionWords(paper=THIRTEEN)),
        ("35 510, nr. 13", MotionWords(paper=THIRTEEN)),
        ("kst-35510-13", MotionWords(paper=THIRTEEN)),
        ("35510 nr 13", MotionWords(paper=THIRTEEN)),
        ("motie 35510, nr. 13", MotionWords(paper=THIRTEEN)),
        ("2021D02423", MotionWords(filed_as="2021D02423")),
        ("2021z01085", MotionWords(filed_as="2021Z01085")),
        ("44", MotionWords(number=44)),
        ("nr. 13", MotionWords(number=13)),
        ("motie 13", MotionWords(number=13)),
        ("Motie nummer 13", MotionWords(number=13)),
        ("nr. 13 Omtzigt", MotionWords(number=13, names=("Omtzigt",))),
        ("(NR. 13 Motie Omtzigt cs)", MotionWords(number=13, names=("Omtzigt",))),
        ("motie Omtzigt nr. 13", MotionWords(number=13, names=("Omtzigt",))),
        ("13 Omtzigt", MotionWords(number=13, names=("Omtzigt",))),
        ("motie Omtzigt", MotionWords(names=("Omtzigt",))),
        ("moties  omtzigt", MotionWords(names=("omtzigt",))),
        ("motie Omtzigt c.s.", MotionWords(names=("Omtzigt",))),
        ("motie-Dassen c.s.", MotionWords(names=("Dassen",))),
        ("motie van het lid Segers", MotionWords(names=("Segers",))),
        ("motie van Brenk", MotionWords(names=("van Brenk",))),
        (
            "motie Azarkan/Van Kooten-Arissen",
            MotionWords(names=("Azarkan", "Van Kooten-Arissen")),
        ),
        ("motie Klaver cs deel 2", MotionWords(names=("Klaver",))),
        ("motie Omtzigt en Van Dam", MotionWords(names=("Omtzigt", "Van Dam"))),
    ],
)
def test_what_names_a_motion_is_read(query: str, read: MotionWords | None):
    assert read_motion_words(query) == read


@pytest.mark.parametrize(
    "query",
    [
        "",
        "motie",
        "Omtzigt",
        "actie 44",
        "toeslagen",
        "0",
        "12345",
        "35.510",
        "2021-01-19",
        "motie %",
        "motie <script>",
        "nr. 13 a/b/c/d/e/f",
        "motie " + "x" * 300,
    ],
)
def test_what_names_no_motion_is_not_read(query: str):
    assert read_motion_words(query) is None


@given(st.text(max_size=250))
def test_any_text_is_read_without_an_error(text: str):
    read = read_motion_words(text)

    assert read is None or read != MotionWords()


@pytest.mark.parametrize(
    ("query", "rest"),
    [("motie toeslag", "toeslag"), ("Moties", "Moties"), ("emotie", "emotie"), ("", "")],
)
def test_the_word_motion_in_front_says_nothing_about_it(query: str, rest: str):
    assert without_motion_word(query) == rest

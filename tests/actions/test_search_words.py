"""The words of the public texts in memory find what the database finds."""

import datetime
import random
import re

import pytest

from actions import search_words
from actions.models import Action, SearchWord, StatusUpdate
from actions.search_index import read_index
from actions.search_terms import Hits, WantedTerm
from pok_tracker.seeding import seed_empty_database
from tests.factories import make_draft, make_public_action

pytestmark = pytest.mark.django_db

AT = datetime.datetime(2021, 7, 1, tzinfo=datetime.UTC)
SECRET = "kroonjuwelen"


def looked_up(words: tuple[str, ...], parts: tuple[str, ...] = ()) -> list[Hits]:
    """What is found with the words in memory, and what the database finds."""
    terms = [WantedTerm("", words=words, parts=parts)]
    roads = (read_index(at=AT, with_words=True), read_index(at=AT))
    return [index.look_up(terms)[0].hits for index in roads]


def drawn_terms(number: int) -> list[WantedTerm]:
    """Terms of words that texts say, of pieces of them, and of what stands between two words."""
    draw = random.Random(35510)
    texts = [
        *Action.objects.values_list("description", flat=True),
        *StatusUpdate.objects.values_list("text", flat=True),
    ]
    words = sorted({word for text in texts for word in re.findall(r"\w+", text)})
    ends = ("", "", "en", "s", "heid", "eren")

    def word() -> str:
        return draw.choice(words) + draw.choice(ends)

    def piece() -> str:
        text = draw.choice([*texts, *words, *words])
        start = draw.randrange(len(text))
        return " ".join(text[start : start + draw.randint(1, 9)].split()) or "x"

    return [
        WantedTerm(
            "",
            words=tuple(word() for _ in range(draw.randint(0, 3))),
            parts=tuple(piece() for _ in range(draw.randint(0, 3))),
        )
        for _ in range(number)
    ]


def test_the_real_table_is_searched_alike_with_and_without_words_in_memory():
    seed_empty_database()
    terms = drawn_terms(200)

    in_memory = read_index(at=AT, with_words=True).look_up(terms)
    asked = read_index(at=AT).look_up(terms)

    assert [term.hits for term in in_memory] == [term.hits for term in asked]
    assert sum(term.hits.anywhere > 0 for term in asked) > 150


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (("ouders",), ()),
        (("ouder",), ()),
        (("OUDEREN",), ()),
        (("over", "ouder"), ()),
        ((), ("oude",)),
        (("ouder",), ("oude",)),
        (("enquete",), ("enq",)),
        (("enquêtes",), ("ênq",)),
        (("2e",), ("2",)),
        (("a_b", "ex-partner"), ("100%", "ex-", "er e")),
    ],
)
def test_both_roads_find_the_same(words: tuple[str, ...], parts: tuple[str, ...]):
    make_public_action(1, "Over een ex-partner en 100% a_b.", description="Ouders, 2e")
    make_public_action(2, "De enquête over een ouder.", description="Ouderdom")
    make_public_action(3, "Oudere enquêtes.", description="De koude ex")

    in_memory, asked = looked_up(words, parts)

    assert in_memory == asked


def test_a_word_of_a_text_that_is_not_public_is_not_in_memory():
    action = make_public_action(1, "Dit is openbaar.", description="Regel iets")
    make_draft(action, f"Over {SECRET}.")
    make_public_action(2, f"Over {SECRET}.", published_at=AT + datetime.timedelta(days=1))

    standing = StatusUpdate.objects.standing(at=AT).get()

    words = search_words.read_public_words([action.pk], [standing.pk])

    assert sorted(words.said) == ["dit", "iets", "is", "openbaar", "regel"]
    assert SECRET not in words.lines
    assert SearchWord.objects.filter(word=SECRET).exists() is True


def test_a_word_that_two_texts_added_at_once_is_one_word():
    first = make_public_action(1, "Over ouders.", description="Iets")
    SearchWord.objects.filter(word="ouders").update(word="schulden")
    make_public_action(2, "Over ouders.", description="Iets")
    SearchWord.objects.filter(word="schulden").update(word="ouders")
    index = read_index(at=AT, with_words=True)

    [term] = index.look_up([WantedTerm("", words=("ouders",))])

    assert (first.number, term.hits.text_word) == (1, 0b11)


def test_many_texts_are_read_in_parts(monkeypatch: pytest.MonkeyPatch):
    for number in (1, 2, 3, 4, 5):
        make_public_action(number, f"Over zaak{number % 2}.", description="Iets")
    monkeypatch.setattr(search_words, "TEXTS_AT_ONCE", 2)

    in_memory, asked = looked_up(("zaak1",))

    assert (in_memory, in_memory.text_word) == (asked, 0b10101)

"""The motions that texts name without a label of their own: reviewed, in the words of the texts.

A label ("NR. 13 Motie Omtzigt cs") links a motion to an action. What stands here is only named in
running text. The words are those that are printed, letter by letter, and nothing is guessed: a
name without a number gets no number here.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from motions.kamerstuk import Kamerstuk

NO_NUMBER = (
    "De tekst geeft geen nummer. Welk kamerstuk dit is, hebben wij niet uit een bron vastgesteld."
)


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A motion by name: the words that texts use for it, and what is known.

    `key` is its place on the page. `paper` is its kamerstuk, when the texts tell which that is.
    """

    key: str
    name: str
    words: tuple[str, ...]
    explanation: str
    paper: Kamerstuk | None = None


MENTIONED = (
    Mentioned(
        "dassen",
        "Motie Dassen c.s. (28 362, nr. 53)",
        ("motie-Dassen c.s. (28362, nr. 53)",),
        "Een motie uit een ander dossier. Bij geen actie staat zij als aanduiding.",
        Kamerstuk("28362", 53),
    ),
    Mentioned(
        "klaver-16",
        "Motie Klaver c.s. (35 510, nr. 16)",
        ("motie Klaver c.s. nr 16",),
        "De tekst noemt het nummer zonder dossier; de tabel gaat over dossier 35 510.",
        Kamerstuk("35510", 16),
    ),
    Mentioned(
        "lodders-van-weyenberg",
        "Motie Lodders/Van Weyenberg",
        ("motie Lodders/Van Weyenberg", "motie Lodders en Weyenberg"),
        NO_NUMBER,
    ),
    Mentioned(
        "marijnissen-21",
        "Motie Marijnissen (35 510, nr. 21)",
        ("motie Marijnissen, nr. 21",),
        "De tekst noemt het nummer zonder dossier; de tabel gaat over dossier 35 510.",
        Kamerstuk("35510", 21),
    ),
    Mentioned("marijnissen-ii", "Motie Marijnissen II", ("motie Marijnissen II",), NO_NUMBER),
    Mentioned(
        "omtzigt-11",
        "Motie Omtzigt c.s. (35 510, nr. 11)",
        ("motie Omtzigt cs NR. 11",),
        "Zij richt zich tot de Kamer zelf en niet tot het kabinet; geen actie voert haar uit.",
        Kamerstuk("35510", 11),
    ),
    Mentioned(
        "omtzigt-13",
        "Motie Omtzigt c.s. (35 510, nr. 13)",
        ("naar aanleiding van de motie Omtzigt",),
        "De tekst geeft geen nummer. De actie heeft zelf de aanduiding van motie nr. 13.",
        Kamerstuk("35510", 13),
    ),
    Mentioned("ploumen-klaver", "Motie Ploumen-Klaver", ("motie Ploumen-Klaver",), NO_NUMBER),
    Mentioned(
        "ploumen-jetten",
        "Motie Ploumen/Jetten (35 510, nr. 24)",
        ("motie Ploumen/Jetten, zie actie 37",),
        "De tekst verwijst naar actie 37; die voert motie 35 510, nr. 24 uit.",
        Kamerstuk("35510", 24),
    ),
    Mentioned(
        "segers-kinderopvangtoeslag",
        "Motie Segers over het afschaffen van de kinderopvangtoeslag",
        ("motie Segers over het afschaffen van de kinderopvangtoeslag",),
        NO_NUMBER,
    ),
    Mentioned(
        "van-brenk",
        "Motie Van Brenk (35 510, nr. 37)",
        ("motie Van Brenk",),
        "De tekst geeft geen nummer. De actie heeft zelf de aanduiding van motie nr. 37.",
        Kamerstuk("35510", 37),
    ),
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand: `text[start:end]`."""

    start: int
    end: int


def named_in(text: str) -> Iterator[tuple[Mentioned, Place]]:
    """Each motion that a text names, with every place where it does so."""
    for mentioned in MENTIONED:
        for words in mentioned.words:
            start = text.find(words)
            while start >= 0:
                yield mentioned, Place(start, start + len(words))
                start = text.find(words, start + 1)

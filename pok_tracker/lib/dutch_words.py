"""What Dutch does to words: small words, plurals, compounds; and how far spellings are apart."""

import unicodedata
from collections.abc import Collection, Iterator
from itertools import chain

# Words without which a question means the same. Not "geen", "tegen", "staat" or "stand": titles
# of actions turn on them.
_SMALL = (
    "aan al alle als bij dan dat de den der deze die dit door een en er ge ging gaat gaan had "
    "hadden hebben heb hebt heeft het hij hoe hoeveel hun haar ik in is ja je jij jou jouw kan kun "
    "kunnen komt komen maar me met mij mijn moet moeten na naar nog nu of om omdat onder ons onze "
    "ook op over te tot u uit uw van vanaf voor waar waarom wanneer waren was wat we wel welk "
    "welke werd werden wie wij wil willen word worden wordt ze zich zij zijn zo zou zouden "
    "zullen zal gebeurd gedaan geworden krijg krijgen krijgt gekregen eigenlijk precies "
)
SMALL_WORDS = frozenset(_SMALL.split())
VOWELS = "aeiou"
# brief, brieven; huis, huizen. A plural in -ies is none of them.
SOFTENED = {"f": "v", "s": "z"}
HARDENED = {soft: hard for hard, soft in SOFTENED.items()}
LONG_ENDS = frozenset({"ief", "uif", "oef", "ijf", "uis", "ijs", "eis", "eus", "oes"})
SHORTEST_FORM = 3
SHORTEST_STEM = 5
SHORTEST_COMPOUND_PART = 4
# What may stand between the parts of a compound: rechtSstaat, toeslagENstelsel, zonNEbloem.
JOINTS = ("", "s", "e", "en", "n")
DERIVING_ENDS = (
    "ingen",
    "ing",
    "aties",
    "atie",
    "erende",
    "erend",
    "eerde",
    "eerd",
    "eren",
    "en",
    "e",
    "t",
)


def plain_word(word: str) -> str:
    """Lower case without accents, as the database keeps its words."""
    pieces = unicodedata.normalize("NFKD", word.lower())
    return "".join(piece for piece in pieces if not unicodedata.combining(piece))


def word_forms(word: str) -> tuple[str, ...]:
    """Return the word and the pieces of text in which another form of it shows, longest first.

    Plural and singular (brieven, brief; hardheden, hardheid; maat, maten), and for long words the
    stem that verbs and nouns share (opleiden, opleiding). A form that is no word finds nothing.
    """
    lower = word.lower()
    forms = chain(_singulars(lower), _plurals(lower), _stems(lower))
    others = {form for form in forms if len(form) >= SHORTEST_FORM and form != lower}
    return (word, *sorted(others, key=lambda form: (-len(form), form)))


def compound_cuts(word: str) -> tuple[tuple[str, str], ...]:
    """Return every way to cut a word in two, the joint between them left out."""
    cuts = []
    for place in range(SHORTEST_COMPOUND_PART, len(word) - SHORTEST_COMPOUND_PART + 1):
        head, tail = word[:place], word[place:]
        for joint in JOINTS:
            bare = head.removesuffix(joint) if joint else head
            if len(bare) >= SHORTEST_COMPOUND_PART and (not joint or bare != head):
                cuts.append((bare, tail))
    return tuple(cuts)


def split_compound(word: str, known: Collection[str]) -> tuple[str, ...]:
    """Return the two known words that make up this one, the longest joined; empty when none do."""
    cuts = [cut for cut in compound_cuts(word) if cut[0] in known and cut[1] in known]
    return max(cuts, key=lambda cut: (len(cut[0]) + len(cut[1]), min(map(len, cut))), default=())


def known_part(word: str, known: Collection[str]) -> str:
    """Return the longest known word that a compound begins or ends with; at least a third of it."""
    ends = [end for cut in compound_cuts(word) for end in cut if end in known]
    long_enough = [end for end in ends if len(end) >= max(SHORTEST_STEM, len(word) / 3)]
    return max(long_enough, key=len, default="")


def letters_apart(left: str, right: str, most: int) -> int:
    """Count the letters to add, drop, change or swap with their neighbour; most + 1 when more."""
    if abs(len(left) - len(right)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, letter in enumerate(left, start=1):
        before, last, row = row, before, [i]
        for j, other in enumerate(right, start=1):
            steps = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == right[j - 2] and left[i - 2] == other:
                steps = min(steps, last[j - 2] + 1)
            row.append(steps)
    return min(row[-1], most + 1)


def one_letter_less(word: str) -> list[str]:
    """Return the word and what is left of it without each of its letters.

    Two words that are one letter apart share one of these.
    """
    return sorted({word, *(word[:place] + word[place + 1 :] for place in range(len(word)))})


def _singulars(word: str) -> Iterator[str]:
    for end in ("'s", "’s", "s"):
        if word.endswith(end) and len(word) > SHORTEST_STEM:
            yield word.removesuffix(end)
    if word.endswith("heden"):
        yield f"{word.removesuffix('heden')}heid"
    if word.endswith("eren") and len(word) > SHORTEST_COMPOUND_PART + 3:
        yield word.removesuffix("eren")
    if word.endswith("en") and len(word) > SHORTEST_FORM + 1:
        yield from _without_en(word.removesuffix("en"))


def _without_en(stem: str) -> Iterator[str]:
    last = stem[-1]
    if last in VOWELS:
        return
    if stem[-2:-1] == last:
        yield stem[:-1]
        return
    closed = stem[:-1] + HARDENED.get(last, last)
    # Where the stem stands as a word by itself it is long enough not to be part of everything.
    if len(closed) > SHORTEST_FORM:
        yield closed
    if _has_open_vowel(stem):
        yield closed[:-1] + closed[-2] + closed[-1]


def _has_open_vowel(stem: str) -> bool:
    """One vowel before the last consonant: the singular writes it twice (taken, taak)."""
    return len(stem) > 2 and stem[-2] in "aeou" and stem[-3] not in VOWELS


def _plurals(word: str) -> Iterator[str]:
    if word.endswith("heid"):
        yield f"{word.removesuffix('heid')}heden"
    last = word[-1:]
    if len(word) <= SHORTEST_FORM or not last or last in VOWELS:
        return
    opened = word[:-1] + SOFTENED.get(last, last)
    if word[-2] in VOWELS and word[-3] == word[-2]:
        yield f"{opened[:-2]}{opened[-1]}en"
    elif word[-3:] in LONG_ENDS:
        yield f"{opened}en"


def _stems(word: str) -> Iterator[str]:
    for end in DERIVING_ENDS:
        stem = word.removesuffix(end)
        if stem != word and len(stem) >= SHORTEST_STEM:
            yield stem
            # gecompenseerd, compensatie
            if end.startswith("eerd") and len(stem.removeprefix("ge")) >= SHORTEST_STEM:
                yield stem.removeprefix("ge")
            return

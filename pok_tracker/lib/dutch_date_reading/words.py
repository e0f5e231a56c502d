"""The Dutch words of which dates are made, and words as they are compared."""

import re
import unicodedata

MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
MONTH_NUMBERS = (
    {name: number for number, name in enumerate(MONTHS, 1)}
    | {name[:3]: number for number, name in enumerate(MONTHS, 1) if name != "maart"}
    | {"mrt": 3, "sept": 9}
)
SEASON_STARTS = {"voorjaar": 3, "lente": 3, "zomer": 6, "najaar": 9, "herfst": 9, "winter": 12}
ORDINALS = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "laatste": 4}
COUNTS = {
    word: number
    for number, word in enumerate(
        ("twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"),
        2,
    )
} | {"een": 1}

# Which one it is, told by what stands before it or behind it.
BACK = ("jl", "jongstleden", "afgelopen", "vorig", "vorige")
AHEAD = ("as", "aanstaande", "komend", "komende", "aankomend", "aankomende", "volgend", "volgende")
HERE = ("dit", "deze")

MONTH = "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True))
SEASON = "|".join(SEASON_STARTS)
ORDINAL = rf"{'|'.join(ORDINALS)}|[1-4](?:e|de|ste)"
COUNT = rf"{'|'.join(COUNTS)}|[1-9][0-9]?"
WEEKDAY = "(?:(?:maan|dins|woens|donder|vrij|zater|zon)dag )?"
YEAR = "[12][0-9]{3}"
BEFORE_IT = r"deze|dit|(?:aan)?komende?|volgende?|aanstaande|afgelopen|vorige?"
PART = "begin|medio|half|halverwege|midden|einde?"

ARTICLE = re.compile(r"(?:de|het) (?!jaar$)")
ACCENTS = re.compile("[\u0300-\u036f]")
DASHES = re.compile("[‐-―]")
LAST_OR_NEXT = re.compile(r"\b(j|a)\.? ?(l|s)\.(?!\w)")
HYPHEN_BEFORE_YEAR = re.compile(rf"\b({MONTH}|[qk][1-4])-(?={YEAR}\b)")
AROUND = " .,;:!?…()[]\"'‘’“”„«»"


def plain(words: str) -> str:
    """Lower case without accents, with single blanks, without the punctuation around it.

    "j.l." and "a.s." lose their dots, "Q3-2021" its hyphen.
    """
    text = ACCENTS.sub("", unicodedata.normalize("NFKD", words.casefold()))
    text = LAST_OR_NEXT.sub(r"\1\2", DASHES.sub("-", text))
    return HYPHEN_BEFORE_YEAR.sub(r"\1 ", " ".join(text.split()).strip(AROUND))


def without_article(text: str) -> str:
    """Leave out a "de" or "het" in front; "het jaar" keeps it, there it says which year."""
    return ARTICLE.sub("", text, count=1) if ARTICLE.match(text) else text


def number_of(word: str) -> int:
    """The number that a word of ORDINAL or COUNT, or a digit, stands for."""
    known = ORDINALS.get(word) or COUNTS.get(word)
    return known or int(re.sub("[a-z]", "", word))

"""What the database makes of a text so that it can be searched."""

from collections.abc import Iterable, Sequence

from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func, Value
from django.db.models.expressions import Combinable


class PlainText(Func):
    """Lower case without accents: what substring search compares."""

    function = "pok_plain"
    output_field = models.TextField()


class DutchWords(Func):
    """The words of a text, stemmed as Dutch, without accents: what word search compares."""

    function = "to_tsvector"
    template = "%(function)s('pok_dutch'::regconfig, %(expressions)s)"
    output_field = SearchVectorField()


class Stem(Func):
    """The stem of one word of which the argument is the vector; empty for a word without one."""

    template = "array_to_string(tsvector_to_array(%(expressions)s), ' ')"
    output_field = models.TextField()


class SaysAnyLine(Func):
    """Whether a column of plain text says one of the lines; the trigram index finds it.

    The second argument is a text made by `lines`. Each line is compared as the column is: lower
    case, no accents.
    """

    template = "%(expressions)s), E'\\n'))"
    arg_joiner = " LIKE ANY(string_to_array(pok_plain("
    output_field = models.BooleanField()

    @staticmethod
    def lines(pieces: Iterable[str]) -> str:
        """The pieces of text, which have no line break, as patterns that LIKE reads literally."""
        return "\n".join(f"%{_escaped(piece)}%" for piece in pieces)


class OneOf(Func):
    """Whether the first argument is in the array that the second is; of keys or of another type."""

    template = "%(expressions)s::%(type)s[])"
    arg_joiner = " = ANY("
    output_field = models.BooleanField()

    def __init__(self, one: Combinable, array: Combinable, *, of: str = "bigint") -> None:
        super().__init__(one, array, type=of)


class PlaceAmong(Func):
    """Which place the key of a row has in a list of keys without doubles; NULL for none.

    The key is looked up by halves in a sorted copy, since a list may have all the actions.
    """

    template = "(%(expressions)s]"
    arg_joiner = "::integer[])["
    output_field = models.IntegerField()

    def __init__(self, keys: Sequence[int]) -> None:
        places = sorted(range(len(keys)), key=keys.__getitem__)
        super().__init__(
            Value(array_text(places)), _NumberUpTo(F("pk"), Value(array_text(sorted(keys))))
        )


class _NumberUpTo(Func):
    """How many of the sorted numbers are not greater."""

    template = "width_bucket(%(expressions)s::bigint[])"
    output_field = models.IntegerField()


def array_text(numbers: Iterable[int]) -> str:
    """Whole numbers as one value to the database, however many there are."""
    return f"{{{','.join(map(str, numbers))}}}"


def _escaped(piece: str) -> str:
    """What LIKE reads as these letters and nothing else."""
    return piece.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")

"""What a reader chose in a list: as words, and as the addresses of other choices."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.http import QueryDict

from pok_tracker.lib.clock import day_of
from pok_tracker.lib.query_string import query_string

# Parameters that order or date the rows, and select none.
NO_CHOICE_OF_ROWS = {"sort", "peildatum"}


@dataclass(frozen=True, slots=True)
class Chip:
    """An active filter, with the query string that the address has without it."""

    label: str
    remove_query: str

    @property
    def remove_url(self) -> str:
        """The address, relative to the list, without this filter."""
        return f"?{self.remove_query}"


class Chosen:
    """The choices of a query that is valid; `data` are its parameters without blanks.

    `at` is the moment that it looks at. `labels` and `words` are told by each kind. They are no
    abstract methods: filter sets are of this class too, and their metaclass is not that of abc.
    """

    data: QueryDict
    at: datetime.datetime

    @property
    def on(self) -> datetime.date:
        """The day that the reader looks at."""
        return day_of(self.at)

    @property
    def labels(self) -> Mapping[str, str]:
        """What each parameter is called, in the order of the page."""
        raise NotImplementedError

    @property
    def words(self) -> Mapping[str, Mapping[str, str]]:
        """What each value of a parameter with choices is called."""
        raise NotImplementedError

    @cached_property
    def chips(self) -> list[Chip]:
        """One chip for each value of each filter that is on."""
        return [
            Chip(self._in_words(name, value), self._query_without(name, value))
            for name, value in self._choices()
        ]

    @property
    def in_words(self) -> list[str]:
        """Each choice of the reader in words, the order of the rows included."""
        order = [f"Volgorde: {name}" for name in self.data.getlist("sort")]
        return [self._in_words(name, value) for name, value in self._choices()] + order

    def selected(self, parameter: str) -> list[str]:
        """The values that the reader chose for a parameter."""
        return self.data.getlist(parameter)

    def query_with(self, name: str, value: str) -> str:
        """The query string of the same choices with one other value for a parameter."""
        return query_string(self.data, {name: [value]})

    def _choices(self) -> Iterator[tuple[str, str]]:
        for name in self.labels:
            if name not in NO_CHOICE_OF_ROWS:
                for value in self.data.getlist(name):
                    yield name, value

    def _in_words(self, name: str, value: str) -> str:
        return f"{self.labels[name]}: {self.words.get(name, {}).get(value, value)}"

    def _query_without(self, name: str, value: str) -> str:
        others = [other for other in self.data.getlist(name) if other != value]
        return query_string(self.data, {name: others})


def without_blanks(data: QueryDict) -> QueryDict:
    """The parameters that count: not the blank ones, each value once, without the page."""
    cleaned = QueryDict(mutable=True)
    for name, values in data.lists():
        given = [value for value in dict.fromkeys(values) if value.strip()]
        if given and name != "pagina":
            cleaned.setlist(name, given)
    return cleaned

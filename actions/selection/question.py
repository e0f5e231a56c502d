"""Questions to the list that can be answered from memory."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.forms import Field
from django.http import QueryDict

from actions.facets import SHOWN
from actions.filters import DEFAULT_SORT, ActionFilter, start_of
from pok_tracker.lib.chosen import Chosen, without_blanks
from pok_tracker.lib.viewpoint import written_day

SINCE = "gewijzigdSinds"
SEARCH = "q"
DAY = "peildatum"


@dataclass(frozen=True, slots=True)
class KnownValues:
    """The parameters of the list and the values that they may have, as ActionFilter knows them."""

    labels: Mapping[str, str]
    words: Mapping[str, Mapping[str, str]]
    search_box: Field


class KnownQuestion(Chosen):
    """A question of which every value is known, as it stands at a moment."""

    def __init__(self, data: QueryDict, known: KnownValues, *, at: datetime.datetime) -> None:
        self.data = data
        self.at = at
        self._known = known

    @property
    def labels(self) -> Mapping[str, str]:
        """What each parameter is called, in the order of the filters."""
        return self._known.labels

    @property
    def words(self) -> Mapping[str, Mapping[str, str]]:
        """What each value of a parameter with choices is called."""
        return self._known.words

    @property
    def sort(self) -> str:
        """The order of the rows, one of SORTS; empty for that of a search, the best first."""
        return self.data.get("sort", "" if self.search else DEFAULT_SORT)

    @property
    def search(self) -> str:
        """What the reader searches for, as the search box reads it; empty for nothing."""
        return self._known.search_box.clean(self.data.get(SEARCH, ""))

    @property
    def since(self) -> datetime.datetime | None:
        """The moment since which the rows have to be changed, if any."""
        day = written_day(self.data.get(SINCE, ""))
        return start_of(day) if day else None


def read_known_values(*, at: datetime.datetime) -> KnownValues:
    """What the filters know at a moment; 1 query."""
    filters = ActionFilter(QueryDict(), at=at)
    return KnownValues(filters.labels, filters.words, filters.form.fields[SEARCH])


def recognise(
    query: QueryDict, known: KnownValues, *, at: datetime.datetime
) -> KnownQuestion | None:
    """The question that the parameters of an address ask, None for any that is not known.

    What is recognised is valid for ActionFilter; what is not may be valid all the same.
    """
    data = without_blanks(query)
    if all(_is_known(name, values, known) for name, values in data.lists()):
        return KnownQuestion(data, known, at=at)
    return None


def _is_known(name: str, values: list[str], known: KnownValues) -> bool:
    if name in SHOWN:
        return all(value in known.words[name] for value in values)
    if name == "sort":
        return len(values) == 1 and values[0] in known.words["sort"]
    if name == SINCE:
        return len(values) == 1 and written_day(values[0]) is not None
    if name == SEARCH:
        return len(values) == 1 and _is_search(values[0], known.search_box)
    # A name that no filter has selects nothing; addresses keep it.
    return name != DAY


def _is_search(typed: str, search_box: Field) -> bool:
    try:
        search_box.clean(typed)
    except ValidationError:
        return False
    return True

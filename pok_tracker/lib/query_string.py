"""The query of an address as text: a list page prints some twenty of them, each a bit different."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from urllib.parse import quote_plus

from django.http import QueryDict

# What is longer was typed by one reader; keeping it would let anybody fill the memory.
LONGEST_KEPT = 100
AS_IT_IS: Mapping[str, Sequence[str]] = MappingProxyType({})


def query_string(query: QueryDict, instead: Mapping[str, Sequence[str]] = AS_IT_IS) -> str:
    """The parameters of a query as `QueryDict.urlencode` writes them, some with other values.

    `instead` has all values of those; a name without values goes, a new name comes last.
    """
    changed = {**dict(query.lists()), **instead}
    return "&".join(_pair(name, value) for name, values in changed.items() for value in values)


def with_query(address: str, query: QueryDict) -> str:
    """An address with a query behind it, when there is one."""
    return f"{address}?{query_string(query)}" if query else address


def _pair(name: str, value: str) -> str:
    short = len(name) + len(value) <= LONGEST_KEPT
    return _kept_pair(name, value) if short else _written(name, value)


def _written(name: str, value: str) -> str:
    return f"{quote_plus(name)}={quote_plus(value)}"


_kept_pair = lru_cache(maxsize=2_000)(_written)

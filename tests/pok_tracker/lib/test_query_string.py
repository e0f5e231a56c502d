"""The query of an address as text."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from pok_tracker.lib.query_string import LONGEST_KEPT, query_string, with_query

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=LONGEST_KEPT + 10)


@given(st.lists(st.tuples(words, words)))
def test_it_is_written_as_django_writes_it(pairs: list[tuple[str, str]]) -> None:
    query = QueryDict(mutable=True)
    for name, value in pairs:
        query.appendlist(name, value)

    assert query_string(query) == query.urlencode()


@pytest.mark.parametrize(
    ("instead", "expected"),
    [
        ({"status": ["afgerond"]}, "q=twee+woorden&status=afgerond&sort=thema"),
        ({"status": []}, "q=twee+woorden&sort=thema"),
        (
            {"peildatum": ["2021-06-30"]},
            "q=twee+woorden&status=a&status=b&sort=thema&peildatum=2021-06-30",
        ),
    ],
)
def test_some_parameters_have_other_values(instead: dict[str, list[str]], expected: str) -> None:
    query = QueryDict("q=twee+woorden&status=a&status=b&sort=thema")

    assert query_string(query, instead) == expected


def test_an_address_without_choices_has_no_question_mark() -> None:
    assert with_query("/acties/", QueryDict()) == "/acties/"
    assert with_query("/acties/", QueryDict("q=%26")) == "/acties/?q=%26"

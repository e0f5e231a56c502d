"""One question is one query, however it was written."""

from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pok_tracker.lib.canonical_query import canonical_query

KNOWN = frozenset({"q", "status", "pagina"})

# What a server may hand over: each letter is a byte.
NAMES = st.sampled_from([*KNOWN, "Q", "q ", "q+", "%71", "%73tatus", "stat%75s", "utm", "%", ""])
WORDS = st.text(st.sampled_from("ab=&;%+ \x00\xa0\xff\xc3\xa9") | st.characters(max_codepoint=255))
VALUES = st.sampled_from(["a", "b+c", "%20", "+", "%C2%A0", "%C3%A9", "%FF", "\xc3\xa9", "\xff"])
PAIRS = WORDS | st.builds("{}={}".format, NAMES, VALUES | WORDS) | NAMES
QUERIES = st.lists(PAIRS, max_size=12).map("&".join)


def read_whole(query: str, known: frozenset[str] | None) -> str:
    """What canonical_query says, of every pair read, and then chosen."""
    raw = query.encode("latin-1")
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        text = raw.decode("latin-1")
    pairs = parse_qsl(text, keep_blank_values=True)
    chosen = [pair for pair in pairs if known is None or (pair[0] in known and pair[1].strip())]
    return urlencode(sorted(chosen, key=lambda pair: pair[0]))


@given(QUERIES, st.sampled_from([KNOWN, None]))
@example("utm=\xff&q=\xc3\xa9", KNOWN)
@example("&".join(["q=a", "utm=1", "%71=b", "status"] * 1_000), KNOWN)
def test_what_is_left_out_unread_changes_nothing(query: str, known: frozenset[str] | None) -> None:
    assert canonical_query(query, known) == read_whole(query, known)


def test_the_values_of_a_name_keep_their_order() -> None:
    assert canonical_query("status=b&q=x&status=a", KNOWN) == "q=x&status=b&status=a"


@pytest.mark.parametrize("query", ["q=\xc3\xa9", "q=%C3%A9"])
def test_letters_are_read_as_django_reads_them(query: str) -> None:
    assert canonical_query(query, KNOWN) == "q=%C3%A9"


@pytest.mark.parametrize("query", ["q=%00", "q=%FF", "q=\xff", "=1", "&&&", "q", "%", "q=%ZZ"])
def test_no_query_is_too_strange(query: str) -> None:
    once = canonical_query(query, KNOWN)

    assert canonical_query(once, KNOWN) == once

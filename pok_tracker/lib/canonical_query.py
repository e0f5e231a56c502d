"""One question, one query: however it was written, and whatever was added to it."""

from functools import lru_cache
from urllib.parse import parse_qsl, urlencode


def canonical_query(query: str, known: frozenset[str] | None) -> str:
    """The same question in its one form: sorted by name, without what is unknown or blank.

    The values of a name keep their order. Without `known` nothing is left out: who answers
    refuses what it does not know.
    """
    # What nobody knows is left out unread where that changes nothing of the rest: one byte that is
    # no UTF-8 makes another reading of all. Only % hides a name, for none has a space (+) in it.
    if known is not None and query.isascii():
        kept = []
        for pair in query.split("&"):
            name = pair.partition("=")[0]
            if name in known or "%" in name:
                kept.append(pair)
        query = "&".join(kept)
    return _in_one_form(query, known)


# Queries of 8,000 letters at most, so 8 MB at most.
@lru_cache(maxsize=500)
def _in_one_form(query: str, known: frozenset[str] | None) -> str:
    raw = query.encode("latin-1")
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        # As Django reads it.
        text = raw.decode("latin-1")
    pairs = parse_qsl(text, keep_blank_values=True)
    if known is not None:
        pairs = [(name, value) for name, value in pairs if name in known and value.strip()]
    return urlencode(sorted(pairs, key=lambda pair: pair[0]))

"""Public pages from memory: stands before Django, and answers alone what was made already.

A page is a function of what is published and of the place where it was asked for. That is held
here: Django sees nothing else of a request for a public page than what is in the Place. So what
was made once is as good for everybody, as long as the same is published. With the memory switched
off the answers are the same, only slower.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from threading import Lock
from typing import NamedTuple

from cachetools import LRUCache

from pok_tracker.lib.canonical_query import canonical_query
from pok_tracker.lib.publication import Publication
from pok_tracker.lib.ready_answer import (
    Application,
    Environ,
    ReadyAnswer,
    StartResponse,
    accepts_gzip,
    answer_of,
)

# What Django sees of the headers of a request; no cookie, no language, no address of a reader.
SEEN_OF_REQUEST = {"HTTP_HOST", "HTTP_X_FORWARDED_PROTO"}
# A longer query is left to Django, which refuses it, or answers without the memory.
LONGEST_QUERY = 8_000
# What a page takes beside its body, roughly.
BYTES_AROUND_BODY = 4_000


class Place(NamedTuple):
    """All that an answer depends on beside what is published."""

    path: str
    query: str
    host: str
    scheme: str
    scheme_before_proxy: str
    in_gzip: bool


class KeptPages:
    """The pages of one publication: those asked for last, together no larger than `limit` bytes."""

    def __init__(self, key: object, limit: int) -> None:
        self.key = key
        self._pages: LRUCache[Place, ReadyAnswer] = LRUCache(limit, getsizeof=_size)
        self._using = Lock()

    def find(self, place: Place) -> ReadyAnswer | None:
        """The page of a place, None when it is not kept."""
        with self._using:
            return self._pages.get(place)

    def keep(self, place: Place, page: ReadyAnswer) -> None:
        """Keep a page, unless it alone is larger than the limit."""
        with self._using, suppress(ValueError):
            self._pages[place] = page


class PageCache:
    """The WSGI application of Django with a memory in front."""

    def __init__(
        self,
        application: Application,
        *,
        parameters: Iterable[str],
        left_alone: tuple[str, ...],
        known_publication: Callable[[], Publication | None],
        limit: int,
    ) -> None:
        """`parameters` are the names that pages know, `left_alone` the paths that stay Django's.

        `limit` is how many bytes of pages are kept.
        """
        self._application = application
        self._parameters = frozenset(parameters)
        self._left_alone = left_alone
        self._known_publication = known_publication
        self._limit = limit
        self._kept = KeptPages(None, limit)

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request: a public page from memory, anything else by Django."""
        path, query = environ["PATH_INFO"], environ.get("QUERY_STRING", "")
        if (
            environ["REQUEST_METHOD"] not in {"GET", "HEAD"}
            or path.startswith(self._left_alone)
            or len(query) > LONGEST_QUERY
            or "HTTP_HOST" not in environ
        ):
            return self._application(environ, start_response)
        # Asked before a page is made: what is written meanwhile makes another publication.
        publication = self._known_publication()
        kept = self._kept_of(publication)
        place = _place(environ, path, query)
        answer = kept.find(place)
        if answer is None:
            known = None if path.startswith("/api/") else self._parameters
            place = Place(path, canonical_query(query, known), *place[2:])
            answer = kept.find(place) or self._make(environ, place, kept)
        until = "0"
        if publication and place.query == query and answer.is_good_for_everybody:
            # nginx serves a page while its whole second is at most this one.
            until = f"@{int(publication.until_by_wall) - 1}"
        return answer.send(environ, start_response, ("X-Accel-Expires", until))

    def _kept_of(self, publication: Publication | None) -> KeptPages:
        """The pages of a publication; without one a memory that nobody looks into again."""
        if publication is None:
            return KeptPages(None, 0)
        kept = self._kept
        if kept.key != publication.key:
            # A thread that still looks at the one before keeps what it makes there.
            kept = self._kept = KeptPages(publication.key, self._limit)
        return kept

    def _make(self, environ: Environ, place: Place, kept: KeptPages) -> ReadyAnswer:
        seen = {
            name: value
            for name, value in environ.items()
            if not name.startswith("HTTP_") or name in SEEN_OF_REQUEST
        }
        seen |= {"REQUEST_METHOD": "GET", "QUERY_STRING": place.query}
        answer = answer_of(self._application, seen, in_gzip=place.in_gzip)
        if answer.is_good_for_everybody:
            kept.keep(place, answer)
        return answer


def _place(environ: Environ, path: str, query: str) -> Place:
    return Place(
        path,
        query,
        environ["HTTP_HOST"],
        environ["wsgi.url_scheme"],
        environ.get("HTTP_X_FORWARDED_PROTO", ""),
        accepts_gzip(environ.get("HTTP_ACCEPT_ENCODING", "")),
    )


def _size(page: ReadyAnswer) -> int:
    return len(page.body) + BYTES_AROUND_BODY

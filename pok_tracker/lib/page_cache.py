"""Public pages from memory: stands before Django, and answers alone what was made already.

A page is a function of what is published and of the place where it was asked for. That is held
here: Django sees nothing else of a request for a public page than what is in the Place. So what
was made once is as good for everybody, as long as the same is published. With the memory switched
off the answers are the same, only slower.
"""

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import Any, NamedTuple

from pok_tracker.lib.canonical_query import canonical_query
from pok_tracker.lib.publication import Publication

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

# What Django sees of the headers of a request; no cookie, no language, no address of a reader.
SEEN_OF_REQUEST = {"HTTP_HOST", "HTTP_X_FORWARDED_PROTO"}
# A longer query is left to Django, which refuses it, or answers without the memory.
LONGEST_QUERY = 8_000
# Below this a compressed body is hardly smaller.
SMALLEST_COMPRESSED = 200
COMPRESSED_TYPES = (
    *("text/", "application/json", "application/ld+json"),
    *("application/xml", "application/atom+xml"),
)
# Headers that describe a body; an answer without one does not have them.
OF_THE_BODY = {"content-type", "content-length", "content-encoding", "content-disposition"}
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


@dataclass(frozen=True, slots=True)
class Page:
    """An answer with status 200, ready to be sent; without its body when the reader has it."""

    headers: Headers
    headers_without_body: Headers
    tag: str
    body: bytes
    may_be_kept: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What Django answered, read to its end."""

    status: str
    headers: Headers
    body: bytes


class KeptPages:
    """The pages of one publication: those asked for last, together no larger than `limit` bytes."""

    def __init__(self, key: object, limit: int) -> None:
        self.key = key
        self._limit = limit
        self._size = 0
        self._pages: OrderedDict[Place, Page] = OrderedDict()
        self._changing = Lock()

    def find(self, place: Place) -> Page | None:
        """The page of a place, None when it is not kept."""
        page = self._pages.get(place)
        if page is not None:
            # Another thread may have let go of it just now; it is as good as it was.
            with suppress(KeyError):
                self._pages.move_to_end(place)
        return page

    def keep(self, place: Place, page: Page) -> None:
        """Keep a page, and let go of those that nobody asked for longest."""
        if _size(page) > self._limit:
            return
        with self._changing:
            replaced = self._pages.pop(place, None)
            self._size += _size(page) - (_size(replaced) if replaced else 0)
            self._pages[place] = page
            while self._size > self._limit:
                self._size -= _size(self._pages.popitem(last=False)[1])


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
        found: Page | Answer | None = kept.find(place)
        if found is None:
            known = None if path.startswith("/api/") else self._parameters
            place = Place(path, canonical_query(query, known), *place[2:])
            found = kept.find(place) or self._make(environ, place, kept)
        if isinstance(found, Answer):
            start_response(found.status, found.headers)
            return [] if environ["REQUEST_METHOD"] == "HEAD" else [found.body]
        is_asked_in_its_one_form = place.query == query and found.may_be_kept
        until = _last_second(publication) if publication and is_asked_in_its_one_form else "0"
        return _send(found, ("X-Accel-Expires", until), environ, start_response)

    def _kept_of(self, publication: Publication | None) -> KeptPages:
        """The pages of a publication; without one a memory that nobody looks into again."""
        if publication is None:
            return KeptPages(None, 0)
        kept = self._kept
        if kept.key != publication.key:
            # A thread that still looks at the one before keeps what it makes there.
            kept = self._kept = KeptPages(publication.key, self._limit)
        return kept

    def _make(self, environ: Environ, place: Place, kept: KeptPages) -> Page | Answer:
        answer = _ask(self._application, environ, place)
        if not answer.status.startswith("200 "):
            return answer
        page = _ready(answer, place)
        if page.may_be_kept:
            kept.keep(place, page)
        return page


@lru_cache(maxsize=1_000)
def accepts_gzip(accepted: str) -> bool:
    """Whether a reader with this Accept-Encoding can read gzip."""
    for part in accepted.lower().split(","):
        name, _, weight = part.replace(" ", "").partition(";")
        if name == "gzip":
            return weight.removeprefix("q=").strip("0.") != "" if weight else True
    return False


def _place(environ: Environ, path: str, query: str) -> Place:
    return Place(
        path,
        query,
        environ["HTTP_HOST"],
        environ["wsgi.url_scheme"],
        environ.get("HTTP_X_FORWARDED_PROTO", ""),
        accepts_gzip(environ.get("HTTP_ACCEPT_ENCODING", "")),
    )


def _ask(application: Application, environ: Environ, place: Place) -> Answer:
    """What the application answers to GET at a place."""
    seen = {
        name: value
        for name, value in environ.items()
        if not name.startswith("HTTP_") or name in SEEN_OF_REQUEST
    }
    seen |= {"REQUEST_METHOD": "GET", "QUERY_STRING": place.query}
    began: list[Any] = []
    parts = application(seen, lambda *given: began.extend(given))
    try:
        body = b"".join(parts)
    finally:
        # Django ends the request here, and gives its connection back.
        if hasattr(parts, "close"):
            parts.close()
    status, headers = began[:2]
    return Answer(status, list(headers), body)


def _ready(answer: Answer, place: Place) -> Page:
    """An answer with all that depends on its body, compressed if the reader wants that."""
    told = {name.lower(): value for name, value in answer.headers}
    body = answer.body
    # Weak: the same page in gzip is not the same bytes.
    tag = told.get("etag") or f'W/"{hashlib.sha256(body).hexdigest()[:32]}"'
    varies = [name.strip() for name in told.get("vary", "").split(",") if name.strip()]
    kinds = told.get("cache-control", "no-cache")
    own = {"ETag": tag, "Cache-Control": kinds, "Vary": ", ".join(["Accept-Encoding", *varies])}
    if place.in_gzip and _is_compressible(told, body):
        # Without a moment in it the same body is the same bytes.
        body = gzip.compress(body, mtime=0)
        own["Content-Encoding"] = "gzip"
    own["Content-Length"] = str(len(body))
    replaced = {name.lower() for name in own}
    others = [header for header in answer.headers if header[0].lower() not in replaced]
    headers = [*others, *own.items()]
    return Page(
        headers=headers,
        headers_without_body=[one for one in headers if one[0].lower() not in OF_THE_BODY],
        tag=tag,
        body=body,
        may_be_kept="set-cookie" not in told
        and not varies
        and "no-store" not in kinds
        and "private" not in kinds,
    )


def _is_compressible(told: dict[str, str], body: bytes) -> bool:
    return (
        len(body) >= SMALLEST_COMPRESSED
        and "content-encoding" not in told
        and told.get("content-type", "").startswith(COMPRESSED_TYPES)
    )


def _last_second(publication: Publication) -> str:
    """For nginx, which serves a page while its whole second is at most this one."""
    return f"@{int(publication.until_by_wall) - 1}"


def _send(
    page: Page, until: tuple[str, str], environ: Environ, start_response: StartResponse
) -> Iterable[bytes]:
    has = environ.get("HTTP_IF_NONE_MATCH")
    if has is not None and _names(has, page.tag):
        start_response("304 Not Modified", [*page.headers_without_body, until])
        return []
    start_response("200 OK", [*page.headers, until])
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [page.body]


def _names(has: str, tag: str) -> bool:
    """Whether If-None-Match names the tag; compared weakly, as RFC 9110 asks."""
    if has == tag or has.strip() == "*":
        return True
    wanted = tag.removeprefix("W/")
    return any(one.strip().removeprefix("W/") == wanted for one in has.split(","))


def _size(page: Page) -> int:
    return len(page.body) + BYTES_AROUND_BODY

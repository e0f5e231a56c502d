"""The memory of pages: what it keeps apart, what it never keeps, and what every answer says."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import pytest

from pok_tracker.lib.page_cache import PageCache
from pok_tracker.lib.publication import Publication
from tests.wsgi_requests import Reply, ask

KNOWN = frozenset({"q", "status", "pagina"})
NOW = 1_800_000_000.75


@dataclass
class Site:
    """An application that counts what it was asked, and repeats it; and what is published."""

    status: str = "200 OK"
    headers: dict[str, str] = field(default_factory=dict)
    asked: list[dict[str, Any]] = field(default_factory=list)
    publication: Publication | None = None

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        self.asked.append(environ)
        kind = {"Content-Type": "text/html; charset=utf-8", "X-Frame-Options": "DENY"}
        start_response(self.status, list({**kind, **self.headers}.items()))
        told = [environ["PATH_INFO"], environ["QUERY_STRING"], environ["HTTP_HOST"]]
        return [f"<p>{' '.join(told)}</p>".encode(), b"<p>Altijd hetzelfde.</p>" * 20]

    def publish(self, key: str) -> None:
        self.publication = Publication((key, 0.0), 0.0, NOW)


@pytest.fixture
def site() -> Site:
    site = Site()
    site.publish("1")
    return site


@pytest.fixture
def memory(site: Site) -> PageCache:
    return memory_before(site)


def memory_before(site: Site, limit: int = 1_000_000) -> PageCache:
    return PageCache(
        site,
        parameters=KNOWN,
        left_alone=("/beheer/", "/healthz", "/static/"),
        known_publication=lambda: site.publication,
        limit=limit,
    )


# -- What is kept, and what is kept apart ----------------------------------------


def test_what_was_made_once_is_made_no_more(site: Site, memory: PageCache) -> None:
    first = ask(memory, "/acties/?status=open")
    second = ask(memory, "/acties/?status=open")

    assert (first, len(site.asked)) == (second, 1)


def test_another_publication_empties_it(site: Site, memory: PageCache) -> None:
    for key in ("1", "2", "2", "1"):
        site.publish(key)
        ask(memory, "/acties/")

    assert len(site.asked) == 3


def test_without_a_publication_everything_is_asked_and_nothing_kept(
    site: Site, memory: PageCache
) -> None:
    kept = ask(memory, "/acties/")
    site.publication = None
    asked = [ask(memory, "/acties/"), ask(memory, "/acties/")]

    assert len(site.asked) == 3
    assert [one.body for one in asked] == [kept.body] * 2


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        ("/moties/", {}),
        ("/acties/?status=dicht", {}),
        ("/acties/?status=open&status=dicht", {}),
        ("/acties/?status=open", {"Host": "elders.example.nl"}),
        ("/acties/?status=open", {"X_Forwarded_Proto": "https"}),
        ("/acties/?status=open", {"Accept_Encoding": "gzip"}),
    ],
)
def test_whatever_an_answer_depends_on_is_kept_apart(
    site: Site, memory: PageCache, address: str, headers: dict[str, str]
) -> None:
    ask(memory, "/acties/?status=open")
    ask(memory, address, **headers)

    assert len(site.asked) == 2


@pytest.mark.parametrize(
    "address",
    [
        "/acties/?status=open&q=recht+en",
        "/acties/?q=recht%20en&status=open",
        "/acties/?utm_source=brief&q=recht+en&status=open&fbclid=1",
        "/acties/?pagina=&q=recht+en&status=open&status=+",
        "/acties/?q=%72echt+en&status=open&&",
    ],
)
def test_one_question_is_one_page_however_it_is_written(
    site: Site, memory: PageCache, address: str
) -> None:
    first = ask(memory, "/acties/?q=recht+en&status=open")
    second = ask(memory, address)

    assert (first.body, len(site.asked)) == (second.body, 1)
    assert site.asked[0]["QUERY_STRING"] == "q=recht+en&status=open"


def test_with_the_memory_off_a_page_is_made_of_the_same_question(
    site: Site, memory: PageCache
) -> None:
    site.publication = None
    ask(memory, "/acties/?utm_source=brief&status=open&q=recht")

    assert site.asked[0]["QUERY_STRING"] == "q=recht&status=open"


def test_the_api_gets_what_it_does_not_know_to_refuse_it(site: Site, memory: PageCache) -> None:
    ask(memory, "/api/v1/acties?utm=1&status=&q=recht")

    assert site.asked[0]["QUERY_STRING"] == "q=recht&status=&utm=1"


def test_django_sees_nothing_of_a_reader(site: Site, memory: PageCache) -> None:
    headers = ("Cookie", "Accept_Language", "User_Agent", "Authorization", "Range", "Referer")
    ask(memory, "/acties/", **dict.fromkeys(headers, "x"), If_None_Match='"x"')

    assert {name for name in site.asked[0] if name.startswith("HTTP_")} == {"HTTP_HOST"}


# -- What is never kept ----------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        ("400 Bad Request", {}),
        ("404 Not Found", {}),
        ("302 Found", {"Location": "/acties/1/"}),
        ("500 Internal Server Error", {}),
        ("200 OK", {"Set-Cookie": "a=b"}),
        ("200 OK", {"Cache-Control": "private"}),
        ("200 OK", {"Cache-Control": "no-store"}),
        ("200 OK", {"Vary": "Cookie"}),
        ("200 OK", {"Vary": "Accept-Language"}),
    ],
)
def test_what_is_no_page_for_everybody_is_asked_each_time(
    memory: PageCache, site: Site, status: str, headers: dict[str, str]
) -> None:
    site.status, site.headers = status, headers
    answers = [ask(memory, "/acties/"), ask(memory, "/acties/")]

    assert len(site.asked) == 2
    assert [expires(answer) for answer in answers] == ["0", "0"]
    assert {str(answer.status) for answer in answers} == {status[:3]}


@pytest.mark.parametrize("address", ["/beheer/", "/beheer/x/?b=1&a=2", "/healthz", "/static/a.css"])
def test_what_is_left_alone_reaches_django_as_it_came(
    site: Site, memory: PageCache, address: str
) -> None:
    for _ in range(2):
        answer = ask(memory, address, Cookie="sessionid=1")

    assert [asked["HTTP_COOKIE"] for asked in site.asked] == ["sessionid=1"] * 2
    assert site.asked[0]["QUERY_STRING"] == address.partition("?")[2]
    assert set(answer.headers) == {"content-type", "x-frame-options"}


def test_what_is_sent_reaches_django_as_it_came(site: Site, memory: PageCache) -> None:
    ask(memory, "/acties/")
    ask(memory, "/acties/?b=1", method="POST", Cookie="sessionid=1")

    assert (site.asked[1]["HTTP_COOKIE"], site.asked[1]["QUERY_STRING"]) == ("sessionid=1", "b=1")


def test_an_endless_query_is_not_kept(site: Site, memory: PageCache) -> None:
    for _ in range(2):
        ask(memory, f"/acties/?q={'x' * 9_000}")

    assert len(site.asked) == 2


# -- How much is kept ------------------------------------------------------------


def test_what_nobody_asked_for_longest_goes_first(site: Site) -> None:
    memory = memory_before(site, limit=10_000)
    for path in ("/1", "/2", "/1", "/3", "/1", "/2"):
        ask(memory, path)

    assert [asked["PATH_INFO"] for asked in site.asked] == ["/1", "/2", "/3", "/2"]


def test_it_never_holds_more_than_its_limit(site: Site) -> None:
    memory = memory_before(site, limit=50_000)
    for number in range(100):
        ask(memory, f"/acties/{number}/")
        pages = memory._kept._pages
        sizes = [len(page.body) + 4_000 for page in pages.values()]
        assert sum(sizes) == pages.currsize
        assert pages.currsize <= 50_000


def test_a_page_that_is_too_large_is_not_kept(site: Site) -> None:
    memory = memory_before(site, limit=4_000)
    ask(memory, "/acties/")
    ask(memory, "/acties/")

    assert len(site.asked) == 2


# -- What an answer says ---------------------------------------------------------


def test_a_kept_answer_has_every_header_of_a_made_one(site: Site, memory: PageCache) -> None:
    answer = ask(memory, "/acties/")
    tag = answer.headers["etag"]

    assert answer.headers == {
        "content-type": "text/html; charset=utf-8",
        "x-frame-options": "DENY",
        "etag": tag,
        "cache-control": "no-cache",
        "vary": "Accept-Encoding",
        "content-length": str(len(answer.body)),
        "x-accel-expires": "@1799999999",
    }
    assert ask(memory, "/acties/").headers == answer.headers


@pytest.mark.parametrize("has", ["{}", "*", '"x", {}', ' {} , "y"'])
def test_who_has_the_page_gets_no_second_copy_but_all_other_headers(
    site: Site, memory: PageCache, has: str
) -> None:
    answer = ask(memory, "/acties/")
    again = ask(memory, "/acties/", If_None_Match=has.format(answer.headers["etag"]))
    left_out = {"content-type", "content-length"}

    assert (again.status, again.body) == (304, b"")
    assert set(again.headers) == set(answer.headers) - left_out


def test_who_has_another_page_gets_this_one(memory: PageCache) -> None:
    assert ask(memory, "/acties/", If_None_Match='"x"').status == 200


@pytest.mark.parametrize("status", ["404 Not Found", "302 Found"])
def test_nobody_has_what_is_no_page(site: Site, memory: PageCache, status: str) -> None:
    site.status = status
    answer = ask(memory, "/acties/", If_None_Match="*")

    assert (f"{answer.status}", answer.text) == (status[:3], ask(memory, "/acties/").text)
    assert "etag" not in answer.headers


def test_a_page_that_did_not_change_keeps_its_tag_over_publications(
    site: Site, memory: PageCache
) -> None:
    first = ask(memory, "/acties/")
    site.publish("2")
    packed = ask(memory, "/acties/", Accept_Encoding="gzip")

    assert packed.headers["etag"] == first.headers["etag"]
    assert ask(memory, "/acties/", If_None_Match=first.headers["etag"]).status == 304


def test_a_tag_of_its_own_is_kept(site: Site, memory: PageCache) -> None:
    site.headers = {"ETag": 'W/"own"', "Cache-Control": "public, no-cache"}
    answer = ask(memory, "/acties.csv")

    assert answer.headers["etag"] == 'W/"own"'
    assert answer.headers["cache-control"] == "public, no-cache"
    assert ask(memory, "/acties.csv", If_None_Match='W/"own"').status == 304


def test_gzip_holds_the_same_page_and_the_same_bytes_each_time(
    site: Site, memory: PageCache
) -> None:
    plain = ask(memory, "/acties/")
    packed = ask(memory, "/acties/", Accept_Encoding="br, gzip")
    site.publish("2")

    assert packed.text == plain.text
    assert len(packed.body) < len(plain.body)
    assert ask(memory, "/acties/", Accept_Encoding="br, gzip").body == packed.body


@pytest.mark.parametrize("status", ["200 OK", "404 Not Found"])
def test_head_says_all_and_sends_nothing(site: Site, memory: PageCache, status: str) -> None:
    site.status = status
    head = ask(memory, "/acties/", method="HEAD")
    page = ask(memory, "/acties/")

    assert (head.status, head.headers, head.body) == (page.status, page.headers, b"")


def expires(answer: Reply) -> str:
    return answer.headers["x-accel-expires"]


def test_a_proxy_keeps_a_page_for_less_than_the_lease_and_only_by_its_one_name(
    site: Site, memory: PageCache
) -> None:
    """nginx serves it while its whole second is at most the one told: so up to @...0.0."""
    kept = [expires(ask(memory, "/acties/?q=a&status=b")) for _ in range(2)]
    others = [expires(ask(memory, f"/acties/?{query}")) for query in ("status=b&q=a", "x=1", "q=")]
    site.publication = None
    unknown = expires(ask(memory, "/acties/?q=a&status=b"))

    assert (kept, others, unknown) == (["@1799999999"] * 2, ["0"] * 3, "0")

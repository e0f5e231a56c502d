"""An Atom feed as RFC 4287 asks: what must be there, and once."""

import datetime
import re
from dataclasses import replace
from xml.etree import ElementTree

from django.utils.safestring import mark_safe

from pok_tracker.lib.change_feed import ChangeEntry, write_feed
from tests.pok_tracker.lib.test_sheets import ABOUT
from tests.reading_files import ATOM

# An entry takes what a template made. The markup here is written by hand, and is safe for that.
FIRST = ChangeEntry(
    path="/acties/44/stand/2021-06/",
    title="Actie 44: stand van zaken van 30 juni 2021",
    content=mark_safe("<p>De <del>oude</del> <ins>nieuwe</ins> &lt;tekst&gt;</p>"),
    address="https://pok.example.nl/acties/44/stand/2021-06/",
    published_at=datetime.datetime(2021, 6, 30, tzinfo=datetime.UTC),
)
SECOND = replace(
    FIRST,
    path="/acties/44/stand/2022-01/",
    address="https://pok.example.nl/acties/44/stand/2022-01/",
    published_at=datetime.datetime(2022, 1, 15, 9, 30, tzinfo=datetime.UTC),
)
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")
TAG = re.compile(r"tag:[a-z0-9.-]+,\d{4}(-\d\d){0,2}:[\w./?=&%+-]+")
ONCE = ("id", "title", "updated")
AT_MOST_ONCE = ("subtitle", "rights", "published", "summary", "content")


def write(*entries: ChangeEntry) -> bytes:
    return write_feed(
        ABOUT,
        entries,
        site="pok.example.nl",
        feed_url="https://pok.example.nl/acties.atom?q=1",
        key="acties.atom?q=1",
    )


def faults(content: bytes) -> list[str]:
    """What RFC 4287 (4.1.1 and 4.1.2) does not allow in a feed of ours."""
    feed = ElementTree.fromstring(content)
    entries = feed.findall(f"{ATOM}entry")
    found = [] if feed.tag == f"{ATOM}feed" else ["root"]
    for part in (feed, *entries):
        found += [name for name in ONCE if len(part.findall(f"{ATOM}{name}")) != 1]
        found += [name for name in AT_MOST_ONCE if len(part.findall(f"{ATOM}{name}")) > 1]
        links = [(link.get("rel"), link.get("type")) for link in part.findall(f"{ATOM}link")]
        found += (
            ["link"] if len(set(links)) != len(links) or ("alternate", None) not in links else []
        )
        found += [] if TAG.fullmatch(part.findtext(f"{ATOM}id", "")) else ["form of id"]
        found += [
            "form of moment"
            for name in ("updated", "published")
            for moment in part.findall(f"{ATOM}{name}")
            if not MOMENT.fullmatch(moment.text or "")
        ]
    found += [] if feed.findtext(f"{ATOM}author/{ATOM}name") else ["author"]
    ids = [part.findtext(f"{ATOM}id") for part in (feed, *entries)]
    return found + ([] if len(set(ids)) == len(ids) else ["id twice"])


def test_a_feed_has_all_that_the_standard_asks_for() -> None:
    assert [faults(write()), faults(write(FIRST)), faults(write(SECOND, FIRST))] == [[], [], []]


def test_the_checker_sees_what_is_missing() -> None:
    feed = write(FIRST)

    assert faults(feed.replace(b"<updated>2021-06-30T00:00:00+00:00</updated>", b"", 1)) == [
        "updated"
    ]
    assert faults(feed.replace(b"<name>POK-tracker</name>", b"")) == ["author"]
    assert faults(feed.replace(b"tag:pok.example.nl,2021:", b"")) == ["form of id"] * 2
    assert faults(feed.replace(b'rel="alternate"', b'rel="self"')) == ["link", "link"]


def test_a_feed_knows_itself_its_page_its_licence_and_its_newest_change() -> None:
    feed = ElementTree.fromstring(write(SECOND, FIRST))
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}

    assert links == {
        "alternate": "https://pok.example.nl/acties/?q=1",
        "self": "https://pok.example.nl/acties.atom?q=1",
    }
    told = {name: feed.findtext(f"{ATOM}{name}") for name in (*ONCE, "subtitle", "rights")}
    assert told == {
        "id": "tag:pok.example.nl,2021:acties.atom?q=1",
        "title": "Acties in de POK-tracker: wijzigingen",
        "updated": "2022-01-15T09:30:00+00:00",
        "subtitle": "Filters: Zoeken: =1+1;=2; Status: afgerond.",
        "rights": "CC0 1.0, https://creativecommons.org/publicdomain/zero/1.0/deed.nl",
    }


def test_an_entry_has_a_name_for_ever_and_its_text_as_html() -> None:
    entry = ElementTree.fromstring(write(FIRST)).find(f"{ATOM}entry")

    assert entry.findtext(f"{ATOM}id") == "tag:pok.example.nl,2021:acties/44/stand/2021-06"
    assert entry.find(f"{ATOM}summary").get("type") == "html"
    assert entry.findtext(f"{ATOM}summary") == FIRST.content


def test_a_letter_that_xml_cannot_hold_does_not_break_the_feed() -> None:
    entry = replace(FIRST, title="een\x0btwee", content=mark_safe("een\x0btwee"))

    [read] = ElementTree.fromstring(write(entry)).findall(f"{ATOM}entry")

    assert read.findtext(f"{ATOM}title") == "een\ufffdtwee"
    assert read.findtext(f"{ATOM}summary") == "een\ufffdtwee"


def test_a_feed_does_not_tell_when_it_was_asked_for() -> None:
    later = replace(ABOUT, made_at=ABOUT.made_at + datetime.timedelta(days=3))
    parts = {"site": "pok.example.nl", "feed_url": "https://pok.example.nl/acties.atom?q=1"}

    assert write_feed(later, [FIRST], key="acties.atom?q=1", **parts) == write(FIRST)
    assert write_feed(later, [], key="acties.atom?q=1", **parts) == write()

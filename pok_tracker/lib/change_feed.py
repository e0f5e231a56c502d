"""Published changes as an Atom feed (RFC 4287)."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.feedgenerator import Atom1Feed
from django.utils.safestring import SafeString

from pok_tracker.lib.about_file import LICENCE, LICENCE_URL, AboutFile
from pok_tracker.lib.xml_letters import as_xml_holds

# The year in the tag: addresses, which names the one who had the name of the site then (RFC 4151).
TAG_YEAR = 2021
MOST_ENTRIES = 100


@dataclass(frozen=True, slots=True)
class ChangeEntry:
    """One published change; `path` is its place on the site for ever, `content` safe HTML."""

    path: str
    title: str
    content: SafeString
    address: str
    published_at: datetime.datetime


class ChangeFeed(Atom1Feed):
    """An Atom feed that without entries is as old as it was told."""

    def __init__(self, *, empty_since: datetime.datetime, **parts: str) -> None:
        super().__init__(**parts)
        self._empty_since = empty_since

    def latest_post_date(self) -> datetime.datetime:
        """The moment of the newest entry; never the moment of asking, which changes nothing."""
        return max((item["updateddate"] for item in self.items), default=self._empty_since)


def write_feed(
    about: AboutFile, entries: Iterable[ChangeEntry], *, site: str, feed_url: str, key: str
) -> bytes:
    """Return the feed; `site` and `key` make its id, the same for ever for one selection."""
    feed = ChangeFeed(
        title=as_xml_holds(f"{about.title}: wijzigingen"),
        link=about.address,
        description="",
        subtitle=as_xml_holds(f"Filters: {about.filters_in_words}."),
        language="nl",
        author_name="POK-tracker",
        feed_url=feed_url,
        feed_guid=tag_address(site, key),
        feed_copyright=f"{LICENCE}, {LICENCE_URL}",
        empty_since=datetime.datetime(TAG_YEAR, 1, 1, tzinfo=datetime.UTC),
    )
    for entry in entries:
        feed.add_item(
            title=as_xml_holds(entry.title),
            link=entry.address,
            description=as_xml_holds(entry.content),
            unique_id=tag_address(site, entry.path.strip("/")),
            pubdate=entry.published_at,
            updateddate=entry.published_at,
        )
    return feed.writeString("utf-8").encode()


def tag_address(site: str, key: str) -> str:
    """Return a name for ever that does not move with the address: tag:host,2021:acties/44."""
    return f"tag:{site},{TAG_YEAR}:{key}"

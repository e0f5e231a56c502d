"""Keeps the peildatum of a reader in every address that a page leads to."""

import re
from html import escape, unescape
from urllib.parse import parse_qsl, urlsplit, urlunsplit

from pok_tracker.lib.viewpoint import PARAMETER

# Our templates quote every attribute and escape what stands inside, so a tag ends at its ">".
TAG = re.compile(r"<(?P<name>a|area|form)\b[^>]*>", re.IGNORECASE)
ADDRESS = re.compile(r'(?<=\s)(?P<name>href|action)="(?P<address>[^"]*)"', re.IGNORECASE)
POSTED = re.compile(r'(?<=\s)method="post"', re.IGNORECASE)
ITS_OWN_FIELD = re.compile(rf'(?<=\s)name="{PARAMETER}"')
# A link that leads out of that day says so itself: "Naar vandaag".
LEADS_TO_NOW = re.compile(r"\sdata-to-now\b")
# What is not a view of the site on a day: files, the staff's side, addresses of official papers.
WITHOUT_DAY = ("/static/", "/beheer/", "/kst-")


def keep_in_page(markup: str, day: str, *, host: str) -> str:
    """The page with that day in every link and every searching form that stays on the site.

    `day` is as it stands in an address. `host` is the one that the page was asked of. An address
    that names a day keeps its own.
    """

    def kept(tag: re.Match[str]) -> str:
        if LEADS_TO_NOW.search(tag.group()):
            return tag.group()
        if tag["name"].lower() == "form":
            return tag.group() + _hidden_field(markup, tag, day, host)
        return ADDRESS.sub(lambda found: _kept_attribute(found, day, host), tag.group())

    return TAG.sub(kept, markup)


def keep_in_address(address: str, day: str, *, host: str) -> str:
    """The address with that day, when it leads to a page of this site and names no day yet."""
    if not _takes_day(address, host):
        return address
    parts = urlsplit(address)
    query = f"{parts.query}&" if parts.query else ""
    return urlunsplit(parts._replace(query=f"{query}{PARAMETER}={day}"))


def _takes_day(address: str, host: str) -> bool:
    # A place on the same page is where the reader is already.
    if not address or address.startswith("#"):
        return False
    parts = urlsplit(address)
    stays = parts.scheme in {"", "http", "https"} and parts.netloc in {"", host}
    return (
        stays
        and not parts.path.startswith(WITHOUT_DAY)
        and PARAMETER not in dict(parse_qsl(parts.query, keep_blank_values=True))
    )


def _kept_attribute(found: re.Match[str], day: str, host: str) -> str:
    address = keep_in_address(unescape(found["address"]), day, host=host)
    return f'{found["name"]}="{escape(address)}"'


def _hidden_field(markup: str, tag: re.Match[str], day: str, host: str) -> str:
    """A browser drops the query of the address of a GET form; so the day goes in as a field."""
    action = ADDRESS.search(tag.group())
    address = unescape(action["address"]) if action else "?"
    inside = markup[tag.end() : markup.find("</form", tag.end())]
    if POSTED.search(tag.group()) or ITS_OWN_FIELD.search(inside) or not _takes_day(address, host):
        return ""
    return f'<input type="hidden" name="{PARAMETER}" value="{day}">'

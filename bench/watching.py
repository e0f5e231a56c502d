"""Readers who ask the same addresses again and again, and note what they saw when."""

import io
import re
import threading
import time
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import unescape

from bench.answers import Answer, get
from bench.servers.process import Server

LINK = re.compile(r'(?:href|action)="(/[^"#]*)"')
LOCATION = re.compile(r"<loc>https?://[^/]+(/[^<]*)</loc>")
# Other forms of pages, which no link of a page names in full.
FORMS = ("csv", "xlsx", "ods", "json", "atom", "ics")
LISTS = ("acties", "moties", "termijnen")


@dataclass(frozen=True)
class Text:
    """What is looked for: a text that holds a word and a sign, and has an address of its own.

    An answer may repeat the word, when it was asked for; only the text has the sign.
    """

    word: str
    own: str

    @property
    def sign(self) -> str:
        """What only the text has."""
        return f"{self.word}teken"

    def at(self, address: str) -> str:
        """An address with {word} and {own} filled in."""
        return address.replace("{word}", self.word).replace("{own}", self.own)


@dataclass(frozen=True)
class Sight:
    """What one answer showed: by the clock of the machine, from question to answer."""

    address: str
    asked: float
    answered: float
    shows: bool


@dataclass
class Readers:
    """One reader a server, who asks all addresses by turns until told to stop."""

    servers: Sequence[Server]
    addresses: Sequence[str]
    text: Text
    sights: list[Sight] = field(default_factory=list)
    _stopping: threading.Event = field(default_factory=threading.Event)
    _threads: list[threading.Thread] = field(default_factory=list)

    def start(self) -> None:
        """Begin to read."""
        for server in self.servers:
            thread = threading.Thread(target=self._read, args=[server], daemon=True)
            self._threads.append(thread)
            thread.start()

    def stop(self) -> list[Sight]:
        """Stop after everybody saw everything once more; all that was seen, by the clock."""
        self._stopping.set()
        for thread in self._threads:
            thread.join()
        return sorted(self.sights, key=lambda sight: sight.asked)

    def _read(self, server: Server) -> None:
        while True:
            last = self._stopping.is_set()
            for address in self.addresses:
                self.sights.append(_look(server, address, self.text))
            if last:
                return


def _look(server: Server, address: str, text: Text) -> Sight:
    asked = time.monotonic()
    answer = get(server, text.at(address))
    return Sight(address, asked, time.monotonic(), shows(answer, text.sign))


def shows(answer: Answer, word: str) -> bool:
    """Whether an answer holds a word, also when it is a spreadsheet."""
    if not answer.body.startswith(b"PK"):
        return word in answer.text
    with zipfile.ZipFile(io.BytesIO(answer.body)) as archive:
        return any(word.encode() in archive.read(name) for name in archive.namelist())


def addresses_showing(server: Server, text: Text, first: Sequence[str]) -> list[str]:
    """Every address that shows a text: of the sitemap, of the lists, and what those link to.

    Its word and its own address stand in them as {word} and {own}, so that they fit another text.
    """
    found = dict.fromkeys([*first, *_listed(), "/acties/?q={word}", "/api/v1/acties?q={word}"])
    found |= dict.fromkeys(LOCATION.findall(get(server, "/sitemap.xml").text))
    for address in [*first, "/", "/acties/"]:
        found |= dict.fromkeys(map(unescape, LINK.findall(get(server, text.at(address)).text)))
    candidates = dict.fromkeys("{own}" if one == text.own else one for one in found)
    return [one for one in candidates if _may_show(one, text) and _shows_now(server, one, text)]


def _may_show(address: str, text: Text) -> bool:
    return not address.startswith(("/beheer/", "/static/")) and text.own not in address


def _shows_now(server: Server, address: str, text: Text) -> bool:
    answer = get(server, text.at(address))
    return answer.status == 200 and shows(answer, text.sign)


def _listed() -> list[str]:
    files = [f"/{name}.{form}" for name in LISTS for form in FORMS]
    return [*files, *(f"/api/v1/{name}" for name in LISTS)]

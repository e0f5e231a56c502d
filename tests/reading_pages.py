"""Reads an HTML page the way a test asks about it: its links, its parts, its words."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.http import HttpResponse

WITHOUT_END = {"br", "hr", "img", "input", "link", "meta", "rect", "source"}
RESOURCES = {"script": "src", "img": "src", "link": "href", "iframe": "src", "source": "src"}


@dataclass(frozen=True, slots=True)
class Element:
    """A tag with its attributes, and the words inside it."""

    tag: str
    attributes: dict[str, str]
    words: str


@dataclass
class Page(HTMLParser):
    """A page taken apart; `elements` are in the order in which they end."""

    markup: str
    elements: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[tuple[str, dict[str, str], list[str]]] = []
        self.feed(self.markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag in WITHOUT_END:
            self.elements.append(Element(tag, attributes, ""))
        else:
            self._open.append((tag, attributes, []))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}, ""))

    def handle_endtag(self, tag: str) -> None:
        opened, attributes, words = self._open.pop()
        assert opened == tag, f"</{tag}> sluit <{opened}>"
        in_picture = any(around == "svg" for around, _, _ in self._open)
        # A piece of a picture has a title too; that of the page is the only one called so here.
        kind = "svg-title" if tag == "title" and in_picture else tag
        self.elements.append(Element(kind, attributes, " ".join("".join(words).split())))

    def handle_data(self, data: str) -> None:
        for _, _, words in self._open:
            words.append(data)

    def all(self, tag: str) -> list[Element]:
        """Every element of this kind."""
        return [element for element in self.elements if element.tag == tag]

    def words(self, tag: str) -> list[str]:
        """The words of every element of this kind."""
        return [element.words for element in self.all(tag)]

    @property
    def links(self) -> list[str]:
        """Where the links on the page lead."""
        return [link.attributes["href"] for link in self.all("a")]

    @property
    def resources(self) -> list[str]:
        """What a browser fetches by itself to show the page."""
        return [
            element.attributes[RESOURCES[element.tag]]
            for element in self.elements
            if RESOURCES.get(element.tag) in element.attributes
            if element.attributes.get("rel") != "alternate"
        ]

    @property
    def places(self) -> list[str]:
        """The places on the page that a link can lead to."""
        return [element.attributes["id"] for element in self.elements if "id" in element.attributes]


def read_page(response: HttpResponse) -> Page:
    """Take the page of an answer apart; a tag that is closed wrongly is an error."""
    return Page(response.content.decode())


def words_of(response: HttpResponse) -> str:
    """All words on a page, in lower case, also those in its addresses and attributes."""
    return response.content.decode().lower()

"""Pages taken apart: which line is on which page, and what an empty line means there."""

from actions.statustable.lines import read_lines
from actions.statustable.pages import Pages, read_pages

HEADER = "Actie Omschrijving Stand van Zaken \n\n"


def pages_of(text: str) -> Pages:
    return read_pages(read_lines((HEADER + text).encode()), None)


def test_a_line_directly_below_another_starts_a_page_when_a_space_stands_before_it() -> None:
    pages = pages_of("een \n\ntwee \n drie \n\nvier \nvijf \n")
    assert [(line.text, line.page) for line in pages.text] == [
        ("een", 2),
        ("twee", 2),
        ("drie", 3),
        ("vier", 3),
        ("vijf", 3),
    ]


def test_a_repeated_column_header_starts_a_page() -> None:
    pages = pages_of("een \n\n16 \n \n\n" + HEADER + "twee \n")
    assert [(line.text, line.page) for line in pages.text] == [("een", 2), ("twee", 3)]
    assert [(item.text, item.line, item.kind) for item in pages.furniture] == [
        ("Actie Omschrijving Stand van Zaken", 1, "column_header"),
        ("16", 5, "page_number"),
        ("Actie Omschrijving Stand van Zaken", 8, "column_header"),
    ]


def test_an_empty_line_counts_inside_a_page_and_not_around_furniture() -> None:
    pages = pages_of("een \n\n \n\ntwee \n\n \n\n16 \n \n\n" + HEADER + "drie \n")
    assert [(line.text, line.after_blank) for line in pages.text] == [
        ("een", False),
        ("twee", True),
        ("drie", False),
    ]


def test_two_spaces_at_a_line_end_are_a_paragraph_end() -> None:
    pages = pages_of("een  \n\ntwee \n\ndrie\n")
    assert [line.ends_paragraph for line in pages.text] == [True, False, False]


def test_a_footnote_needs_the_rule_above_it() -> None:
    pages = pages_of("een1 \n\n" + " " * 30 + "\n1 De noot \n twee \n\n1 Geen noot \n")
    assert [(note.marker, note.text, note.page) for note in pages.footnotes] == [
        ("1", "De noot", 2)
    ]
    assert [(line.text, line.page) for line in pages.text] == [
        ("een1", 2),
        ("twee", 3),
        ("1 Geen noot", 3),
    ]


def test_an_address_on_its_own_line_is_listed_with_its_page() -> None:
    pages = pages_of("een https://a.nl/b \n\nhttps://a.nl/c\n twee \n")
    assert [(address.url, address.page, address.line) for address in pages.addresses] == [
        ("https://a.nl/c", 2, 5)
    ]
    assert [(line.text, line.page) for line in pages.text] == [
        ("een https://a.nl/b", 2),
        ("twee", 3),
    ]

"""An edition to a text document (odt) in the form of the table, the same as docxwriter.py."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from actions.statustable.exported import (
    COLUMN_HEADS,
    DASH_BULLET,
    ExportedEdition,
    RecordLine,
    ThemeLine,
    is_bullet,
    paragraphs_with_notes,
    printed_label,
    table_lines,
)
from actions.statustable.odfparts import column_style, odf_package
from actions.statustable.records import Footnote, Record
from actions.statustable.xmltree import as_text, tag, tag_with

COLUMN_WIDTHS = ("1.6cm", "7.9cm", "16.2cm")
LETTERS = "ABC"
BORDER = {"fo:border": "0.5pt solid #696969", "fo:padding": "0.15cm"}


def write_odt(edition: ExportedEdition) -> bytes:
    """Return the edition as a text document; the same edition gives the same bytes."""
    body = _OdtWriter(edition).body()
    return odf_package("odt", edition, _styles(), [tag("office:text", *body)])


class _OdtWriter:
    """Writes the body, and counts the footnotes in it."""

    def __init__(self, edition: ExportedEdition) -> None:
        self._edition = edition
        self._notes = 0
        self._automatic = 0

    def body(self) -> Iterator[str]:
        edition = self._edition
        yield _heading("Heading_20_1", edition.title, 1)
        for line in edition.introduction.split("\n"):
            if line:
                yield _paragraph("Standard", as_text(line))
        yield _paragraph("Peildatum", as_text(edition.reference_line))
        yield _paragraph("Caption", as_text(edition.caption))
        yield self._table()

    def _table(self) -> str:
        columns = [
            tag_with("table:table-column", {"table:style-name": f"Tabel.{letter}"})
            for letter in LETTERS
        ]
        rows = [
            _theme_row(line) if isinstance(line, ThemeLine) else self._record_row(line)
            for line in table_lines(self._edition.table.records)
        ]
        return tag_with(
            "table:table",
            {"table:name": "Tabel1", "table:style-name": "Tabel"},
            [
                tag("table:title", as_text(self._edition.caption)),
                *columns,
                tag("table:table-header-rows", _header_row()),
                *rows,
            ],
        )

    def _record_row(self, line: RecordLine) -> str:
        record = line.record
        labels = (printed_label(label, self._edition.dossier) for label in record.labels)
        description = [
            *_texts(record.description.text),
            *(_paragraph("Motie_20_bij_20_actie", as_text(f"({label})")) for label in labels),
        ]
        return tag(
            "table:table-row",
            _cell([_paragraph("Tabeltekst", f"{record.number}.")]),
            _cell(description),
            self._status_cell(line),
        )

    def _status_cell(self, line: RecordLine) -> str:
        if line.status_rows == 0:
            return tag("table:covered-table-cell")
        if line.status_of is None:
            content = self._status(line.record)
        else:
            words = f"Zie de stand van zaken bij actie {line.status_of}."
            content = [_paragraph("Gedeelde_20_stand", as_text(words))]
        spanned = {"table:number-rows-spanned": str(line.status_rows)}
        return _cell([*content, *_links(line.record)], spanned if line.status_rows > 1 else {})

    def _status(self, record: Record) -> list[str]:
        paragraphs = list(paragraphs_with_notes(record.status.text, record.footnotes))
        return _blocks([self._marked(pieces) for pieces in paragraphs], paragraphs)

    def _marked(self, pieces: Sequence[str | Footnote]) -> str:
        return "".join(
            as_text(piece) if isinstance(piece, str) else self._note(piece)
            for piece in _without_bullet(pieces)
        )

    def _note(self, note: Footnote) -> str:
        """Return a footnote: numbered by the program where that gives the mark it should have."""
        self._notes += 1
        label = {"text:label": note.marker}
        if note.marker == str(self._automatic + 1):
            self._automatic += 1
            label = {}
        body = tag("text:note-body", _paragraph("Footnote", as_text(note.text)))
        return tag_with(
            "text:note",
            {"text:id": f"voetnoot{self._notes}", "text:note-class": "footnote"},
            [tag_with("text:note-citation", label, [as_text(note.marker)]), body],
        )


def _texts(text: str) -> list[str]:
    paragraphs = list(paragraphs_with_notes(text, ()))
    shown = ["".join(as_text(str(piece)) for piece in _without_bullet(item)) for item in paragraphs]
    return _blocks(shown, paragraphs)


def _without_bullet(pieces: Sequence[str | Footnote]) -> list[str | Footnote]:
    if not is_bullet(pieces):
        return list(pieces)
    return [str(pieces[0]).removeprefix(DASH_BULLET), *pieces[1:]]


def _blocks(shown: Sequence[str], paragraphs: Sequence[Sequence[str | Footnote]]) -> list[str]:
    """Return paragraphs, those that follow each other as bullets in one list."""
    blocks = []
    pairs = zip(paragraphs, shown, strict=True)
    for bullet, group in groupby(pairs, key=lambda pair: is_bullet(pair[0])):
        contents = [content for _, content in group]
        if bullet:
            items = [tag("text:list-item", _paragraph("Tabelopsomming", item)) for item in contents]
            blocks.append(tag_with("text:list", {"text:style-name": "Opsomming"}, items))
        else:
            blocks += [_paragraph("Tabeltekst", content) for content in contents]
    return blocks


def _links(record: Record) -> list[str]:
    return [
        _paragraph(
            "Adres_20_bij_20_actie",
            tag_with(
                "text:a",
                {
                    "xlink:type": "simple",
                    "xlink:href": address.url,
                    "text:style-name": "Internet_20_link",
                },
                [as_text(address.url)],
            ),
        )
        for address in record.addresses
    ]


def _paragraph(style: str, content: str = "") -> str:
    return tag_with("text:p", {"text:style-name": style}, [content])


def _heading(style: str, text: str, level: int) -> str:
    attributes = {"text:style-name": style, "text:outline-level": str(level)}
    return tag_with("text:h", attributes, [as_text(text)])


def _cell(content: Sequence[str], attributes: dict[str, str] | None = None) -> str:
    given = {"table:style-name": "Tabel.cel", "office:value-type": "string", **(attributes or {})}
    return tag_with("table:table-cell", given, content)


def _header_row() -> str:
    cells = [_cell([_paragraph("Kolomkop", as_text(head))]) for head in COLUMN_HEADS]
    return tag("table:table-row", *cells)


def _theme_row(line: ThemeLine) -> str:
    style = "Thema" if line.level == 1 else "Subthema"
    heading = _heading(style, line.text, line.level + 1)
    spanned = {"table:number-columns-spanned": str(len(LETTERS))}
    covered = [tag("table:covered-table-cell")] * (len(LETTERS) - 1)
    return tag("table:table-row", _cell([heading], spanned), *covered)


def _styles() -> list[str]:
    table = tag_with(
        "style:style",
        {"style:name": "Tabel", "style:family": "table"},
        [
            tag_with(
                "style:table-properties",
                {
                    "style:width": "25.7cm",
                    "table:align": "left",
                    "table:border-model": "collapsing",
                },
            )
        ],
    )
    cell = tag_with(
        "style:style",
        {"style:name": "Tabel.cel", "style:family": "table-cell"},
        [tag_with("style:table-cell-properties", BORDER)],
    )
    columns = [
        column_style(f"Tabel.{letter}", width)
        for letter, width in zip(LETTERS, COLUMN_WIDTHS, strict=True)
    ]
    return [table, *columns, cell]

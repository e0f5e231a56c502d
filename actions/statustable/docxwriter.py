"""An edition to a Word document in the form of the table: merged cells, headings, footnotes.

What never changes (styles, numbering, page numbers) stands in parts/docx. Everything is built so
that a screen reader can follow it: real headings, lists and notes, a repeated header row, a
caption and the language. Themes are stored as they are called and only shown in capitals.
"""

from collections.abc import Iterable, Sequence

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
from actions.statustable.officeparts import core_properties, encoded, fixed_parts
from actions.statustable.packages import write_package
from actions.statustable.records import Footnote, Record
from actions.statustable.xmltree import as_text, tag, tag_with

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
# Twentieths of a point; A4 on its side, margins of 2 cm.
COLUMN_WIDTHS = (900, 4500, 9170)
PAGE = {"w:w": "16838", "w:h": "11906", "w:orient": "landscape"}
MARGINS = dict.fromkeys(("w:top", "w:right", "w:bottom", "w:left"), "1134")
HEADER_FOOTER = {"w:header": "567", "w:footer": "567", "w:gutter": "0"}
FIXED_POINTERS = (
    ("styles", "styles.xml"),
    ("numbering", "numbering.xml"),
    ("settings", "settings.xml"),
    ("footnotes", "footnotes.xml"),
    ("footer", "footer.xml"),
)
FOOTER_POINTER = f"rId{len(FIXED_POINTERS)}"


def write_docx(edition: ExportedEdition) -> bytes:
    """Return the edition as a Word document; the same edition gives the same bytes."""
    writer = _DocxWriter(edition)
    document = writer.document()
    return write_package(
        {
            **fixed_parts("docx"),
            "word/document.xml": document,
            "word/_rels/document.xml.rels": writer.pointers(),
            "word/footnotes.xml": writer.footnotes(),
            "docProps/core.xml": core_properties(edition),
        }
    )


class _DocxWriter:
    """Writes the body, and collects the footnotes and addresses that it points at."""

    def __init__(self, edition: ExportedEdition) -> None:
        self._edition = edition
        self._footnotes: list[str] = []
        self._automatic = 0
        self._addresses: dict[str, str] = {}

    def document(self) -> bytes:
        edition = self._edition
        introduction = [line for line in edition.introduction.split("\n") if line]
        body = [
            _paragraph("Kop1", _run(edition.title)),
            *(_paragraph("Standaard", _run(line)) for line in introduction),
            _paragraph("Peildatum", _run(edition.reference_line)),
            _paragraph("Bijschrift", _run(edition.caption)),
            self._table(),
            # Word needs a paragraph behind a table.
            _paragraph("Standaard"),
            _section(),
        ]
        root = tag_with("w:document", {"xmlns:w": WORD, "xmlns:r": OFFICE}, [tag("w:body", *body)])
        return encoded(root)

    def footnotes(self) -> bytes:
        separators = [
            tag_with(
                "w:footnote",
                {"w:type": kind, "w:id": identity},
                [tag("w:p", tag("w:r", tag(f"w:{kind}")))],
            )
            for kind, identity in (("separator", "-1"), ("continuationSeparator", "0"))
        ]
        return encoded(tag_with("w:footnotes", {"xmlns:w": WORD}, [*separators, *self._footnotes]))

    def pointers(self) -> bytes:
        fixed = [
            tag("Relationship", Id=f"rId{index}", Type=f"{OFFICE}/{kind}", Target=target)
            for index, (kind, target) in enumerate(FIXED_POINTERS, start=1)
        ]
        outside = [
            tag(
                "Relationship",
                Id=identity,
                Type=f"{OFFICE}/hyperlink",
                Target=url,
                TargetMode="External",
            )
            for url, identity in self._addresses.items()
        ]
        return encoded(tag("Relationships", *fixed, *outside, xmlns=RELATIONSHIPS))

    def _table(self) -> str:
        lines = table_lines(self._edition.table.records)
        widths = [tag("w:gridCol", w_w=str(width)) for width in COLUMN_WIDTHS]
        return tag(
            "w:tbl",
            _table_properties(self._edition),
            tag("w:tblGrid", *widths),
            _header_row(),
            *(
                _theme_row(line) if isinstance(line, ThemeLine) else self._record_row(line)
                for line in lines
            ),
        )

    def _record_row(self, line: RecordLine) -> str:
        record = line.record
        description = [
            *_texts(record.description.text),
            *(
                _paragraph(
                    "Motiebijactie", _run(f"({printed_label(label, self._edition.dossier)})")
                )
                for label in record.labels
            ),
        ]
        cells = [
            _cell(0, [_paragraph("Tabeltekst", _run(f"{record.number}."))]),
            _cell(1, description),
            self._status_cell(line),
        ]
        return tag("w:tr", *cells)

    def _status_cell(self, line: RecordLine) -> str:
        if line.status_rows == 0:
            return _cell(2, [_paragraph("Tabeltekst")], tag("w:vMerge"))
        merge = [tag("w:vMerge", w_val="restart")] if line.status_rows > 1 else []
        if line.status_of is None:
            content = self._status(line.record)
        else:
            words = f"Zie de stand van zaken bij actie {line.status_of}."
            content = [_paragraph("Gedeeldestand", _run(words))]
        return _cell(2, [*content, *self._links(line.record)], *merge)

    def _status(self, record: Record) -> list[str]:
        paragraphs = []
        for pieces in paragraphs_with_notes(record.status.text, record.footnotes):
            style, shown = _style_of(pieces)
            paragraphs.append(_paragraph(style, *(self._piece(piece) for piece in shown)))
        return paragraphs

    def _piece(self, piece: str | Footnote) -> str:
        return _run(piece) if isinstance(piece, str) else self._reference(piece)

    def _reference(self, note: Footnote) -> str:
        """Return the mark of a footnote: Word's own number where that is the mark it should be."""
        identity = str(len(self._footnotes) + 1)
        automatic = note.marker == str(self._automatic + 1)
        properties = tag("w:rPr", tag("w:rStyle", w_val="Voetnootmarkering"))
        if automatic:
            self._automatic += 1
            mark = tag("w:r", properties, tag("w:footnoteRef"))
            reference = tag("w:footnoteReference", w_id=identity)
        else:
            mark = _run(note.marker, properties)
            reference = tag("w:footnoteReference", w_customMarkFollows="1", w_id=identity)
            reference += _text(note.marker)
        content = _paragraph("Voetnoottekst", mark, _run(f" {note.text}"))
        self._footnotes.append(tag("w:footnote", content, w_id=identity))
        return tag("w:r", properties, reference)

    def _links(self, record: Record) -> list[str]:
        properties = tag("w:rPr", tag("w:rStyle", w_val="Hyperlink"))
        return [
            _paragraph(
                "Adresbijactie",
                tag("w:hyperlink", _run(address.url, properties), r_id=self._pointer(address.url)),
            )
            for address in record.addresses
        ]

    def _pointer(self, url: str) -> str:
        first = len(FIXED_POINTERS) + 1
        return self._addresses.setdefault(url, f"rId{first + len(self._addresses)}")


def _texts(text: str) -> list[str]:
    paragraphs = []
    for pieces in paragraphs_with_notes(text, ()):
        style, shown = _style_of(pieces)
        paragraphs.append(_paragraph(style, *(_run(str(piece)) for piece in shown)))
    return paragraphs


def _style_of(pieces: Sequence[str | Footnote]) -> tuple[str, list[str | Footnote]]:
    """Return the style of a paragraph and its pieces, without the bullet that the style prints."""
    if not is_bullet(pieces):
        return "Tabeltekst", list(pieces)
    return "Tabelopsomming", [str(pieces[0]).removeprefix(DASH_BULLET), *pieces[1:]]


def _paragraph(style: str, *content: str) -> str:
    return tag("w:p", tag("w:pPr", tag("w:pStyle", w_val=style)), *content)


def _run(text: str, properties: str = "") -> str:
    return tag("w:r", properties, _text(text)) if text else ""


def _text(text: str) -> str:
    return tag_with("w:t", {"xml:space": "preserve"}, [as_text(text)])


def _cell(column: int, content: Iterable[str], *properties: str, span: int = 1) -> str:
    width = sum(COLUMN_WIDTHS[column : column + span])
    spans = [tag("w:gridSpan", w_val=str(span))] if span > 1 else []
    size = tag("w:tcW", w_w=str(width), w_type="dxa")
    return tag("w:tc", tag("w:tcPr", size, *spans, *properties), *content)


def _table_properties(edition: ExportedEdition) -> str:
    return tag(
        "w:tblPr",
        tag("w:tblStyle", w_val="Tabel"),
        tag("w:tblW", w_w=str(sum(COLUMN_WIDTHS)), w_type="dxa"),
        tag("w:tblLayout", w_type="fixed"),
        tag("w:tblLook", w_val="0020", w_firstRow="1", w_noHBand="1", w_noVBand="1"),
        tag("w:tblCaption", w_val=edition.caption),
        tag(
            "w:tblDescription",
            w_val="Per actie het nummer, de omschrijving en de stand van zaken, onder thema's.",
        ),
    )


def _header_row() -> str:
    cells = [
        _cell(column, [_paragraph("Kolomkop", _run(head))])
        for column, head in enumerate(COLUMN_HEADS)
    ]
    return tag("w:tr", tag("w:trPr", tag("w:cantSplit"), tag("w:tblHeader")), *cells)


def _theme_row(line: ThemeLine) -> str:
    style = "Thema" if line.level == 1 else "Subthema"
    cell = _cell(0, [_paragraph(style, _run(line.text))], span=len(COLUMN_WIDTHS))
    return tag("w:tr", tag("w:trPr", tag("w:cantSplit")), cell)


def _section() -> str:
    return tag(
        "w:sectPr",
        tag("w:footerReference", w_type="default", r_id=FOOTER_POINTER),
        tag_with("w:pgSz", PAGE),
        tag_with("w:pgMar", {**MARGINS, **HEADER_FOOTER}),
    )

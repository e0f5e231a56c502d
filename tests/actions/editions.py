"""Tables made for tests: rows of an edition without a document around them."""

from dataclasses import replace
from datetime import date

from actions.statustable.exported import ExportedEdition
from actions.statustable.records import Cell, Footnote, MotionLabel, Record, Table


def a_record(number: int, text: str = "Er wordt aan gewerkt.", **changes: object) -> Record:
    record = Record(
        number=number,
        theme="Herstel",
        subtheme=None,
        description=Cell(f"Doe wat onder {number} is gevraagd", (number,)),
        status=Cell(text, (number,)),
        labels=(),
        shared_with=(),
        see_also=(),
        citations=(),
        footnotes=(),
        addresses=(),
    )
    return replace(record, **changes)


def a_table(*records: Record, title: str = "Stand van zaken") -> Table:
    return Table(Cell(title, ()), Cell("", ()), (), records, ())


def a_label(number: int, printed: str = "", part: int | None = None) -> MotionLabel:
    printed = printed or f"NR. {number} Motie Omtzigt cs"
    return MotionLabel("35510", number, part, printed, ("Omtzigt",), True, ())


def a_footnote(text: str = "Zie de brief.", position: int = 2) -> Footnote:
    return Footnote("1", text, position, ())


def an_exported(table: Table) -> ExportedEdition:
    return ExportedEdition("Stand van zaken", "", "2022-01", date(2022, 1, 15), "", table)

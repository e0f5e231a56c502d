"""An edition as JSON, with the names of the public API, and back."""

import json
from collections.abc import Mapping
from typing import Any

from actions.statustable.errors import Place, StatusTableError
from actions.statustable.exported import ExportedEdition
from actions.statustable.layout import DoubtfulCitation, LayoutNotes
from actions.statustable.letters import plain_text, refuse_invisible
from actions.statustable.records import (
    Address,
    Cell,
    Citation,
    Footnote,
    Heading,
    MotionLabel,
    Record,
    Table,
)
from actions.statustable.references import with_references

FORM = "stand-van-zaken/1"


def write_json(edition: ExportedEdition) -> bytes:
    """Return the edition as JSON in UTF-8."""
    content = {
        "vorm": FORM,
        "rapportage": edition.slug,
        "titel": edition.title,
        "inleiding": edition.introduction,
        "peildatum": edition.peildatum.isoformat(),
        "herkomstPeildatum": edition.reference_note,
        "acties": [_action(record) for record in edition.table.records],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def read_json(data: bytes, notes: LayoutNotes) -> Table:
    """Return the table of a JSON file that write_json wrote; raises StatusTableError."""
    try:
        content = json.loads(data.decode("utf-8-sig"))
        if content["vorm"] != FORM:
            raise ValueError("een andere vorm")
        actions = list(enumerate(content["acties"], start=1))
        records = tuple(_record(item, row) for row, item in actions)
        doubtful = [doubt for _, item in actions for doubt in _doubts(item)]
        title, introduction = _text(content["titel"]), _text(content["inleiding"])
    except StatusTableError:
        raise
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise StatusTableError(
            f"De JSON is niet te lezen ({error}).", "bied een bestand aan dat hier is uitgevoerd."
        ) from error
    _refuse_wrong_numbers(records)
    numbers = {record.number for record in records}
    doubts = (*notes.doubtful_citations, *doubtful)
    return Table(
        Cell(title, ()),
        Cell(introduction, ()),
        _headings(records),
        tuple(_with_references(record, numbers, doubts) for record in records),
        (),
    )


def _action(record: Record) -> dict[str, Any]:
    return {
        "nummer": record.number,
        "thema": record.theme,
        "subthema": record.subtheme,
        "omschrijving": record.description.text,
        "moties": [_label(label) for label in record.labels],
        "standVanZaken": {
            "tekst": record.status.text,
            "gedeeldMet": list(record.shared_with),
            "voetnoten": [_footnote(note) for note in record.footnotes],
        },
        "adressen": [address.url for address in record.addresses],
        "zieOok": list(record.see_also),
        "kamerstukken": [_citation(citation) for citation in record.citations],
    }


def _label(label: MotionLabel) -> dict[str, Any]:
    return {
        "dossier": label.dossier,
        "nummer": label.number,
        "deel": label.part,
        "aanduiding": label.printed,
        "indieners": list(label.submitters),
        "cs": label.cs,
    }


def _footnote(note: Footnote) -> dict[str, Any]:
    return {"teken": note.marker, "positie": note.position, "tekst": note.text}


def _citation(citation: Citation) -> dict[str, Any]:
    return {
        "dossier": citation.dossier,
        "nummer": citation.number,
        "citaat": citation.printed,
        "twijfel": citation.doubt,
    }


def _record(item: Mapping[str, Any], row: int) -> Record:
    number = _whole(item["nummer"])
    place = Place(table_row=row, row=number)
    status = item["standVanZaken"]
    record = Record(
        number=number,
        theme=_text(item["thema"], place),
        subtheme=_text(item["subthema"], place) if item["subthema"] is not None else None,
        description=Cell(_text(item["omschrijving"], place), (row,)),
        status=Cell(_text(status["tekst"], place), (row,)),
        labels=tuple(_read_label(label, row, place) for label in item["moties"]),
        shared_with=tuple(_whole(other) for other in status["gedeeldMet"]),
        see_also=(),
        citations=(),
        footnotes=tuple(_read_footnote(note, row, place) for note in status["voetnoten"]),
        addresses=tuple(Address(_text(url, place), (row,)) for url in item["adressen"]),
    )
    if not (record.theme and record.description.text and record.status.text):
        raise StatusTableError.at(
            place,
            "Het thema, de omschrijving of de stand van zaken is leeg.",
            "vul ze alle drie in.",
        )
    if any(note.position > len(record.status.text) for note in record.footnotes):
        raise StatusTableError.at(
            place, "Een voetnoot staat voorbij het einde van de tekst.", "verbeter haar positie."
        )
    return record


def _with_references(
    record: Record, numbers: set[int], doubts: tuple[DoubtfulCitation, ...]
) -> Record:
    """Return a record with its references read again: the texts tell them, not the file."""
    for other in record.shared_with:
        if other not in numbers:
            raise StatusTableError(
                f"Actie {other} staat niet in de tabel.",
                "verbeter het nummer in gedeeldMet.",
                row=record.number,
            )
    return with_references(record, numbers, doubts)


def _doubts(item: Mapping[str, Any]) -> list[DoubtfulCitation]:
    return [
        DoubtfulCitation(_whole(item["nummer"]), _text(citation["citaat"]), _text(doubt))
        for citation in item["kamerstukken"]
        if (doubt := citation["twijfel"]) is not None
    ]


def _read_label(item: Mapping[str, Any], row: int, place: Place) -> MotionLabel:
    return MotionLabel(
        dossier=_text(item["dossier"], place),
        number=_whole(item["nummer"]),
        part=_whole(item["deel"]) if item["deel"] is not None else None,
        printed=_text(item["aanduiding"], place),
        submitters=tuple(_text(name, place) for name in item["indieners"]),
        cs=item["cs"] is True,
        lines=(row,),
    )


def _read_footnote(item: Mapping[str, Any], row: int, place: Place) -> Footnote:
    return Footnote(
        _text(item["teken"], place), _text(item["tekst"], place), _whole(item["positie"]), (row,)
    )


def _text(value: object, place: Place | None = None) -> str:
    if not isinstance(value, str):
        raise TypeError("een tekst ontbreekt")
    refuse_invisible(value, place or Place())
    lines = (plain_text(line) for line in value.split("\n"))
    return "\n".join(line for line in lines if line)


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 1_000_000:
        raise TypeError("een geheel getal ontbreekt")
    return value


def _refuse_wrong_numbers(records: tuple[Record, ...]) -> None:
    if not records:
        raise StatusTableError(
            "De tabel heeft geen enkele actie.", "bied een bestand aan dat hier is uitgevoerd."
        )
    last = 0
    for record in records:
        if record.number <= last:
            raise StatusTableError(
                f"Nummer {record.number} komt twee keer voor of staat niet op volgorde.",
                "nummer de acties oplopend.",
                row=record.number,
            )
        last = record.number


def _headings(records: tuple[Record, ...]) -> tuple[Heading, ...]:
    found: dict[tuple[str, str | None], Heading] = {}
    for record in records:
        line = record.description.lines[0]
        found.setdefault((record.theme, None), Heading(record.theme, record.theme, None, line))
        if record.subtheme:
            key = (record.theme, record.subtheme)
            found.setdefault(key, Heading(record.subtheme, record.theme, record.subtheme, line))
    return tuple(found.values())

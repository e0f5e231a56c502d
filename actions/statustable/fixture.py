"""Tables as fixtures: plain objects with natural keys, the same bytes for the same input.

Two kinds of input meet here and stay apart until here: Records, which are verbatim source, and
the reviewed files in fixtures/editorial, which are what people know or read. The field names are
those of the models; this module does not import them.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from actions.statustable.editorial import Reading
from actions.statustable.layout import LayoutNotes
from actions.statustable.records import Footnote, MotionLabel, Record, Table

FixtureObject = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Edition:
    """One table with all that is known about it; `readings` is empty when nobody read it yet."""

    slug: str
    peildatum: date
    table: Table
    notes: LayoutNotes
    source_name: str
    source_sha256: str
    readings: Mapping[int, Reading] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MotionFacts:
    """Facts about motions and members, each with its source (fixtures/editorial/motions.json)."""

    proposed_on: str | None = None
    proposed_on_source: str = ""
    parties: Mapping[str, str] = field(default_factory=dict)
    members: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    party_source: str = ""
    motions: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)


def read_motion_facts(data: bytes) -> MotionFacts:
    """Return the reviewed facts; raises KeyError or ValueError when the file is malformed."""
    content = json.loads(data)
    return MotionFacts(
        proposed_on=content["proposed_on"],
        proposed_on_source=content["proposed_on_source"],
        parties={party["slug"]: party["name"] for party in content["parties"]},
        members={member["name"]: member for member in content["members"]},
        party_source=content["party_source"],
        motions={motion["number"]: motion for motion in content["motions"]},
    )


def slug(name: str) -> str:
    """Return a name for use in an address: "Van der Staaij" becomes "van-der-staaij"."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def fixture_text(objects: Iterable[FixtureObject]) -> str:
    """Return fixture objects as the text of a JSON file, one stable form for version control."""
    return json.dumps(list(objects), ensure_ascii=False, indent=1) + "\n"


def theme_objects(table: Table) -> Iterator[FixtureObject]:
    """Yield the themes and sub-themes of a table, in its order."""
    for position, heading in enumerate(table.headings, 1):
        yield _object(
            "actions.theme",
            slug=slug(heading.subtheme or heading.theme),
            name=heading.subtheme or heading.theme,
            parent=[slug(heading.theme)] if heading.subtheme else None,
            position=position,
        )


def motion_objects(table: Table, facts: MotionFacts) -> Iterator[FixtureObject]:
    """Yield parties, members, memberships and the motions that the labels of a table name."""
    for party in sorted(facts.parties):
        yield _object("motions.party", slug=party, name=facts.parties[party])
    yield from _member_objects(table, facts)
    for (dossier, number), labels in sorted(_labels_by_motion(table).items()):
        yield from _one_motion(dossier, number, labels, facts)


def edition_objects(edition: Edition) -> Iterator[FixtureObject]:
    """Yield an edition: the report, its actions, updates, milestones and cited documents."""
    yield _report(edition)
    yield from _documents(edition.table)
    for record in edition.table.records:
        yield _object(
            "actions.action",
            number=record.number,
            theme=[slug(record.subtheme or record.theme)],
            description=record.description.text,
            source_lines=list(record.description.lines),
        )
    for record in edition.table.records:
        yield from _motion_links(record)
        reading = edition.readings.get(record.number)
        yield _update(edition, record, reading)
        if reading:
            yield from _reading_objects(edition.slug, reading)


def _object(model: str, **fields: object) -> FixtureObject:
    return {"model": model, "fields": fields}


def _labels_by_motion(table: Table) -> dict[tuple[str, int], list[MotionLabel]]:
    found: dict[tuple[str, int], list[MotionLabel]] = {}
    for record in table.records:
        for label in record.labels:
            found.setdefault((label.dossier, label.number), []).append(label)
    return found


def _member_objects(table: Table, facts: MotionFacts) -> Iterator[FixtureObject]:
    printed = {
        name for record in table.records for label in record.labels for name in label.submitters
    }
    for name in sorted(printed | set(facts.members)):
        yield _object("motions.member", slug=slug(name), name=name)
        if member := facts.members.get(name):
            yield _object(
                "motions.membership",
                member=[slug(name)],
                party=[member["party"]],
                first_day=facts.proposed_on,
                last_day=facts.proposed_on,
                source=member.get("source", facts.party_source),
            )


def _one_motion(
    dossier: str, number: int, labels: Sequence[MotionLabel], facts: MotionFacts
) -> Iterator[FixtureObject]:
    known = facts.motions.get(number, {})
    submitters = known.get("submitters", labels[0].submitters)
    yield _object(
        "motions.motion",
        dossier=dossier,
        number=number,
        title=known.get("title", ""),
        proposed_on=facts.proposed_on,
        source=known.get("source", facts.proposed_on_source),
        and_others="submitters" not in known and any(label.cs for label in labels),
        result=known.get("result", "onbekend"),
        result_source=known.get("result_source", ""),
        document_number=known.get("document_number", ""),
    )
    for position, name in enumerate(submitters, 1):
        yield _object(
            "motions.motionsubmitter",
            motion=[dossier, number],
            member=[slug(name)],
            position=position,
        )
    for position, term in enumerate(known.get("terms", ()), 1):
        yield _object(
            "motions.motionterm",
            motion=[dossier, number],
            position=position,
            words=term["words"],
            first_day=term["first_day"],
            last_day=term["last_day"],
            reading=term["reading"],
            source=term["source"],
        )


def _report(edition: Edition) -> FixtureObject:
    return _object(
        "actions.statusreport",
        slug=edition.slug,
        title=edition.table.title.text,
        introduction=edition.table.introduction.text,
        reference_date=edition.peildatum.isoformat(),
        reference_date_note=_peildatum_note(edition),
        source_name=edition.source_name,
        source_sha256=edition.source_sha256,
    )


def _peildatum_note(edition: Edition) -> str:
    derived = edition.peildatum == edition.notes.peildatum
    return edition.notes.peildatum_reason if derived else ""


def _documents(table: Table) -> Iterator[FixtureObject]:
    doubts = {
        (citation.dossier, citation.number): citation.doubt or ""
        for record in table.records
        for citation in record.citations
    }
    for (dossier, number), doubt in sorted(doubts.items()):
        yield _object("motions.document", dossier=dossier, number=number, doubt=doubt)


def _motion_links(record: Record) -> Iterator[FixtureObject]:
    for label in record.labels:
        yield _object(
            "actions.actionmotion",
            action=[record.number],
            motion=[label.dossier, label.number],
            part=label.part,
            label=label.printed,
            named=list(label.submitters),
            and_others=label.cs,
        )


def _update(edition: Edition, record: Record, reading: Reading | None) -> FixtureObject:
    reference_date = edition.peildatum.isoformat()
    published = {
        "state": "gepubliceerd",
        "verbatim": True,
        "published_at": f"{reference_date}T00:00:00Z",
    }
    return _object(
        "actions.statusupdate",
        action=[record.number],
        slug=edition.slug,
        report=[edition.slug],
        kind="rapportage",
        as_of=reference_date,
        text=record.status.text,
        source_lines=list(record.status.lines),
        shared_with=list(record.shared_with),
        footnotes=[_footnote(footnote) for footnote in record.footnotes],
        addresses=[address.url for address in record.addresses],
        see_also=list(record.see_also),
        cited=sorted({f"{item.dossier}-{item.number}" for item in record.citations}),
        status=reading.status if reading else "",
        status_quote=reading.quote if reading else "",
        waiting_for=reading.waiting_for if reading else "",
        **(published if reading else {"state": "concept", "verbatim": True}),
    )


def _footnote(footnote: Footnote) -> dict[str, object]:
    return {
        "marker": footnote.marker,
        "position": footnote.position,
        "text": footnote.text,
    }


def _reading_objects(edition: str, reading: Reading) -> Iterator[FixtureObject]:
    for position, ministry in enumerate(reading.ministries, 1):
        yield _object(
            "actions.actionministry",
            action=[reading.number],
            ministry=[ministry.code],
            position=position,
            quote=ministry.quote,
        )
    for position, milestone in enumerate(reading.milestones, 1):
        yield _object(
            "actions.milestone",
            update=[reading.number, edition],
            position=position,
            quote=milestone.quote,
            date_words=milestone.date_words,
            kind=milestone.kind,
            first_day=milestone.first_day.isoformat(),
            last_day=milestone.last_day.isoformat(),
            precision=milestone.precision,
        )

"""The table of June 2021 as a whole: numbers, headings, paragraphs."""

import hashlib
import re
from pathlib import Path

from actions.statustable.layout import LayoutNotes
from actions.statustable.records import Record, Table
from actions.statustable.table import parse_table

Records = dict[int, Record]

# The actions whose cell has this many paragraphs and bullets, counted by eye; all others have one.
STATUS_PARAGRAPHS = {
    2: [2, 18, 22, 54, 55, 56, 57, 59, 63, 72, 73, 78, 79],
    3: [29, 74],
    4: [36, 46, 53, 64],
    5: [19, 43, 70, 80, 85],
    6: [41, 82],
    7: [39, 49, 84, 86],
    8: [81, 83],
    14: [42],
}
DESCRIPTION_PARAGRAPHS = {2: [33, 35, 37, 39, 56, 81], 3: [22], 4: [41]}


def actions_by_paragraphs(texts: dict[int, str]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for number, text in texts.items():
        found.setdefault(text.count("\n") + 1, []).append(number)
    return {count: numbers for count, numbers in sorted(found.items()) if count > 1}


def test_the_source_is_kept_byte_for_byte(source: bytes) -> None:
    digest = hashlib.sha256(source).hexdigest()
    assert digest == "14cabfae21ec4ef8328d53a6cb58b1f2b0d194574cfab455f94effb7e51ecd01"
    folder = Path(__file__).parents[3] / "fixtures" / "source"
    listed = (folder / "stand-van-zaken-2021-06.txt.sha256").read_text()
    assert listed == f"{digest}  stand-van-zaken-2021-06.txt\n"


def test_the_table_has_86_actions_21_labels_on_20_actions_and_19_motions(table: Table) -> None:
    labels = [label for record in table.records for label in record.labels]
    assert [record.number for record in table.records] == list(range(1, 87))
    assert len(labels) == 21
    assert sum(1 for record in table.records if record.labels) == 20
    assert len({label.number for label in labels}) == 19


def test_title_and_introduction_are_kept_apart(table: Table) -> None:
    assert table.title.text == (
        "Stand van zaken vervolgacties Parlementaire Onderzoekscommissie Kinderopvangtoeslag"
    )
    assert table.introduction.text[:29] == "In onderstaande tabel is de s"
    assert table.introduction.text[-29:] == "daarover van 19 januari 2021."
    assert (table.title.lines, table.introduction.lines) == ((1,), (3, 5, 7))


def test_each_theme_and_sub_theme_holds_its_actions(table: Table) -> None:
    first_actions: dict[tuple[str, str | None], int] = {}
    for record in table.records:
        first_actions.setdefault((record.theme, record.subtheme), record.number)
    relations = "Informatievoorziening en politiek ambtelijke verhoudingen"
    assert first_actions == {
        ("Hersteloperatie", None): 1,
        ("Toekomst toeslagen", None): 13,
        ("Responsieve dienstverlening", "Signalen"): 17,
        ("Responsieve dienstverlening", "Versterken dienstverlening van overheid"): 26,
        (
            "Responsieve overheid en antidiscriminatie",
            "Wet- en regelgeving en de menselijke maat",
        ): 35,
        (
            "Responsieve overheid en antidiscriminatie",
            "Discriminatie en het gebruik van nationaliteit",
        ): 51,
        (relations, "Informatievoorziening aan parlement en samenleving"): 63,
        (relations, "Informatiehuishouding: basis op orde"): 72,
        ("Ambtelijk vakmanschap", None): 83,
        ("Overig", None): 85,
    }


def test_headings_are_listed_with_their_lines(table: Table) -> None:
    themes = [(heading.line, heading.printed) for heading in table.headings if not heading.subtheme]
    assert themes == [
        (13, "HERSTELOPERATIE"),
        (233, "TOEKOMST TOESLAGEN"),
        (292, "RESPONSIEVE DIENSTVERLENING"),
        (683, "RESPONSIEVE OVERHEID EN ANTIDISCRIMINATIE"),
        (1549, "INFORMATIEVOORZIENING EN POLITIEK AMBTELIJKE VERHOUDINGEN"),
        (2148, "AMBTELIJK VAKMANSCHAP"),
        (2258, "OVERIG"),
    ]
    subthemes = [heading.line for heading in table.headings if heading.subtheme]
    assert subthemes == [296, 499, 687, 1291, 1552, 1815]


def test_every_status_has_the_paragraphs_that_were_counted_by_eye(table: Table) -> None:
    texts = {record.number: record.status.text for record in table.records}
    assert actions_by_paragraphs(texts) == STATUS_PARAGRAPHS


def test_every_description_has_the_paragraphs_that_were_counted_by_eye(table: Table) -> None:
    texts = {record.number: record.description.text for record in table.records}
    assert actions_by_paragraphs(texts) == DESCRIPTION_PARAGRAPHS


def test_no_paragraph_is_empty_or_has_loose_spaces(table: Table) -> None:
    paragraphs = [
        paragraph
        for record in table.records
        for cell in (record.description, record.status)
        for paragraph in cell.text.split("\n")
    ]
    assert [text for text in paragraphs if text != " ".join(text.split()) or not text] == []


def test_paragraphs_inside_a_bullet_are_kept(records: Records) -> None:
    starts = [text[:21] for text in records[19].status.text.split("\n")]
    assert starts == [
        "- Belastingdienst: Er",
        "Er heeft nog geen uit",
        "De voortgang op deze ",
        "- Toeslagen: Binnen d",
        "Om ook de kinderen va",
    ]


def test_a_sentence_that_runs_over_a_page_is_one_paragraph(records: Records) -> None:
    running = {
        10: "goede afwegingen die het Kabinet graag gezamenlijk",
        28: "het Informatiepunt Digitale Overheid, het Meldpunt Fouten",
        32: "SZW, BZK, J&V, VWS, OCW",
        61: "overheid conform het discriminatieverbod is",
        83: "anderszins worden ambtenaren uitgenodigd",
        85: "een dienstverlenende en responsieve overheid, het versterken",
    }
    counts = {number: records[number].status.text.count(text) for number, text in running.items()}
    assert counts == dict.fromkeys(running, 1)


def test_a_paragraph_that_starts_a_page_is_not_joined(records: Records) -> None:
    assert records[74].status.text.count("te brengen\nVoor ambtenaren volgt er") == 1
    assert records[42].status.text.count("te vergroten.\nBurgers:\n- Gefaseerde") == 1


def test_a_paragraph_after_a_list_is_not_part_of_its_last_bullet(records: Records) -> None:
    assert records[83].status.text.count("hele rijksdienst.\nOp het gebied van") == 1
    assert records[84].status.text.count("verantwoordelijkheid.\nAan de acties wordt") == 1
    assert records[36].status.text.count("worden betrokken.\nVoorts wordt onder meer") == 1


def test_a_citation_that_runs_over_a_line_end_is_one_text(records: Records) -> None:
    assert records[86].status.text.count("(Kamerstukken II, 2020/21, 35510, nr. 4, p. 6) met") == 1
    assert records[72].status.text.count("nr. 291)\nHierin staat hoe") == 1


def test_a_later_edition_may_be_read_with_the_same_notes(
    source: bytes, notes: LayoutNotes, table: Table
) -> None:
    assert parse_table(source, notes.for_another_edition()) == table
    changed = source.replace(
        b"Planning voor dit wetsvoorstel moet nog", b"De planning moet nog steeds"
    )
    later = parse_table(changed, notes.for_another_edition())
    differing = [a.number for a, b in zip(table.records, later.records, strict=True) if a != b]
    assert differing == [47]
    assert later.records[46].status.text == "De planning moet nog steeds worden opgesteld."


def test_a_table_may_have_more_actions_than_the_first_one(
    source: bytes, notes: LayoutNotes
) -> None:
    status = (
        b"Dit is een nieuwe actie met een stand van zaken die breder is dan een beschrijving.  "
    )
    longer = source + b"\n87.  Een nieuwe actie \n\n" + status
    later = parse_table(longer, notes.for_another_edition())
    assert (len(later.records), later.records[86].description.text) == (87, "Een nieuwe actie")


def test_the_source_may_have_a_byte_order_mark_and_other_line_ends(
    source: bytes, notes: LayoutNotes, table: Table
) -> None:
    other = b"\xef\xbb\xbf" + re.sub(rb"\n", b"\r\n", source)
    assert parse_table(other, notes.for_another_edition()) == table

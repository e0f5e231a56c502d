"""What the page of one action gathers."""

import datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from actions.dossier import (
    CitationRow,
    lines_in_words,
    read_addresses,
    read_citations,
    read_doubts,
    read_footnotes,
    read_milestones,
    read_motions,
    read_source,
    read_status,
)
from actions.models import Action, StatusUpdate
from actions.models.promises import Span, ToldOutcome
from actions.reading_text import Segment
from motions.models import Document, Motion
from tests.factories import (
    link_motion,
    make_milestone,
    make_motion,
    make_outcome,
    make_public_action,
)

AT = datetime.datetime(2021, 10, 1, tzinfo=datetime.UTC)
TODAY = AT.date()
DAY = datetime.timedelta(days=1)
KST = "https://zoek.officielebekendmakingen.nl/kst-"


def public_update(text: str = "Er wordt aan gewerkt.", **fields: object) -> StatusUpdate:
    return make_public_action(1, text, **fields).updates.get()


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ([], ""),
        ([12], "regel 12"),
        ([12, 13, 14], "regels 12–14"),
        ([12, 14, 16], "regels 12–16"),
        ([12, 15], "regels 12, 15"),
        ([20, 12, 13], "regels 12–13, 20"),
    ],
)
def test_line_numbers_are_read_as_ranges(lines: list[int], words: str):
    assert lines_in_words(lines) == words


@pytest.mark.django_db
class TestDossier:
    """Motions, promises, citations, footnotes and sources of one action."""

    def test_motions_carry_who_signed_them_and_where_they_are_published(self):
        action = make_public_action(1)
        link_motion(action, make_motion(13, submitters=("Omtzigt", "Segers")))
        link_motion(action, make_motion(16, submitters=("Van Dam",)), part=2)
        Motion.objects.filter(number=16).update(and_others=True)

        rows = read_motions(Action.objects.for_detail(at=AT).get())

        assert [(row.link.part, row.submitters, row.publication_url) for row in rows] == [
            (None, "Omtzigt, Segers", f"{KST}35510-13.html"),
            (2, "Van Dam c.s.", f"{KST}35510-16.html"),
        ]

    def test_promises_come_by_day_with_where_they_stand(
        self, django_assert_num_queries: DjangoAssertNumQueries
    ):
        update = public_update()
        later = make_milestone(update, last_day=TODAY + 61 * DAY)
        make_milestone(update, last_day=TODAY + 60 * DAY)
        make_milestone(update, last_day=TODAY - DAY)
        met = make_milestone(update, last_day=TODAY - 2 * DAY)
        moved = make_milestone(update, last_day=TODAY - 3 * DAY)
        make_outcome(met, met_on=TODAY)
        make_outcome(moved, moved_to=later, source="Kamerbrief")
        new_term = Span(later.first_day, later.last_day, later.precision)
        moved_on = ToldOutcome("Kamerbrief", None, new_term)
        make_milestone(update, last_day=TODAY - 4 * DAY, kind="gerealiseerd")
        make_milestone(update, last_day=TODAY, first_day=TODAY - 5 * DAY, kind="lopend")

        with django_assert_num_queries(1):
            rows = read_milestones(update, at=AT)

        assert [(row.standing, row.standing_label, row.outcome) for row in rows] == [
            ("", "", None),
            ("", "", None),
            ("verschoven", "verschoven", moved_on),
            ("gehaald", "gehaald", ToldOutcome("Handelingen", TODAY, None)),
            ("verstreken", "verstreken, geen uitkomst bekend", None),
            ("binnenkort", "binnenkort", None),
            ("open", "open", None),
        ]

    def test_a_citation_is_listed_once_with_its_address_or_with_our_doubt(self):
        Document.objects.create(dossier="35510", number=809, doubt="Zoveel stukken waren er niet.")
        Document.objects.create(dossier="34352", number=213)
        update = public_update(
            "Zie TK 34352-213, 35510, nr. 809 en (34 352, nr. 213).",
            cited=["34352-213", "35510-809"],
            footnotes=[{"marker": "1", "position": 3, "text": "Kamerstuk 26643-751"}],
        )

        assert read_citations(update, read_doubts(update.cited)) == [
            CitationRow("TK 34352-213", f"{KST}34352-213.html", ""),
            CitationRow("35510, nr. 809", "", "Zoveel stukken waren er niet."),
            CitationRow("Kamerstuk 26643-751", f"{KST}26643-751.html", ""),
        ]

    def test_doubts_are_read_in_one_query_and_only_those_asked_for(
        self, django_assert_num_queries: DjangoAssertNumQueries
    ):
        Document.objects.create(dossier="35510", number=809, doubt="Nee.")
        Document.objects.create(dossier="35510", number=810, doubt="Ook niet.")

        with django_assert_num_queries(1):
            doubts = read_doubts(["35510-809", "34352-213"])

        assert doubts == {"35510-809": "Nee."}

    def test_a_text_gets_its_links_and_its_footnotes(self):
        update = public_update(
            "Zie actie 18.", footnotes=[{"marker": "2", "position": 13, "text": "TK 34352-213"}]
        )

        [block] = read_status(update, actions=frozenset({18}), doubts={})
        [footnote] = read_footnotes(update, {})

        assert block.paragraphs[0].segments == (
            Segment("Zie actie "),
            Segment("18", "/acties/18/"),
            Segment("."),
            Segment("", note="2"),
        )
        assert (footnote.marker, footnote.segments) == (
            "2",
            (Segment("TK 34352-213", f"{KST}34352-213.html"),),
        )

    @pytest.mark.parametrize(
        ("address", "url"),
        [
            ("https://a.nl/", "https://a.nl/"),
            ("HTTP://a.nl/", "HTTP://a.nl/"),
            ("javascript:alert(1)", ""),
            ("data:text/html,x", ""),
            (" https://a.nl/", ""),
            ("//a.nl/", ""),
            ("a.nl", ""),
            ("", ""),
        ],
    )
    def test_only_the_address_of_a_web_page_is_a_link(self, address: str, url: str):
        assert read_addresses(StatusUpdate(addresses=[address])) == [Segment(address, url)]

    def test_the_source_is_the_edition_and_the_lines_of_its_file(self):
        update = public_update(source_lines=[30, 31])
        Action.objects.update(source_lines=[20, 21])

        source = read_source(Action.objects.get(), update)

        assert (source.report, source.lines_description, source.lines_status) == (
            update.report,
            "regels 20–21",
            "regels 30–31",
        )

    def test_an_interim_update_has_no_edition(self):
        update = StatusUpdate(kind="tussentijds", source_lines=[])

        assert read_source(Action(), update).report is None

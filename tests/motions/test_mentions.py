"""What texts mention: the motions that they name, and the papers that they cite."""

import datetime
from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, DjangoDbBlocker

from motions.mentioned import MENTIONED
from motions.mentions import (
    ActionText,
    read_mentions_of,
    read_motions_named,
    read_papers_cited,
    read_published_papers,
    read_texts,
)
from motions.models import Document, Motion
from pok_tracker.seeding import seed_empty_database
from tests.factories import (
    JUNE_2021,
    link_motion,
    make_draft,
    make_motion,
    make_public_action,
    make_update,
)
from tests.reading_pages import read_page
from tests.shared_rows import rows_for_all

pytestmark = pytest.mark.django_db

AT = datetime.datetime(2021, 7, 1, tzinfo=datetime.UTC)
LATER = JUNE_2021 + datetime.timedelta(days=90)


def named(at: datetime.datetime = AT) -> list[tuple[str, list[int]]]:
    rows = read_motions_named(read_texts(at=at), frozenset())
    return [(row.anchor, [mention.action for mention in row.mentions]) for row in rows]


@pytest.fixture(scope="class")
def real_texts(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list]:
    """The texts of the table of June 2021."""
    with rows_for_all(django_db_blocker):
        seed_empty_database()
        yield read_texts(at=AT)


class TestRealTable:
    """What the table of June 2021 mentions."""

    def test_every_reviewed_word_stands_in_a_text_letter_by_letter(
        self, real_texts: list[ActionText]
    ):
        printed = [words for mentioned in MENTIONED for words in mentioned.words]

        lost = [words for words in printed if not any(words in text.text for text in real_texts)]

        assert (lost, len(set(printed)), len(MENTIONED)) == ([], len(printed), 11)

    def test_each_motion_is_named_by_the_actions_that_do_so(self, real_texts: list[ActionText]):
        assert named() == [
            ("dassen", [68]),
            ("klaver-16", [81]),
            ("lodders-van-weyenberg", [15, 15]),
            ("marijnissen-21", [81]),
            ("marijnissen-ii", [12, 12]),
            ("omtzigt-11", [86]),
            ("omtzigt-13", [44]),
            ("ploumen-klaver", [41]),
            ("ploumen-jetten", [44]),
            ("segers-kinderopvangtoeslag", [13]),
            ("van-brenk", [35]),
        ]

    def test_twelve_papers_are_cited(self, real_texts: list[ActionText]):
        rows = read_papers_cited(real_texts, read_published_papers(at=AT), {})

        assert {row.anchor: [mention.action for mention in row.mentions] for row in rows} == {
            "kst-26643-751": [81],
            "kst-28362-2": [64],
            "kst-28362-53": [68],
            "kst-28362-56": [64],
            "kst-29362-290": [26],
            "kst-29362-291": [72],
            "kst-30950-218": [58],
            "kst-31490-300": [84],
            "kst-34352-213": [44],
            "kst-35510-4": [86],
            "kst-35510-26": [16],
            "kst-35510-809": [52],
        }
        assert [row.url for row in rows if row.is_here] == ["/moties/35510-26/"]

    def test_what_is_shown_as_a_mention_stands_so_in_its_text(self, real_texts: list[ActionText]):
        papers = read_papers_cited(real_texts, frozenset(), {})
        mentions = [
            mention
            for row in [*read_motions_named(real_texts, frozenset()), *papers]
            for mention in row.mentions
        ]

        invented = [
            mention
            for mention in mentions
            if not any(
                mention.before.removeprefix("… ") + mention.words + mention.after.removesuffix(" …")
                in text.text
                for text in real_texts
                if (text.action, text.place) == (mention.action, mention.place)
            )
        ]

        assert (invented, len(mentions)) == ([], 25)

    def test_the_page_of_a_motion_shows_where_other_texts_mention_it(
        self, real_texts: list[ActionText]
    ):
        motions = {motion.number: motion for motion in Motion.objects.published(at=AT)}
        found = {
            number: [(mention.action, mention.words) for mention in read_mentions_of(motion, at=AT)]
            for number, motion in motions.items()
        }

        assert {number: mentions for number, mentions in found.items() if mentions} == {
            13: [(44, "naar aanleiding van de motie Omtzigt")],
            16: [(81, "motie Klaver c.s. nr 16")],
            21: [(81, "motie Marijnissen, nr. 21")],
            24: [(44, "motie Ploumen/Jetten, zie actie 37")],
            26: [(16, "Kamerstuk 35510-26")],
            37: [(35, "motie Van Brenk")],
        }

    @pytest.mark.parametrize(
        ("action", "links"),
        [
            (12, ["/moties/genoemd/#marijnissen-ii"]),
            (15, ["/moties/genoemd/#lodders-van-weyenberg"] * 2),
            (86, ["/moties/genoemd/#omtzigt-11"]),
            (1, []),
        ],
    )
    def test_the_dossier_of_an_action_leads_to_what_its_text_names(
        self, client: Client, real_texts: list[ActionText], action: int, links: list[str]
    ):
        page = read_page(client.get(f"/acties/{action}/"))

        assert [link for link in page.links if link.startswith("/moties/genoemd/#")] == links

    def test_the_paper_that_cannot_exist_has_its_doubt_and_no_link(
        self, client: Client, real_texts: list[ActionText]
    ):
        page = read_page(client.get("/moties/genoemd/"))

        assert "kst-35510-809" in page.places
        assert [link for link in page.links if "809" in link] == []


def test_only_what_the_public_may_read_then_is_mentioned():
    action = make_public_action(1, "Zie de motie Ploumen-Klaver.", superseded_at=LATER)
    make_update(action, "Zie motie Marijnissen II.", slug="2021-09", published_at=LATER)
    make_draft(action, "Zie motie Lodders/Van Weyenberg en 28362, nr. 53.")
    make_draft(make_public_action(2), "Zie de motie Ploumen-Klaver.")

    assert [named(at) for at in (AT, LATER)] == [
        [("ploumen-klaver", [1])],
        [("marijnissen-ii", [1])],
    ]
    assert read_papers_cited(read_texts(at=LATER), frozenset(), {}) == []


def test_a_motion_mentioned_only_in_a_draft_is_not_mentioned():
    motion = make_motion(24)
    link_motion(make_public_action(37), motion)
    make_draft(make_public_action(44), "de motie Ploumen/Jetten, zie actie 37", cited=["35510-24"])

    assert read_mentions_of(motion, at=AT) == []


def test_a_footnote_is_a_text_too(client: Client):
    make_public_action(
        58, "Zie de wet.", footnotes=[{"marker": "1", "position": 3, "text": "TK 34352-213"}]
    )

    page = read_page(client.get("/moties/genoemd/"))

    assert "Actie 58, voetnoot 1: TK 34352-213" in page.words("li")
    assert "https://zoek.officielebekendmakingen.nl/kst-34352-213.html" in page.links


def test_a_doubt_is_shown_only_beside_a_public_text_that_cites_the_paper(client: Client):
    Document.objects.create(dossier="35510", number=810, doubt="GEHEIM")
    make_draft(make_public_action(1), "Zie 35510, nr. 810.", cited=["35510-810"])

    assert "GEHEIM" not in client.get("/moties/genoemd/").content.decode()


def test_around_a_mention_stand_whole_words_of_its_paragraph():
    text = "Eerder.\n" + "woord " * 40 + "motie Marijnissen II" + " woord" * 40 + "\nLater."

    [row] = read_motions_named([ActionText(1, "stand van zaken", text)], frozenset())
    [mention] = row.mentions

    assert mention.before == "… " + "woord " * 19
    assert mention.after == " woord" * 19 + " …"


@pytest.mark.parametrize("rows", [1, 3])
def test_the_texts_take_one_query(django_assert_num_queries: DjangoAssertNumQueries, rows: int):
    for number in range(1, rows + 1):
        make_public_action(number, "Zie motie Marijnissen II.")

    with django_assert_num_queries(1):
        assert named() == [("marijnissen-ii", list(range(1, rows + 1)))]

"""The debatmap of a selection: what it says of each action, as a page and as documents."""

import datetime
import io
import re
import zipfile
from itertools import groupby
from xml.etree import ElementTree

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from actions.models import StatusUpdate
from motions.models import Document
from pok_tracker.seeding import seed_empty_database
from tests.factories import (
    JUNE_2021,
    link_motion,
    make_draft,
    make_milestone,
    make_motion,
    make_outcome,
    make_public_action,
    make_secret_action,
    make_update,
)
from tests.reading_pages import Page, read_page

pytestmark = pytest.mark.django_db

LATER = datetime.datetime(2021, 10, 1, tzinfo=datetime.UTC)
NEXT_CENTURY = datetime.datetime(2121, 1, 1, tzinfo=datetime.UTC)
PAGE = "/acties/debatmap/"
DOCUMENTS = ["/acties.docx", "/acties.odt"]
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STYLE_OF_HEADING = {"Kop1": 1, "Kopactie": 1, "Kop2": 2, "Kop3": 3}


def brief(client: Client, query: str = "") -> Page:
    return read_page(client.get(f"{PAGE}{query}"))


def parts_of(client: Client, address: str) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(client.get(address).content)) as package:
        return {name: package.read(name).decode() for name in package.namelist()}


def lines_of(client: Client, address: str) -> list[tuple[int, str]]:
    """The paragraphs of a document in order, each with the level of its heading or 0."""
    parts = parts_of(client, address)
    if "content.xml" in parts:
        root = ElementTree.fromstring(parts["content.xml"].replace("<text:s/>", " "))
        found = [element for element in root.iter() if element.tag in {f"{TEXT}p", f"{TEXT}h"}]
        return [
            (int(element.get(f"{TEXT}outline-level", "0")), "".join(element.itertext()))
            for element in found
        ]
    root = ElementTree.fromstring(parts["word/document.xml"])
    return [
        (
            STYLE_OF_HEADING.get(style.get(f"{WORD}val", ""), 0),
            "".join(paragraph.itertext()),
        )
        for paragraph in root.iter(f"{WORD}p")
        for style in paragraph.iter(f"{WORD}pStyle")
    ]


def make_full_action(number: int = 44) -> None:
    action = make_public_action(
        number,
        "Wij gaan praten. Dan in juni een brief.",
        description="Praat met ouders\n- en luister",
        superseded_at=LATER,
    )
    old = action.updates.get()
    make_milestone(old, "in juni een brief", last_day=JUNE_2021.date())
    new = make_update(
        action,
        "Wij praten nu. Zie TK 34352-213 en 35510, nr. 809.",
        slug="2021-09",
        published_at=LATER,
        as_of=datetime.date(2021, 9, 28),
        status="wacht-op-besluit",
        waiting_for="formatie",
        status_quote="Wij praten nu.",
        cited=["34352-213", "35510-809"],
        source_lines=[7, 8],
    )
    make_milestone(new, "Wij praten nu", last_day=datetime.date(2121, 1, 1))
    link_motion(action, make_motion(number), part=1)
    Document.objects.get_or_create(
        dossier="35510", number=809, defaults={"doubt": "Zo veel stukken waren er niet."}
    )


class TestThePage:
    """The debatmap as one page."""

    def test_the_title_page_says_what_was_chosen_and_of_which_day(self, client: Client):
        make_public_action(1, status="afgerond")
        make_public_action(2)

        page = brief(client, "?status=afgerond&sort=-nummer&peildatum=2021-07-01")

        assert page.words("h1") == ["Debatmap: 1 actie"]
        facts = dict(zip(page.words("dt"), page.words("dd"), strict=False))
        del facts["Gemaakt op"]
        assert facts == {
            "Keuze": "Status: afgerond; Volgorde: -nummer",
            "Peildatum": "1 juli 2021",
            "Aantal acties": "1",
            "Deze lijst op de site": (
                "http://testserver/acties/?status=afgerond&sort=-nummer&peildatum=2021-07-01"
            ),
        }
        assert "/acties.docx?status=afgerond&sort=-nummer&peildatum=2021-07-01" in page.links

    def test_the_contents_lead_to_each_action_in_the_order_of_the_reader(self, client: Client):
        for number in (1, 2, 3):
            make_public_action(number)

        page = brief(client, "?sort=-nummer")

        assert [link for link in page.links if link.startswith("#actie")] == [
            "#actie-3",
            "#actie-2",
            "#actie-1",
        ]
        assert [place for place in page.places if place.startswith("actie")] == [
            "actie-3",
            "actie-2",
            "actie-1",
        ]

    def test_an_action_comes_with_its_change_its_reading_its_terms_and_its_sources(
        self, client: Client
    ):
        make_full_action()

        page = brief(client)

        assert page.words("h2") == ["Inhoud", "Actie 44: Praat met ouders"]
        assert page.words("h3") == [
            "Wat werd gevraagd",
            "Stand van zaken op 28 september 2021",
            "Status",
            "Termijnen, open en verstreken",
            "Bronnen",
            "Aantekeningen",
        ]
        assert page.words("h4") == ["Verschil met de stand van 30 juni 2021"]
        assert page.words("blockquote") == ["Wij praten nu."]
        assert page.words("strong") == [
            "30 juni 2021, verstreken, geen uitkomst bekend",
            "1 januari 2121, open",
        ]
        assert "Wacht op de formatie." in " ".join(page.words("p"))
        assert {
            "https://zoek.officielebekendmakingen.nl/kst-35510-44.html",
            "https://zoek.officielebekendmakingen.nl/kst-34352-213.html",
        } <= set(page.links)
        assert [link for link in page.links if "809" in link] == []

    def test_kept_and_removed_is_the_earlier_text_kept_and_added_the_later(self, client: Client):
        make_full_action()
        markup = client.get(PAGE).content.decode()
        [shown] = re.findall(r'<p class="brief__difference">(.*?)</p>', markup)

        removed = re.sub(r"<ins>.*?</ins>", "", shown)
        added = re.sub(r"<del>.*?</del>", "", shown)

        texts = [re.sub(r"<.*?>", "", text) for text in (removed, added)]
        assert texts == list(
            StatusUpdate.objects.order_by("published_at").values_list("text", flat=True)
        )

    def test_a_text_that_says_the_same_is_not_compared(self, client: Client):
        action = make_public_action(1, superseded_at=LATER)
        make_update(action, slug="2021-09", published_at=LATER)

        page = brief(client)

        assert page.words("h4") == []
        assert "De tekst is dezelfde als die van 30 juni 2021." in page.words("p")

    def test_only_the_last_text_but_one_is_compared(self, client: Client):
        action = make_public_action(1, "EERSTE tekst.", superseded_at=JUNE_2021 + LATER.resolution)
        make_update(
            action,
            "TWEEDE tekst.",
            slug="2021-07",
            published_at=JUNE_2021 + LATER.resolution,
            superseded_at=LATER,
        )
        make_update(action, "DERDE tekst.", slug="2021-10", published_at=LATER)

        page = brief(client)

        assert (page.words("del"), page.words("ins")) == (
            ["doorgestreept", "TWEEDE"],
            ["Onderstreept", "DERDE"],
        )

    def test_on_an_earlier_day_nothing_of_later_is_in_it(self, client: Client):
        make_full_action()

        page = brief(client, "?peildatum=2021-07-01")

        assert (page.words("h4"), page.words("strong")) == (
            [],
            ["30 juni 2021, verstreken, geen uitkomst bekend"],
        )
        assert "Er is geen eerdere stand van deze actie." in page.words("p")
        assert "praten nu" not in page.markup
        assert "http://testserver/acties/44/stand/2021-06/?peildatum=2021-07-01" in page.links

    def test_a_promise_that_was_kept_is_not_among_the_open_ones(self, client: Client):
        update = make_public_action(1, "In mei dit.").updates.get()
        promise = make_milestone(update, "In mei", last_day=JUNE_2021.date())
        make_outcome(promise, met_on=JUNE_2021.date())

        assert "Geen open of verstreken termijn." in brief(client).words("p")

    def test_nothing_secret_is_in_any_form(self, client: Client):
        make_full_action()
        action = make_public_action(1, superseded_at=NEXT_CENTURY)
        make_draft(action, "GEHEIM concept.")
        make_update(action, "GEHEIM ingetrokken.", slug="2021-05", state="ingetrokken")
        make_update(action, "GEHEIM later.", slug="2121-01", published_at=NEXT_CENTURY)
        make_secret_action(2, "GEHEIM twee.")

        shown = client.get(PAGE).content.decode()
        shown += "".join("".join(parts_of(client, address).values()) for address in DOCUMENTS)

        assert "GEHEIM" not in shown
        assert "Geheime" not in shown

    def test_an_empty_selection_says_so(self, client: Client):
        page = brief(client, "?peildatum=2020-01-01")

        assert page.words("h1") == ["Debatmap: 0 acties"]
        assert "Er zijn geen acties bij deze keuze." in page.words("p")

    @pytest.mark.parametrize("address", [PAGE, *DOCUMENTS])
    def test_an_unknown_choice_is_refused_by_name(self, client: Client, address: str):
        make_public_action(1)

        response = client.get(f"{address}?status=onzin&q=praat")

        assert response.status_code == 400
        assert "#veld-status" in read_page(response).links

    def test_the_list_leads_to_the_debatmap_of_what_it_shows(self, client: Client):
        make_public_action(1, status="afgerond")
        make_public_action(2)

        links = {
            link.words: link.attributes["href"]
            for link in read_page(client.get("/acties/?status=afgerond")).all("a")
        }

        assert links["Debatmap van deze actie"] == "/acties/debatmap/?status=afgerond"
        assert read_page(client.get("/acties/")).words("a").count("Debatmap van deze 2 acties") == 1


class TestTheDocuments:
    """The same as a Word document and as odt."""

    def test_both_documents_say_the_same(self, client: Client):
        make_full_action()
        make_full_action(45)

        word, odt = (lines_of(client, address) for address in DOCUMENTS)

        assert word == odt
        assert len(word) > 60

    @pytest.mark.parametrize("address", DOCUMENTS)
    def test_the_headings_are_headings(self, client: Client, address: str):
        make_full_action()

        headings = [line for line in lines_of(client, address) if line[0]]

        assert headings == [
            (1, "Inhoud"),
            (1, "Actie 44: Praat met ouders"),
            (2, "Wat werd gevraagd"),
            (2, "Stand van zaken op 28 september 2021"),
            (3, "Verschil met de stand van 30 juni 2021"),
            (2, "Status (onze lezing)"),
            (2, "Termijnen, open en verstreken (onze lezing)"),
            (2, "Bronnen"),
            (2, "Aantekeningen"),
        ]

    @pytest.mark.parametrize("address", DOCUMENTS)
    def test_each_part_says_what_the_page_says(self, client: Client, address: str):
        make_full_action()

        lines = [text for _, text in lines_of(client, f"{address}?peildatum=2021-11-01")]
        parts = {
            name: [line for line in group if line]
            for name, group in groupby(lines, key=_part_of(lines))
        }

        assert parts["Wat werd gevraagd"][1:] == [
            "Praat met ouders",
            "en luister",
            "Motie 35 510, nr. 44, deel 1, in de bron “NR. 44 Motie Omtzigt”, "
            "https://zoek.officielebekendmakingen.nl/kst-35510-44.html",
        ]
        assert parts["Status (onze lezing)"][1:] == [
            "wacht op besluit, wacht op de formatie",
            "Dit oordeel rust op deze woorden:",
            "Wij praten nu.",
        ]
        assert parts["Bronnen"][1:] == [
            "Rapportage: De tabel van september 2021",
            "Tekst: regels 7–8 van het bronbestand",
            "Kamerstuk: TK 34352-213, https://zoek.officielebekendmakingen.nl/kst-34352-213.html",
            "Kamerstuk: 35510, nr. 809 (onze opmerking: Zo veel stukken waren er niet.)",
            "Vast adres: http://testserver/acties/44/stand/2021-09/?peildatum=2021-11-01",
            "Vast adres van de vorige stand: "
            "http://testserver/acties/44/stand/2021-06/?peildatum=2021-11-01",
        ]

    @pytest.mark.parametrize("address", DOCUMENTS)
    def test_every_letter_of_a_hostile_text_arrives_as_text(self, client: Client, address: str):
        text = "<w:p>&amp; ]]>  \x07 {{ x }}\n- \x0b punt\n  ingesprongen"
        make_public_action(1, text, description=text)

        lines = [line for _, line in lines_of(client, address)]

        assert lines.count("<w:p>&amp; ]]>  \N{REPLACEMENT CHARACTER} {{ x }}") == 3
        assert lines.count("\N{REPLACEMENT CHARACTER} punt") == 2

    @pytest.mark.parametrize("address", DOCUMENTS)
    def test_a_reader_who_has_it_gets_it_once(self, client: Client, address: str):
        make_public_action(1)
        first = client.get(address)

        again = client.get(address, headers={"if-none-match": first["ETag"]})
        make_public_action(2)
        changed = client.get(address, headers={"if-none-match": first["ETag"]})

        assert (first.status_code, again.status_code, changed.status_code) == (200, 304, 200)
        assert first["Content-Disposition"].startswith('attachment; filename="acties-')

    def test_they_are_in_dutch_and_named(self, client: Client):
        make_public_action(1)
        word, odt = (parts_of(client, f"{a}?peildatum=2021-07-01") for a in DOCUMENTS)

        title = "Debatmap: 1 actie, peildatum 1 juli 2021"
        assert title in word["docProps/core.xml"]
        assert title in word["word/header.xml"]
        assert title in odt["meta.xml"]
        assert 'w:val="nl-NL"' in word["word/styles.xml"]
        assert 'fo:language="nl"' in odt["styles.xml"]

    @pytest.mark.parametrize("address", DOCUMENTS)
    def test_every_style_that_is_used_exists(self, client: Client, address: str):
        make_full_action()
        parts = parts_of(client, address)
        styles = parts.get("word/styles.xml") or parts["styles.xml"]
        content = parts.get("word/document.xml") or parts["content.xml"]

        used = set(re.findall(r'(?:w:[pr]Style w:val|text:style-name)="([^"]+)"', content))
        known = set(re.findall(r'(?:w:styleId|style:name)="([^"]+)"', styles))

        assert used - known == set()

    def test_every_pointer_of_the_word_document_leads_somewhere(self, client: Client):
        make_full_action()
        parts = parts_of(client, DOCUMENTS[0])

        used = set(re.findall(r'r:id="(rId\d+)"', parts["word/document.xml"]))
        known = re.findall(r'Id="(rId\d+)"', parts["word/_rels/document.xml.rels"])
        anchors = re.findall(r'w:anchor="([^"]+)"', parts["word/document.xml"])
        places = re.findall(
            r'w:bookmarkStart w:id="\d+" w:name="([^"]+)"', parts["word/document.xml"]
        )

        assert used - set(known) == set()
        assert len(known) == len(set(known))
        assert anchors == places == ["actie-44"]


@pytest.mark.parametrize(("address", "queries"), [(PAGE, 7), *((a, 7) for a in DOCUMENTS)])
class TestTheCost:
    """As many queries for one action as for all."""

    @pytest.mark.parametrize("rows", [1, 3])
    def test_of_a_few_actions(
        self,
        client: Client,
        django_assert_num_queries: DjangoAssertNumQueries,
        address: str,
        queries: int,
        rows: int,
    ):
        for number in range(1, rows + 1):
            make_full_action(number)

        with django_assert_num_queries(queries):
            assert client.get(address).status_code == 200

    def test_of_the_whole_edition(
        self,
        client: Client,
        django_assert_num_queries: DjangoAssertNumQueries,
        address: str,
        queries: int,
    ):
        seed_empty_database()

        with django_assert_num_queries(queries):
            assert client.get(address).status_code == 200


def _part_of(lines: list[str]):
    heads = {
        "Wat werd gevraagd",
        "Stand van zaken op 28 september 2021",
        "Status (onze lezing)",
        "Termijnen, open en verstreken (onze lezing)",
        "Bronnen",
        "Aantekeningen",
    }
    here = [""]

    def part(line: str) -> str:
        if line in heads:
            here[0] = line
        return here[0]

    return part

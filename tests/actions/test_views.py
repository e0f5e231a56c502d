"""The pages about actions, themes and editions: what each shows, and to whom it leads."""

import datetime

import pytest
from django.test import Client

from actions.models import Action, Milestone, StatusUpdate
from motions.models import Document
from pok_tracker.lib import list_page
from tests.factories import (
    JUNE_2021,
    link_motion,
    make_action,
    make_draft,
    make_milestone,
    make_ministry,
    make_motion,
    make_outcome,
    make_public_action,
    make_secret_action,
    make_theme,
    make_update,
)
from tests.reading_pages import read_page

pytestmark = pytest.mark.django_db

LATER = datetime.datetime(2021, 10, 1, tzinfo=datetime.UTC)


def hrefs(client: Client, address: str) -> list[str]:
    return read_page(client.get(address)).links


class TestList:
    """The list of actions."""

    def test_the_list_says_how_many_of_how_many_it_shows(self, client: Client):
        make_public_action(1, status="afgerond")
        make_public_action(2)

        page = read_page(client.get("/acties/?status=afgerond"))

        assert "1 van 2 acties" in page.words("p")
        assert page.words("caption") == ["Acties"]
        assert [row.words for row in page.all("th") if row.attributes["scope"] == "row"] == ["1"]

    def test_the_head_of_the_table_tells_the_order_and_offers_others(self, client: Client):
        make_public_action(1)

        page = read_page(client.get("/acties/?q=gevraagd&sort=-status"))
        sorts = {
            cell.words: cell.attributes["aria-sort"]
            for cell in page.all("th")
            if "aria-sort" in cell.attributes
        }

        assert sorts == {
            "Nr.": "none",
            "Thema": "none",
            "Status": "descending",
            "Laatste termijn": "none",
        }
        assert "?q=gevraagd&sort=status" in page.links

    def test_what_was_chosen_can_be_taken_away_one_by_one(self, client: Client):
        make_public_action(1, status="afgerond")

        page = read_page(client.get("/acties/?status=afgerond&q=gevraagd"))

        assert {"?status=afgerond", "?q=gevraagd", "/acties/"} <= set(page.links)

    def test_a_question_that_finds_nothing_offers_to_take_choices_away(self, client: Client):
        make_public_action(1)

        page = read_page(client.get("/acties/?q=nietbestaand"))

        assert "Niets gevonden" in page.words("h2")
        assert page.all("table") == []
        assert "/acties/" in page.links

    def test_a_long_list_goes_on_at_a_next_page_that_keeps_the_question(
        self, client: Client, monkeypatch: pytest.MonkeyPatch
    ):
        monkeypatch.setattr(list_page, "PER_PAGE", 2)
        for number in (1, 2, 3):
            make_public_action(number)

        first, second = (
            read_page(client.get(f"/acties/?status=in-uitvoering&pagina={number}"))
            for number in (1, 2)
        )

        assert "?status=in-uitvoering&pagina=2" in first.links
        assert "?status=in-uitvoering&pagina=1" in second.links
        assert ("/acties/3/" in first.links, "/acties/3/" in second.links) == (False, True)
        assert "3 van 3 acties" in second.words("p")

    @pytest.mark.parametrize(
        ("address", "shown"),
        [("/acties/?q=gevraagd", 1), ("/acties/?q=gevraagd&sort=nummer", 2), ("/acties/", 2)],
    )
    def test_a_search_of_more_than_a_page_shows_the_best_unless_it_is_ordered(
        self, client: Client, monkeypatch: pytest.MonkeyPatch, address: str, shown: int
    ):
        monkeypatch.setattr(list_page, "PER_PAGE", 2)
        monkeypatch.setattr(list_page, "BEST_PER_PAGE", 1)
        for number in (1, 2, 3):
            make_public_action(number, description=f"Gevraagd {number}")

        assert len(client.get(address).context["page"].object_list) == shown


class TestDossier:
    """The page of one action."""

    def test_the_neighbours_are_the_nearest_public_actions(self, client: Client):
        for number in (2, 5, 9):
            make_public_action(number)
        make_secret_action(4)
        make_secret_action(6)

        neighbours = {
            number: [
                (link.attributes["rel"], link.attributes["href"])
                for link in read_page(client.get(f"/acties/{number}/")).all("a")
                if link.attributes.get("rel") in {"prev", "next"}
            ][:2]
            for number in (2, 5, 9)
        }

        assert neighbours == {
            2: [("next", "/acties/5/"), ("next", "/acties/5/")],
            5: [("prev", "/acties/2/"), ("next", "/acties/9/")],
            9: [("prev", "/acties/5/"), ("prev", "/acties/5/")],
        }

    def test_a_mentioned_action_is_linked_only_when_it_is_public(self, client: Client):
        make_public_action(17, "Zie actie 18 en actie 19. Zie actie 19.", see_also=[18, 19])
        make_secret_action(18)
        make_public_action(19)

        links = hrefs(client, "/acties/17/")

        assert ("/acties/18/" in links, "/acties/19/" in links) == (False, True)

    def test_a_shared_cell_names_the_other_public_actions(self, client: Client):
        make_public_action(3, shared_with=[4, 5])
        make_public_action(4, "De ander.")
        make_secret_action(5)

        page = read_page(client.get("/acties/3/"))

        assert "Dezelfde tekst geldt ook voor" in page.words("h3")
        assert ("/acties/4/" in page.links, "/acties/5/" in page.links) == (True, False)

    def test_our_reading_stands_with_the_words_it_rests_on(self, client: Client):
        action = make_public_action(
            1,
            "Wij wachten op de formatie. Dan verder.",
            status="wacht-op-besluit",
            waiting_for="formatie",
            status_quote="Wij wachten op de formatie.",
        )
        make_ministry("BZK", action=action)
        action.ministry_links.update(quote="de minister van BZK")

        page = read_page(client.get("/acties/1/"))

        assert page.words("blockquote") == ["Wij wachten op de formatie.", "de minister van BZK"]
        assert "Wacht op de formatie." in page.words("p")
        assert "Onze lezing" in page.words("a")

    def test_promises_show_their_exact_words_and_what_became_of_them(self, client: Client):
        update = make_public_action(1, "In mei dit, in juni dat.").updates.get()
        later = make_milestone(update, "in juni", last_day=datetime.date(2121, 6, 1))
        promise = make_milestone(update, "In mei dit", last_day=JUNE_2021.date())
        make_outcome(promise, moved_to=later, source="Kamerbrief")

        page = read_page(client.get("/acties/1/"))

        assert page.words("q") == ["In mei dit", "in juni"]
        assert "Verschoven naar 1 juni 2121. Bron: Kamerbrief" in page.words("p")

    def test_a_doubtful_citation_is_explained_and_not_linked(self, client: Client):
        Document.objects.create(dossier="35510", number=809, doubt="Zo veel stukken waren er niet.")
        make_public_action(1, "Zie 35510, nr. 809.", cited=["35510-809"])

        page = read_page(client.get("/acties/1/"))

        assert [link for link in page.links if "809" in link] == []
        assert page.words("small") == ["[Onze opmerking: Zo veel stukken waren er niet.]"]

    def test_every_published_text_is_in_the_history_newest_first(self, client: Client):
        action = make_public_action(1, superseded_at=LATER)
        make_update(action, "Nieuw.", slug="2021-10", published_at=LATER)
        make_draft(action)

        links = [link for link in hrefs(client, "/acties/1/") if link.startswith("/acties/1/stand")]

        assert links == ["/acties/1/stand/2021-10/", "/acties/1/stand/2021-06/"]

    def test_the_permanent_address_is_that_of_the_text_now_shown(self, client: Client):
        make_public_action(1)

        assert "http://testserver/acties/1/stand/2021-06/" in hrefs(client, "/acties/1/")

    def test_a_footnote_and_its_marker_lead_to_each_other(self, client: Client):
        make_public_action(
            58, "Dit is zo.", footnotes=[{"marker": "1", "position": 6, "text": "Zie TK 34352-213"}]
        )

        page = read_page(client.get("/acties/58/"))

        assert "#voetnoot-58-1" in page.links
        assert "voetnoot-58-1" in page.places
        assert "Dit isvoetnoot 1 zo." in page.words("p")

    def test_a_list_in_the_source_is_a_list_on_the_page(self, client: Client):
        make_public_action(1, "Dit:\n- een\n- twee\nA. drie", description="Doe")

        page = read_page(client.get("/acties/1/"))

        assert [item for item in page.words("li") if item in {"een", "twee", "A. drie"}] == [
            "een",
            "twee",
            "A. drie",
        ]


class TestPermanentAddress:
    """One published text, for ever at its address."""

    @pytest.mark.parametrize("slug", ["2021-06", "2021-10"])
    def test_each_text_keeps_its_own_page(self, client: Client, slug: str):
        action = make_public_action(1, "De tekst van 2021-06.", superseded_at=LATER)
        make_update(action, "De tekst van 2021-10.", slug="2021-10", published_at=LATER)

        page = read_page(client.get(f"/acties/1/stand/{slug}/"))

        assert f"De tekst van {slug}." in page.words("p")
        replaced = [words for words in page.words("p") if words.startswith("Dit is een eerdere")]
        assert len(replaced) == (1 if slug == "2021-06" else 0)

    def test_a_withdrawn_text_has_no_page_and_its_action_neither(self, client: Client):
        make_public_action(1, state="ingetrokken")

        addresses = ["/acties/1/", "/acties/1/stand/2021-06/", "/rapportages/2021-06/"]
        assert [client.get(address).status_code for address in addresses] == [404, 404, 404]

    def test_the_slug_of_another_action_is_not_found(self, client: Client):
        make_public_action(1)
        make_update(make_action(2), slug="2021-10")

        assert client.get("/acties/1/stand/2021-10/").status_code == 404


class TestThemes:
    """Themes with their sub-themes."""

    def test_a_theme_shows_its_own_actions_and_those_of_its_subthemes(self, client: Client):
        main = make_theme("Herstel", slug="herstel")
        make_public_action(5, theme=main)
        make_public_action(2, theme=make_theme("Ouders", slug="ouders", parent=main))
        make_public_action(9, theme=make_theme("Anders"))

        page = read_page(client.get("/themas/herstel/"))

        assert [
            link for link in page.links if link in {"/acties/2/", "/acties/5/", "/acties/9/"}
        ] == [
            "/acties/5/",
            "/acties/2/",
        ]
        assert "2 acties" in page.words("p")

    def test_a_subtheme_leads_back_to_its_theme(self, client: Client):
        main = make_theme("Herstel", slug="herstel")
        make_public_action(2, theme=make_theme("Ouders", slug="ouders", parent=main))

        page = read_page(client.get("/themas/ouders/"))

        assert ("/themas/herstel/" in page.links, "1 actie" in page.words("p")) == (True, True)

    def test_a_theme_without_public_actions_is_not_there(self, client: Client):
        make_theme("Leeg", slug="leeg")

        assert client.get("/themas/leeg/").status_code == 404


class TestEditions:
    """Editions as they were sent."""

    def test_a_merged_cell_is_printed_once_over_its_rows(self, client: Client):
        theme = make_theme()
        make_public_action(3, "Samen.", theme=theme, shared_with=[4])
        make_public_action(4, "Samen.", theme=theme, shared_with=[3])

        page = read_page(client.get("/rapportages/2021-06/"))

        assert page.words("p").count("Samen.") == 1
        assert [c.attributes["rowspan"] for c in page.all("td") if "rowspan" in c.attributes] == [
            "2"
        ]

    def test_the_label_of_a_motion_stands_as_printed(self, client: Client):
        link_motion(make_public_action(1), make_motion(13))

        page = read_page(client.get("/rapportages/2021-06/"))

        assert "(NR. 13 Motie Omtzigt)" in page.words("p")

    def test_the_list_counts_what_is_public(self, client: Client):
        make_public_action(1)
        make_public_action(2)
        make_draft(make_action(3), kind="rapportage", slug="2021-06")

        page = read_page(client.get("/rapportages/"))

        assert "Peildatum 28 juni 2021, 2 standen van zaken" in page.words("p")


def test_a_page_that_only_reads_writes_nothing(client: Client):
    action = make_public_action(1)
    make_milestone(action.updates.get(), last_day=JUNE_2021.date())
    tables = (Action, StatusUpdate, Milestone)
    before = [list(table.objects.values()) for table in tables]

    for address in ("/acties/", "/acties/1/", "/acties/1/stand/2021-06/"):
        client.get(address)

    assert [list(table.objects.values()) for table in tables] == before

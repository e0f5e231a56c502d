"""The site as it stood on a day: what every page says of that day, and that its links keep it."""

import datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from pok_tracker.lib.clock import day_of, now
from tests.factories import make_public_action, make_secret_action, make_update
from tests.reading_pages import Page, read_page
from tests.test_links import is_internal
from tests.test_public_pages import PAGES, furnish

pytestmark = pytest.mark.django_db

DAY = "2021-09-02"
WITHOUT_DAY = ("/static/", "/beheer/", "/kst-", "#")
LATER = datetime.datetime(2021, 9, 1, tzinfo=datetime.UTC)
TOMORROW = (day_of(now()) + datetime.timedelta(days=1)).isoformat()


def on_day(address: str, day: str = DAY) -> str:
    return f"{address}{'&' if '?' in address else '?'}peildatum={day}"


def robots(page: Page) -> list[str]:
    return [
        element.attributes["content"]
        for element in page.all("meta")
        if element.attributes.get("name") == "robots"
    ]


def canonical(page: Page) -> list[str]:
    return [
        element.attributes["href"]
        for element in page.all("link")
        if element.attributes["rel"] == "canonical"
    ]


class TestEveryPage:
    """What holds for each public page."""

    @pytest.mark.parametrize("view", PAGES)
    def test_a_page_names_its_day_and_leads_back_to_today(self, client: Client, view: str):
        furnish(3)
        address, heading, _ = PAGES[view]

        page = read_page(client.get(on_day(address)))

        assert page.words("h1") == [heading]
        assert page.words("aside")[0] == (
            "U bekijkt de site zoals die was op 2 september 2021. Naar vandaag"
        )
        assert [
            link.attributes["href"] for link in page.all("a") if link.words == "Naar vandaag"
        ] == [address]
        hidden = ["noindex"] if view == "actions:brief" else []
        assert (robots(page), canonical(page)) == (
            [*hidden, "noindex, nofollow"],
            [f"http://testserver{address}"],
        )

    @pytest.mark.parametrize("view", PAGES)
    def test_no_link_and_no_form_on_a_page_forgets_the_day(self, client: Client, view: str):
        furnish(3)
        address = PAGES[view][0]

        page = read_page(client.get(on_day(address)))
        stay = [
            link.attributes["href"]
            for link in page.all("a")
            if is_internal(link.attributes["href"]) and "data-to-now" not in link.attributes
            if not link.attributes["href"].startswith(WITHOUT_DAY)
        ]
        fields = [
            field for field in page.all("input") if field.attributes.get("name") == "peildatum"
        ]

        assert [link for link in stay if link.count(f"peildatum={DAY}") != 1] == []
        assert len(stay) >= 10
        assert [field.attributes["value"] for field in fields] == [DAY] * len(page.all("form"))

    @pytest.mark.parametrize("view", PAGES)
    def test_without_a_day_a_page_says_nothing_of_one(self, client: Client, view: str):
        furnish(3)
        address = PAGES[view][0]

        page = read_page(client.get(address))
        # The examples of the API are of a day that has been, whatever day a reader looks at.
        with_day = [
            link for link in page.links if "peildatum=" in link and not link.startswith("/api/")
        ]

        # A debatmap is made for one debate: it is in no search engine on any day.
        hidden = ["noindex"] if view == "actions:brief" else []
        assert (robots(page), canonical(page)) == (hidden, [])
        assert "U bekijkt de site zoals die was" not in page.markup
        # On paper an address has to hold, so a debatmap writes the day in every one.
        if view != "actions:brief":
            assert [link.partition("?")[0] for link in with_day] == (
                ["http://testserver/acties/1/"] if view == "actions:detail" else []
            )

    def test_a_day_costs_one_query_at_most(
        self, client: Client, django_assert_num_queries: DjangoAssertNumQueries
    ):
        furnish(3)
        # The first look at a list on a day measures its rows, for the sizes of its files.
        client.get(on_day("/acties/"))

        for address, _, queries in PAGES.values():
            with django_assert_num_queries(queries + 1, info=address):
                client.get(on_day(address))

    @pytest.mark.parametrize("view", PAGES)
    @pytest.mark.parametrize("day", ["gisteren", TOMORROW, "2021-07-01&peildatum=2021-07-02"])
    def test_a_day_that_cannot_be_is_refused_with_the_remedy(
        self, client: Client, view: str, day: str
    ):
        furnish(1)

        answer = client.get(on_day(PAGES[view][0], day))
        words = " ".join(read_page(answer).markup.split())

        assert answer.status_code == 400
        assert ("De peildatum" in words, day.partition("&")[0] in words) == (True, True)
        assert 'id="veld-peildatum"' in words

    def test_an_empty_day_is_no_day(self, client: Client):
        make_public_action(1)

        page = read_page(client.get("/acties/?peildatum="))

        assert (page.words("h1"), robots(page)) == (["Acties"], [])


class TestChoosingADay:
    """The form in the footer, and what a list does with a wrong day."""

    def test_the_form_keeps_the_other_choices_but_not_the_page(self, client: Client):
        make_public_action(1)

        page = read_page(client.get("/acties/?q=doe&status=in-uitvoering&pagina=2"))
        form = page.markup[page.markup.index("day-choice__form") :]
        form = form[: form.index("</form>")]

        assert 'action="/acties/"' in form
        assert 'name="q" value="doe"' in form
        assert 'name="status" value="in-uitvoering"' in form
        assert "pagina" not in form
        assert f'max="{day_of(now()).isoformat()}"' in form

    def test_a_list_names_all_faults_at_once_and_keeps_the_other_choices(self, client: Client):
        make_public_action(1)

        answer = client.get("/acties/?peildatum=gisteren&thema=onzin&status=in-uitvoering")
        page = read_page(answer)

        assert answer.status_code == 400
        assert [item for item in page.words("li") if item.startswith(("Peildatum", "Thema:"))] == [
            "Peildatum: De peildatum 'gisteren' is geen dag. Schrijf een dag als jaar-maand-dag, "
            "zoals 2021-06-30.",
            "Thema: 'onzin' is geen keuze bij thema. Kies er een uit de lijst.",
        ]
        assert [
            box.attributes["value"] for box in page.all("input") if "checked" in box.attributes
        ] == ["in-uitvoering"]
        assert "veld-peildatum" in page.places

    def test_a_day_is_no_chip(self, client: Client):
        make_public_action(1)

        page = read_page(client.get(on_day("/acties/?status=in-uitvoering")))
        chips = [link for link in page.all("a") if link.attributes.get("class") == "chip"]

        assert [(chip.words, chip.attributes["href"]) for chip in chips] == [
            ("Haal weg: Status: in uitvoering", f"?peildatum={DAY}")
        ]

    def test_the_way_to_another_page_and_another_order_keep_the_day(self, client: Client):
        for number in range(1, 102):
            make_public_action(number)

        page = read_page(client.get(on_day("/acties/?sort=-nummer")))
        links = [link for link in page.links if link.startswith("?")]

        assert {"?sort=-nummer&peildatum=2021-09-02&pagina=2"} <= set(links)
        assert [link for link in links if f"peildatum={DAY}" not in link] == []

    def test_a_redirect_keeps_the_day(self, client: Client):
        answer = client.get(on_day("/acties"))

        assert (answer.status_code, answer["Location"]) == (301, f"/acties/?peildatum={DAY}")

    def test_no_address_leads_to_another_site(self, client: Client):
        page = read_page(client.get("/", {"peildatum": DAY}, PATH_INFO="//elders.nl/"))

        assert [link for link in page.links if "elders.nl" in link] == [
            "/%2Felders.nl/",
            "/%2Felders.nl/",
        ]
        assert [form.attributes["action"] for form in page.all("form")] == [
            "/zoek",
            "/%2Felders.nl/",
        ]

    def test_the_pages_of_staff_know_no_day(self, client: Client):
        page = read_page(client.get("/beheer/inloggen/", {"peildatum": "gisteren"}, follow=True))

        assert "veld-peildatum" not in page.places


class TestBeforeTheFirstEdition:
    """The site was empty then, and says so."""

    @pytest.mark.parametrize(
        "address", ["/", "/acties/", "/moties/", "/themas/", "/rapportages/", "/over/"]
    )
    def test_an_empty_site_names_the_first_day_that_is_not(self, client: Client, address: str):
        furnish(1)
        make_secret_action(9)

        answer = client.get(on_day(address, "2020-01-01"))
        page = read_page(answer)

        assert answer.status_code == 200
        assert page.words("aside")[0] == (
            "U bekijkt de site zoals die was op 1 januari 2020. Naar vandaag Toen stond hier nog "
            "niets. De eerste dag waarop er iets te lezen is, is 30 juni 2021."
        )
        assert f"{address}?peildatum=2021-06-30" in page.links
        assert "/acties/1/?peildatum=2020-01-01" not in page.links

    @pytest.mark.parametrize(
        "address", ["/acties/1/", "/acties/1/stand/2021-06/", "/moties/35510-1/", "/bestaat-niet/"]
    )
    def test_what_was_not_there_yet_is_not_found_with_an_explanation(
        self, client: Client, address: str
    ):
        furnish(1)

        answer = client.get(on_day(address, "2021-06-29"))
        page = read_page(answer)

        assert answer.status_code == 404
        assert page.words("h1") == ["Deze bladzijde is er niet"]
        assert (
            "U vroeg deze bladzijde op 29 juni 2021. Misschien was zij er toen nog niet. "
            "Bekijk haar zoals zij nu is."
        ) in page.words("p")
        assert address in page.links

    def test_developers_get_the_same_explanation(self, client: Client, settings):
        settings.DEBUG = True
        make_public_action(1)

        page = read_page(client.get(on_day("/acties/1/", "2021-06-29")))

        assert page.words("h1") == ["Deze bladzijde is er niet"]

    def test_the_first_day_shows_the_site(self, client: Client):
        make_public_action(1)

        page = read_page(client.get(on_day("/acties/", "2021-06-30")))

        assert "/acties/1/?peildatum=2021-06-30" in page.links
        assert "Toen stond hier nog niets" not in page.markup

    def test_a_site_without_anything_names_no_day(self, client: Client):
        make_secret_action(1)

        page = read_page(client.get(on_day("/", "2020-01-01")))

        assert "De eerste dag" not in page.markup


def test_an_action_prints_the_address_of_its_page_on_this_day(client: Client):
    action = make_public_action(1, superseded_at=LATER)
    make_update(action, "Later.", slug="2021-09", published_at=LATER)
    today = day_of(now()).isoformat()

    now_page = read_page(client.get("/acties/1/"))
    then_page = read_page(client.get("/acties/1/?peildatum=2021-07-01"))

    assert f"http://testserver/acties/1/?peildatum={today}" in now_page.words("a")
    assert "http://testserver/acties/1/stand/2021-09/" in now_page.words("a")
    assert "http://testserver/acties/1/?peildatum=2021-07-01" in then_page.words("a")
    assert "http://testserver/acties/1/stand/2021-06/" in then_page.words("a")

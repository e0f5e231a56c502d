"""The one search box and the short address of a paper: where they lead."""

from urllib.parse import quote, urlsplit

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from motions.kamerstuk import read_citation
from motions.models import Document
from tests.factories import link_motion, make_motion, make_public_action, make_secret_action
from tests.reading_pages import read_page

pytestmark = pytest.mark.django_db

PUBLICATIONS = "https://zoek.officielebekendmakingen.nl"


@pytest.fixture
def _site() -> None:
    """A public motion, a secret one, and a paper that cannot exist."""
    link_motion(make_public_action(44, cited=["35510-809"]), make_motion(13))
    link_motion(make_secret_action(50), make_motion(50))
    Document.objects.create(dossier="35510", number=809, doubt="Zo veel stukken zijn er niet.")


@pytest.mark.usefixtures("_site")
class TestSearchBox:
    """What is typed in the header."""

    @pytest.mark.parametrize(
        ("query", "page"),
        [
            ("q=35+510%2C+nr.+13", "/moties/35510-13/"),
            ("q=actie+44", "/acties/44/"),
            ("q=actie+44&peildatum=2021-07-01", "/acties/44/?peildatum=2021-07-01"),
            ("q=44", "/acties/?q=44"),
            ("q=motie+Omtzigt", "/acties/?q=motie+Omtzigt"),
            ("q=34352-213", "/acties/?q=34352-213"),
            ("q=actie+50", "/acties/?q=actie+50"),
            ("q=toeslag&thema=x", "/acties/?q=toeslag&thema=x"),
            ("q=actie+44&q=35510-13", "/acties/?q=actie+44&q=35510-13"),
            ("q=", "/acties/?q="),
            ("", "/acties/"),
            ("q=https%3A%2F%2Fkwaad.example%2F", "/acties/?q=https%3A%2F%2Fkwaad.example%2F"),
            ("q=%00", "/acties/?q=%00"),
        ],
    )
    def test_it_leads_to_the_page_or_to_the_list(self, client: Client, query: str, page: str):
        for address in ("/zoek", "/zoek/"):
            response = client.get(f"{address}?{query}")

            assert (response.status_code, response.headers["Location"]) == (302, page)

    @pytest.mark.parametrize(
        "query", ["35510-13", "actie 44", "44", "motie Omtzigt", "x", "actie 1"]
    )
    def test_it_leads_somewhere_in_one_step(self, client: Client, query: str):
        response = client.get("/zoek", {"q": query}, follow=True)

        assert (response.status_code, len(response.redirect_chain)) == (200, 1)

    def test_what_was_not_there_on_a_day_is_not_found_on_it(self, client: Client):
        response = client.get("/zoek?q=actie+44&peildatum=2021-01-01")

        assert response.headers["Location"] == "/acties/?q=actie+44&peildatum=2021-01-01"

    def test_a_day_that_cannot_be_is_refused(self, client: Client):
        response = client.get("/zoek?q=actie+44&peildatum=gisteren")

        assert response.status_code == 400
        assert "De peildatum &#x27;gisteren&#x27; is geen dag." in response.content.decode()

    @pytest.mark.parametrize("address", ["/", "/acties/44/", "/moties/35510-13/", "/bestaat-niet/"])
    def test_every_page_has_it(self, client: Client, address: str):
        forms = read_page(client.get(address)).all("form")

        assert [form.attributes["action"] for form in forms if form.attributes.get("role")] == [
            "/zoek"
        ]


@pytest.mark.usefixtures("_site")
class TestPaper:
    """The short address of a paper."""

    @pytest.mark.parametrize(
        ("address", "page"),
        [
            ("/kst-35510-13", "/moties/35510-13/"),
            ("/kst-35510-13/", "/moties/35510-13/"),
            ("/kst-35510-13.html", "/moties/35510-13/"),
            ("/kst-34352-213", f"{PUBLICATIONS}/kst-34352-213.html"),
            ("/kst-35925-VII-9", f"{PUBLICATIONS}/kst-35925-VII-9.html"),
            ("/kst-35925-vii-9/", f"{PUBLICATIONS}/kst-35925-VII-9.html"),
            # A motion that is not public is a paper like any other.
            ("/kst-35510-50", f"{PUBLICATIONS}/kst-35510-50.html"),
        ],
    )
    def test_it_leads_to_the_motion_here_or_to_the_publication(
        self, client: Client, address: str, page: str
    ):
        response = client.get(address)

        assert (response.status_code, response.headers["Location"]) == (302, page)

    @pytest.mark.parametrize(
        "code",
        [
            "35510",
            "35510-0",
            "35510-013",
            "35510-12345",
            "35.510-13",
            "x",
            "35510-13)",
            "35510--13",
        ],
    )
    def test_what_is_no_paper_is_not_found_and_says_how_to_write_one(
        self, client: Client, code: str
    ):
        response = client.get(f"/kst-{code}")

        assert response.status_code == 404
        assert read_page(response).words("h1") == ["Dit is geen kamerstuk"]
        assert f"‘kst-{code}’" in " ".join(read_page(response).words("p"))

    def test_a_paper_that_cannot_exist_says_why_and_leads_nowhere(self, client: Client):
        response = client.get("/kst-35510-809")
        page = read_page(response)

        assert response.status_code == 200
        assert page.words("h1") == ["Kamerstuk 35 510, nr. 809 kan niet kloppen"]
        assert "Onze opmerking: Zo veel stukken zijn er niet." in page.words("p")
        assert "/acties/44/" in page.links
        assert [link for link in page.links if PUBLICATIONS in link] == []

    @pytest.mark.parametrize(
        "code",
        [
            "//kwaad.example",
            "35510-13@kwaad.example",
            "35510-13%0d%0aLocation:%20https://kwaad.example",
            "34352-213?next=https://kwaad.example",
            "34352-213%2f..%2f..",
            "https://kwaad.example/35510-13",
            "34352-213#@kwaad.example",
        ],
    )
    def test_no_address_leads_to_another_site(self, client: Client, code: str):
        location = client.get(f"/kst-{code}").headers.get("Location", "")

        assert urlsplit(location).netloc in {"", "zoek.officielebekendmakingen.nl"}
        assert "kwaad" not in location


@given(st.text(max_size=60))
def test_an_address_is_made_of_what_was_read_and_of_nothing_else(text: str):
    paper = read_citation(f"kst-{text}")

    assert paper is None or paper.address() == f"{PUBLICATIONS}/kst-{quote(paper.code)}.html"

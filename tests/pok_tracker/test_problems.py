"""What every answer under /api/ has in common: headers, problems, pages."""

import logging

import pytest
from django.test import Client

from tests.factories import (
    make_public_action,
    make_theme,
)
from tests.pok_tracker.one_action import _one_action

__all__ = ["_one_action"]

pytestmark = pytest.mark.django_db

DOCUMENT = "/api/v1/openapi.json"
ENDPOINTS = [
    "/api/v1/acties",
    "/api/v1/acties/1",
    "/api/v1/moties",
    "/api/v1/moties/35510-13",
    "/api/v1/themas",
    "/api/v1/acties/1/standen",
    "/api/v1/termijnen",
    "/api/v1/rapportages",
    "/api/v1/rapportages/2021-06",
    DOCUMENT,
]
COLLECTIONS = ["acties", "acties/1/standen", "moties", "themas", "termijnen", "rapportages"]
SINGLE = ["acties/1", "moties/35510-13", "rapportages/2021-06"]
TEMPLATES = {
    "acties/1": "/acties/{nummer}",
    "acties/1/standen": "/acties/{nummer}/standen",
    "moties/35510-13": "/moties/{code}",
    "rapportages/2021-06": "/rapportages/{slug}",
}
REFUSED = [
    "/api/v1/acties?status=klaar",
    "/api/v1/acties?pagina=2",
    "/api/v1/acties?soort=klaar",
    "/api/v1/acties/2",
    "/api/v1/acties/2/standen",
    "/api/v1/rapportages/2022-01",
    "/api/v1/moties/35510-14",
    "/api/v1/acties/",
    "/api/v1/bestaat-niet",
]


def faults(client: Client, url: str, **parameters: object) -> dict[str, str]:
    """What the problem document says of each parameter, in its order."""
    answer = client.get(url, parameters)
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    return {fault["parameter"]: fault["melding"] for fault in answer.json()["fouten"]}


# -- Headers ------------------------------------------------------------------


@pytest.mark.usefixtures("_one_action")
@pytest.mark.parametrize("url", [*ENDPOINTS, *REFUSED])
@pytest.mark.parametrize("method", ["get", "head", "options", "post", "delete"])
def test_every_answer_is_open_to_other_sites_and_tells_its_version(
    client: Client, url: str, method: str
):
    answer = getattr(client, method)(url)

    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["API-Version"] == "1.0.0"


@pytest.mark.usefixtures("_one_action")
@pytest.mark.parametrize("url", [*ENDPOINTS, *REFUSED])
def test_no_answer_sets_or_depends_on_a_cookie(client: Client, url: str):
    client.cookies["sessionid"] = "van-iemand"

    answer = client.get(url)

    varies = {name.strip() for name in answer.get("Vary", "").split(",")}
    assert (dict(answer.cookies), varies & {"Cookie"}) == ({}, set())


def test_a_page_outside_the_api_is_not_open_to_other_sites(client: Client):
    assert client.get("/healthz").get("Access-Control-Allow-Origin", "absent") == "absent"


# -- Methods ------------------------------------------------------------------


@pytest.mark.usefixtures("_one_action")
@pytest.mark.parametrize("url", ENDPOINTS)
def test_a_browser_gets_json_whatever_it_says_it_accepts(client: Client, url: str):
    for accepted in ("text/html", "application/xml", "geen type"):
        answer = client.get(url, headers={"accept": accepted})

        assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")


@pytest.mark.usefixtures("_one_action")
@pytest.mark.parametrize("url", ENDPOINTS)
def test_head_gives_the_headers_of_get_without_the_text(client: Client, url: str):
    full, bare = client.get(url), client.head(url)

    assert (bare.status_code, bare.content) == (200, b"")
    assert bare["Content-Length"] == str(len(full.content))


@pytest.mark.parametrize("url", ENDPOINTS)
def test_options_says_what_another_site_may_ask(client: Client, url: str):
    answer = client.options(url)

    assert (answer.status_code, answer.content) == (204, b"")
    assert answer["Allow"] == "GET, HEAD, OPTIONS"
    assert answer["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("url", ENDPOINTS)
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(url: str, method: str):
    answer = getattr(Client(enforce_csrf_checks=True), method)(url)

    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Allow"] == "GET, HEAD, OPTIONS"
    assert answer.json() == {
        "status": 405,
        "title": "Deze methode kan hier niet",
        "detail": "Deze API is alleen om te lezen. Gebruik GET.",
    }


# -- Problems -----------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        "/api/",
        "/api/v1",
        "/api/v1/",
        "/api/v1/acties/",
        "/api/v1/acties/44/",
        "/api/v1/acties/-1",
        "/api/v1/acties/vier",
        "/api/v1/moties/35510-13/",
        "/api/v1/themas/",
        "/api/v1/acties/1/standen/",
        "/api/v1/termijnen/",
        "/api/v1/rapportages/",
        "/api/v1/rapportages/2021-06/",
        "/api/v1/openapi.json/",
        "/api/v2/acties",
    ],
)
@pytest.mark.parametrize("method", ["get", "post", "options"])
def test_an_unknown_address_says_so_as_a_problem(path: str, method: str):
    answer = getattr(Client(enforce_csrf_checks=True), method)(path)

    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
    assert answer.json() == {
        "status": 404,
        "title": "Niet gevonden",
        "detail": f"Het adres {path} bestaat niet. Zie /api/v1/openapi.json voor wat er wel is.",
    }


@pytest.mark.parametrize("number", ["2", "99999999999999999999"])
def test_what_is_not_public_is_not_there(client: Client, number: str):
    answer = client.get(f"/api/v1/acties/{number}")

    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json() == {
        "status": 404,
        "title": "Niet gevonden",
        "detail": "Dit bestaat niet of is niet openbaar.",
    }


def test_a_fault_of_ours_is_a_problem_too_and_is_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    def fail(**moment: object) -> None:
        raise RuntimeError("geheime bijzonderheden")

    monkeypatch.setattr("actions.api.themes.read_overview", fail)

    with caplog.at_level(logging.ERROR, logger="django.request"):
        answer = Client(raise_request_exception=False).get("/api/v1/themas")

    assert answer["Content-Type"] == "application/problem+json"
    assert answer["API-Version"] == "1.0.0"
    assert answer.json() == {
        "status": 500,
        "title": "Storing",
        "detail": "Er ging iets mis bij ons. Probeer het later opnieuw.",
    }
    assert [record.getMessage() for record in caplog.records] == [
        "Internal Server Error: /api/v1/themas"
    ]
    assert caplog.records[0].exc_info[1].args == ("geheime bijzonderheden",)


def test_a_fault_of_ours_is_told_to_whoever_listens(
    client: Client, monkeypatch: pytest.MonkeyPatch
):
    def fail(**moment: object) -> None:
        raise RuntimeError("geheime bijzonderheden")

    monkeypatch.setattr("actions.api.themes.read_overview", fail)

    # The test client listens to the signal that error reporting listens to.
    with pytest.raises(RuntimeError, match="geheime bijzonderheden"):
        client.get("/api/v1/themas")


def test_an_address_with_too_many_parameters_is_a_problem_and_no_fault_of_ours(client: Client):
    answer = client.get("/api/v1/acties?" + "&".join(f"q{number}=1" for number in range(2000)))

    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert answer.json() == {
        "status": 400,
        "title": "Ongeldige vraag",
        "detail": "Deze vraag is niet te lezen. Gebruik minder parameters.",
    }


# -- Pages --------------------------------------------------------------------


def test_a_page_holds_a_hundred_and_points_at_its_neighbours(client: Client):
    theme = make_theme()
    for number in range(1, 202):
        make_public_action(number, theme=theme)

    first = client.get("/api/v1/acties?sort=nummer").json()
    second = client.get("/api/v1/acties?sort=nummer&pagina=2").json()
    third = client.get("/api/v1/acties?sort=nummer&pagina=3").json()

    address = "http://testserver/api/v1/acties?"
    assert [page["aantal"] for page in (first, second, third)] == [201, 201, 201]
    assert [len(page["resultaten"]) for page in (first, second, third)] == [100, 100, 1]
    assert (first["vorige"], first["volgende"]) == (None, f"{address}pagina=2&sort=nummer")
    assert second["vorige"] == f"{address}sort=nummer"
    assert second["volgende"] == f"{address}pagina=3&sort=nummer"
    assert (third["vorige"], third["volgende"]) == (f"{address}pagina=2&sort=nummer", None)
    assert [page["resultaten"][0]["nummer"] for page in (first, second, third)] == [1, 101, 201]


@pytest.mark.usefixtures("_one_action")
@pytest.mark.parametrize("collection", COLLECTIONS)
def test_a_page_that_is_not_there_is_no_other_page(client: Client, collection: str):
    answer = client.get(f"/api/v1/{collection}?pagina=2")

    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json() == {
        "status": 404,
        "title": "Niet gevonden",
        "detail": "Deze bladzijde bestaat niet. De eerste is 1.",
    }


@pytest.mark.usefixtures("_one_action")
@pytest.mark.parametrize("collection", COLLECTIONS)
@pytest.mark.parametrize("page", ["0", "-1", "last", "twee", "1.5", "٣", "+1"])
def test_what_is_no_number_of_a_page_is_a_fault(client: Client, collection: str, page: str):
    assert faults(client, f"/api/v1/{collection}", pagina=page) == {
        "pagina": "Dit is geen bladzijde. Schrijf een getal: 1, 2, 3 en zo verder."
    }


@pytest.mark.usefixtures("_one_action")
@pytest.mark.parametrize("collection", COLLECTIONS)
def test_two_pages_at_once_are_a_fault_and_the_same_twice_is_one(client: Client, collection: str):
    url = f"/api/v1/{collection}"

    assert faults(client, url, pagina=["1", "2"]) == {"pagina": "Vul dit maar één keer in."}
    assert client.get(url, {"pagina": ["1", "1", ""]}).json() == client.get(url).json()


# -- Parameters that are not there ---------------------------------------------


@pytest.mark.usefixtures("_one_action")
@pytest.mark.parametrize("address", [*COLLECTIONS, *SINGLE])
def test_a_parameter_that_is_not_there_is_a_fault_that_names_the_ones_that_are(
    client: Client, address: str
):
    described = client.get(DOCUMENT).json()["paths"][TEMPLATES.get(address, f"/{address}")]

    told = faults(client, f"/api/v1/{address}", soort="x", Peildatum="2021-07-01")

    known = sorted(
        parameter["name"]
        for parameter in described["get"]["parameters"]
        if parameter["in"] == "query"
    )
    listed = sorted(told["soort"].removesuffix(".").partition("Wel: ")[2].split(", "))
    assert list(told) == ["soort", "Peildatum"]
    assert told["soort"].startswith("Deze parameter bestaat hier niet. Wel: ")
    assert listed == known


def test_all_faults_come_at_once(client: Client):
    told = faults(
        client,
        "/api/v1/acties",
        status="klaar",
        peildatum="morgen",
        pagina="nul",
        soort="x",
    )

    assert list(told) == ["peildatum", "status", "pagina", "soort"]
    assert list(faults(client, "/api/v1/themas", peildatum="morgen", pagina="nul", soort="x")) == [
        "peildatum",
        "pagina",
        "soort",
    ]

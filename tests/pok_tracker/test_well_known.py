"""robots.txt and security.txt: what programs find at the addresses they know."""

from django.test import Client, override_settings

from pok_tracker.lib.site_owner import SiteOwner

SITE = {"SITE_URL": "https://pok.example.nl"}


@override_settings(**SITE)
def test_robots_leads_to_the_sitemap_and_away_from_endless_questions(client: Client) -> None:
    response = client.get("/robots.txt")

    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /beheer/",
        "Disallow: /zoek",
        "Disallow: /*?",
        "Allow: /*?pagina=",
        "Disallow: /*peildatum=",
        "",
        "Sitemap: https://pok.example.nl/sitemap.xml",
    ]


def test_without_a_contact_there_is_no_security_txt(client: Client) -> None:
    assert client.get("/.well-known/security.txt").status_code == 404


@override_settings(SITE_OWNER=SiteOwner(security_contact="mailto:security@example.nl"), **SITE)
def test_security_txt_names_the_contact_of_this_site(client: Client) -> None:
    response = client.get("/.well-known/security.txt")
    lines = response.content.decode().splitlines()

    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert lines[0] == "Contact: mailto:security@example.nl"
    assert lines[-2:] == [
        "Canonical: https://pok.example.nl/.well-known/security.txt",
        "Policy: https://pok.example.nl/kwetsbaarheid-melden/",
    ]

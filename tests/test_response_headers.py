"""What every public answer says in its headers, as internet.nl and the HTTP Observatory ask it."""

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client, override_settings

from pok_tracker.lib.site_owner import SiteOwner
from tests.pok_tracker.commands import A_DATABASE, A_KEY, run_python
from tests.test_public_pages import DATA, PAGES, REDIRECTS, furnish

A_YEAR = 365 * 24 * 60 * 60
ELSEWHERE = ["/bestaat-niet/", "/acties/?thema=x", "/api/x", "/?peildatum=x"]
A_FILE = "/static/css/site.css"
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


def policy_of(response: HttpResponse) -> dict[str, str]:
    """The Content-Security-Policy by its directives."""
    directives = response.headers["Content-Security-Policy"].split("; ")
    return dict(directive.split(" ", 1) for directive in directives)


@pytest.fixture
def answers(db: None, client: Client) -> dict[str, HttpResponse]:
    """One answer of every public address, of mistakes, and of a static file."""
    furnish(2)
    pages = [address for address, _, _ in PAGES.values()]
    addresses = [*pages, *DATA.values(), *REDIRECTS.values(), *ELSEWHERE, A_FILE]
    with override_settings(SITE_OWNER=SiteOwner(security_contact="https://example.nl/")):
        given = {address: client.get(address) for address in addresses}
    # A file is read to its end, or it stays open.
    b"".join(given[A_FILE])
    return given


def test_every_answer_has_every_header(answers: dict[str, HttpResponse]) -> None:
    wrong = [
        (address, name, answer.get(name))
        for address, answer in answers.items()
        for name, value in ALWAYS.items()
        # WhiteNoise serves a file before Django's old header; the policy forbids its frames too.
        if answer.get(name) != value and (address, name) != (A_FILE, "X-Frame-Options")
    ]

    assert wrong == []


def test_no_page_may_be_framed(answers: dict[str, HttpResponse]) -> None:
    assert {policy_of(answer)["frame-ancestors"] for answer in answers.values()} == {"'none'"}


def test_every_answer_allows_this_site_alone_and_nothing_unsafe(
    answers: dict[str, HttpResponse],
) -> None:
    assert [a for a, answer in answers.items() if policy_of(answer) != POLICY] == []


def test_no_answer_sets_a_cookie_or_depends_on_one(answers: dict[str, HttpResponse]) -> None:
    told = [
        address
        for address, answer in answers.items()
        if answer.cookies or "Set-Cookie" in answer.headers or "cookie" in answer.get("Vary", "")
    ]

    assert told == []


def test_what_a_page_may_ask_of_a_browser_is_nothing(answers: dict[str, HttpResponse]) -> None:
    asked = {
        part.strip().partition("=")[2]
        for answer in answers.values()
        for part in answer.headers["Permissions-Policy"].split(",")
    }

    assert asked == {"()"}


def test_a_real_site_is_reached_over_https_alone_for_a_year_and_more() -> None:
    script = (
        "from django.conf import settings as s; "
        "print(s.SECURE_HSTS_SECONDS, s.SECURE_HSTS_INCLUDE_SUBDOMAINS, s.SECURE_SSL_REDIRECT)"
    )
    done = run_python("-c", script, DATABASE_URL=A_DATABASE, SECRET_KEY=A_KEY)

    seconds, subdomains, redirects = done.stdout.split()
    assert int(seconds) >= A_YEAR
    assert (subdomains, redirects) == ("True", "True")


def test_the_cookies_of_staff_stay_below_their_own_pages() -> None:
    assert {settings.SESSION_COOKIE_PATH, settings.CSRF_COOKIE_PATH} == {"/beheer/"}

"""How a member of the staff gets in, and the pages about their own account."""

from allauth.mfa.totp.internal import auth as totp
from playwright.sync_api import Page

from tests.browser.furnished_site import PASSWORD, Furnished

ACCOUNT_PAGES = [
    "/beheer/tweede-factor/",
    "/beheer/tweede-factor/instellen/",
    "/beheer/herstelcodes/nieuw/",
    "/beheer/wachtwoord/",
    "/beheer/inloggen/opnieuw/",
    "/beheer/inloggen/afgebroken/",
    "/beheer/uitloggen/",
]


def sign_in(page: Page, name: str) -> None:
    """Fill in name and password; the page that follows stands open."""
    page.goto("/beheer/inloggen/")
    page.locator("input[name=login]").fill(name)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(lambda address: not address.endswith("/inloggen/"))


def sign_in_with_code(page: Page, site: Furnished) -> None:
    """Sign in the person who has a second factor, past the code."""
    sign_in(page, site.with_second_factor)
    # A code may run out between making and sending it.
    while page.locator("input[name=code]").count():
        page.locator("input[name=code]").fill(_code_of_app(site.app_secret))
        with page.expect_navigation():
            page.locator("input[name=code]").press("Enter")


def _code_of_app(secret: str) -> str:
    """What an authenticator app with this secret shows now."""
    return totp.format_hotp_value(
        totp.hotp_value(secret, next(iter(totp.yield_hotp_counters_from_time())))
    )

"""Who runs the site: read from the environment, never guessed."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from pok_tracker.lib.site_owner import SiteOwner, read_site_owner


def test_without_variables_nobody_runs_the_site() -> None:
    assert read_site_owner({"SITE_OWNER": " ", "CONTACT_EMAIL": ""}) == SiteOwner()


def test_every_variable_is_read() -> None:
    owner = read_site_owner(
        {
            "SITE_OWNER": " Ministerie van Voorbeelden ",
            "CONTACT_EMAIL": "redactie@example.nl",
            "SECURITY_CONTACT": "https://example.nl/melden",
            "ACCESSIBILITY_STATEMENT": "https://example.nl/verklaring/1",
            "SOURCE_CODE": "https://example.nl/pok-tracker.git",
        }
    )

    assert owner == SiteOwner(
        name="Ministerie van Voorbeelden",
        email="redactie@example.nl",
        security_contact="https://example.nl/melden",
        accessibility_statement="https://example.nl/verklaring/1",
        source_code="https://example.nl/pok-tracker.git",
    )


@pytest.mark.parametrize("text", ["security@example.nl", "mailto:security@example.nl"])
def test_a_mail_address_for_weaknesses_is_printed_as_the_standard_asks(text: str) -> None:
    owner = read_site_owner({"SECURITY_CONTACT": text})

    assert (owner.security_contact, owner.security_words) == (
        "mailto:security@example.nl",
        "security@example.nl",
    )


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("CONTACT_EMAIL", "redactie"),
        ("CONTACT_EMAIL", "redactie@localhost"),
        ("CONTACT_EMAIL", "a@example.nl\nBcc: b@example.nl"),
        ("SECURITY_CONTACT", "http://example.nl/melden"),
        ("SECURITY_CONTACT", "a@example.nl, b@example.nl"),
        ("SECURITY_CONTACT", "https://example.nl/x\nContact: mailto:b@example.nl"),
        ("ACCESSIBILITY_STATEMENT", "javascript:alert(1)"),
        ("ACCESSIBILITY_STATEMENT", "toegankelijkheidsverklaring.nl"),
        ("SOURCE_CODE", "git@example.nl:pok.git"),
        ("SOURCE_CODE", 'https://example.nl/"onclick='),
    ],
)
def test_what_cannot_be_an_address_is_refused_by_name(name: str, text: str) -> None:
    with pytest.raises(ImproperlyConfigured) as refused:
        read_site_owner({name: text})

    assert str(refused.value).startswith(f"{name} is '")

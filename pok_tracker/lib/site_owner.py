"""Who runs this copy of the site, as its environment says; nothing of it is guessed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ImproperlyConfigured

from pok_tracker.lib.environment import read_contact_email

EMAIL = re.compile(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9-]+(\.[a-z0-9-]+)+", re.IGNORECASE)
WEB_ADDRESS = re.compile(r"https://[^\s/?#@\"<>]+(/[^\s\"<>]*)?")


@dataclass(frozen=True, slots=True)
class SiteOwner:
    """Who runs the site and where they can be reached; what is not known is empty."""

    name: str = ""
    email: str = ""
    # As security.txt prints it: mailto:... or https://...
    security_contact: str = ""
    # Where the statement on accessibility stands in the register of the government.
    accessibility_statement: str = ""
    source_code: str = ""

    @property
    def security_words(self) -> str:
        """The security contact as people read it, without mailto."""
        return self.security_contact.removeprefix("mailto:")


def read_site_owner(source: Mapping[str, str]) -> SiteOwner:
    """Read the variables about the owner; each may be left out.

    Raises ImproperlyConfigured for an address that cannot be one.
    """
    return SiteOwner(
        name=_given(source, "SITE_OWNER"),
        email=read_contact_email(source),
        security_contact=_security_contact(source),
        accessibility_statement=_web_address(source, "ACCESSIBILITY_STATEMENT"),
        source_code=_web_address(source, "SOURCE_CODE"),
    )


def _given(source: Mapping[str, str], name: str) -> str:
    return source.get(name, "").strip()


def _web_address(source: Mapping[str, str], name: str) -> str:
    text = _given(source, name)
    if text and not WEB_ADDRESS.fullmatch(text):
        raise ImproperlyConfigured(
            f"{name} is '{text}'. Gebruik een adres dat met https:// begint, "
            "bijvoorbeeld https://www.example.nl/bladzijde."
        )
    return text


def _security_contact(source: Mapping[str, str]) -> str:
    text = _given(source, "SECURITY_CONTACT").removeprefix("mailto:")
    if EMAIL.fullmatch(text):
        return f"mailto:{text}"
    if text and not WEB_ADDRESS.fullmatch(text):
        raise ImproperlyConfigured(
            f"SECURITY_CONTACT is '{text}'. Gebruik een e-mailadres of een adres dat met https:// "
            "begint, bijvoorbeeld security@example.nl."
        )
    return text

"""The file that tells whoever finds a weakness where to report it (RFC 9116)."""

import datetime

from pok_tracker.lib.clock import day_of

# RFC 9116 asks for less than a year. The file is made at each request, so it never lapses.
LIFETIME = datetime.timedelta(days=180)


def security_txt(*, contact: str, site_url: str, at: datetime.datetime) -> str:
    """The text of security.txt at that moment; `contact` is a mailto: or https: address."""
    # By the day in Amsterdam, as all that changes at midnight.
    expires = day_of(at) + LIFETIME
    fields = [
        ("Contact", contact),
        ("Expires", f"{expires.isoformat()}T00:00:00Z"),
        ("Preferred-Languages", "nl, en"),
        ("Canonical", f"{site_url}/.well-known/security.txt"),
        ("Policy", f"{site_url}/kwetsbaarheid-melden/"),
    ]
    return "".join(f"{name}: {value}\n" for name, value in fields)

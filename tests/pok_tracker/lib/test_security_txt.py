"""security.txt, as the validator of internet.nl reads it."""

import datetime

from sectxt import Parser

from pok_tracker.lib.security_txt import security_txt

AT = datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.UTC)


def test_the_text_has_every_field() -> None:
    text = security_txt(
        contact="mailto:security@example.nl", site_url="https://pok.example.nl", at=AT
    )

    assert text.splitlines() == [
        "Contact: mailto:security@example.nl",
        "Expires: 2027-05-22T00:00:00Z",
        "Preferred-Languages: nl, en",
        "Canonical: https://pok.example.nl/.well-known/security.txt",
        "Policy: https://pok.example.nl/kwetsbaarheid-melden/",
    ]


def test_the_validator_finds_no_error_and_asks_only_for_a_key() -> None:
    now = datetime.datetime.now(tz=datetime.UTC)

    found = Parser(
        security_txt(
            contact="mailto:security@example.nl", site_url="https://pok.example.nl", at=now
        ).encode()
    )

    assert found.errors == []
    assert [advice["code"] for advice in found.recommendations] == ["no_encryption", "not_signed"]


def test_it_never_lapses_and_never_lasts_a_year() -> None:
    for days in range(0, 3660, 61):
        at = AT + datetime.timedelta(days=days)
        text = security_txt(contact="https://a.nl/", site_url="https://a.nl", at=at)
        expires = next(line for line in text.splitlines() if line.startswith("Expires: "))
        left = datetime.datetime.fromisoformat(expires.removeprefix("Expires: ")) - at

        assert datetime.timedelta(days=170) < left < datetime.timedelta(days=365)

"""Whatever stands in a text is shown as text."""

from urllib.parse import urlencode, urlsplit

import pytest
from django.test import Client

from actions.models import ActionMotion, Ministry, StatusReport
from motions.models import Member, Motion, Party
from pok_tracker.lib.clock import now
from tests.factories import (
    link_motion,
    make_milestone,
    make_ministry,
    make_motion,
    make_public_action,
    make_theme,
)
from tests.reading_pages import read_page
from tests.test_public_pages import ADDRESSES, not_allowed_by_our_security_policy

NASTY = " ".join(
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "'; DROP TABLE actions_action; --",
        "{{ settings.SECRET_KEY }}{% debug %}",
        "&lt;b&gt; & <b>",
        "\u202e omgekeerd \u2066",
        "javascript:alert(1)",
    ]
)
DANGEROUS = ["javascript:alert(2)", "data:text/html,x", "vbscript:x", " javascript:x", "//x.nl"]


@pytest.mark.django_db
class TestHostileTexts:
    """Whatever stands in a text is shown as text."""

    def test_a_hostile_text_is_shown_as_text_on_every_page(self, client: Client):
        make_hostile_site()
        search = f"/acties/?{urlencode({'q': NASTY})}"

        for address in [*ADDRESSES, "/acties/?q=een", search, f"{search}&thema=x"]:
            page = read_page(client.get(address))

            assert not_allowed_by_our_security_policy(page) == []
            assert [link for link in page.links if not is_safe(link)] == []
            assert [url for url in page.resources if not url.startswith("/static/")] == []

    def test_the_dossier_shows_a_hostile_text_in_full(self, client: Client):
        make_hostile_site()

        page = read_page(client.get("/acties/1/"))

        assert f"Een {NASTY} alinea" in page.words("p")
        assert f"Doe {NASTY}" in page.words("p")
        assert [item for item in page.words("li") if item.endswith(f" {NASTY} punt")] == [
            f"Eenvoetnoot 1 {NASTY} punt"
        ]

    def test_only_an_address_of_a_web_page_becomes_a_link(self, client: Client):
        make_hostile_site()

        page = read_page(client.get("/acties/1/"))

        assert [link for link in page.links if link in DANGEROUS] == []
        assert [words for words in page.words("span") if words in DANGEROUS] == [
            address for address in DANGEROUS if address == address.strip()
        ]
        assert "https://a.nl/?a=1&b=2" in page.links


def make_hostile_site() -> None:
    action = make_public_action(
        1,
        f"- Een {NASTY} punt\nEen {NASTY} alinea",
        description=f"Doe {NASTY}",
        theme=make_theme(f"Thema {NASTY}"[:120], slug="hoofd-1"),
        status_quote=NASTY,
        footnotes=[{"marker": "1", "position": 5, "text": NASTY}],
        addresses=[*DANGEROUS, "https://a.nl/?a=1&b=2"],
    )
    make_milestone(action.updates.get(), "alinea", last_day=now().date())
    make_ministry("BZK", action=action)
    Ministry.objects.update(name=NASTY[:120])
    action.ministry_links.update(quote=NASTY)
    link_motion(action, make_motion(1))
    Member.objects.update(name=NASTY[:80])
    Party.objects.update(name=NASTY[:80])
    Motion.objects.update(
        title=NASTY, request=NASTY, source=NASTY, result="aangenomen", result_source=NASTY
    )
    ActionMotion.objects.update(label=NASTY, named=[NASTY[:80]])
    StatusReport.objects.update(title=NASTY[:200], introduction=NASTY, reference_date_note=NASTY)


def is_safe(link: str) -> bool:
    return urlsplit(link).scheme in {"", "http", "https"}

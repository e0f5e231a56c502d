"""Which addresses in a page get the day of the reader, and which are left alone."""

import datetime

import pytest

from pok_tracker.lib.peildatum_links import keep_in_address, keep_in_page

DAY = datetime.date(2021, 7, 1)
HOST = "pok.example.nl"


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("/", "/?peildatum=2021-07-01"),
        ("/acties/", "/acties/?peildatum=2021-07-01"),
        ("/acties/?status=afgerond", "/acties/?status=afgerond&peildatum=2021-07-01"),
        ("?pagina=2", "?pagina=2&peildatum=2021-07-01"),
        ("?", "?peildatum=2021-07-01"),
        ("/acties/44/#lezing", "/acties/44/?peildatum=2021-07-01#lezing"),
        ("/acties.csv?q=a%20b", "/acties.csv?q=a%20b&peildatum=2021-07-01"),
        ("/api/v1/acties", "/api/v1/acties?peildatum=2021-07-01"),
        (f"https://{HOST}/moties/", f"https://{HOST}/moties/?peildatum=2021-07-01"),
        (f"//{HOST}/moties/", f"//{HOST}/moties/?peildatum=2021-07-01"),
    ],
)
def test_an_address_on_the_site_gets_the_day(address: str, kept: str):
    assert keep_in_address(address, DAY, host=HOST) == kept


@pytest.mark.parametrize(
    "address",
    [
        "",
        "#inhoud",
        "/acties/?peildatum=2021-06-30",
        "/acties/?q=x&peildatum=",
        "/static/css/site.css",
        "/beheer/",
        "/kst-35510-13",
        "https://zoek.officielebekendmakingen.nl/kst-35510-13.html",
        "//elders.nl/acties/",
        "mailto:pok@example.nl",
        "javascript:alert(1)",
    ],
)
def test_any_other_address_stays_as_it_is(address: str):
    assert keep_in_address(address, DAY, host=HOST) == address


def kept(markup: str) -> str:
    return keep_in_page(markup, DAY, host=HOST)


def test_a_link_keeps_its_other_attributes_and_its_escapes():
    assert kept('<a class="x" href="/acties/?q=a&amp;b=%22" rel="next">y</a>') == (
        '<a class="x" href="/acties/?q=a&amp;b=%22&amp;peildatum=2021-07-01" rel="next">y</a>'
    )


def test_what_is_no_link_is_left_alone():
    markup = (
        '<link rel="canonical" href="/acties/"><img src="/x.png">'
        '<abbr href="/acties/">x</abbr><a data-href="/acties/">x</a>'
        "&lt;a href=&quot;/acties/&quot;&gt;"
    )

    assert kept(markup) == markup


def test_a_link_that_leads_to_now_has_no_day():
    markup = '<a href="/acties/" data-to-now>Naar vandaag</a>'

    assert kept(markup) == markup


def test_a_searching_form_gets_the_day_as_a_field():
    field = '<input type="hidden" name="peildatum" value="2021-07-01">'

    assert kept('<form action="/acties/"><input name="q"></form>') == (
        f'<form action="/acties/">{field}<input name="q"></form>'
    )
    assert kept('<form method="get"></form>') == f'<form method="get">{field}</form>'


@pytest.mark.parametrize(
    "markup",
    [
        '<form><input type="date" name="peildatum"></form>',
        '<form method="post" action="/acties/"></form>',
        '<form action="https://elders.nl/"></form>',
        '<form action="/beheer/"></form>',
    ],
)
def test_a_form_that_has_a_day_or_leads_elsewhere_gets_none(markup: str):
    assert kept(markup) == markup


def test_each_form_is_judged_by_its_own_fields():
    page = kept('<form></form><form><input name="peildatum"></form>')

    assert page.count("peildatum") == 2

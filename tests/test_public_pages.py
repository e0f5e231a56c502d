"""Every public page: that it answers, what it costs, that it leaks nothing and leads nowhere wrong.

The addresses are read from the URL resolver, so that a new one without its line here fails.
"""

import datetime
from collections.abc import Callable, Iterator
from urllib.parse import urlencode, urlsplit

import pytest
from django.contrib.auth.models import User
from django.contrib.staticfiles import finders
from django.db.models import FilteredRelation, JSONField, Value
from django.http import QueryDict
from django.test import Client
from django.urls import URLPattern, URLResolver
from pytest_django import DjangoAssertNumQueries, DjangoDbBlocker

from actions.change_filters import ChangeFilter
from actions.filters import ActionFilter
from actions.models import (
    Action,
    ActionMotion,
    Milestone,
    Ministry,
    Outcome,
    StatusReport,
    StatusUpdate,
    Theme,
)
from actions.term_filters import TermFilter
from motions.filters import MotionFilter
from motions.models import Member, Motion, MotionSubmitter, Party
from pok_tracker.lib.clock import now
from pok_tracker.seeding import seed_empty_database
from pok_tracker.urls import public_urls
from tests.factories import (
    JUNE_2021,
    link_motion,
    make_action,
    make_member,
    make_milestone,
    make_ministry,
    make_motion,
    make_outcome,
    make_public_action,
    make_report,
    make_theme,
    make_update,
)
from tests.reading_pages import Page, read_page, words_of
from tests.shared_rows import rows_for_all

# Per view: an address of it, the heading, and the queries it takes however many rows there are.
PAGES = {
    "home": ("/", "Wat is er gedaan na ‘Ongekend onrecht’?", 8),
    "actions:list": ("/acties/", "Acties", 5),
    "actions:detail": ("/acties/1/", "Actie 1", 8),
    "actions:brief": ("/acties/debatmap/", "Debatmap: 3 acties", 7),
    "actions:update": ("/acties/1/stand/2021-06/", "Actie 1: stand van 30 juni 2021", 4),
    "actions:terms": ("/termijnen/", "Termijnen", 5),
    "actions:themes": ("/themas/", "Thema's", 2),
    "actions:theme": ("/themas/hoofd-1/", "Hoofdthema 1", 6),
    "actions:reports": ("/rapportages/", "Rapportages", 1),
    "actions:report": ("/rapportages/2021-06/", "Rapportage van juni 2021", 5),
    "actions:edition_differences": (
        "/rapportages/2021-05/verschillen/2021-06/",
        "Wat veranderde er?",
        9,
    ),
    "actions:day_differences": (
        "/verschillen/?van=2021-07-01&tot=2021-09-01",
        "Wat veranderde er?",
        7,
    ),
    "actions:changes": ("/wijzigingen/", "Wijzigingen", 8),
    "motions:list": ("/moties/", "Moties", 7),
    "motions:detail": ("/moties/35510-1/", "Motie 35 510, nr. 1", 7),
    "motions:mentioned": ("/moties/genoemd/", "Genoemd in teksten", 3),
    "about": ("/over/", "Over deze site", 0),
    "definitions": ("/definities/", "Definities", 0),
    "open-data": ("/open-data/", "Open data", 0),
    "api-reference": ("/open-data/api/", "De API", 0),
    "contact": ("/contact/", "Contact", 0),
    "accessibility": ("/toegankelijkheid/", "Toegankelijkheid", 0),
    "privacy": ("/privacy/", "Privacy", 0),
    "report-weakness": ("/kwetsbaarheid-melden/", "Kwetsbaarheid melden", 0),
    "archive": ("/archief/", "Archief", 1),
    "releases": ("/releases/", "Releases", 0),
    "sitemap": ("/sitemap/", "Sitemap", 4),
}
# Addresses for machines have tests of their own; here only that they leak nothing and set nothing.
DATA = {
    "favicon": "/favicon.ico",
    "healthz": "/healthz",
    "overview-file": "/overzicht.csv",
    "acties-file": "/acties.csv",
    "moties-file": "/moties.csv",
    "termijnen-file": "/termijnen.csv",
    "sitemap.xml": "/sitemap.xml",
    "robots.txt": "/robots.txt",
    "security.txt": "/.well-known/security.txt",
    "api-actions": "/api/v1/acties",
    "api-action": "/api/v1/acties/1",
    "api-motions": "/api/v1/moties",
    "api-motion": "/api/v1/moties/35510-1",
    "api-themes": "/api/v1/themas",
    "api-updates": "/api/v1/acties/1/standen",
    "api-terms": "/api/v1/termijnen",
    "api-reports": "/api/v1/rapportages",
    "api-report": "/api/v1/rapportages/2021-06",
    "whole-set": "/data/pok-tracker.json",
    "catalog": "/data/catalog.jsonld",
    "api-docs": "/api/v1/openapi.json",
}
# What only leads on has tests of its own as well.
REDIRECTS = {"search": "/zoek?q=actie+1", "kamerstuk": "/kst-35510-1"}
# What catches every other address under /api/ has no name.
NAMELESS = {"api/"}

ADDRESSES = [address for address, _, _ in PAGES.values()]
LISTS = [
    "/",
    "/acties/",
    "/termijnen/",
    "/themas/",
    "/rapportages/",
    "/verschillen/",
    "/wijzigingen/",
    "/moties/",
    "/over/",
    "/definities/",
    *("/archief/", "/sitemap/"),
]
LATER = datetime.datetime(2021, 9, 1, tzinfo=datetime.UTC)
NEXT_CENTURY = datetime.datetime(2121, 1, 1, tzinfo=datetime.UTC)


def views_of(patterns: list[URLPattern | URLResolver], prefix: str = "", route: str = "") -> set:
    found = set()
    for pattern in patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            space = f"{pattern.namespace}:" if pattern.namespace else prefix
            found |= views_of(pattern.url_patterns, space, here)
        else:
            found.add(prefix + pattern.name if pattern.name else here)
    return found


def furnish(rows: int) -> None:
    """Actions with everything that hangs on them, each with its own of everything."""
    for number in range(1, rows + 1):
        main = make_theme(f"Hoofdthema {number}", slug=f"hoofd-{number}")
        action = make_action(number, theme=make_theme(f"Subthema {number}", parent=main))
        make_update(
            action,
            "Zie actie 1. In juni gaat het in. Zie TK 34352-213 en 35510, nr. 809.",
            slug="2021-05",
            superseded_at=LATER,
            as_of=datetime.date(2021, 5, 28),
        )
        make_update(
            action,
            "Zie actie 1. In juni gaat het in. Zie TK 34352-213 en 35510, nr. 809.",
            published_at=LATER,
            see_also=[1, 2, 3],
            shared_with=[1, 2, 3],
            cited=["34352-213", "35510-809"],
            addresses=["https://www.rijksoverheid.nl/"],
            footnotes=[{"marker": "1", "position": 12, "text": "TK 34352-213"}],
            source_lines=[1, 2],
        )
        for update in action.updates.all():
            later = make_milestone(update, "In juni", last_day=datetime.date(2121, 1, 1))
            promise = make_milestone(update, "In juni", last_day=JUNE_2021.date())
            make_outcome(promise, moved_to=later)
            make_milestone(update, "In juni", last_day=JUNE_2021.date())
        make_ministry(f"M{number}", action=action)
        make_ministry(f"N{number}", action=action)
        members = (f"Eerste {number}", f"Tweede {number}")
        link_motion(action, make_motion(number, submitters=members), part=1)
        link_motion(action, make_motion(number + 10, submitters=members), part=2)


@pytest.mark.django_db
class TestEveryPage:
    """What holds for each page by itself."""

    def test_every_public_address_stands_in_a_table_here(self):
        assert views_of(public_urls) == {*PAGES, *DATA, *REDIRECTS, *NAMELESS}

    @pytest.mark.parametrize("rows", [1, 3])
    def test_a_page_takes_as_many_queries_for_one_row_as_for_three(
        self, client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
    ):
        furnish(rows)
        # The first look at a list measures its rows, for the sizes of its files.
        client.get("/acties/")

        for address, _, queries in PAGES.values():
            with django_assert_num_queries(queries, info=address):
                response = client.get(address)
            assert (response.status_code, address) == (200, address)

    def test_a_page_says_what_it_is_and_fetches_nothing_from_elsewhere(self, client: Client):
        furnish(3)

        for address, heading, _ in PAGES.values():
            page = read_page(client.get(address))
            files = [url.removeprefix("/static/") for url in page.resources]

            assert page.words("h1") == [heading]
            assert [html.attributes["lang"] for html in page.all("html")] == ["nl"]
            assert [" – POK-tracker" in title for title in page.words("title")] == [True]
            assert [file for file in files if not finders.find(file)] == []
            assert not_allowed_by_our_security_policy(page) == []

    def test_no_answer_knows_its_reader(self, client: Client):
        furnish(1)
        client.cookies["sessionid"] = "een-oude-sessie"
        addresses = [
            *ADDRESSES,
            *DATA.values(),
            *REDIRECTS.values(),
            "/bestaat-niet/",
            "/api/x",
            "/acties/?thema=x",
        ]

        answers = {address: client.get(address) for address in addresses}

        assert [address for address, answer in answers.items() if answer.cookies] == []
        assert [
            address for address, answer in answers.items() if "Cookie" in answer.get("Vary", "")
        ] == []

    @pytest.mark.parametrize("address", LISTS)
    def test_a_list_without_rows_says_so(self, client: Client, address: str):
        response = client.get(address)

        assert (response.status_code, len(read_page(response).all("h1"))) == (200, 1)

    @pytest.mark.parametrize(
        "address",
        [
            "/acties/1/",
            "/acties/0/",
            f"/acties/{10**30}/",
            "/acties/1/stand/2021-06/",
            "/themas/geen/",
            "/rapportages/2021-06/",
            "/rapportages/2021-06/verschillen/2021-06/",
            "/moties/35510-13/",
            "/moties/35510-013/",
            "/moties/kst-35510-13/",
            "/moties/35510-99999/",
            "/moties/onzin/",
            "/acties.pdf",
            "/acties.CSV",
            "/acties.csv/",
            "/moties.html",
        ],
    )
    def test_what_does_not_exist_is_not_found_in_dutch(self, client: Client, address: str):
        response = client.get(address)

        assert response.status_code == 404
        assert read_page(response).words("h1") == ["Deze bladzijde is er niet"]

    def test_no_page_can_be_posted_to(self, client: Client):
        addresses = [*ADDRESSES, *DATA.values(), *REDIRECTS.values()]

        assert [a for a in addresses if client.post(a).status_code != 405] == []


def not_allowed_by_our_security_policy(page: Page) -> list[str]:
    inline = [element.tag for element in page.elements if element.tag in {"style", "script"}]
    attributes = [
        f"{element.tag} {name}"
        for element in page.elements
        for name in element.attributes
        if name == "style" or name.startswith("on")
    ]
    return inline + attributes


def make_secrets() -> None:
    """One public action and, beside it, everything that could come out too early.

    Whatever only a secret update or an action without a public one brings says GEHEIM.
    """
    theme = make_theme("Openbaar thema", slug="openbaar-thema")
    hidden_theme = make_theme("GEHEIM thema", slug="geheim-thema", parent=theme)
    public = _make_public_with_a_later_text(theme)
    hidden = [
        make_action(number, f"GEHEIM omschrijving {number}", theme=hidden_theme)
        for number in (2, 3, 4, 5)
    ]
    _make_hidden_texts(public, hidden)
    public_motion = make_motion(20)
    link_motion(public, public_motion, part=1)
    link_motion(hidden[0], public_motion, part=1)
    beside = make_public_action(6, "Nog iets. Zie ook acties 2 en 5.", theme=theme, see_also=[2, 5])
    link_motion(beside, public_motion, part=2)
    _make_waiting_outcome(public)


def _make_public_with_a_later_text(theme: Theme) -> Action:
    action = make_public_action(
        1,
        "Er is iets. Zie actie 2 en actie 3.",
        theme=theme,
        see_also=[2, 3],
        shared_with=[2, 3],
        superseded_at=LATER,
    )
    make_update(
        action,
        "Er is iets nieuws. Zie actie 2 en actie 3.",
        slug="2021-09",
        published_at=LATER,
        see_also=[2, 3],
        shared_with=[2, 3],
    )
    return action


def _make_hidden_texts(public: Action, hidden: list[Action]) -> None:
    """One in each state that nobody may read; the hidden actions have a motion as well."""
    edition = make_report("2022-01")
    StatusReport.objects.filter(pk=edition.pk).update(title="GEHEIM titel")
    member = make_member("GEHEIM Lid", party="GEHEIM")
    for action, state in zip(
        [public, *hidden],
        ["concept", "concept", "ter-beoordeling", "ingetrokken", "toekomst"],
        strict=True,
    ):
        number = action.number
        update = make_update(
            action,
            f"GEHEIM tekst {number}. TK 34352-213",
            slug=f"geheim-{number}",
            kind="tussentijds",
            report=edition,
            status="afgerond",
            cited=["34352-213"],
            state="gepubliceerd" if state == "toekomst" else state,
            # What was withdrawn has been public once, and still knows when.
            published_at={"ingetrokken": JUNE_2021, "toekomst": NEXT_CENTURY}.get(state),
        )
        make_milestone(update, f"GEHEIM tekst {number}", last_day=now().date())
        if action is not public:
            motion = make_motion(number, submitters=())
            MotionSubmitter.objects.create(motion=motion, member=member, position=1)
            Motion.objects.filter(pk=motion.pk).update(title="GEHEIM titel")
            link_motion(action, motion)


def _make_waiting_outcome(public: Action) -> None:
    promise = make_milestone(
        public.updates.get(slug="2021-09"), "iets nieuws", last_day=LATER.date()
    )
    # What one person says of it waits for a second.
    Outcome.objects.create(
        promise=promise,
        met_on=LATER.date(),
        source="GEHEIM bron",
        proposed_by=User.objects.create_user("geheim-redacteur"),
        proposed_at=LATER,
    )


SECRET_ADDRESSES = [
    *(f"/acties/{number}/" for number in (2, 3, 4, 5)),
    *(f"/acties/{number}/stand/geheim-{number}/" for number in (1, 2, 3, 4, 5)),
    "/themas/geheim-thema/",
    "/rapportages/2022-01/",
    "/rapportages/2021-06/verschillen/2022-01/",
    *(f"/moties/35510-{number}/" for number in (2, 3, 4, 5)),
    *(f"/api/v1/acties/{number}" for number in (2, 3, 4, 5)),
    *(f"/api/v1/moties/35510-{number}" for number in (2, 3, 4, 5)),
]
PUBLIC_ADDRESSES = [
    *LISTS,
    "/acties/debatmap/",
    "/acties/1/",
    "/acties/1/stand/2021-06/",
    "/acties/1/stand/2021-09/",
    "/acties/6/",
    "/acties/?q=tekst",
    "/acties/?q=omschrijving",
    "/acties/?q=34352-213",
    "/acties/?q=-nieuws",
    "/acties/?status=afgerond",
    "/acties/?termijn=binnenkort",
    "/acties/?herkomst=motie",
    "/acties/?thema=onzin",
    "/acties/?sort=-termijn",
    "/moties/?q=titel",
    "/moties/?fractie=onzin",
    "/moties/?afdoening=afgedaan",
    "/moties/35510-20/",
    "/moties/genoemd/",
    "/themas/openbaar-thema/",
    "/rapportages/2021-06/",
    "/rapportages/2021-09/",
    "/rapportages/2021-06/verschillen/2021-09/",
    "/verschillen/?van=2021-06-30&tot=2021-09-02",
    "/wijzigingen/?soort=intrekking",
    "/wijzigingen/?thema=onzin",
    "/api/v1/acties",
    "/api/v1/acties/1",
    "/api/v1/moties",
    "/api/v1/moties/35510-20",
    "/api/v1/themas",
    *(
        f"/{name}.{form}"
        for name in ("acties", "moties")
        for form in ("csv", "json", "atom", "ics", "csv?q=tekst", "atom?sort=onzin")
    ),
    "/acties.ics?termijn=binnenkort",
    "/acties.json?thema=onzin",
    "/sitemap.xml",
]


def every_action(self, *, at: datetime.datetime):
    actions = self.annotate(
        current=FilteredRelation("updates"), earlier_words=Value(None, JSONField())
    )
    return actions.filter(current__isnull=False)


def every_link(self, *, at: datetime.datetime):
    current = FilteredRelation("action__updates")
    return self.annotate(current=current).filter(current__isnull=False)


def everything(self, *moment: object, **at: object):
    return self.all()


# Each guard, what stands there when it is off, and where a secret then comes out.
GUARDS = [
    (Action, "published", every_action, "/acties/"),
    (Action, "published", every_action, "/acties/2/"),
    (Action, "published", every_action, "/acties/6/"),
    (Action, "published", every_action, "/acties/?q=omschrijving"),
    (Action, "published", every_action, "/api/v1/acties"),
    (Action, "published", every_action, "/themas/openbaar-thema/"),
    (Action, "published", every_action, "/acties.csv"),
    (Action, "published", every_action, "/acties.json"),
    (ActionMotion, "published", every_link, "/moties.csv"),
    (Theme, "published", everything, "/themas/"),
    (Theme, "published", everything, "/acties/?thema=onzin"),
    (ActionMotion, "published", every_link, "/moties/"),
    (ActionMotion, "published", every_link, "/moties/35510-2/"),
    (ActionMotion, "published", every_link, "/moties/35510-20/"),
    (ActionMotion, "published", every_link, "/acties/?motie=onzin"),
    (StatusUpdate, "published", everything, "/"),
    (StatusUpdate, "published", everything, "/acties/1/"),
    (StatusUpdate, "published", everything, "/acties/5/stand/geheim-5/"),
    (StatusReport, "published", everything, "/rapportages/"),
    (Milestone, "promises", everything, "/"),
    (Milestone, "promises", everything, "/termijnen/"),
    (
        StatusUpdate,
        "published",
        everything,
        "/wijzigingen/?soort=tussentijds&gewijzigdSinds=2100-01-01",
    ),
    (Action, "published", every_action, "/moties/genoemd/"),
    (ActionMotion, "published", every_link, "/acties/?q=motie+geheim"),
    (Theme, "published", everything, "/sitemap/"),
    (Theme, "published", everything, "/sitemap.xml"),
    (StatusUpdate, "published", everything, "/sitemap.xml"),
]


@pytest.mark.django_db
class TestLeaks:
    """Nothing comes out before it is published, nor after it is withdrawn."""

    def test_no_public_page_says_a_word_of_what_is_not_public(self, client: Client):
        make_secrets()

        told = {address: secrets_on(client, address) for address in PUBLIC_ADDRESSES}

        expected = {
            address: (400 if "onzin" in address else 200, False) for address in PUBLIC_ADDRESSES
        }
        assert told == expected

    @pytest.mark.parametrize("day", ["2021-06-30", "2021-09-02"])
    def test_no_earlier_day_says_a_word_of_it_either(self, client: Client, day: str):
        make_secrets()
        addresses = [address for address in PUBLIC_ADDRESSES if "onzin" not in address]
        asked = [f"{a}{'&' if '?' in a else '?'}peildatum={day}" for a in addresses]

        told = [secrets_on(client, address) for address in asked]

        # The edition of September, and what changed since June, was not there in June.
        missing = 3 if day == "2021-06-30" else 0
        assert [status for status, _ in told].count(404) == missing
        assert [address for address, (_, tells) in zip(asked, told, strict=True) if tells] == []

    def test_what_is_not_public_has_no_page(self, client: Client):
        make_secrets()

        found = [address for address in SECRET_ADDRESSES if client.get(address).status_code != 404]

        assert found == []

    @pytest.mark.usefixtures("queries_written_again")
    @pytest.mark.parametrize(("model", "guard", "off", "address"), GUARDS)
    def test_the_same_page_tells_the_secret_when_its_guard_is_off(
        self,
        client: Client,
        monkeypatch: pytest.MonkeyPatch,
        model: type,
        guard: str,
        off: Callable,
        address: str,
    ):
        make_secrets()
        monkeypatch.setattr(type(model.objects.all()), guard, off)

        assert secrets_on(client, address)[1] is True

    @pytest.mark.parametrize(
        ("address", "numbers"),
        [("/acties/", ["2"]), ("/themas/", ["2"]), ("/themas/openbaar-thema/", ["2"])],
    )
    def test_no_number_counts_what_is_not_public(
        self, client: Client, address: str, numbers: list[str]
    ):
        make_secrets()

        page = read_page(client.get(address))
        counted = {
            "/acties/": [words.split()[0] for words in page.words("strong")],
            "/themas/": [link.words.split()[0] for link in page.all("a") if "actie" in link.words],
        }.get(address, [words.split()[0] for words in page.words("p") if words == "2 acties"])

        assert [number for number in counted if number.isdigit()] == numbers

    def test_a_replaced_text_is_read_only_at_its_own_address(self, client: Client):
        make_secrets()
        action = make_public_action(9, "De VERLOPEN tekst.", superseded_at=LATER)
        make_update(action, "De nieuwe tekst.", slug="2021-09", published_at=LATER)
        pages = [*PUBLIC_ADDRESSES, "/acties/9/", "/acties/9/stand/2021-09/"]

        telling = [page for page in pages if "verlopen" in words_of(client.get(page))]

        # An edition shows what was sent, a difference what was said before; they are for that.
        assert telling == [
            "/wijzigingen/",
            "/acties/debatmap/",
            "/rapportages/2021-06/",
            "/rapportages/2021-06/verschillen/2021-09/",
            "/verschillen/?van=2021-06-30&tot=2021-09-02",
            "/acties.atom",
        ]
        assert "verlopen" in words_of(client.get("/acties/9/stand/2021-06/"))

    def test_an_excluded_word_in_a_draft_does_not_hide_its_action(self, client: Client):
        make_secrets()

        page = read_page(client.get("/acties/?q=-geheim"))

        assert "/acties/1/" in page.links


def secrets_on(client: Client, address: str) -> tuple[int, bool]:
    response = client.get(address)
    return response.status_code, "geheim" in words_of(response)


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


@pytest.fixture(scope="class")
def site(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, Page]]:
    """Every page that plain links lead to from the overview, by its address."""
    with rows_for_all(django_db_blocker):
        seed_empty_database()
        yield crawl(Client(), "/")


def crawl(client: Client, start: str) -> dict[str, Page]:
    """Follow internal links, query strings left out: those are asked of the filters instead."""
    pages: dict[str, Page] = {}
    waiting = [start]
    while waiting:
        address = waiting.pop()
        response = client.get(address)
        assert response.status_code == 200, address
        if not response.headers["Content-Type"].startswith("text/html"):
            pages[address] = Page("")
            continue
        pages[address] = read_page(response)
        found = {path_of(link, address) for link in pages[address].links if is_internal(link)}
        waiting += sorted(found - pages.keys() - set(waiting))
    return pages


def is_internal(link: str) -> bool:
    return urlsplit(link).netloc in {"", "testserver"}


def path_of(link: str, page: str) -> str:
    return urlsplit(link).path or page


@pytest.mark.django_db
class TestRealSite:
    """The site over the table of June 2021, followed from link to link."""

    def test_every_action_motion_theme_and_edition_can_be_reached(self, site: dict[str, Page]):
        rows = [
            *Action.objects.all(),
            *StatusUpdate.objects.select_related("action"),
            *Motion.objects.all(),
            *Theme.objects.all(),
        ]
        wanted = {row.get_absolute_url() for row in rows} | set(LISTS) | {"/rapportages/2021-06/"}

        assert wanted - site.keys() == set()
        assert (Action.objects.count(), Motion.objects.count()) == (86, 19)

    def test_every_link_inside_a_page_leads_to_a_place_there(self, site: dict[str, Page]):
        lost = [
            (address, link)
            for address, page in site.items()
            for link in page.links
            if is_internal(link) and urlsplit(link).fragment
            if urlsplit(link).fragment not in site[path_of(link, address)].places
        ]

        assert lost == []

    def test_every_link_with_a_question_is_one_that_the_filters_understand(
        self, site: dict[str, Page]
    ):
        asked = {
            (path_of(link, address), urlsplit(link).query)
            for address, page in site.items()
            for link in page.links
            if is_internal(link) and urlsplit(link).query
            # The address of a page on a day: any page takes it.
            if not urlsplit(link).query.startswith("peildatum=")
            # The examples of the API are followed in tests/pok_tracker/open_data/test_pages.py.
            if not link.startswith("/api/")
        }
        filters = {
            "/acties/": ActionFilter,
            "/moties/": MotionFilter,
            "/termijnen/": TermFilter,
            "/wijzigingen/": ChangeFilter,
        }

        refused = [
            (path, query)
            for path, query in sorted(asked)
            if not filters[f"{path.rstrip('/').split('.')[0]}/"](
                QueryDict(query), at=now()
            ).is_valid()
        ]

        assert (refused, len(asked) > 20) == ([], True)

    def test_every_link_to_another_site_is_a_web_page(self, site: dict[str, Page]):
        outside = {
            urlsplit(link).scheme
            for page in site.values()
            for link in page.links
            if not is_internal(link)
        }

        # The table itself prints some addresses with http.
        assert outside == {"http", "https"}

    def test_no_page_names_a_place_twice(self, site: dict[str, Page]):
        twice = []
        for address, page in site.items():
            ids = [
                element.attributes["id"] for element in page.elements if "id" in element.attributes
            ]
            twice += [(address, name) for name in set(ids) if ids.count(name) > 1]

        assert twice == []

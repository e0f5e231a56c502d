"""Nothing comes out before it is published, nor after it is withdrawn."""

import datetime
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.db.models import FilteredRelation, JSONField, Value
from django.test import Client

from actions.models import (
    Action,
    ActionMotion,
    Milestone,
    Outcome,
    StatusReport,
    StatusUpdate,
    Theme,
)
from motions.models import Motion, MotionSubmitter
from pok_tracker.lib.clock import now
from tests.factories import (
    JUNE_2021,
    link_motion,
    make_action,
    make_member,
    make_milestone,
    make_motion,
    make_public_action,
    make_report,
    make_theme,
    make_update,
)
from tests.reading_pages import read_page, words_of
from tests.test_public_pages import LATER, LISTS

NEXT_CENTURY = datetime.datetime(2121, 1, 1, tzinfo=datetime.UTC)


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

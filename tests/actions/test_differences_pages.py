"""The pages with what changed between two editions, and between two days."""

import datetime
import gzip

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from actions.models import Action, EditionRow, StatusReport, StatusUpdate
from pok_tracker.lib.clock import now
from pok_tracker.seeding import seed_empty_database
from tests.factories import (
    make_action,
    make_draft,
    make_milestone,
    make_outcome,
    make_public_action,
    make_report,
    make_update,
)
from tests.reading_pages import Page, read_page, words_of

pytestmark = pytest.mark.django_db

JANUARY = datetime.datetime(2022, 1, 15, 9, tzinfo=datetime.UTC)
FEBRUARY = datetime.datetime(2022, 2, 1, 9, tzinfo=datetime.UTC)
EDITIONS = "/rapportages/2021-06/verschillen/2022-01/"
DAYS = "/verschillen/?van=2021-12-31&tot=2022-02-28"


def succeed(action: Action, text: str, **fields: object) -> StatusUpdate:
    """The text of the edition of January, in the place of the one before it."""
    action.updates.filter(superseded_at=None, state="gepubliceerd").update(superseded_at=JANUARY)
    return make_update(
        action,
        text,
        **{
            "slug": "2022-01",
            "published_at": JANUARY,
            "as_of": datetime.date(2022, 1, 15),
            **fields,
        },
    )


def everything(self, *, at: datetime.datetime):
    return self.all()


def repeat(action: Action, **fields: object) -> EditionRow:
    """A row of January that prints the text which stood already."""
    return print_row(action, action.updates.get(), **fields)


def print_row(action: Action, update: StatusUpdate, **fields: object) -> EditionRow:
    values = {"description": action.description, "theme": action.theme, **fields}
    return EditionRow.objects.create(
        report=make_report("2022-01"),
        action=action,
        update=update,
        position=action.number,
        **values,
    )


def totals(page: Page) -> dict[str, str]:
    """The numbers on top that are not none, by the anchor they lead to."""
    return {
        link.attributes["href"].removeprefix("#"): link.words.split()[0]
        for link in page.all("a")
        if link.attributes.get("class") == "totals__link"
    }


def two_editions() -> dict[str, Action]:
    """One action of each kind of change between June and January."""
    actions = {
        "changed": make_public_action(1, "De wet gaat in juni naar de Kamer."),
        "silent": make_public_action(2, "Er wordt aan gewerkt."),
        "vanished": make_public_action(3, "Dit was alles."),
        "reworded": make_public_action(4, "Er komt een plan.", description="Maak een nieuw plan"),
        "new": make_action(5, "Doe ook dit"),
    }
    succeed(actions["changed"], "De wet gaat in maart naar de Kamer.", status="afgerond")
    repeat(actions["silent"])
    make_update(
        actions["new"],
        "Er is begonnen.",
        slug="2022-01",
        published_at=JANUARY,
        as_of=datetime.date(2022, 1, 15),
    )
    # The edition says something else of the action, and has the same text.
    row = print_row(actions["reworded"], succeed(actions["reworded"], "Er komt een plan."))
    row.changes = ["omschrijving"]
    row.replaced = {"description": "Maak een plan", "description_lines": []}
    row.save()
    EditionRow.objects.create(
        report=make_report("2021-06"),
        action=actions["reworded"],
        update=actions["reworded"].updates.get(slug="2021-06"),
        position=4,
        description="Maak een plan",
        theme=actions["reworded"].theme,
    )
    for name in ("changed", "new"):
        print_row(actions[name], actions[name].updates.get(slug="2022-01"))
    return actions


class TestBetweenEditions:
    def test_the_numbers_on_top_lead_to_what_they_count(self, client: Client):
        two_editions()

        page = read_page(client.get(EDITIONS))

        assert totals(page) == {
            "status": "1",
            "teksten": "1",
            "ongewijzigd": "2",
            "omschrijvingen": "1",
            "nieuw": "1",
            "vervallen": "1",
        }
        anchors = {element.attributes.get("id") for element in page.elements}
        assert totals(page).keys() - anchors == set()

    def test_changed_words_are_marked_and_the_rest_is_not(self, client: Client):
        two_editions()

        page = read_page(client.get(EDITIONS))
        samples = {"doorgestreept", "onderstreept"}

        assert set(page.words("del")) - samples == {"juni"}
        assert set(page.words("ins")) - samples == {"maart", "nieuw"}

    def test_a_status_is_told_from_and_to_with_the_words_it_rests_on(self, client: Client):
        two_editions()

        page = read_page(client.get(EDITIONS))

        assert [words for words in page.words("blockquote") if "wet" in words] == [
            "De wet gaat in juni naar de Kamer.",
            "De wet gaat in maart naar de Kamer.",
        ]

    def test_both_texts_are_a_link_away(self, client: Client):
        two_editions()

        links = read_page(client.get(EDITIONS)).links

        assert {"/acties/1/stand/2021-06/", "/acties/1/stand/2022-01/"} - set(links) == set()

    def test_the_wrong_way_round_is_turned(self, client: Client):
        two_editions()

        response = client.get("/rapportages/2022-01/verschillen/2021-06/?a=1")

        assert (response.status_code, response.headers["Location"]) == (302, f"{EDITIONS}?a=1")

    def test_an_edition_beside_itself_says_so(self, client: Client):
        two_editions()

        response = client.get("/rapportages/2021-06/verschillen/2021-06/")

        assert response.status_code == 200
        assert "u vergelijkt twee keer hetzelfde" in words_of(response)

    @pytest.mark.parametrize("pair", ["2021-06/verschillen/2030-01", "x/verschillen/2021-06"])
    def test_an_edition_that_is_not_known_is_not_found(self, client: Client, pair: str):
        two_editions()

        assert client.get(f"/rapportages/{pair}/").status_code == 404

    def test_an_edition_of_which_nothing_is_public_is_not_found(self, client: Client):
        make_public_action(1)
        succeed(make_public_action(2), "Later.", published_at=now() + datetime.timedelta(days=9))

        assert client.get(EDITIONS).status_code == 404

    def test_a_text_that_was_withdrawn_is_on_neither_side(self, client: Client):
        actions = two_editions()
        make_update(
            actions["vanished"],
            "INGETROKKEN tekst.",
            slug="2022-01",
            state="ingetrokken",
            published_at=JANUARY,
            withdrawn_at=FEBRUARY,
        )
        print_row(actions["vanished"], actions["vanished"].updates.get(slug="2022-01"))

        told = words_of(client.get(EDITIONS)) + words_of(client.get(DAYS))

        assert "ingetrokken tekst" not in told
        # The edition printed the action all the same.
        assert "vervallen" not in totals(read_page(client.get(EDITIONS)))

    def test_a_correction_stands_for_the_text_that_it_corrects(self, client: Client):
        actions = two_editions()
        wrong = actions["changed"].updates.get(slug="2022-01")
        StatusUpdate.objects.filter(pk=wrong.pk).update(superseded_at=FEBRUARY)
        make_update(
            actions["changed"],
            "De wet gaat in april naar de Kamer.",
            slug="2022-01-correctie",
            kind="correctie",
            corrects=wrong,
            report=wrong.report,
            published_at=FEBRUARY,
        )

        page = read_page(client.get(EDITIONS))

        assert "april" in page.words("ins")
        assert "maart" not in page.words("ins")

    def test_what_staff_wrote_in_a_draft_is_not_told(self, client: Client):
        actions = two_editions()
        make_draft(actions["silent"], "GEHEIM", report=make_report("2022-01"))

        assert "geheim" not in words_of(client.get(EDITIONS))

    def test_what_waits_for_its_moment_is_told_only_without_its_guard(
        self, client: Client, monkeypatch: pytest.MonkeyPatch
    ):
        action = two_editions()["vanished"]
        later = now() + datetime.timedelta(days=9)
        action.updates.update(superseded_at=later)
        make_update(action, "GEHEIM", slug="2022-01", published_at=later)

        guarded = words_of(client.get(EDITIONS))
        monkeypatch.setattr(type(StatusUpdate.objects.all()), "published", everything)
        unguarded = words_of(client.get(EDITIONS))

        assert ("geheim" in guarded, "geheim" in unguarded) == (False, True)

    def test_a_promise_that_a_draft_carried_on_is_the_same_one(self, client: Client):
        actions = two_editions()
        before = actions["changed"].updates.get(slug="2021-06")
        after = actions["changed"].updates.get(slug="2022-01")
        first = make_milestone(before, "in juni", last_day=datetime.date(2022, 6, 30))
        make_milestone(after, "in maart", last_day=datetime.date(2022, 6, 30), carried_from=first)

        found = totals(read_page(client.get(EDITIONS)))

        assert [anchor for anchor in found if anchor.startswith("termijnen")] == []

    def test_promises_are_told_with_what_became_of_them(self, client: Client):
        actions = two_editions()
        before = actions["changed"].updates.get(slug="2021-06")
        after = actions["changed"].updates.get(slug="2022-01")
        later = make_milestone(after, "in maart", last_day=datetime.date(2022, 3, 31))
        first = make_milestone(before, "in juni", last_day=datetime.date(2021, 7, 31))
        make_outcome(first, moved_to=later)
        make_milestone(
            actions["silent"].updates.get(),
            last_day=datetime.date(2021, 12, 31),
        )

        page = read_page(client.get(EDITIONS))

        assert {k: v for k, v in totals(page).items() if k.startswith("termijnen")} == {
            "termijnen-verstreken": "1",
            "termijnen-verschoven": "1",
        }
        moved = [words for words in page.words("span") if "later" in words]
        assert moved == ["243 dagen later, naar 31 maart 2022"]


class TestBetweenDays:
    def test_the_same_changes_are_told(self, client: Client):
        two_editions()

        # An action that an edition leaves out still stands on the site.
        assert totals(read_page(client.get(DAYS))) == {
            "status": "1",
            "teksten": "1",
            "ongewijzigd": "3",
            "omschrijvingen": "1",
            "nieuw": "1",
        }

    def test_an_action_says_what_it_said_on_each_of_the_days(self, client: Client):
        two_editions()

        words = words_of(client.get("/verschillen/?van=2020-12-31&tot=2021-12-31"))

        assert "maak een plan" in words
        assert "maak een nieuw plan" not in words

    def test_a_day_ends_at_midnight_in_amsterdam(self, client: Client):
        action = make_public_action(1, "Eerst dit.")
        moment = datetime.datetime(2022, 1, 15, 22, 59, tzinfo=datetime.UTC)
        action.updates.update(superseded_at=moment)
        make_update(action, "Toen dat.", slug="2022-01", published_at=moment)

        before = read_page(client.get("/verschillen/?van=2022-01-14&tot=2022-01-15"))
        after = read_page(client.get("/verschillen/?van=2022-01-15&tot=2022-01-16"))

        assert (totals(before), totals(after)) == ({"teksten": "1"}, {"ongewijzigd": "1"})

    def test_the_wrong_way_round_is_turned(self, client: Client):
        response = client.get("/verschillen/?van=2022-01-15&tot=2021-06-30")

        assert response.status_code == 302
        assert response.headers["Location"] == "/verschillen/?van=2021-06-30&tot=2022-01-15"

    def test_a_day_beside_itself_says_so(self, client: Client):
        response = client.get("/verschillen/?van=2022-01-15&tot=2022-01-15")

        assert "u vergelijkt twee keer hetzelfde" in words_of(response)

    @pytest.mark.parametrize(
        ("query", "field"),
        [
            ("van=2022-01-15", "tot"),
            ("tot=2022-01-15", "van"),
            ("van=gisteren&tot=2022-01-15", "van"),
            ("van=2022-02-30&tot=2022-03-15", "van"),
            ("van=2022-01-15&tot=2999-01-01", "tot"),
            ("van=0001-01-01&tot=2022-01-15", "van"),
            ("van=2022-01-15&van=2022-01-16&tot=2022-02-01", "van"),
            ("van=2022-01-15%00&tot=2022-02-01", "van"),
        ],
    )
    def test_what_is_no_day_of_the_past_is_refused_by_name(
        self, client: Client, query: str, field: str
    ):
        response = client.get(f"/verschillen/?{query}")
        links = [link for link in read_page(response).links if link.startswith("#veld-")]

        assert (response.status_code, links) == (400, [f"#veld-{field}"])

    def test_without_days_there_is_a_choice_of_days_and_of_editions(self, client: Client):
        two_editions()

        page = read_page(client.get("/verschillen/"))

        assert EDITIONS in page.links
        days = [field for field in page.all("input") if field.attributes.get("type") == "date"]
        # The last one chooses a peildatum, as on every page.
        assert [field.attributes["name"] for field in days][:2] == ["van", "tot"]


def test_the_list_of_editions_leads_to_what_changed(client: Client) -> None:
    two_editions()

    links = read_page(client.get("/rapportages/")).links

    assert {EDITIONS, "/verschillen/", "/wijzigingen/"} - set(links) == set()


def test_eighty_six_changed_texts_are_a_light_page(client: Client) -> None:
    seed_empty_database()
    first = StatusReport.objects.get(slug="2021-06")
    texts = list(first.updates.order_by("action__number").values_list("text", flat=True))
    for action in Action.objects.all():
        old = texts[action.number - 1]
        # Half of it is a text with not one word of the first: as when it is written anew.
        new = old[: len(old) // 2] + texts[-action.number][::-1]
        succeed(action, new, status_quote=new[:40])

    with CaptureQueriesContext(connection) as queries:
        response = client.get(EDITIONS)

    assert totals(read_page(response))["teksten"] == "86"
    assert len(gzip.compress(response.content)) < 100_000
    assert len(queries) == 9

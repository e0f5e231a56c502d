"""The examples of `make demo`: what they show, that they say so, and that `make run` has none."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ImproperlyConfigured
from django.test import Client, override_settings
from pytest_django import DjangoDbBlocker

from actions.models import (
    Action,
    Milestone,
    Outcome,
    Standing,
    StatusReport,
    StatusUpdate,
)
from actions.worklist import read_worklist
from pok_tracker.examples import story
from pok_tracker.examples.telling import add_examples
from pok_tracker.lib.clock import now
from pok_tracker.seeding import seed_empty_database
from tests.reading_pages import read_page, words_of
from tests.shared_rows import rows_for_all
from tests.source_tree import imports, read_modules, read_texts
from tests.test_public_pages import PAGES, furnish

NOTICE = "Verzonnen voorbeelden"
# What the public must not read, and what it read for a while.
HIDDEN = (story.EMBARGO, story.IN_REVIEW, story.RETURNED, story.DRAFT, story.WITHDRAWN)


@pytest.fixture
def demo(settings) -> None:
    """The settings that `make demo` runs with."""
    settings.EMBEDDED_DATABASE = settings.DEBUG = settings.EXAMPLES = True


@pytest.fixture(scope="class")
def story_told(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The project's own fixtures with the examples beside them."""
    as_demo = override_settings(EMBEDDED_DATABASE=True, DEBUG=True, EXAMPLES=True)
    with rows_for_all(django_db_blocker), as_demo:
        seed_empty_database()
        assert add_examples() is True
        yield


# -- The mark --------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(("examples", "notices"), [(True, [NOTICE]), (False, [])])
def test_every_page_says_that_it_shows_examples_and_else_none_does(
    client: Client, settings, examples: bool, notices: list[str]
) -> None:
    settings.EXAMPLES = examples
    furnish(1)
    addresses = [address for address, _, _ in PAGES.values()]

    for address in [*addresses, "/bestaat-niet/", "/acties/?thema=x", "/beheer/inloggen/"]:
        page = read_page(client.get(address))
        found = [part.attributes.get("aria-label") for part in page.all("section")]
        assert (address, [label for label in found if label == NOTICE]) == (address, notices)


@pytest.mark.django_db
@pytest.mark.parametrize(("examples", "notices"), [(True, [NOTICE]), (False, [])])
def test_the_pages_of_staff_say_so_too(
    client: Client, settings, examples: bool, notices: list[str]
) -> None:
    settings.EXAMPLES = examples
    furnish(1)
    client.force_login(User.objects.create_superuser("beheerder"))
    update = StatusUpdate.objects.last()
    addresses = [
        "/beheer/",
        "/beheer/actions/statusupdate/",
        f"/beheer/actions/statusupdate/{update.pk}/change/",
        f"/beheer/voorbeeld/{update.pk}/",
        "/beheer/geschiedenis/",
    ]

    for address in addresses:
        page = read_page(client.get(address))
        found = [part.attributes.get("aria-label") for part in page.all("section")]
        assert (address, [label for label in found if label == NOTICE]) == (address, notices)


# -- What it shows ---------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.usefixtures("story_told")
class TestStory:
    """What a newcomer finds after `make demo`."""

    def test_whatever_is_not_of_the_first_table_begins_with_the_mark(self) -> None:
        first = StatusReport.objects.get(slug="2021-06")
        ours = StatusUpdate.objects.exclude(report=first)
        said = [
            *ours.values_list("text", flat=True),
            *ours.values_list("status_quote", flat=True),
            *Milestone.objects.filter(update__in=ours).values_list("quote", flat=True),
            *Action.objects.filter(source_lines=[]).values_list("description", flat=True),
            *StatusReport.objects.exclude(pk=first.pk).values_list("title", flat=True),
            *StatusReport.objects.exclude(pk=first.pk).values_list("introduction", flat=True),
            *Outcome.objects.values_list("source", flat=True),
            *ours.exclude(remark="").values_list("remark", flat=True),
            *ours.exclude(withdrawn_reason="").values_list("withdrawn_reason", flat=True),
        ]

        assert [text for text in said if not text.startswith(story.MARK)] == []
        assert (ours.count(), len(said)) == (13, 13 + 13 + 6 + 2 + 2 + 3 + 2)

    def test_the_second_edition_repeats_the_first_but_for_what_the_story_changes(
        self, client: Client
    ) -> None:
        reports = StatusReport.objects.published(at=now()).values_list("slug", "row_count")
        own = StatusUpdate.objects.filter(report__slug="2022-01", kind="rapportage")
        changed = own.select_related("action")

        assert list(reports) == [("2022-01", 86), ("2021-06", 86)]
        assert sorted(update.action.number for update in changed) == [23, 25, 28, 43, 58, 87]
        assert story.MARK.lower() in words_of(client.get("/rapportages/"))

    def test_a_reader_who_looks_back_sees_what_stood_then(self, client: Client) -> None:
        new, old = story.NEW_DESCRIPTIONS[58].lower(), "verkenning nationaal coördinator"

        today = words_of(client.get("/acties/58/"))
        before = words_of(client.get("/acties/58/?peildatum=2022-01-01"))

        assert (new in today, new in before, old in before) == (True, False, True)
        assert client.get("/acties/87/?peildatum=2022-01-01").status_code == 404
        assert client.get("/acties/87/").status_code == 200

    def test_one_promise_was_met_one_moved_and_one_outcome_waits(self) -> None:
        standings = {
            (number, words): Milestone.objects.with_standing(at=now())
            .get(update__report__slug="2021-06", update__action__number=number, date_words=words)
            .stand
            for number, words in (story.MET, story.MOVED, story.WAITING)
        }

        assert list(standings.values()) == [Standing.MET, Standing.MOVED, Standing.PASSED]
        assert [outcome.promise.update.action.number for outcome in Outcome.objects.waiting()] == [
            54
        ]

    def test_a_correction_and_an_interim_update_stand_and_what_they_replaced_is_readable(
        self, client: Client
    ) -> None:
        addresses = [
            "/acties/25/stand/2022-01/",
            "/acties/25/stand/2022-01-correctie/",
            "/acties/86/stand/2021-06/",
            "/acties/86/stand/2023-02-13/",
        ]
        standing = StatusUpdate.objects.published(at=now()).filter(superseded_at=None)

        assert [client.get(address).status_code for address in addresses] == [200] * 4
        assert list(
            standing.filter(action__number__in=[25, 86])
            .order_by("action__number")
            .values_list("slug", flat=True)
        ) == ["2022-01-correctie", "2023-02-13"]

    def test_what_is_not_public_is_on_no_page_of_its_action(self, client: Client) -> None:
        for text in HIDDEN:
            pages = [
                client.get(f"/acties/{text.number}/"),
                client.get(f"/acties/{text.number}/?peildatum=2022-04-02"),
                client.get("/api/v1/acties?pagina=1"),
            ]

            assert [text.says.lower() in words_of(page) for page in pages] == [False] * 3
        states = {text.number: StatusUpdate.objects.get(text=text.words).state for text in HIDDEN}
        assert states == {
            78: "gepubliceerd",
            85: "ter-beoordeling",
            83: "concept",
            84: "concept",
            79: "ingetrokken",
        }

    def test_it_happens_at_the_same_moments_every_time(self) -> None:
        ours = StatusUpdate.objects.exclude(published_at=None).exclude(report__slug="2021-06")
        moments = {update.published_at for update in ours}

        assert moments == {
            *(story.EDITION_AT, story.CORRECTED_AT, story.WITHDRAWN_FROM),
            *(story.INTERIM_AT, story.EMBARGO_UNTIL),
        }

    @pytest.mark.parametrize(
        ("name", "waiting"),
        [
            ("redacteur", {"concepten": [84], "terug": [83]}),
            ("eindredacteur", {"beoordelen": [85], "concepten": [], "terug": []}),
        ],
    )
    def test_the_worklist_of_each_demo_account_has_something_to_do(
        self, name: str, waiting: dict[str, list[int]]
    ) -> None:
        user = User.objects.get(username=name)
        piles = {pile.slug: pile.tasks for pile in read_worklist(user, at=now())}

        assert {slug: [task.number for task in piles[slug]] for slug in waiting} == waiting

    def test_a_second_start_adds_nothing_and_leaves_what_was_changed(self) -> None:
        StatusReport.objects.filter(slug="2022-01").update(title="Anders")
        before = StatusUpdate.objects.count()

        assert add_examples() is False

        title = StatusReport.objects.get(slug="2022-01").title
        assert (StatusUpdate.objects.count(), title) == (before, "Anders")


# -- Once, and nowhere else ------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("embedded", [True, False])
def test_where_the_settings_do_not_ask_for_examples_none_are_written(
    settings, embedded: bool
) -> None:
    settings.EMBEDDED_DATABASE = settings.DEBUG = embedded

    with pytest.raises(ImproperlyConfigured, match="Deze site toont geen voorbeelden"):
        add_examples()

    assert (StatusReport.objects.count(), User.objects.count()) == (0, 0)


def test_what_make_run_loads_holds_no_example() -> None:
    texts = {name: text for name, text in read_texts() if name.startswith("fixtures/")}

    assert "fixtures/editions/2021-06.json" in texts
    assert [name for name, text in texts.items() if "niet echt" in text.lower()] == []


def test_nothing_but_the_command_of_make_demo_knows_the_examples() -> None:
    modules = read_modules()
    known = {module.name for module in modules}
    within = "pok_tracker.examples"
    importers = {
        module.name
        for module in modules
        for name in imports(module, known)
        if name.startswith(within) and not module.name.startswith(within)
    }

    assert importers == {"pok_tracker.management.commands.start_with_examples"}

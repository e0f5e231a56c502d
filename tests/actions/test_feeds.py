"""What happened to actions and what they promise: only what is public, with stable names."""

import datetime

import pytest
from django.test import Client

from actions.models import Action, StatusUpdate
from tests.actions.api.reading_api import AUGUST_2021, make_public_update
from tests.factories import (
    link_motion,
    make_draft,
    make_milestone,
    make_motion,
    make_outcome,
    make_public_action,
    make_secret_action,
    make_update,
)
from tests.reading_files import actions_of_calendar, actions_of_feed, events, feed_entries, told

pytestmark = pytest.mark.django_db

FIRST_OF_AUGUST = datetime.datetime(2021, 8, 1, 9, 30, tzinfo=datetime.UTC)
TOMORROW = AUGUST_2021 + datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def _on_15_august_2021(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pok_tracker.lib.viewpoint.now", lambda: AUGUST_2021)


def make_changed_action(number: int = 1) -> Action:
    action = make_public_action(
        number, "De wet is bijna klaar.\n<b>In mei.</b>", superseded_at=FIRST_OF_AUGUST
    )
    make_public_update(action, "De wet is klaar.\n<b>In mei.</b>", status="afgerond")
    return action


# -- Changes -----------------------------------------------------------------


def test_every_published_change_is_an_entry_the_newest_first(client: Client):
    make_changed_action(1)
    make_public_action(2)

    entries = feed_entries(client.get("/acties.atom"))

    assert [(told(entry, "title"), told(entry, "updated")) for entry in entries] == [
        ("Actie 1: stand van zaken van 1 augustus 2021", "2021-08-01T09:30:00+00:00"),
        ("Actie 1: stand van zaken van 30 juni 2021", "2021-06-30T00:00:00+00:00"),
        ("Actie 2: stand van zaken van 30 juni 2021", "2021-06-30T00:00:00+00:00"),
    ]


def test_an_entry_marks_the_words_that_changed_and_escapes_the_rest(client: Client):
    make_changed_action()

    later, first = [told(entry, "summary") for entry in feed_entries(client.get("/acties.atom"))]

    assert later == (
        "<p>Doe wat is gevraagd</p>\n"
        "<p>Status, onze lezing: afgerond. Dat was: in uitvoering.</p>\n"
        "<p>De wet is <del>bijna </del>klaar.<br>&lt;b&gt;In mei.&lt;/b&gt;</p>\n"
    )
    assert first == (
        "<p>Doe wat is gevraagd</p>\n"
        "<p>Status, onze lezing: in uitvoering. Dit is de eerste stand van zaken.</p>\n"
        "<p>De wet is bijna klaar.<br>&lt;b&gt;In mei.&lt;/b&gt;</p>\n"
    )


def test_a_correction_is_called_one(client: Client):
    action = make_public_action(1, superseded_at=FIRST_OF_AUGUST)
    make_public_update(action, "Beter.", kind="correctie", corrects=action.updates.get())

    assert told(feed_entries(client.get("/acties.atom"))[0], "title") == (
        "Actie 1: correctie van 1 augustus 2021"
    )


def test_an_entry_keeps_its_name_when_the_site_moves_and_leads_to_the_update(client: Client):
    make_changed_action()

    elsewhere = client.get("/acties.atom", SERVER_NAME="127.0.0.1")
    names = [
        [told(e, "id") for e in feed_entries(a)] for a in (client.get("/acties.atom"), elsewhere)
    ]

    assert names[0] == names[1]
    assert b'href="http://127.0.0.1/acties/1/stand/2021-08-01/"' in elsewhere.content


def test_no_feed_and_no_calendar_says_a_word_that_is_not_public(client: Client):
    action = make_changed_action(1)
    motion = make_motion(13)
    link_motion(action, motion)
    hidden = [
        make_draft(action, "GEHEIM in mei, een concept.", slug="a"),
        make_draft(action, "GEHEIM in mei, ter beoordeling.", slug="b", state="ter-beoordeling"),
        make_update(
            action,
            "GEHEIM in mei, ingetrokken.",
            slug="c",
            kind="tussentijds",
            state="ingetrokken",
            published_at=FIRST_OF_AUGUST - datetime.timedelta(days=9),
            superseded_at=FIRST_OF_AUGUST,
        ),
        make_secret_action(2, "GEHEIM in mei.").updates.get(),
    ]
    for update in hidden:
        make_milestone(update, "GEHEIM in mei", last_day=datetime.date(2022, 5, 31))
        link_motion(make_secret_action(update.pk + 100), motion, part=update.pk % 9 + 1)
    forms = [f"/{name}.{form}" for name in ("acties", "moties") for form in ("atom", "ics")]

    assert [form for form in forms if b"geheim" in client.get(form).content.lower()] == []


def test_a_change_for_tomorrow_is_told_tomorrow(client: Client, monkeypatch: pytest.MonkeyPatch):
    action = make_public_action(1, "Nu.", superseded_at=TOMORROW)
    make_public_update(action, "Morgen.", published_at=TOMORROW)
    today = client.get("/acties.atom")

    monkeypatch.setattr("pok_tracker.lib.viewpoint.now", lambda: TOMORROW)
    tomorrow = client.get("/acties.atom", headers={"if-none-match": today["ETag"]})

    assert b"Morgen" not in today.content
    assert (tomorrow.status_code, b"Morgen" in tomorrow.content) == (200, True)


def test_a_feed_has_at_most_a_hundred_entries(client: Client):
    for number in range(1, 102):
        make_public_action(number, theme=Action.objects.last().theme if number > 1 else None)

    assert actions_of_feed(client.get("/acties.atom")) == list(range(1, 101))


def test_the_feed_of_a_motion_tells_of_the_actions_that_carry_it_out(client: Client):
    link_motion(make_changed_action(1), make_motion(13))
    make_changed_action(2)

    assert actions_of_feed(client.get("/moties.atom")) == [1, 1]
    assert StatusUpdate.objects.count() == 4


# -- Promises ----------------------------------------------------------------


def make_promising_action(number: int = 44) -> Action:
    action = make_public_action(
        number, "De start is na de zomer. Voor 8 juli een brief. Op 4 juni was dat zo."
    )
    update = action.updates.get()
    day = datetime.date
    make_milestone(
        update,
        "De start is na de zomer.",
        date_words="na de zomer",
        first_day=day(2021, 9, 1),
        last_day=day(2021, 11, 30),
        precision="seizoen",
        position=2,
    )
    make_milestone(
        update,
        "Voor 8 juli een brief.",
        date_words="Voor 8 juli",
        first_day=day(2021, 6, 30),
        last_day=day(2021, 7, 7),
        precision="uiterlijk",
        position=1,
    )
    make_milestone(
        update, "Op 4 juni was dat zo.", kind="gerealiseerd", last_day=day(2021, 6, 4), position=3
    )
    return action


def test_a_promise_is_an_event_over_the_days_that_its_words_mean(client: Client):
    make_promising_action()

    letter, start = events(client.get("/acties.ics"))

    assert (start["SUMMARY"], start["DTSTART"].dt, start["DTEND"].dt) == (
        "Actie 44: najaar 2021 – De start is na de zomer.",
        datetime.date(2021, 9, 1),
        datetime.date(2021, 12, 1),
    )
    assert start["DESCRIPTION"] == (
        "“De start is na de zomer.”\nOnze lezing van “na de zomer”: najaar 2021."
    )
    assert (start["UID"], start["URL"], start["DTSTAMP"].dt) == (
        "actie-44-2021-06-termijn-2@127.0.0.1",
        "http://testserver/acties/44/",
        datetime.datetime(2021, 6, 30, tzinfo=datetime.UTC),
    )
    assert letter["SUMMARY"] == "Actie 44: uiterlijk 7 juli 2021 – Voor 8 juli een brief."


def test_what_must_be_done_before_a_day_stands_on_its_last_day_only(client: Client):
    make_promising_action()

    letter = events(client.get("/acties.ics"))[0]

    assert (letter["DTSTART"].dt, letter["DTEND"].dt) == (
        datetime.date(2021, 7, 7),
        datetime.date(2021, 7, 8),
    )


def test_a_promise_that_was_met_or_moved_says_so(client: Client):
    action = make_public_action(1, "Eerst in mei, dan in juni.")
    update = action.updates.get()
    later = make_milestone(update, "in juni", last_day=datetime.date(2021, 6, 30), position=2)
    first = make_milestone(update, "in mei", last_day=datetime.date(2021, 5, 31), position=1)
    make_outcome(later, met_on=datetime.date(2021, 6, 20), source="Kamerbrief")
    make_outcome(first, moved_to=later, source="Kamerstuk")

    may, june = events(client.get("/acties.ics"))

    assert (may["STATUS"], june["STATUS"]) == ("CANCELLED", "CONFIRMED")
    assert may["DESCRIPTION"].endswith("\nVerschoven naar 30 juni 2021. Bron: Kamerstuk")
    assert june["DESCRIPTION"].endswith("\nGehaald op 20 juni 2021. Bron: Kamerbrief")


def test_a_long_promise_is_cut_at_a_word_in_its_summary_only(client: Client):
    quote = "De minister stuurt in juni een heel lange brief " + "met veel woorden " * 4
    action = make_public_action(1, quote)
    make_milestone(action.updates.get(), quote.strip(), last_day=datetime.date(2021, 6, 30))

    [event] = events(client.get("/acties.ics"))

    assert event["SUMMARY"] == (
        "Actie 1: 30 juni 2021 – De minister stuurt in juni een heel lange brief met veel woorden "
        "met veel …"
    )
    assert quote.strip() in event["DESCRIPTION"]


def test_a_promise_on_which_the_text_that_stands_is_silent_stays_in_the_calendar(client: Client):
    action = make_changed_action(1)
    old = action.updates.get(slug="2021-06")
    make_milestone(old, last_day=datetime.date(2021, 5, 31), position=3)

    assert [event["UID"] for event in events(client.get("/acties.ics"))] == [
        "actie-1-2021-06-termijn-3@127.0.0.1"
    ]


def test_the_calendar_of_a_motion_holds_the_promises_of_the_actions_that_carry_it_out(
    client: Client,
):
    link_motion(make_promising_action(1), make_motion(13))
    make_promising_action(2)

    assert actions_of_calendar(client.get("/moties.ics")) == [1, 1]

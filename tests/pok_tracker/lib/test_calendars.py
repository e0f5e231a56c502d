"""A calendar that any program can subscribe to."""

import datetime
from dataclasses import replace

from icalendar import Calendar

from pok_tracker.lib.calendars import CalendarDays, write_calendar
from tests.pok_tracker.lib.test_sheets import ABOUT

AUTUMN = CalendarDays(
    key="actie-44-2021-06-termijn-2",
    summary="Actie 44: najaar 2021 – De start is voorzien na de zomer; en, verder",
    description="“De start”\nOnze lezing van “na de zomer”: najaar 2021. " + "é" * 80,
    first_day=datetime.date(2021, 9, 1),
    last_day=datetime.date(2021, 11, 30),
    address="https://pok.example.nl/acties/44/",
    changed_at=datetime.datetime(2021, 6, 30, tzinfo=datetime.UTC),
)


def write(*events: CalendarDays) -> bytes:
    return write_calendar(ABOUT, events, site="pok.example.nl")


def test_an_event_covers_whole_days_up_to_the_day_after_its_last():
    [event] = Calendar.from_ical(write(AUTUMN)).walk("VEVENT")

    assert (event["DTSTART"].dt, event["DTEND"].dt) == (
        datetime.date(2021, 9, 1),
        datetime.date(2021, 12, 1),
    )
    assert event["DTSTART"].params["VALUE"] == event["DTEND"].params["VALUE"] == "DATE"


def test_an_event_says_what_it_is_and_where_to_read_on():
    [event] = Calendar.from_ical(write(AUTUMN)).walk("VEVENT")

    assert (str(event["UID"]), str(event["SUMMARY"]), str(event["DESCRIPTION"])) == (
        "actie-44-2021-06-termijn-2@pok.example.nl",
        AUTUMN.summary,
        AUTUMN.description,
    )
    assert (event["URL"], event["STATUS"], event["TRANSP"]) == (
        "https://pok.example.nl/acties/44/",
        "CONFIRMED",
        "TRANSPARENT",
    )


def test_a_promise_that_another_took_the_place_of_is_called_off():
    [event] = Calendar.from_ical(write(replace(AUTUMN, called_off=True))).walk("VEVENT")

    assert event["STATUS"] == "CANCELLED"


def test_a_calendar_says_what_it_is_and_how_often_to_ask_again():
    calendar = Calendar.from_ical(write(AUTUMN))

    assert (calendar["X-WR-CALNAME"], calendar["NAME"]) == (
        "Acties in de POK-tracker: termijnen",
        "Acties in de POK-tracker: termijnen",
    )
    assert calendar["X-WR-CALDESC"] == (
        "De beloften met een datum in de laatste stand van zaken. Filters: Zoeken: =1+1;=2; "
        "Status: afgerond. Peildatum: 30 juni 2021. Bron: https://pok.example.nl/acties/?q=1. "
        "Licentie: CC0 1.0, https://creativecommons.org/publicdomain/zero/1.0/deed.nl"
    )
    assert b"\r\nREFRESH-INTERVAL;VALUE=DURATION:PT12H\r\n" in write()
    assert (calendar["VERSION"], calendar["METHOD"]) == ("2.0", "PUBLISH")


def test_no_line_is_longer_than_75_octets_and_every_line_ends_as_the_standard_asks():
    lines = write(AUTUMN).split(b"\r\n")

    assert [line for line in lines if len(line) > 75 or b"\n" in line] == []
    assert (lines[0], lines[-2:]) == (b"BEGIN:VCALENDAR", [b"END:VCALENDAR", b""])


def test_the_same_promises_give_the_same_bytes_whenever_they_are_asked():
    later = replace(ABOUT, made_at=ABOUT.made_at + datetime.timedelta(hours=3))

    assert write(AUTUMN) == write_calendar(later, [AUTUMN], site="pok.example.nl")
    [event] = Calendar.from_ical(write(AUTUMN)).walk("VEVENT")
    assert event["DTSTAMP"].dt == AUTUMN.changed_at


def test_a_calendar_without_promises_is_a_calendar():
    assert Calendar.from_ical(write()).walk("VEVENT") == []

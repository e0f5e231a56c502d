"""The filters of the list of actions: each alone, together, and with everything that is wrong."""

import datetime
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from django.db.models import QuerySet
from django.http import QueryDict
from django.test import Client
from pytest_django import DjangoDbBlocker

from actions.filters import SORT_FIELDS, ActionFilter
from actions.models import Action, ActionMotion
from motions.models import Membership, Motion, MotionSubmitter, Party
from tests.factories import (
    DEBATE,
    link_motion,
    make_action,
    make_milestone,
    make_ministry,
    make_motion,
    make_public_action,
    make_theme,
    make_update,
)
from tests.reading_pages import read_page
from tests.shared_rows import rows_for_all

pytestmark = pytest.mark.django_db

AT = datetime.datetime(2021, 7, 1, 12, tzinfo=datetime.UTC)
TODAY = AT.date()
DAY = datetime.timedelta(days=1)


def select(query: str) -> QuerySet:
    chosen = ActionFilter(QueryDict(query), at=AT)
    assert chosen.field_errors == []
    return chosen.qs


def numbers(query: str) -> list[int]:
    return [action.number for action in select(query)]


@pytest.fixture(scope="class")
def table(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Four public actions that differ in all that can be filtered, and one that is secret."""
    with rows_for_all(django_db_blocker):
        make_table()
        yield


def make_table() -> None:
    herstel = make_theme("Herstel", slug="herstel")
    ouders = make_theme("Ouders", slug="ouders", parent=herstel)
    rechtsstaat = make_theme("Rechtsstaat", slug="rechtsstaat")
    one = make_public_action(1, theme=herstel, status="afgerond")
    two = make_public_action(2, theme=ouders, status="in-uitvoering")
    three = make_public_action(
        3, theme=rechtsstaat, status="wacht-op-besluit", waiting_for="formatie"
    )
    four = make_action(4, theme=rechtsstaat)
    make_update(four, published_at=datetime.datetime(2021, 6, 30, 22, tzinfo=datetime.UTC))
    make_action(5, theme=herstel)
    make_ministry("FIN", action=one)
    make_ministry("BZK", action=one)
    make_ministry("BZK", action=two)
    make_ministry("AZ")
    whole = make_motion(13, submitters=("Omtzigt", "Segers"))
    split = make_motion(16, submitters=("Segers",))
    link_motion(one, whole)
    link_motion(two, split, part=1)
    link_motion(three, split, part=2)
    make_milestone(one.updates.get(), last_day=TODAY - DAY)
    make_milestone(two.updates.get(), last_day=TODAY)
    make_milestone(two.updates.get(), last_day=TODAY + 61 * DAY)
    make_milestone(three.updates.get(), last_day=TODAY - DAY, kind="gerealiseerd")


INVALID = [
    "thema=geen",
    "thema=geheim-thema",
    "status=onzin",
    "status=Afgerond",
    "status=afgerond&status=onzin",
    "ministerie=XYZ",
    "motie=35510-999",
    "motie=35510",
    "motie=13",
    "indiener=niemand",
    "fractie=geen",
    "herkomst=beide",
    "termijn=ooit",
    "gewijzigdSinds=gisteren",
    "gewijzigdSinds=2021-02-30",
    "gewijzigdSinds=2021-06-30&gewijzigdSinds=2021-07-01",
    "sort=kleur",
    "sort=-",
    "sort=--nummer",
    "q=%25",
    "q=_",
    "q=...",
    "q=a&q=b",
    f"q={'a' * 201}",
]
# What nobody types and somebody sends.
RUBBISH = ["\0", "a\0b", "%", "_", "\\", "'", '"', "x" * 10_000, "\u202e", "é", "😀", "١٢", "null"]


@pytest.mark.usefixtures("table")
class TestOneTable:
    """What each question finds in the same four actions."""

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("", [1, 2, 3, 4]),
            ("thema=herstel", [1, 2]),
            ("thema=ouders", [2]),
            ("thema=ouders&thema=rechtsstaat", [2, 3, 4]),
            ("status=afgerond", [1]),
            ("status=afgerond&status=in-uitvoering", [1, 2, 4]),
            ("status=doorlopend", []),
            ("ministerie=BZK", [1, 2]),
            ("ministerie=FIN&ministerie=BZK", [1, 2]),
            ("ministerie=AZ", []),
            ("motie=35510-13", [1]),
            ("motie=35510-16", [2, 3]),
            ("motie=35510-13&motie=35510-16", [1, 2, 3]),
            ("indiener=segers", [1, 2, 3]),
            ("indiener=omtzigt", [1]),
            ("indiener=omtzigt&indiener=segers", [1, 2, 3]),
            ("fractie=cda", [1, 2, 3]),
            ("herkomst=motie", [1, 2, 3]),
            ("herkomst=kabinetsreactie", [4]),
            ("herkomst=motie&herkomst=motie", [1, 2, 3]),
            ("herkomst=motie&herkomst=kabinetsreactie", [1, 2, 3, 4]),
            ("termijn=verstreken", [1]),
            ("termijn=binnenkort", [2]),
            ("termijn=open", [2]),
            ("termijn=geen", [3, 4]),
            ("termijn=verstreken&termijn=geen", [1, 3, 4]),
            ("gewijzigdSinds=2021-06-30", [1, 2, 3, 4]),
            # In Amsterdam it was 1 July already.
            ("gewijzigdSinds=2021-07-01", [4]),
            ("gewijzigdSinds=01-07-2021", [4]),
            ("gewijzigdSinds=0001-01-01", [1, 2, 3, 4]),
            ("gewijzigdSinds=9999-12-31", []),
            ("status=in-uitvoering&thema=herstel", [2]),
            ("status=in-uitvoering&thema=herstel&thema=rechtsstaat&herkomst=motie", [2]),
            ("ministerie=FIN&indiener=segers&termijn=verstreken&q=gevraagd", [1]),
            ("motie=35510-16&status=afgerond", []),
            ("onbekend=1&utm_source=x&Status=afgerond", [1, 2, 3, 4]),
            ("status=&thema=+&q=&gewijzigdSinds=&sort=&motie=", [1, 2, 3, 4]),
            ("status=&status=afgerond", [1]),
        ],
    )
    def test_each_filter_selects_what_it_says(self, query: str, found: list[int]):
        assert numbers(query) == found

    @pytest.mark.parametrize("parameter", ["status", "thema", "termijn", "herkomst", "motie"])
    def test_a_value_given_five_hundred_times_selects_what_it_does_once(self, parameter: str):
        choice = ActionFilter(QueryDict(""), at=AT).form.fields[parameter].choices[0][0]
        query = f"{parameter}={choice}"

        assert numbers("&".join([query] * 500)) == numbers(query)

    @pytest.mark.parametrize(
        ("query", "order"),
        [
            ("sort=nummer", [1, 2, 3, 4]),
            ("sort=-nummer", [4, 3, 2, 1]),
            ("sort=thema", [1, 2, 3, 4]),
            ("sort=-thema", [3, 4, 2, 1]),
            ("sort=status", [2, 4, 3, 1]),
            ("sort=-status", [1, 3, 2, 4]),
            ("sort=gewijzigd", [1, 2, 3, 4]),
            ("sort=-gewijzigd", [4, 1, 2, 3]),
            ("sort=termijn", [1, 2, 3, 4]),
            ("sort=-termijn", [2, 1, 3, 4]),
            ("q=gevraagd&sort=-nummer", [4, 3, 2, 1]),
        ],
    )
    def test_the_list_is_sorted_as_asked_and_then_by_number(self, query: str, order: list[int]):
        assert numbers(query) == order

    @pytest.mark.parametrize("query", INVALID)
    def test_what_is_not_valid_is_refused_by_name_and_the_other_choices_stay(
        self, client: Client, query: str
    ):
        parameter = query.split("=")[0]
        kept = "thema=herstel" if parameter != "thema" else "status=afgerond"

        response = client.get(f"/acties/?{query}&{kept}")
        page = read_page(response)

        assert response.status_code == 400
        named = [link for link in page.links if link.startswith("#veld-")]
        # There is no field to sort by: that is done in the head of the table.
        assert named == ([] if parameter == "sort" else [f"#veld-{parameter}"])
        assert [link for link in named if link.removeprefix("#") not in page.places] == []
        assert "Deze keuze kunnen wij niet uitvoeren" in page.words("h2")
        checked = {
            (box.attributes["name"], box.attributes["value"])
            for box in page.all("input")
            if "checked" in box.attributes
        }
        assert tuple(kept.split("=")) in checked
        assert page.all("table") == []

    @pytest.mark.parametrize(
        "parameter", [*ActionFilter.base_filters, "pagina", "onbekend", "status\0", "%"]
    )
    def test_no_rubbish_breaks_the_list(self, client: Client, parameter: str):
        answers = {
            rubbish: client.get(f"/acties/?{urlencode({parameter: rubbish})}").status_code
            for rubbish in RUBBISH
        }

        refused = {
            rubbish
            for rubbish in RUBBISH
            if parameter in ActionFilter.base_filters and not (parameter == "q" and "é" in rubbish)
        }
        refused -= {"١٢", "null"} if parameter == "q" else set()
        assert answers == {rubbish: 400 if rubbish in refused else 200 for rubbish in RUBBISH}

    def test_a_thousand_parameters_are_refused_and_do_not_break_the_list(self, client: Client):
        many = "&".join(f"thema=x{number}" for number in range(900))
        too_many = "&".join(f"thema=x{number}" for number in range(2000))

        answers = [client.get(f"/acties/?{query}").status_code for query in (many, too_many)]

        assert answers == [400, 400]


def test_a_party_counts_for_the_day_of_the_motion_only():
    motion = make_motion(13, submitters=("Omtzigt",))
    signed = Membership.objects.get()
    later = Party.objects.create(slug="nsc", name="NSC")
    day_after = DEBATE + DAY
    Membership.objects.create(member=signed.member, party=later, first_day=day_after, source="x")
    link_motion(make_public_action(1), motion)
    newer = Motion.objects.create(dossier="35510", number=90, proposed_on=day_after)
    MotionSubmitter.objects.create(motion=newer, member=signed.member, position=1)
    link_motion(make_public_action(2), newer)

    assert (numbers("fractie=cda"), numbers("fractie=nsc")) == ([1], [2])


def test_a_motion_without_a_date_counts_for_no_party():
    make_motion(13)
    link_motion(make_public_action(1), Motion.objects.get())
    Motion.objects.update(proposed_on=None)

    assert ActionFilter(QueryDict("fractie=cda"), at=AT).field_errors[0].parameter == "fractie"


def test_every_order_of_the_contract_is_tested_above():
    assert set(SORT_FIELDS) == {"nummer", "thema", "status", "gewijzigd", "termijn"}


def test_the_choices_are_what_public_actions_are_linked_to():
    theme = make_theme("Herstel", slug="herstel")
    public = make_public_action(1, theme=theme)
    secret = make_action(2, theme=make_theme("Geheim", slug="geheim"))
    link_motion(public, make_motion(13, submitters=("Omtzigt", "Segers")))
    link_motion(secret, make_motion(14, submitters=("Van Dam",)))
    make_ministry("FIN", action=secret)

    fields = ActionFilter(QueryDict(""), at=AT).form.fields

    assert {name: list(fields[name].choices) for name in ("thema", "motie", "indiener")} == {
        "thema": [("herstel", "Herstel")],
        "motie": [("35510-13", "nr. 13 Omtzigt, Segers")],
        "indiener": [("omtzigt", "Omtzigt"), ("segers", "Segers")],
    }


def test_an_empty_table_has_no_choices_and_refuses_every_value(client: Client):
    assert client.get("/acties/?thema=herstel").status_code == 400
    assert numbers("") == []


def test_one_action_stays_one_row_whatever_hangs_on_it():
    action = make_public_action(1)
    for number in (13, 14):
        link_motion(action, make_motion(number, submitters=("Omtzigt", "Segers")))
    for code in ("FIN", "BZK"):
        make_ministry(code, action=action)
    for _ in range(3):
        make_milestone(action.updates.get(), last_day=TODAY)

    assert (Action.objects.count(), ActionMotion.objects.count()) == (1, 2)
    assert numbers(
        "fractie=cda&indiener=omtzigt&indiener=segers&ministerie=FIN&ministerie=BZK"
    ) == [1]
    assert numbers("termijn=binnenkort&q=gevraagd") == [1]

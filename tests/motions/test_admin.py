"""The admin of motions, documents, members and parties."""

import datetime

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from motions.models import Document, Member, Membership, Motion, MotionSubmitter, Party
from tests.admin_pages import errors_on, save, values_on
from tests.factories import link_motion, make_action, make_member, make_motion

pytestmark = pytest.mark.django_db

MOTIONS = reverse("admin:motions_motion_changelist")


def to_form(row: models.Model) -> str:
    name = f"admin:{row._meta.app_label}_{row._meta.model_name}_change"
    return reverse(name, args=[row.pk])


@pytest.fixture(autouse=True)
def _content_types_are_known() -> None:
    """Django asks for each once in a process; a count must not depend on which test came first."""
    ContentType.objects.get_for_models(*apps.get_models())


def make_rows(*numbers: int) -> None:
    for number in numbers:
        motion = make_motion(number, submitters=("Omtzigt", "Segers"))
        link_motion(make_action(number), motion)


def numbers_in_list(client: Client, **query: object) -> list[int]:
    page = client.get(MOTIONS, query)
    return [motion.number for motion in page.context["cl"].result_list]


def test_the_list_of_motions_asks_as_much_for_three_rows_as_for_one(
    admin_client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_rows(1)
    with django_assert_num_queries(13):
        admin_client.get(MOTIONS)
    make_rows(2, 3)
    with django_assert_num_queries(13):
        admin_client.get(MOTIONS)


def test_the_list_of_members_asks_as_much_for_three_rows_as_for_one(
    admin_client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    address = reverse("admin:motions_member_changelist")
    make_member("Omtzigt")
    with django_assert_num_queries(8):
        admin_client.get(address)
    make_member("Van Dam")
    make_member("Segers")
    with django_assert_num_queries(8):
        admin_client.get(address)


def test_the_page_of_a_motion_asks_as_much_for_three_submitters_as_for_one(
    admin_client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    motion = make_motion(1)
    with django_assert_num_queries(8):
        admin_client.get(to_form(motion))
    motion = make_motion(2, submitters=("Omtzigt", "Segers", "Van Dam"))
    with django_assert_num_queries(8):
        admin_client.get(to_form(motion))


def test_the_page_of_a_member_asks_as_much_for_three_parties_as_for_one(
    admin_client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    member = make_member("Omtzigt")
    with django_assert_num_queries(6):
        admin_client.get(to_form(member))
    for year, name in ((2022, "Groep Omtzigt"), (2023, "NSC")):
        party = Party.objects.create(slug=f"fractie-{year}", name=name)
        day = datetime.date(year, 1, 1)
        Membership.objects.create(member=member, party=party, first_day=day, last_day=day)
    with django_assert_num_queries(6):
        admin_client.get(to_form(member))


def test_a_motion_shows_its_submitters_in_order_and_its_actions(admin_client: Client) -> None:
    motion = make_motion(13, submitters=("Segers", "Omtzigt"))
    Motion.objects.filter(pk=motion.pk).update(and_others=True)
    link_motion(make_action(44), motion, part=2)
    link_motion(make_action(5), motion, part=1)
    row = admin_client.get(MOTIONS).context["cl"].result_list[0]
    shown = admin.site.get_model_admin(Motion)
    assert shown.code(row) == "35510-13"
    assert shown.submitter_names(row) == "Segers, Omtzigt c.s."
    assert shown.action_numbers(row) == "5, 44"


@pytest.mark.parametrize("words", ["13", "Omtzigt", "externe partij"])
def test_search_finds_number_submitter_and_title(admin_client: Client, words: str) -> None:
    motion = make_motion(13)
    Motion.objects.filter(pk=motion.pk).update(title="Doorlichting door een externe partij")
    make_motion(21, submitters=("Marijnissen",))
    assert numbers_in_list(admin_client, q=words) == [13]


def test_the_filter_on_submitter_finds_the_motions_of_a_member(admin_client: Client) -> None:
    make_motion(13, submitters=("Omtzigt", "Segers"))
    make_motion(21, submitters=("Marijnissen",))
    segers = Member.objects.get(slug="segers")
    assert numbers_in_list(admin_client, submitters__id__exact=segers.pk) == [13]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"result": "aangenomen"},
            "Vul bij een uitslag de bron in. Zonder bron blijft de uitslag onbekend.",
        ),
        (
            {"dossier": "35510/13"},
            "'35510/13, nr. 13' is geen kamerstuk. "
            "Vul een dossier in zoals 35510 of 35925-VII, en een nummer vanaf 1.",
        ),
        ({"number": "21"}, "Deze motie staat er al."),
    ],
)
def test_a_motion_that_cannot_be_is_refused_with_the_reason(
    admin_client: Client, changes: dict[str, str], message: str
) -> None:
    motion = make_motion(13)
    make_motion(21)
    assert errors_on(save(admin_client, to_form(motion), **changes)) == [message]


def test_the_source_of_a_result_makes_it_known(admin_client: Client) -> None:
    motion = make_motion(13)
    save(admin_client, to_form(motion), result="aangenomen", result_source="nd.nl, 1016511")
    motion.refresh_from_db()
    assert (motion.result, motion.result_source) == ("aangenomen", "nd.nl, 1016511")


def test_a_dossier_printed_with_a_space_is_stored_without(admin_client: Client) -> None:
    document = Document.objects.create(dossier="30950", number=218)
    save(admin_client, to_form(document), dossier="35 925-vii")
    document.refresh_from_db()
    assert document.dossier == "35925-VII"


def test_two_submitters_can_change_places(admin_client: Client) -> None:
    motion = make_motion(13, submitters=("Omtzigt", "Segers"))
    page = save(
        admin_client,
        to_form(motion),
        **{"submissions-0-position": "2", "submissions-1-position": "1"},
    )
    order = MotionSubmitter.objects.filter(motion=motion).values_list("member__name", flat=True)
    assert (page.status_code, list(order)) == (302, ["Segers", "Omtzigt"])


def test_two_parties_on_the_same_days_are_refused_with_the_reason(admin_client: Client) -> None:
    member = make_member("Omtzigt", party="CDA")
    other = Party.objects.create(slug="nsc", name="NSC")
    page = save(
        admin_client,
        to_form(member),
        **{
            "memberships-TOTAL_FORMS": "2",
            "memberships-1-party": other.pk,
            "memberships-1-first_day": "2021-01-01",
            "memberships-1-source": "Handelingen",
        },
    )
    assert errors_on(page) == ["Dit Kamerlid heeft op deze dagen al een fractie."]
    assert Membership.objects.count() == 1


def test_days_in_the_wrong_order_are_refused_with_the_reason(admin_client: Client) -> None:
    member = make_member()
    page = save(admin_client, to_form(member), **{"memberships-0-last_day": "2020-01-01"})
    assert errors_on(page) == ["De eerste dag ligt na de laatste dag."]


def test_the_address_of_a_member_is_typed_once(admin_client: Client) -> None:
    member = make_member("Van Dam")
    save(admin_client, to_form(member), slug="anders", name="Van Dam (CDA)")
    member.refresh_from_db()
    assert (member.slug, member.name) == ("van-dam", "Van Dam (CDA)")
    assert "slug" in values_on(admin_client.get(reverse("admin:motions_member_add")))


def test_a_member_under_a_motion_is_not_deleted(admin_client: Client) -> None:
    make_motion(13, submitters=("Segers",))
    segers = Member.objects.get(slug="segers")
    address = reverse("admin:motions_member_delete", args=[segers.pk])
    page = admin_client.post(address, {"post": "yes"})
    assert len(page.context["protected"]) == 1
    assert Member.objects.count() == 1


def test_a_term_of_a_motion_is_added_on_its_page_with_its_source(admin_client: Client) -> None:
    motion = make_motion(13)
    term = {
        "terms-TOTAL_FORMS": "1",
        "terms-0-position": "1",
        "terms-0-words": "een voorstel, binnen drie weken",
        "terms-0-first_day": "2021-01-19",
        "terms-0-last_day": "2021-02-09",
    }

    refused = save(admin_client, to_form(motion), **term)
    saved = save(admin_client, to_form(motion), **term, **{"terms-0-source": "Handelingen"})

    assert (errors_on(refused), saved.status_code) == (["Dit veld is vereist."], 302)
    assert [str(row) for row in motion.terms.all()] == [
        "een voorstel, binnen drie weken (19-01-2021 t/m 09-02-2021)"
    ]

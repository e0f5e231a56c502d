"""Themes, whose tree has two levels, and editions, of which only our own reading changes."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from actions.models import StatusReport, Theme
from pok_tracker.lib.admin import UNKNOWN_REFUSAL, refusal_text
from tests.admin_addresses import to_form
from tests.admin_pages import errors_on, save
from tests.factories import make_report, make_theme

pytestmark = pytest.mark.django_db


def test_a_theme_with_sub_themes_cannot_become_one(admin_client: Client) -> None:
    theme, other = make_theme("Herstel"), make_theme("Overig")
    make_theme("Onderdeel", parent=theme)
    page = save(admin_client, to_form(theme), parent=other.pk)
    assert errors_on(page) == ["Dit thema heeft subthema's en kan er dus zelf geen zijn."]


def test_only_themes_and_not_itself_can_be_a_parent(admin_client: Client) -> None:
    theme, other = make_theme("Herstel"), make_theme("Overig")
    make_theme("Onderdeel", parent=other)
    form = admin_client.get(to_form(theme)).context["adminform"].form
    assert list(form.fields["parent"].queryset) == [other]


def test_two_themes_on_one_place_are_refused_with_the_reason(admin_client: Client) -> None:
    theme, other = make_theme("Herstel"), make_theme("Overig")
    page = save(admin_client, to_form(theme), position=other.position)
    assert errors_on(page) == ["Op deze plaats staat al een thema."]


def test_what_only_the_end_of_the_transaction_refuses_is_shown_with_the_reason(
    admin_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when somebody else took the place just now: the check of the form saw it free."""
    theme, other = make_theme("Herstel"), make_theme("Overig")
    monkeypatch.setattr(Theme, "validate_constraints", lambda self, exclude=None: None)
    page = save(admin_client, to_form(theme), position=other.position)
    assert errors_on(page) == ["Op deze plaats staat al een thema."]
    assert list(page.context["messages"]) == []


def test_a_refusal_without_a_reason_says_what_to_do() -> None:
    assert refusal_text(IntegrityError("onbekend")) == UNKNOWN_REFUSAL


def test_a_theme_below_a_sub_theme_is_refused_in_the_words_of_the_database() -> None:
    part = make_theme("Onderdeel", parent=make_theme("Geheel"))
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        make_theme("Dieper", parent=part)
    assert refusal_text(refused.value) == "Een subthema kan zelf geen subthema's hebben."


def test_the_address_of_a_theme_is_typed_once(admin_client: Client) -> None:
    theme = make_theme("Herstel", slug="herstel")
    save(admin_client, to_form(theme), slug="anders", name="Herstelactie")
    assert Theme.objects.values_list("slug", "name").get(pk=theme.pk) == ("herstel", "Herstelactie")


def test_of_an_edition_only_our_own_reading_can_be_changed(admin_client: Client) -> None:
    report = make_report("2021-06")
    before = StatusReport.objects.values().get(pk=report.pk)
    page = save(
        admin_client,
        to_form(report),
        slug="anders",
        title="anders",
        introduction="anders",
        source_name="anders",
        source_sha256="f" * 64,
        reference_date_note="Zo afgeleid.",
    )
    after = StatusReport.objects.values().get(pk=report.pk)
    assert page.status_code == 302
    assert after == {**before, "reference_date_note": "Zo afgeleid."}

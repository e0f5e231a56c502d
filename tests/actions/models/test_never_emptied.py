"""TRUNCATE, which no row trigger sees, is refused outside the databases of tests."""

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from pghistory.models import Event

from actions.models import Milestone, SearchWord, StatusUpdate, TextWords

TABLES = sorted(
    model._meta.db_table
    for model in apps.get_models()
    if model._meta.app_label in ("actions", "motions")
    and (issubclass(model, Event) or model in (StatusUpdate, Milestone))
)


def empty(table: str, *, as_in_production: bool) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL pok.guard_tests = %s", ["yes" if as_in_production else "no"])
        cursor.execute(f"TRUNCATE {connection.ops.quote_name(table)} CASCADE")


@pytest.mark.django_db
@pytest.mark.parametrize("table", TABLES)
def test_a_table_that_only_grows_is_never_emptied(table: str) -> None:
    with pytest.raises(IntegrityError, match="nooit"):
        empty(table, as_in_production=True)


@pytest.mark.django_db
def test_emptying_the_accounts_does_not_take_the_updates_along() -> None:
    with pytest.raises(IntegrityError, match="nooit allemaal tegelijk verwijderd"):
        empty("auth_user", as_in_production=True)


@pytest.mark.django_db
def test_the_database_of_a_test_can_be_emptied() -> None:
    assert connection.settings_dict["NAME"][:5] == "test_"
    empty("actions_statusupdateevent", as_in_production=False)
    assert StatusUpdate.pgh_event_model.objects.count() == 0


def test_every_history_is_among_them() -> None:
    tracked = {
        f"{model._meta.db_table}event"
        for model in apps.get_models()
        if model._meta.app_label in ("actions", "motions") and not issubclass(model, Event)
    }
    # Triggers make the words for search out of texts; they are nobody's work.
    tracked -= {f"{model._meta.db_table}event" for model in (SearchWord, TextWords)}
    assert tracked <= set(TABLES)

"""What the database refuses of a milestone once its update is no longer a draft."""

import datetime
from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction

from actions.models import Action, Milestone, StatusUpdate
from tests.cast import TEXT, Cast, make_draft_of, make_published, submitted, withdrawn
from tests.factories import make_milestone, make_public_action

ADDED = "Een termijn komt er alleen bij een concept bij."
CHANGED = "De termijnen van een stand die geen concept is liggen vast."
DELETED = "De termijnen van een stand die geen concept is worden niet verwijderd."
CONTENTS = [
    {"quote": "De wet is klaar. De uitvoering begint in maart 2022."},
    {"date_words": "2022"},
    {"kind": "lopend"},
    {"first_day": datetime.date(2022, 2, 1)},
    {"last_day": datetime.date(2022, 4, 30)},
    {"precision": "dag"},
    {"position": 7},
]
WHO_MAY_CHANGE = """
                toevoegen  inhoud  verwijderen
concept         ja         ja      ja
ter-beoordeling -          -       -
gepubliceerd    -          -       -
ingetrokken     -          -       -
"""


def refusal(deed: Callable[[], object]) -> str:
    """What the database says to a deed, which is undone again; empty when it carries it out."""
    try:
        with transaction.atomic():
            deed()
            transaction.set_rollback(True)
    except IntegrityError as error:
        return str(error).splitlines()[0]
    return ""


def run(sql: str, *values: object) -> str:
    with connection.cursor() as cursor:
        return refusal(lambda: cursor.execute(sql, values))


def in_state(state: str, action: Action, cast: Cast) -> StatusUpdate:
    if state == "concept":
        return make_draft_of(action, cast.writer)
    if state == "ter-beoordeling":
        return submitted(make_draft_of(action, cast.writer), cast.writer)
    update = make_published(action, cast)
    return update if state == "gepubliceerd" else withdrawn(update, cast.reviewer)


def add(update: StatusUpdate) -> str:
    return run(
        "INSERT INTO actions_milestone (update_id, position, quote, date_words, kind, first_day, "
        "last_day, precision) VALUES (%s, 5, 'De wet is klaar.', 'klaar', "
        "'gerealiseerd', '2022-01-01', '2022-01-15', 'periode')",
        update.pk,
    )


def change(update: StatusUpdate, values: dict[str, object]) -> str:
    return refusal(lambda: Milestone.objects.filter(update=update).update(**values))


def delete(update: StatusUpdate) -> str:
    return run("DELETE FROM actions_milestone WHERE update_id = %s", update.pk)


def read_table() -> list[tuple[str, list[bool]]]:
    _, *lines = WHO_MAY_CHANGE.strip("\n").splitlines()
    return [(line.split()[0], [cell == "ja" for cell in line.split()[1:]]) for line in lines]


@pytest.mark.parametrize(("state", "expected"), read_table())
def test_milestones_are_frozen_with_their_update(
    cast: Cast, action: Action, state: str, expected: list[bool]
) -> None:
    update = in_state(state, action, cast)
    said = {
        "toevoegen": {add(update)},
        "inhoud": {change(update, values) for values in CONTENTS},
        "verwijderen": {delete(update)},
    }
    refusals = {
        "toevoegen": ADDED,
        "inhoud": CHANGED,
        "verwijderen": DELETED,
    }
    for (deed, answers), allowed in zip(said.items(), expected, strict=True):
        starts = {answer[: len(refusals[deed])] for answer in answers}
        assert (deed, starts) == (deed, {""} if allowed else {refusals[deed]})


def test_a_milestone_does_not_move_into_or_out_of_what_is_public(
    cast: Cast, action: Action
) -> None:
    draft = make_draft_of(action, cast.writer)
    public = make_published(action, cast)
    move = "UPDATE actions_milestone SET update_id = %s, position = 9 WHERE update_id = %s"
    assert [run(move, draft.pk, public.pk), run(move, public.pk, draft.pk)] == [CHANGED] * 2


def test_a_change_that_changes_nothing_is_no_change(cast: Cast, action: Action) -> None:
    update = make_published(action, cast)
    update.milestones.get().save()
    assert update.milestones.count() == 1


def test_a_quote_left_behind_by_its_text_is_not_submitted(cast: Cast, action: Action) -> None:
    draft = make_draft_of(action, cast.writer)
    StatusUpdate.objects.filter(pk=draft.pk).update(text="De wet is klaar.")
    said = run("UPDATE actions_statusupdate SET state = 'ter-beoordeling' WHERE id = %s", draft.pk)
    assert said == (
        'Het citaat "De uitvoering begint in maart 2022." van een termijn staat niet meer '
        "letterlijk in de stand van zaken."
    )


# -- A milestone that goes on --------------------------------------------------


def carry(update: StatusUpdate, source: Milestone) -> str:
    carried = Milestone.objects.filter(update=update)
    return refusal(lambda: carried.update(carried_from=source))


def test_a_milestone_goes_on_in_a_later_text_of_its_action(action: Action, cast: Cast) -> None:
    source = make_published(action, cast).milestones.get()

    assert carry(make_draft_of(action, cast.writer), source) == ""


def test_a_milestone_of_another_action_does_not_go_on_here(action: Action, cast: Cast) -> None:
    other = make_public_action(45, TEXT)
    source = make_milestone(other.updates.get(), last_day=datetime.date(2022, 3, 31))

    assert carry(make_draft_of(action, cast.writer), source) == (
        "Een termijn wordt alleen overgenomen van een eerdere stand van dezelfde actie."
    )


def test_a_milestone_does_not_go_on_from_itself(action: Action, cast: Cast) -> None:
    update = make_draft_of(action, cast.writer)

    assert "milestone_not_carried_from_itself" in carry(update, update.milestones.get())

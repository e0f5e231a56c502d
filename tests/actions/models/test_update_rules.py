"""What the database refuses of an update, tried with raw SQL and `.update()`."""

import datetime
import hashlib
import json

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F

from actions.models import Action, StatusUpdate
from tests.cast import EVENING, NOON, Cast, make_draft_of, make_published, submitted, withdrawn
from tests.factories import make_draft, make_public_action, make_report

CONTENT_CHANGES = {
    "text": "De wet is klaar. Iets anders.",
    "status": "afgerond",
    "status_quote": "De wet",
    "as_of": datetime.date(2022, 2, 1),
    "footnotes": [{"marker": "1", "position": 1, "text": "x"}],
}


def refusal(update: StatusUpdate, **values: object) -> str:
    """What the database says to a change of that row; empty when it makes the change."""
    try:
        with transaction.atomic():
            StatusUpdate.objects.filter(pk=update.pk).update(**values)
    except IntegrityError as error:
        return str(error).splitlines()[0]
    return ""


def run(sql: str, *values: object) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def in_state(state: str, action: Action, cast: Cast) -> StatusUpdate:
    update = make_draft_of(action, cast.writer)
    if state == "concept":
        return update
    if state == "ter-beoordeling":
        return submitted(update, cast.writer)
    update.delete()
    update = make_published(action, cast)
    return update if state == "gepubliceerd" else withdrawn(update, cast.reviewer)


# -- The road ------------------------------------------------------------------

MOVES = """
                concept  ter-beoordeling  gepubliceerd  ingetrokken
concept         ja       ja               -             -
ter-beoordeling ja       ja               ja            -
gepubliceerd    -        -                ja            ja
ingetrokken     -        -                -             ja
"""


def read_moves() -> list[tuple[str, str, bool]]:
    states, *lines = MOVES.strip("\n").splitlines()
    return [
        (line.split()[0], state, cell == "ja")
        for line in lines
        for state, cell in zip(states.split(), line.split()[1:], strict=True)
    ]


@pytest.mark.parametrize(("before", "after", "allowed"), read_moves())
def test_an_update_moves_along_one_road(
    cast: Cast, action: Action, before: str, after: str, allowed: bool
) -> None:
    update = in_state(before, action, cast)
    if before != after and after == "gepubliceerd":
        StatusUpdate.objects.filter(slug="2021-06").update(superseded_at=EVENING)
    needs = {
        "concept": {},
        "ter-beoordeling": {},
        "gepubliceerd": {
            "reviewer": cast.reviewer,
            "approved_hash": F("content_hash"),
            "published_at": EVENING,
        },
        "ingetrokken": {"withdrawn_at": EVENING, "withdrawn_reason": "Dubbel."},
    }
    values = {"state": after, **(needs[after] if before != after else {})}
    said = refusal(update, **values)
    assert (said == "", after == StatusUpdate.objects.get(pk=update.pk).state) == (allowed, allowed)


@pytest.mark.parametrize("state", ["ter-beoordeling", "gepubliceerd", "ingetrokken"])
def test_an_update_is_not_made_halfway_the_road(cast: Cast, action: Action, state: str) -> None:
    with pytest.raises(IntegrityError, match="Een nieuwe stand van zaken begint als concept"):
        run(
            "INSERT INTO actions_statusupdate (action_id, slug, kind, state, as_of, text, "
            "verbatim, source_lines, shared_with, footnotes, addresses, see_also, cited, status, "
            "status_quote, waiting_for, author_id, reviewer_id, version, approved_hash, remark, "
            "withdrawn_reason) SELECT action_id, 'nieuw', 'tussentijds', %s, as_of, text, false, "
            "'{}', '{}', '[]', '{}', '{}', '{}', status, status_quote, '', %s, %s, 1, "
            "content_hash, '', '' FROM actions_statusupdate",
            state,
            cast.writer.pk,
            cast.reviewer.pk,
        )


def test_text_from_an_edition_may_be_published_as_it_comes_in(cast: Cast) -> None:
    action = make_public_action(1)
    assert list(action.updates.values_list("state", "verbatim", "author")) == [
        ("gepubliceerd", True, None)
    ]


def test_text_from_an_edition_that_somebody_edited_does_not_come_in_published(
    cast: Cast, action: Action
) -> None:
    with pytest.raises(IntegrityError, match="begint als concept"), transaction.atomic():
        StatusUpdate.objects.create(
            action=action,
            slug="2022-01",
            kind="rapportage",
            report=make_report("2022-01"),
            state="gepubliceerd",
            verbatim=True,
            last_editor=cast.reviewer,
            as_of=NOON.date(),
            text="Klaar.",
            status="afgerond",
            status_quote="Klaar.",
            published_at=NOON,
        )


# -- What was read is what is published ----------------------------------------


@pytest.mark.parametrize("field", CONTENT_CHANGES)
def test_content_does_not_change_while_it_is_under_review(
    cast: Cast, action: Action, field: str
) -> None:
    waiting = in_state("ter-beoordeling", action, cast)
    assert refusal(waiting, **{field: CONTENT_CHANGES[field]}) == (
        "Wat ter beoordeling ligt verandert niet. Zet het terug naar concept om het te bewerken."
    )


@pytest.mark.parametrize("field", CONTENT_CHANGES)
def test_content_does_not_change_in_the_very_statement_that_publishes_it(
    cast: Cast, action: Action, field: str
) -> None:
    waiting = in_state("ter-beoordeling", action, cast)
    said = refusal(
        waiting,
        state="gepubliceerd",
        reviewer=cast.reviewer,
        approved_hash=F("content_hash"),
        published_at=EVENING,
        **{field: CONTENT_CHANGES[field]},
    )
    assert said.startswith("Wat ter beoordeling ligt verandert niet.")


@pytest.mark.parametrize("approved", ["", "0" * 64])
def test_nothing_is_published_with_another_fingerprint(
    cast: Cast, action: Action, approved: str
) -> None:
    waiting = in_state("ter-beoordeling", action, cast)
    said = refusal(
        waiting,
        state="gepubliceerd",
        reviewer=cast.reviewer,
        approved_hash=approved,
        published_at=EVENING,
    )
    assert '"update_published_as_approved"' in said


@pytest.mark.parametrize("field", [*CONTENT_CHANGES, "waiting_for"])
def test_the_fingerprint_covers_everything_a_reviewer_reads(
    cast: Cast, action: Action, field: str
) -> None:
    draft = make_draft_of(action, cast.writer)
    changes = {
        "status": {"status": "wacht-op-besluit", "waiting_for": "formatie"},
        "waiting_for": {"status": "wacht-op-besluit", "waiting_for": "parlement"},
    }.get(field, {field: CONTENT_CHANGES.get(field)})
    if field == "waiting_for":
        refusal(draft, status="wacht-op-besluit", waiting_for="formatie")
    before = StatusUpdate.objects.get(pk=draft.pk).content_hash
    assert refusal(draft, **changes) == ""
    after = StatusUpdate.objects.get(pk=draft.pk).content_hash
    assert (len(before), len(after), before == after) == (64, 64, False)


def test_words_that_move_from_one_column_to_the_next_give_another_fingerprint(
    cast: Cast, action: Action
) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pok_content_hash('ab', 'c', '', '', '2022-01-15', '[]') = "
            "pok_content_hash('a', 'bc', '', '', '2022-01-15', '[]')"
        )
        assert cursor.fetchone() == (False,)


def test_the_fingerprint_can_be_computed_by_others(db: None) -> None:
    """It is the sha256 of a JSON list; whoever doubts can do the sum again."""
    content = ['Één regel.\nTwee "regels".', "afgerond", "Één", "", "2022-01-15", []]
    expected = hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pok_content_hash(%s, %s, %s, %s, %s, %s)", [*content[:5], json.dumps([])]
        )
        assert cursor.fetchone() == (expected,)


# -- Four eyes -----------------------------------------------------------------


@pytest.mark.parametrize(
    "first_person",
    [{"author": "reviewer"}, {"last_editor": "reviewer"}, {"author": None}],
    ids=["wrote it", "changed it last", "nobody wrote it"],
)
def test_one_person_is_not_two(
    cast: Cast, action: Action, first_person: dict[str, str | None]
) -> None:
    draft = make_draft_of(action, cast.writer)
    for field, name in first_person.items():
        refusal(draft, **{field: getattr(cast, name) if name else None})
    said = refusal(submitted(draft, cast.writer), **publication(cast))
    assert '"update_published_by_second_person_or_from_edition"' in said


def test_without_a_reviewer_nothing_is_published(cast: Cast, action: Action) -> None:
    waiting = submitted(make_draft_of(action, cast.writer), cast.writer)
    said = refusal(waiting, **{**publication(cast), "reviewer": None})
    assert '"update_published_by_second_person_or_from_edition"' in said


def publication(cast: Cast) -> dict[str, object]:
    """What publishing writes, by the reviewer."""
    return {
        "state": "gepubliceerd",
        "reviewer": cast.reviewer,
        "approved_hash": F("content_hash"),
        "published_at": EVENING,
    }


def test_a_text_does_not_become_verbatim_to_escape_its_reviewer(cast: Cast, action: Action) -> None:
    draft = make_draft_of(action, cast.writer)
    assert refusal(draft, verbatim=True, author=None).startswith("Een tekst die iemand bewerkte")


def test_a_verbatim_text_does_not_change_and_stay_verbatim(cast: Cast, action: Action) -> None:
    draft = make_draft(action, "Regel een. Regel twee.", verbatim=True, status_quote="Regel een.")
    assert refusal(draft, text="Regel een.").startswith("Een tekst die iemand bewerkte")
    assert refusal(draft, text="Regel een.", verbatim=False) == ""


# -- What was public -----------------------------------------------------------


@pytest.mark.parametrize("field", [*CONTENT_CHANGES, "slug", "remark", "published_at", "version"])
def test_a_published_update_does_not_change(cast: Cast, action: Action, field: str) -> None:
    update = make_published(action, cast)
    others = {"slug": "x", "remark": "x", "published_at": EVENING, "version": 9}
    value = {**CONTENT_CHANGES, **others}[field]
    assert refusal(update, **{field: value}) == (
        "Een gepubliceerde stand van zaken verandert niet. Maak een correctie."
    )


@pytest.mark.parametrize(
    "change", [{"withdrawn_reason": "Anders."}, {"superseded_at": EVENING}, {"text": "Anders."}]
)
def test_a_withdrawn_update_does_not_change(
    cast: Cast, action: Action, change: dict[str, object]
) -> None:
    update = withdrawn(make_published(action, cast), cast.reviewer)
    assert refusal(update, **change) == (
        "Een ingetrokken stand van zaken verandert niet. Maak een nieuwe stand."
    )


@pytest.mark.parametrize(
    "change",
    [
        {"state": "ingetrokken"},
        {"state": "ingetrokken", "withdrawn_at": EVENING},
        {"state": "ingetrokken", "withdrawn_reason": "Dubbel."},
        {"withdrawn_at": EVENING, "withdrawn_reason": "Dubbel."},
    ],
)
def test_an_update_is_withdrawn_with_a_moment_and_a_reason(
    cast: Cast, action: Action, change: dict[str, object]
) -> None:
    assert '"update_withdrawn_with_reason"' in refusal(make_published(action, cast), **change)


@pytest.mark.parametrize("state", ["gepubliceerd", "ingetrokken"])
def test_what_was_public_is_never_deleted(cast: Cast, action: Action, state: str) -> None:
    update = in_state(state, action, cast)
    with pytest.raises(IntegrityError, match="Wat gepubliceerd is geweest wordt nooit verwijderd"):
        run("DELETE FROM actions_statusupdate WHERE id = %s", update.pk)


def test_a_draft_can_be_thrown_away(cast: Cast, action: Action) -> None:
    draft = make_draft_of(action, cast.writer)
    assert draft.delete() == (2, {"actions.Milestone": 1, "actions.StatusUpdate": 1})


# -- Drafts --------------------------------------------------------------------


def test_a_draft_may_be_without_status_and_what_is_under_review_may_not(
    cast: Cast, action: Action
) -> None:
    draft = make_draft_of(action, cast.writer, status="", status_quote="")
    assert '"update_status_known_code"' in refusal(draft, state="ter-beoordeling")


def test_versions_are_numbered_from_one(cast: Cast, action: Action) -> None:
    assert '"update_version_from_one"' in refusal(make_draft_of(action, cast.writer), version=0)

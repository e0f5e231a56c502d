"""What each verb leaves behind in the database, and what it answers when it cannot be done."""

import datetime

import pytest

from actions import publishing
from actions.models import Action, Milestone, StatusUpdate
from actions.refusals import Conflict, Refused
from tests.cast import (
    CONTENT,
    EVENING,
    MILESTONE,
    MORNING,
    NEXT_WEEK,
    NOON,
    TEXT,
    Cast,
    make_draft_of,
    make_published,
    published,
    submitted,
    withdrawn,
)
from tests.factories import make_action, make_draft, make_report, make_secret_action

SECOND = datetime.timedelta(seconds=1)


def shown(action: Action, at: datetime.datetime) -> str | None:
    """The slug of the update that the public reads at that moment, if any."""
    found = Action.objects.published(at=at).filter(pk=action.pk).select_related("current").first()
    return found.current.slug if found else None


# -- Drafting and editing ------------------------------------------------------


def test_a_draft_belongs_to_who_began_it_and_is_secret(cast: Cast, action: Action) -> None:
    draft = make_draft_of(action, cast.writer)
    assert {
        "state": draft.state,
        "kind": draft.kind,
        "slug": draft.slug,
        "author": draft.author,
        "last_editor": draft.last_editor,
        "version": draft.version,
        "verbatim": draft.verbatim,
        "milestones": list(draft.milestones.values_list("date_words", flat=True)),
        "shown": shown(action, EVENING),
    } == {
        "state": "concept",
        "kind": "tussentijds",
        "slug": "2022-01-15",
        "author": cast.writer,
        "last_editor": cast.writer,
        "version": 1,
        "verbatim": False,
        "milestones": ["maart 2022"],
        "shown": "2021-06",
    }


def test_an_edit_counts_and_names_its_editor(cast: Cast, action: Action) -> None:
    draft = make_draft_of(action, cast.writer)
    edited = publishing.edit(draft, {"status": "afgerond"}, by=cast.colleague, version=1, at=NOON)
    assert (edited.version, edited.status) == (2, "afgerond")
    assert (edited.author, edited.last_editor) == (cast.writer, cast.colleague)
    assert edited.content_hash == StatusUpdate.objects.get(pk=draft.pk).content_hash
    assert (edited.content_hash == draft.content_hash) is False


def test_an_edit_takes_an_update_out_of_review(cast: Cast, action: Action) -> None:
    waiting = submitted(make_draft_of(action, cast.writer), cast.writer)
    assert (waiting.state, waiting.submitted_at) == ("ter-beoordeling", MORNING)
    edited = publishing.edit(waiting, {}, by=cast.writer, version=1, at=NOON)
    assert (edited.state, edited.submitted_at) == ("concept", None)


def test_an_edit_reads_again_what_the_text_refers_to(cast: Cast, action: Action) -> None:
    make_secret_action(33)
    draft = make_draft_of(action, cast.writer)
    edited = publishing.edit(
        draft,
        {
            "text": f"{TEXT} Zie ook actie 33 en zie actie 99. Zie Kamerstuk 35510-26.",
            "footnotes": [{"marker": "1", "position": 3, "text": "TK 34352-213"}],
        },
        by=cast.writer,
        version=1,
        at=NOON,
    )
    assert (edited.see_also, edited.cited) == ([33], ["34352-213", "35510-26"])


def test_a_second_tab_gets_the_row_as_it_is_now(cast: Cast, action: Action) -> None:
    draft = make_draft_of(action, cast.writer)
    publishing.edit(draft, {"status": "afgerond"}, by=cast.colleague, version=1, at=NOON)
    with pytest.raises(Conflict) as refused:
        publishing.edit(draft, {"status": "doorlopend"}, by=cast.writer, version=1, at=NOON)
    current = refused.value.current
    assert (current.pk, current.version, current.status) == (draft.pk, 2, "afgerond")
    assert current.last_editor == cast.colleague
    assert StatusUpdate.objects.get(pk=draft.pk).status == "afgerond"


def test_milestones_keep_their_rows_when_they_are_edited(cast: Cast, action: Action) -> None:
    draft = make_draft_of(action, cast.writer)
    kept = draft.milestones.get()
    publishing.edit(
        draft,
        {},
        by=cast.writer,
        version=1,
        at=NOON,
        milestones=[
            {**MILESTONE, "quote": "De wet is klaar.", "date_words": "klaar", "kind": "lopend"},
            {**MILESTONE, "position": 2, "id": kept.pk},
        ],
    )
    rows = draft.milestones.values_list("position", "date_words")
    assert (list(rows), draft.milestones.get(position=2)) == (
        [(1, "klaar"), (2, "maart 2022")],
        kept,
    )
    publishing.edit(draft, {}, by=cast.writer, version=2, at=NOON, milestones=[])
    assert Milestone.objects.filter(update=draft).count() == 0


def test_an_edit_without_milestones_leaves_them_alone(cast: Cast, action: Action) -> None:
    draft = make_draft_of(action, cast.writer)
    publishing.edit(draft, {"status": "afgerond"}, by=cast.writer, version=1, at=NOON)
    assert draft.milestones.count() == 1


def test_a_changed_text_of_an_edition_gets_an_author_and_asks_for_a_second_person(
    cast: Cast, action: Action
) -> None:
    report = make_report("2022-01")
    draft = make_draft(
        action,
        "Regel een.\nRegel twee.",
        slug="2022-01",
        kind="rapportage",
        report=report,
        verbatim=True,
        status_quote="Regel een.",
    )
    same = publishing.edit(
        draft, {"text": "Regel een.\r\nRegel twee."}, by=cast.writer, version=1, at=NOON
    )
    assert (same.verbatim, same.author, same.last_editor) == (True, None, cast.writer)
    other = publishing.edit(draft, {"text": "Regel een."}, by=cast.writer, version=2, at=NOON)
    assert (other.verbatim, other.author, other.slug) == (False, cast.writer, "2022-01")


def test_who_read_a_verbatim_text_cannot_publish_that_reading_alone(
    cast: Cast, action: Action
) -> None:
    draft = make_draft(
        action,
        "Regel een.",
        slug="2022-01",
        kind="rapportage",
        report=make_report("2022-01"),
        verbatim=True,
        status="",
        status_quote="",
    )
    reading = {"status": "afgerond", "status_quote": "Regel een."}
    read = publishing.edit(draft, reading, by=cast.reviewer, version=1, at=NOON)
    waiting = submitted(read, cast.reviewer)
    with pytest.raises(Refused, match="U schreef deze stand van zaken, of bewerkte haar"):
        published(waiting, cast.reviewer)
    assert published(waiting, cast.superuser).reviewer == cast.superuser


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"text": ""}, "text: Dit veld kan niet leeg zijn"),
        ({"text": "Een teken\x00te veel."}, "In de tekst staat een teken dat niet bewaard kan"),
        ({"status": "bijna-klaar"}, "status: Waarde 'bijna-klaar' is geen geldige keuze."),
        ({"status": "wacht-op-besluit"}, "Vul 'wacht op' in bij de status wacht op besluit"),
        ({"status_quote": "Dit staat er niet"}, "Het citaat bij de status staat niet letterlijk"),
        ({"as_of": "morgen"}, "as_of: "),
        ({"as_of": None}, "as_of: Dit veld mag niet leeg zijn"),
        ({"footnotes": ["1"]}, "De voetnoten kloppen niet."),
        ({"footnotes": [{"marker": "1", "position": 999, "text": "x"}]}, "De voetnoten kloppen"),
        ({"shared_with": [3_000_000_000]}, "shared_with: "),
        ({"addresses": ["geen adres"]}, "addresses: "),
    ],
)
def test_a_value_that_is_not_valid_is_refused_and_nothing_is_saved(
    cast: Cast, action: Action, changes: dict[str, object], message: str
) -> None:
    draft = make_draft_of(action, cast.writer)
    with pytest.raises(Refused) as refused:
        publishing.edit(draft, changes, by=cast.writer, version=1, at=NOON)
    assert message in refused.value.message
    draft.refresh_from_db()
    assert (draft.text, draft.version) == (TEXT, 1)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"quote": "In maart 2022"}, 'Het citaat "In maart 2022" staat niet letterlijk'),
        ({"date_words": "april"}, "De datumwoorden staan niet letterlijk in het citaat."),
        ({"last_day": datetime.date(2022, 2, 1)}, "De eerste dag ligt na de laatste dag."),
        ({"kind": "beloofd"}, "kind: Waarde 'beloofd' is geen geldige keuze."),
        ({"id": 0}, "Deze termijn hoort niet, of niet meer, bij deze stand van zaken."),
        ({"position": 40_000}, "position: "),
    ],
)
def test_a_milestone_that_is_not_valid_is_refused_with_the_whole_edit(
    cast: Cast, action: Action, change: dict[str, object], message: str
) -> None:
    draft = make_draft_of(action, cast.writer)
    with pytest.raises(Refused) as refused:
        publishing.edit(
            draft,
            {"status": "afgerond"},
            by=cast.writer,
            version=1,
            at=NOON,
            milestones=[{**MILESTONE, **change}],
        )
    assert message in refused.value.message
    draft.refresh_from_db()
    assert (draft.status, draft.version, draft.milestones.count()) == ("in-uitvoering", 1, 1)


def test_two_milestones_at_one_place_are_refused_within_the_verb(
    cast: Cast, action: Action
) -> None:
    draft = make_draft_of(action, cast.writer)
    with pytest.raises(Refused, match="Op deze plaats staat al een termijn"):
        publishing.edit(
            draft, {}, by=cast.writer, version=1, at=NOON, milestones=[MILESTONE, MILESTONE]
        )
    assert draft.milestones.count() == 1


def test_a_draft_that_was_thrown_away_meanwhile_is_refused(cast: Cast, action: Action) -> None:
    draft = make_draft_of(action, cast.writer)
    StatusUpdate.objects.filter(pk=draft.pk).first().delete()
    with pytest.raises(Refused, match="Deze stand van zaken bestaat niet meer"):
        publishing.submit(draft, by=cast.writer, at=NOON)


# -- Addresses -----------------------------------------------------------------


def test_an_address_is_the_day_and_free_at_its_action(cast: Cast, action: Action) -> None:
    first, second = make_draft_of(action, cast.writer), make_draft_of(action, cast.writer)
    other_day = make_draft_of(action, cast.writer, as_of=datetime.date(2022, 2, 1))
    elsewhere = make_action(46)
    assert [first.slug, second.slug, other_day.slug] == ["2022-01-15", "2022-01-15-2", "2022-02-01"]
    assert make_draft_of(elsewhere, cast.superuser).slug == "2022-01-15"


def test_the_address_of_a_draft_follows_its_day(cast: Cast, action: Action) -> None:
    draft = make_draft_of(action, cast.writer)
    moved = publishing.edit(
        draft, {"as_of": datetime.date(2022, 2, 1)}, by=cast.writer, version=1, at=NOON
    )
    same = publishing.edit(draft, {"status": "afgerond"}, by=cast.writer, version=2, at=NOON)
    assert (moved.slug, same.slug) == ("2022-02-01", "2022-02-01")


def test_corrections_are_numbered_behind_the_first_text(cast: Cast, action: Action) -> None:
    edition = action.updates.get()
    first = publishing.correct(edition, by=cast.writer, at=NOON)
    second = publishing.correct(edition, by=cast.writer, at=NOON)
    standing = published(submitted(first, cast.writer), cast.reviewer, at=NOON)
    of_correction = publishing.correct(standing, by=cast.writer, at=EVENING)
    assert [first.slug, second.slug, of_correction.slug] == [
        "2021-06-correctie",
        "2021-06-correctie-2",
        "2021-06-correctie-3",
    ]


# -- Review --------------------------------------------------------------------


def test_a_returned_update_is_a_draft_with_a_remark(cast: Cast, action: Action) -> None:
    waiting = submitted(make_draft_of(action, cast.writer), cast.writer)
    returned = publishing.return_to_author(
        waiting, by=cast.reviewer, at=NOON, remark="Noem de wet."
    )
    assert (returned.state, returned.remark) == ("concept", "Noem de wet.")
    assert (returned.submitted_at, returned.reviewer) == (None, None)


def test_what_is_published_bears_the_fingerprint_and_the_name_of_its_reviewer(
    cast: Cast, action: Action
) -> None:
    waiting = submitted(make_draft_of(action, cast.writer), cast.writer)
    returned = publishing.return_to_author(
        waiting, by=cast.reviewer, at=NOON, remark="Noem de wet."
    )
    update = published(submitted(returned, cast.writer), cast.reviewer, at=NOON)
    assert (update.state, update.reviewer, update.published_at, update.superseded_at) == (
        "gepubliceerd",
        cast.reviewer,
        NOON,
        None,
    )
    assert (update.approved_hash, update.remark) == (waiting.content_hash, "")
    assert action.updates.get(slug="2021-06").superseded_at == NOON


def test_a_changed_draft_gives_its_reviewer_the_row_as_it_is_now(
    cast: Cast, action: Action
) -> None:
    seen = submitted(make_draft_of(action, cast.writer), cast.writer)
    edited = publishing.edit(seen, {"status": "afgerond"}, by=cast.writer, version=1, at=NOON)
    submitted(edited, cast.writer)
    with pytest.raises(Conflict) as refused:
        published(seen, cast.reviewer)
    assert refused.value.current.content_hash == edited.content_hash


def test_changed_milestones_are_seen_by_their_version(cast: Cast, action: Action) -> None:
    seen = submitted(make_draft_of(action, cast.writer), cast.writer)
    edited = publishing.edit(seen, {}, by=cast.writer, version=1, at=NOON, milestones=[])
    waiting = submitted(edited, cast.writer)
    assert waiting.content_hash == seen.content_hash
    with pytest.raises(Conflict, match="Iemand anders heeft deze stand van zaken intussen bewerkt"):
        publishing.publish(
            seen, by=cast.reviewer, seen_hash=seen.content_hash, version=seen.version, at=NOON
        )


# -- Embargo -------------------------------------------------------------------


def test_an_embargo_lets_the_standing_update_stand_until_its_moment(
    cast: Cast, action: Action
) -> None:
    waiting = submitted(make_draft_of(action, cast.writer), cast.writer)
    update = published(waiting, cast.reviewer, at=NOON, publish_from=NEXT_WEEK)
    assert (update.published_at, action.updates.get(slug="2021-06").superseded_at) == (
        NEXT_WEEK,
        NEXT_WEEK,
    )
    moments = [NOON, NEXT_WEEK - SECOND, NEXT_WEEK, NEXT_WEEK + SECOND]
    assert [shown(action, at) for at in moments] == [
        "2021-06",
        "2021-06",
        "2022-01-15",
        "2022-01-15",
    ]


def test_a_first_update_under_embargo_keeps_its_action_secret(cast: Cast, orphan: Action) -> None:
    waiting = submitted(make_draft_of(orphan, cast.reviewer), cast.reviewer)
    published(waiting, cast.superuser, at=NOON, publish_from=NEXT_WEEK)
    assert [shown(orphan, NEXT_WEEK - SECOND), shown(orphan, NEXT_WEEK)] == [None, "2022-01-15"]


def test_withdrawn_before_its_moment_it_was_never_there(cast: Cast, action: Action) -> None:
    waiting = submitted(make_draft_of(action, cast.writer), cast.writer)
    update = published(waiting, cast.reviewer, at=NOON, publish_from=NEXT_WEEK)
    withdrawn(update, cast.reviewer)
    assert action.updates.get(slug="2021-06").superseded_at is None
    assert [shown(action, at) for at in (NOON, NEXT_WEEK, NEXT_WEEK + SECOND)] == ["2021-06"] * 3


def test_after_the_moment_the_next_can_wait(cast: Cast, action: Action) -> None:
    first = submitted(make_draft_of(action, cast.writer), cast.writer)
    published(first, cast.reviewer, at=NOON, publish_from=EVENING)
    second = submitted(make_draft_of(action, cast.writer), cast.writer)
    published(second, cast.reviewer, at=EVENING, publish_from=NEXT_WEEK)
    assert [shown(action, at) for at in (NOON, EVENING, NEXT_WEEK)] == [
        "2021-06",
        "2022-01-15",
        "2022-01-15-2",
    ]


# -- Corrections ---------------------------------------------------------------


def test_a_correction_begins_with_text_reading_and_milestones(cast: Cast, action: Action) -> None:
    source = make_published(action, cast, footnotes=[{"marker": "1", "position": 2, "text": "X"}])
    promise = source.milestones.get()
    correction = publishing.correct(source, by=cast.colleague, at=EVENING)
    copied = [
        "text",
        "status",
        "status_quote",
        "waiting_for",
        "as_of",
        "footnotes",
        "content_hash",
    ]
    assert [getattr(correction, name) for name in copied] == [
        getattr(source, name) for name in copied
    ]
    assert (correction.kind, correction.state, correction.corrects) == (
        "correctie",
        "concept",
        source,
    )
    assert (correction.author, correction.last_editor, correction.verbatim) == (
        cast.colleague,
        cast.colleague,
        False,
    )
    copy = correction.milestones.get()
    assert (copy.quote, copy.last_day, copy.carried_from) == (
        promise.quote,
        promise.last_day,
        promise,
    )


def test_a_correction_of_a_correction_carries_a_promise_on_from_where_it_was_first_said(
    cast: Cast, action: Action
) -> None:
    source = make_published(action, cast)
    first = publishing.correct(source, by=cast.colleague, at=EVENING)
    published(submitted(first, cast.colleague), cast.reviewer, at=EVENING)
    second = publishing.correct(first, by=cast.colleague, at=NEXT_WEEK)
    assert second.milestones.get().carried_from == source.milestones.get()


def test_a_published_correction_takes_the_place_of_what_it_corrects(
    cast: Cast, action: Action
) -> None:
    source = make_published(action, cast)
    correction = publishing.correct(source, by=cast.writer, at=EVENING)
    published(submitted(correction, cast.writer), cast.reviewer, at=EVENING)
    assert [shown(action, NOON), shown(action, EVENING)] == ["2022-01-15", "2022-01-15-correctie"]


# -- Withdrawal ----------------------------------------------------------------


def test_what_stood_before_stands_again(cast: Cast, action: Action) -> None:
    update = make_published(action, cast)
    assert shown(action, EVENING) == "2022-01-15"
    taken_back = withdrawn(update, cast.reviewer)
    assert (taken_back.state, taken_back.withdrawn_at, taken_back.withdrawn_reason) == (
        "ingetrokken",
        EVENING,
        "De cijfers kloppen niet.",
    )
    assert (shown(action, EVENING), action.updates.get(slug="2021-06").superseded_at) == (
        "2021-06",
        None,
    )


def test_the_only_update_withdrawn_leaves_nothing_to_read(cast: Cast, action: Action) -> None:
    withdrawn(action.updates.get(), cast.reviewer)
    assert shown(action, EVENING) is None


def test_one_in_the_middle_withdrawn_gives_its_time_to_the_one_before(
    cast: Cast, action: Action
) -> None:
    middle = make_published(action, cast)
    last = submitted(make_draft_of(action, cast.writer), cast.writer)
    last = published(last, cast.reviewer, at=EVENING)
    withdrawn(middle, cast.reviewer)
    assert [shown(action, at) for at in (NOON, EVENING)] == ["2021-06", "2022-01-15-2"]
    withdrawn(last, cast.reviewer)
    assert [shown(action, at) for at in (NOON, EVENING)] == ["2021-06", "2021-06"]


def test_after_a_withdrawal_a_new_update_can_be_published(cast: Cast, action: Action) -> None:
    withdrawn(make_published(action, cast), cast.reviewer)
    again = submitted(make_draft_of(action, cast.writer), cast.writer)
    assert published(again, cast.reviewer, at=EVENING).slug == "2022-01-15-2"
    assert shown(action, EVENING) == "2022-01-15-2"


# -- The one road --------------------------------------------------------------


def test_what_a_database_refuses_unforeseen_is_a_refusal_too(
    cast: Cast, action: Action, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_draft_of(action, cast.writer)
    monkeypatch.setattr("actions.update_content.slug_for", lambda update: "2022-01-15")
    with pytest.raises(Refused, match="Deze actie heeft al een stand met dit adres") as refused:
        publishing.draft(action, by=cast.writer, at=NOON, changes=CONTENT)
    assert refused.value.remedy == "Pas de gegevens aan en probeer het opnieuw."

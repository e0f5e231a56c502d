"""Two people at one update: the second gets both texts, and loses nothing that was typed."""

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from actions import guards, publishing
from actions.admin.updates import StatusUpdateAdmin
from actions.models import Action, Milestone, StatusUpdate
from actions.policy import Verb
from tests.admin_pages import save, values_on
from tests.cast import NOON, TEXT, Cast, make_draft_of, published, submitted

MINE = "De wet is klaar. De uitvoering begint in maart 2022. Dit schreef ik."
THEIRS = "De wet is klaar. De uitvoering begint in maart 2022. Dit schreef zij."
ADDED = {
    "position": 2,
    "quote": "De wet is klaar.",
    "date_words": "klaar",
    "kind": "gerealiseerd",
    "first_day": "2022-01-01",
    "last_day": "2022-01-31",
    "precision": "maand",
}


def to_form(update: StatusUpdate) -> str:
    return reverse("admin:actions_statusupdate_change", args=[update.pk])


@pytest.fixture
def draft(action: Action, cast: Cast) -> StatusUpdate:
    return make_draft_of(action, cast.writer)


@pytest.fixture
def writer(client: Client, cast: Cast) -> Client:
    client.force_login(cast.writer)
    return client


@pytest.fixture
def typed(writer: Client, draft: StatusUpdate) -> dict[str, object]:
    """What the writer is typing on a page that is open already."""
    return {**values_on(writer.get(to_form(draft))), "text": MINE}


def changed_by_colleague(draft: StatusUpdate, cast: Cast, **changes: object) -> StatusUpdate:
    milestones = changes.pop("milestones", None)
    return publishing.edit(
        draft,
        changes or {"text": THEIRS},
        by=cast.colleague,
        version=draft.version,
        at=NOON,
        milestones=milestones,
    )


def sent_again(page: HttpResponse, button: str) -> dict[str, object]:
    return {**dict(page.context["resend"]), button: "x"}


def text_of(update: StatusUpdate) -> str:
    return StatusUpdate.objects.values_list("text", flat=True).get(pk=update.pk)


def test_the_second_to_save_sees_both_texts_and_who_was_first(
    writer: Client, draft: StatusUpdate, typed: dict[str, object], cast: Cast
) -> None:
    changed_by_colleague(draft, cast)
    page = writer.post(to_form(draft), typed)
    shown = page.content.decode()
    assert (page.status_code, text_of(draft)) == (409, THEIRS)
    assert [(one.label, one.now, one.typed) for one in page.context["differences"]] == [
        ("Stand van zaken", THEIRS, MINE)
    ]
    assert [THEIRS in shown, MINE in shown, "collega-bzk" in shown] == [True, True, True]
    assert (page.context["original"].last_editor, page.context["last_change"].version) == (
        cast.colleague,
        2,
    )


def test_without_the_early_look_publishing_still_gives_both_texts(
    writer: Client,
    draft: StatusUpdate,
    typed: dict[str, object],
    cast: Cast,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As when the other saves between the look and the lock."""
    changed_by_colleague(draft, cast)
    monkeypatch.setattr(StatusUpdateAdmin, "_changed_since", lambda *asked: None)
    page = writer.post(to_form(draft), typed)
    assert (page.status_code, text_of(draft)) == (409, THEIRS)


def test_without_both_looks_the_text_of_the_first_would_be_lost(
    writer: Client,
    draft: StatusUpdate,
    typed: dict[str, object],
    cast: Cast,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    changed_by_colleague(draft, cast)
    asked = guards.GUARDS[Verb.EDIT]
    others = tuple(guard for guard in asked if guard is not guards.is_version_that_was_read)
    monkeypatch.setitem(guards.GUARDS, Verb.EDIT, others)
    monkeypatch.setattr(StatusUpdateAdmin, "_changed_since", lambda *asked: None)
    page = writer.post(to_form(draft), typed)
    assert (page.status_code, text_of(draft)) == (302, MINE)


def test_the_own_text_can_be_kept(
    writer: Client, draft: StatusUpdate, typed: dict[str, object], cast: Cast
) -> None:
    changed_by_colleague(draft, cast)
    page = writer.post(to_form(draft), typed)
    saved = writer.post(to_form(draft), sent_again(page, "_continue"))
    draft.refresh_from_db()
    assert (saved.status_code, draft.text, draft.version) == (302, MINE, 3)


def test_the_own_text_can_be_worked_on_before_it_is_saved(
    writer: Client, draft: StatusUpdate, typed: dict[str, object], cast: Cast
) -> None:
    changed_by_colleague(draft, cast)
    page = writer.post(to_form(draft), typed)
    again = writer.post(to_form(draft), sent_again(page, "_again"))
    form = again.context["adminform"].form
    assert (again.status_code, text_of(draft)) == (200, THEIRS)
    assert (form["text"].value(), form["seen_version"].value()) == (MINE, "2")


def test_a_third_who_saves_meanwhile_is_not_overwritten_either(
    writer: Client, draft: StatusUpdate, typed: dict[str, object], cast: Cast
) -> None:
    changed = changed_by_colleague(draft, cast)
    page = writer.post(to_form(draft), typed)
    changed_by_colleague(changed, cast, status="afgerond")
    again = writer.post(to_form(draft), sent_again(page, "_continue"))
    assert (again.status_code, text_of(draft)) == (409, THEIRS)


def test_milestones_of_both_are_shown_and_the_own_ones_kept(
    writer: Client, draft: StatusUpdate, typed: dict[str, object], cast: Cast
) -> None:
    """The other dropped one that I changed, and added another."""
    changed_by_colleague(draft, cast, text=TEXT, milestones=[ADDED])
    mine = {**typed, "text": TEXT, "milestones-0-kind": "lopend"}
    page = writer.post(to_form(draft), mine)
    assert [(one.label, one.now, one.typed) for one in page.context["differences"]] == [
        (
            "Termijnen",
            '2. "De wet is klaar." (klaar): gerealiseerd, 01-01-2022 t/m 31-01-2022, maand',
            '1. "De uitvoering begint in maart 2022." (maart 2022): lopend, '
            "01-03-2022 t/m 31-03-2022, maand",
        )
    ]
    saved = writer.post(to_form(draft), sent_again(page, "_continue"))
    rows = Milestone.objects.filter(update=draft).values_list("quote", "kind")
    assert saved.status_code == 302
    assert list(rows) == [("De uitvoering begint in maart 2022.", "lopend")]


def test_what_is_not_valid_is_not_lost_either(
    writer: Client, draft: StatusUpdate, typed: dict[str, object], cast: Cast
) -> None:
    changed_by_colleague(draft, cast)
    page = writer.post(to_form(draft), {**typed, "footnotes": "geen json", "as_of": "ooit"})
    kept = dict(page.context["resend"])
    assert (page.status_code, kept["footnotes"], kept["as_of"]) == (409, "geen json", "ooit")


def test_what_was_published_meanwhile_is_not_changed_and_what_was_typed_is_shown(
    writer: Client, draft: StatusUpdate, typed: dict[str, object], cast: Cast
) -> None:
    published(submitted(draft, cast.writer), cast.reviewer)
    page = writer.post(to_form(draft), typed)
    assert (page.status_code, text_of(draft)) == (409, TEXT)
    assert page.context["can_still_change"] is False
    assert MINE in page.content.decode()


def test_somebody_of_another_ministry_gets_no_page_of_two_texts(
    client: Client, draft: StatusUpdate, typed: dict[str, object], cast: Cast
) -> None:
    changed_by_colleague(draft, cast)
    client.force_login(cast.outsider)
    assert client.post(to_form(draft), typed).status_code == 403


def test_one_person_who_saves_twice_is_in_nobodys_way(writer: Client, draft: StatusUpdate) -> None:
    first = save(writer, to_form(draft), text=THEIRS)
    second = save(writer, to_form(draft), text=MINE)
    assert (first.status_code, second.status_code, text_of(draft)) == (302, 302, MINE)


@pytest.mark.parametrize("version", ["", "een", "-1", "9" * 40, "9" * 5000])
def test_a_version_that_is_none_changes_nothing(
    writer: Client, draft: StatusUpdate, typed: dict[str, object], version: str
) -> None:
    writer.post(to_form(draft), {**typed, "seen_version": version})
    assert text_of(draft) == TEXT


def test_a_forged_number_of_milestones_is_answered(
    writer: Client, draft: StatusUpdate, typed: dict[str, object], cast: Cast
) -> None:
    changed_by_colleague(draft, cast)
    page = writer.post(to_form(draft), {**typed, "milestones-TOTAL_FORMS": "9" * 12})
    assert page.status_code == 409

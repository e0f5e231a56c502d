"""Two people at one update: what both wrote, side by side, and the choice to take over either."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import BoundField, DateField, ModelForm
from django.http import HttpRequest, QueryDict
from django.template.response import TemplateResponse

from actions.models import Milestone, StatusUpdate
from actions.policy import Verb, is_at_stage_for
from actions.update_content import EDITABLE_FIELDS, MILESTONE_FIELDS
from actions.word_difference import ChangedText, word_difference

CONFLICT = 409
MOST_DIGITS = 10
PREFIX = "milestones"
DAYS = ("first_day", "last_day")
# What the browser sends beside what was typed.
NOT_TYPED = {"csrfmiddlewaretoken", "_save", "_continue", "_addanother", "_again", "seen_version"}
Rows = list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Difference:
    """A field in which the two differ: as it stands now, as it was typed, and word by word."""

    label: str
    now: str
    typed: str
    words: tuple[ChangedText, ...]


def conflict_page(
    request: HttpRequest, *, current: StatusUpdate, form: ModelForm, context: Mapping[str, Any]
) -> TemplateResponse:
    """Answer 409 with both texts. `form` is the form of the update as it is now, unsent."""
    return TemplateResponse(
        request,
        "admin/actions/conflict.html",
        {
            **context,
            "title": "Iemand anders was u voor",
            "original": current,
            "last_change": current.events.order_by("-pgh_created_at", "-pgh_id").first(),
            "differences": [
                *_field_differences(request.POST, form),
                *_row_differences(typed_rows(request.POST), current),
            ],
            "can_still_change": is_at_stage_for(Verb.EDIT, current),
            "resend": list(resend(request.POST, current)),
        },
        status=CONFLICT,
    )


def whole_number(typed: str) -> int | None:
    """The number that was sent, or None: forged ones may have thousands of digits."""
    return int(typed) if typed.isdecimal() and len(typed) < MOST_DIGITS else None


def typed_rows(sent: QueryDict) -> Rows:
    """The milestones as they were typed, without those that were to be dropped."""
    # No page has more rows than these; a forged number must not keep a process busy.
    count = min(whole_number(sent.get(f"{PREFIX}-TOTAL_FORMS", "")) or 0, 1000)
    rows = [
        {name: sent.get(f"{PREFIX}-{row}-{name}", "") for name in ("id", *MILESTONE_FIELDS)}
        for row in range(count)
        if not sent.get(f"{PREFIX}-{row}-DELETE")
    ]
    return [row for row in rows if row["quote"] or row["id"]]


def resend(sent: QueryDict, current: StatusUpdate) -> Iterator[tuple[str, str]]:
    """What was typed, to be sent once more on top of the update as it is now.

    A milestone that the other dropped is a new one then; one that the other added is dropped.
    """
    for name, values in sent.lists():
        if name not in NOT_TYPED and not name.startswith(f"{PREFIX}-"):
            yield from ((name, value) for value in values)
    yield "seen_version", str(current.version)
    present = [str(pk) for pk in current.milestones.values_list("pk", flat=True)]
    yield from _rows_on_top_of(present, typed_rows(sent), update=current)


def _rows_on_top_of(
    present: Sequence[str], typed: Rows, *, update: StatusUpdate
) -> Iterator[tuple[str, str]]:
    by_id = {row["id"]: row for row in typed if row["id"] in present}
    new = [{**row, "id": ""} for row in typed if row["id"] not in present]
    yield f"{PREFIX}-INITIAL_FORMS", str(len(present))
    yield f"{PREFIX}-TOTAL_FORMS", str(len(present) + len(new))
    kept = [by_id.get(pk, {"id": pk, "DELETE": "on"}) for pk in present]
    for number, row in enumerate([*kept, *new]):
        yield f"{PREFIX}-{number}-update", str(update.pk)
        for name, value in row.items():
            yield f"{PREFIX}-{number}-{name}", value


def _field_differences(sent: QueryDict, form: ModelForm) -> Iterator[Difference]:
    for name in EDITABLE_FIELDS:
        bound = form[name]
        is_day = isinstance(bound.field, DateField)
        typed = sent.get(name, "")
        yield from _difference(bound.label, _as_typed(bound), _day(typed) if is_day else typed)


def _row_differences(typed: Rows, current: StatusUpdate) -> Iterator[Difference]:
    rows = [_row_of(milestone) for milestone in current.milestones.all()]
    typed = [
        {name: _day(row[name]) if name in DAYS else row[name] for name in row} for row in typed
    ]
    yield from _difference("Termijnen", _in_lines(rows), _in_lines(typed))


def _difference(label: str, now: str, typed: str) -> Iterator[Difference]:
    now, typed = _plain(now), _plain(typed)
    if now != typed:
        yield Difference(label, now, typed, word_difference(now, typed))


def _as_typed(bound: BoundField) -> str:
    """The value of a field as the browser would send it back."""
    value = bound.field.widget.format_value(bound.value())
    return "".join(value) if isinstance(value, list) else str(value or "")


def _row_of(milestone: Milestone) -> dict[str, str]:
    return {name: _printed(getattr(milestone, name)) for name in MILESTONE_FIELDS}


def _printed(value: Any) -> str:
    return f"{value:%d-%m-%Y}" if hasattr(value, "strftime") else str(value)


def _day(typed: str) -> str:
    """A day that was typed in whatever form, as the page prints days; anything else as it is."""
    try:
        return _printed(DateField(required=False).clean(typed) or "")
    except ValidationError:
        return typed


def _in_lines(rows: Sequence[Mapping[str, str]]) -> str:
    return "\n".join(
        f'{row["position"]}. "{row["quote"]}" ({row["date_words"]}): {row["kind"]}, '
        f"{row['first_day']} t/m {row['last_day']}, {row['precision']}"
        for row in rows
    )


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()

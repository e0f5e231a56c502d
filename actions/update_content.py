"""Writes what an editor changed into an update and its milestones, and checks it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Model

from actions.models import Milestone, StatusUpdate
from actions.policy import Person
from actions.refusals import Refused, validation_refusals
from actions.text_references import read_cited, read_see_also
from actions.update_slugs import slug_for

EDITABLE_FIELDS = (
    "as_of",
    "text",
    "footnotes",
    "addresses",
    "shared_with",
    "status",
    "status_quote",
    "waiting_for",
)
MILESTONE_FIELDS = (
    "position",
    "quote",
    "date_words",
    "kind",
    "first_day",
    "last_day",
    "precision",
)


def write_content(update: StatusUpdate, changes: Mapping[str, Any], *, by: Person) -> None:
    """Put changes in an update, without saving it; raises Refused when a value is not valid.

    A text that somebody changed is no longer the text of the edition: it loses `verbatim` and gets
    an author, so that it needs a second person like any other.
    """
    before = update.text
    _assign(update, changes, EDITABLE_FIELDS)
    _refuse_malformed_footnotes(update)
    if update.text != before:
        update.verbatim = False
    if not update.verbatim and update.author is None:
        update.author = by
    update.last_editor = by
    update.see_also = read_see_also(update)
    update.cited = read_cited(update)
    if not update.slug or _slug_is_a_day(update):
        update.slug = slug_for(update)


def write_milestones(update: StatusUpdate, milestones: Iterable[Mapping[str, Any]]) -> None:
    """Save exactly these milestones at a saved update; raises Refused when one is not valid.

    Each is a mapping of MILESTONE_FIELDS, with the `id` of the milestone when there is one
    already: it then keeps its row and its history. Those not named are deleted.
    """
    present = {milestone.pk: milestone for milestone in update.milestones.all()}
    for position, values in enumerate(milestones, 1):
        milestone = _take(present, values.get("id")) or Milestone(update=update, position=position)
        _assign(milestone, values, MILESTONE_FIELDS)
        milestone.save()
    for milestone in present.values():
        milestone.delete()


def copy_milestones(source: StatusUpdate, target: StatusUpdate) -> None:
    """Carry the milestones whose words stand in the text of the other update on in that one.

    Each is bound to where it was first said. Both updates are of the same action.
    """
    for milestone in source.milestones.all():
        if milestone.quote not in target.text:
            continue
        values = {name: getattr(milestone, name) for name in MILESTONE_FIELDS}
        Milestone.objects.create(
            update=target, carried_from=milestone.carried_from or milestone, **values
        )


def _assign(row: Model, values: Mapping[str, Any], fields: Sequence[str]) -> None:
    for name in fields:
        if name in values:
            setattr(row, name, _storable(values[name]))
    others = {field.name for field in row._meta.fields} - set(fields)
    with validation_refusals():
        row.full_clean(exclude=others, validate_unique=False)


def _storable(value: object) -> object:
    """Return a text as the database keeps it; a form sends two characters for a new line."""
    if not isinstance(value, str):
        return value
    if "\x00" in value:
        raise Refused("In de tekst staat een teken dat niet bewaard kan worden.")
    return value.replace("\r\n", "\n")


def _refuse_malformed_footnotes(update: StatusUpdate) -> None:
    if not all(_is_footnote(footnote, update.text) for footnote in update.footnotes):
        raise Refused(
            "De voetnoten kloppen niet.",
            "Geef elke voetnoot een teken, een tekst en een plaats binnen de stand van zaken.",
        )


def _is_footnote(value: object, text: str) -> bool:
    return (
        isinstance(value, Mapping)
        and set(value) == {"marker", "position", "text"}
        and isinstance(value["marker"], str)
        and isinstance(value["text"], str)
        and type(value["position"]) is int
        and 0 <= value["position"] <= len(text)
    )


def _take(present: dict[int, Milestone], identity: int | None) -> Milestone | None:
    if identity is None:
        return None
    if identity not in present:
        raise Refused("Deze termijn hoort niet, of niet meer, bij deze stand van zaken.")
    return present.pop(identity)


def _slug_is_a_day(update: StatusUpdate) -> bool:
    return update.kind == StatusUpdate.Kind.INTERIM and update.report is None

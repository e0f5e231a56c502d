"""Small makers of rows for tests: each gives a valid row, and takes what the test cares about."""

import datetime
from itertools import count

import pgtrigger
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F

from actions.models import (
    Action,
    ActionMinistry,
    ActionMotion,
    Milestone,
    Ministry,
    Outcome,
    StatusReport,
    StatusUpdate,
    Theme,
)
from motions.models import Member, Membership, Motion, MotionSubmitter, MotionTerm, Party

JUNE_2021 = datetime.datetime(2021, 6, 30, tzinfo=datetime.UTC)
DEBATE = datetime.date(2021, 1, 19)

# The road to the public; rows made here stand anywhere along it at once.
ROAD = ("actions.StatusUpdate:begins_as_draft", "actions.StatusUpdate:moves_along_the_road")

_sequence = count(1)


def make_theme(name: str = "Herstel", *, slug: str = "", parent: Theme | None = None) -> Theme:
    number = next(_sequence)
    return Theme.objects.create(
        name=name, slug=slug or f"thema-{number}", parent=parent, position=number % 32_000
    )


def make_report(slug: str = "2021-06") -> StatusReport:
    year, month = slug.split("-")
    report, _ = StatusReport.objects.get_or_create(
        slug=slug,
        defaults={
            "title": f"Stand van zaken {slug}",
            "reference_date": datetime.date(int(year), int(month), 28),
            "source_name": f"{slug}.txt",
            "source_sha256": "0" * 64,
        },
    )
    return report


def make_action(number: int, description: str = "Doe wat is gevraagd", **fields: object) -> Action:
    theme = fields.pop("theme", None) or make_theme()
    return Action.objects.create(number=number, description=description, theme=theme, **fields)


def make_update(
    action: Action, text: str = "Er wordt aan gewerkt.", **fields: object
) -> StatusUpdate:
    """An update that was sent in an edition, and so is public; or in any other state."""
    values: dict[str, object] = {
        "slug": "2021-06",
        "kind": StatusUpdate.Kind.EDITION,
        "state": StatusUpdate.State.PUBLISHED,
        "verbatim": True,
        "as_of": datetime.date(2021, 6, 30),
        "published_at": JUNE_2021,
        "status": "in-uitvoering",
        "status_quote": text,
        **fields,
    }
    if values["kind"] == StatusUpdate.Kind.EDITION and "report" not in values:
        values["report"] = make_report(str(values["slug"]))
    if values["state"] == StatusUpdate.State.WITHDRAWN:
        values = {"withdrawn_at": JUNE_2021, "withdrawn_reason": "Dubbel.", **values}
    # A refusal is undone here, so that the rules can be switched on again behind it.
    with pgtrigger.ignore(*ROAD), transaction.atomic():
        if values["state"] == StatusUpdate.State.PUBLISHED and not values["verbatim"]:
            return _make_approved_update(action, text, values)
        return StatusUpdate.objects.create(action=action, text=text, **values)


def _make_approved_update(action: Action, text: str, values: dict[str, object]) -> StatusUpdate:
    """An update that a second person approved as it is: only the database knows its fingerprint."""
    later = {name: values.pop(name, None) for name in ("state", "published_at", "superseded_at")}
    update = StatusUpdate.objects.create(action=action, text=text, **values)
    StatusUpdate.objects.filter(pk=update.pk).update(approved_hash=F("content_hash"), **later)
    update.refresh_from_db()
    return update


def make_draft(action: Action, text: str = "Nog geheim.", **fields: object) -> StatusUpdate:
    """An update that nobody outside may see."""
    values: dict[str, object] = {
        "slug": "concept",
        "kind": StatusUpdate.Kind.INTERIM,
        "state": StatusUpdate.State.DRAFT,
        "verbatim": False,
        "published_at": None,
        **fields,
    }
    return make_update(action, text, **values)


def make_public_action(
    number: int,
    text: str = "Er wordt aan gewerkt.",
    *,
    description: str = "Doe wat is gevraagd",
    theme: Theme | None = None,
    **update_fields: object,
) -> Action:
    """An action with a published update; update_fields go to the update."""
    action = make_action(number, description, theme=theme)
    make_update(action, text, **update_fields)
    return action


def make_secret_action(number: int, text: str = "Nog geheim.") -> Action:
    """An action with only a draft: every public answer must leave it out."""
    action = make_action(number, "Geheime omschrijving")
    make_draft(action, text)
    return action


def make_milestone(
    update: StatusUpdate, quote: str = "", *, last_day: datetime.date, **fields: object
) -> Milestone:
    quote = quote or update.text
    values: dict[str, object] = {
        "position": next(_sequence) % 32_000,
        "date_words": quote,
        "kind": Milestone.Kind.PLANNED,
        "first_day": last_day,
        "precision": Milestone.Precision.DAY,
        **fields,
    }
    with pgtrigger.ignore("actions.Milestone:added_to_drafts_only"), transaction.atomic():
        return Milestone.objects.create(
            update=update, quote=quote[:120], last_day=last_day, **values
        )


def make_outcome(
    promise: Milestone,
    *,
    met_on: datetime.date | None = None,
    moved_to: Milestone | None = None,
    source: str = "Handelingen",
    at: datetime.datetime = JUNE_2021,
) -> Outcome:
    """An outcome that one person proposed and another confirmed, public from that moment."""
    people = [User.objects.get_or_create(username=name)[0] for name in ("eerste", "tweede")]
    outcome = Outcome.objects.create(
        promise=promise,
        met_on=met_on,
        moved_to=moved_to,
        source=source,
        proposed_by=people[0],
        proposed_at=at,
    )
    outcome.confirmed_by, outcome.confirmed_at = people[1], at
    outcome.save()
    return outcome


def make_ministry(code: str = "BZK", *, action: Action | None = None) -> Ministry:
    ministry, _ = Ministry.objects.get_or_create(code=code, defaults={"name": f"Ministerie {code}"})
    if action:
        ActionMinistry.objects.create(
            action=action, ministry=ministry, position=action.ministry_links.count() + 1
        )
    return ministry


def make_member(name: str = "Omtzigt", *, party: str = "CDA") -> Member:
    member, _ = Member.objects.get_or_create(
        slug=name.lower().replace(" ", "-"), defaults={"name": name}
    )
    group, _ = Party.objects.get_or_create(slug=party.lower(), defaults={"name": party})
    Membership.objects.get_or_create(
        member=member, party=group, first_day=DEBATE, last_day=DEBATE, source="Handelingen"
    )
    return member


def make_motion(number: int, *, submitters: tuple[str, ...] = ("Omtzigt",)) -> Motion:
    motion = Motion.objects.create(dossier="35510", number=number, proposed_on=DEBATE)
    for position, name in enumerate(submitters, 1):
        MotionSubmitter.objects.create(motion=motion, member=make_member(name), position=position)
    return motion


def make_motion_term(
    motion: Motion, words: str = "een voorstel, binnen drie weken", **fields: object
) -> MotionTerm:
    values: dict[str, object] = {
        "position": motion.terms.count() + 1,
        "first_day": DEBATE,
        "last_day": datetime.date(2021, 2, 9),
        "source": "Handelingen",
        **fields,
    }
    return MotionTerm.objects.create(motion=motion, words=words, **values)


def link_motion(action: Action, motion: Motion, *, part: int | None = None) -> ActionMotion:
    names = [submission.member.name for submission in motion.submissions.all()]
    return ActionMotion.objects.create(
        action=action,
        motion=motion,
        part=part,
        label=f"NR. {motion.number} Motie {'/'.join(names)}",
        named=names,
    )

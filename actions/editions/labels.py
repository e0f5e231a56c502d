"""The labels of motions at an action: as a table prints them, as a row keeps them, as links."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from actions.models import Action, ActionMotion
from actions.statustable.fixture import slug
from actions.statustable.records import MotionLabel
from motions.models import Member, Motion, MotionSubmitter


def label_to_json(label: MotionLabel) -> dict[str, Any]:
    """A label as EditionRow keeps it."""
    return {name: value for name, value in asdict(label).items() if name != "lines"}


def label_from_json(kept: Mapping[str, Any]) -> MotionLabel:
    """A label as it was before label_to_json."""
    return MotionLabel(**{**kept, "submitters": tuple(kept["submitters"]), "lines": ()})


def labels_of(action: Action) -> tuple[MotionLabel, ...]:
    """The labels of an action as they are now; reads its motion_links, prefetched or not."""
    return tuple(
        MotionLabel(
            dossier=link.motion.dossier,
            number=link.motion.number,
            part=link.part,
            printed=link.label,
            submitters=tuple(link.named),
            cs=link.and_others,
            lines=(),
        )
        for link in action.motion_links.all()
    )


def link_labels(action: Action, labels: Iterable[MotionLabel]) -> None:
    """Let an action carry out exactly the motions of these labels; a link that stays keeps its row.

    A motion that is not known yet is made, with the members that its label names.
    """
    kept = []
    for label in labels:
        link, _ = ActionMotion.objects.update_or_create(
            action=action,
            motion=_motion(label),
            part=label.part,
            defaults={
                "label": label.printed,
                "named": list(label.submitters),
                "and_others": label.cs,
            },
        )
        kept.append(link.pk)
    for link in action.motion_links.exclude(pk__in=kept):
        link.delete()


def _motion(label: MotionLabel) -> Motion:
    motion, is_new = Motion.objects.get_or_create(
        dossier=label.dossier, number=label.number, defaults={"and_others": label.cs}
    )
    if is_new:
        for position, name in enumerate(label.submitters, 1):
            member, _ = Member.objects.get_or_create(slug=slug(name), defaults={"name": name})
            MotionSubmitter.objects.create(motion=motion, member=member, position=position)
    return motion

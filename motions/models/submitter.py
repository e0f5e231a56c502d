"""The signatures under a motion."""

from django.db import models
from django.db.models import UniqueConstraint

from motions.models.member import Member
from motions.models.motion import Motion
from motions.models.party import Party
from pok_tracker.lib.history import with_history
from pok_tracker.lib.shown_to_public import shown_to_public


class MotionSubmitterManager(models.Manager):
    """Finds a submitter by motion and member."""

    def get_by_natural_key(self, dossier: str, number: int, member: str) -> "MotionSubmitter":
        return self.get(motion__dossier=dossier, motion__number=number, member__slug=member)


@shown_to_public()
@with_history()
class MotionSubmitter(models.Model):
    """A member under a motion, in the order of the signatures."""

    motion = models.ForeignKey(
        Motion, models.CASCADE, related_name="submissions", verbose_name="motie"
    )
    member = models.ForeignKey(
        Member, models.PROTECT, related_name="submissions", verbose_name="Kamerlid"
    )
    position = models.PositiveSmallIntegerField(
        "volgorde", help_text="1 is de eerste ondertekenaar."
    )

    objects = MotionSubmitterManager()

    class Meta:
        verbose_name = "indiener"
        verbose_name_plural = "indieners"
        ordering = ["motion", "position"]
        constraints = [
            UniqueConstraint(
                fields=["motion", "member"],
                name="submitter_once_per_motion",
                violation_error_message="Dit Kamerlid staat al onder deze motie.",
            ),
            UniqueConstraint(
                fields=["motion", "position"],
                name="submitter_position_unique",
                deferrable=models.Deferrable.DEFERRED,
                violation_error_message="Op deze plaats staat al een indiener.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} onder {self.motion}"

    def natural_key(self) -> tuple[str, int, str]:
        return (*self.motion.natural_key(), self.member.slug)

    natural_key.dependencies = ["motions.motion", "motions.member"]

    @property
    def party(self) -> Party | None:
        """The member's party on the day the motion was proposed."""
        return self.member.party_on(self.motion.proposed_on)

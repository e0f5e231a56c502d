"""Members of parliament and their party over time: a fact at a date, not of the member."""

import datetime

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from motions.models.natural_keys import NaturalKeyManager
from motions.models.party import Party
from pok_tracker.lib.history import with_history
from pok_tracker.lib.shown_to_public import shown_to_public


class DaySpan(Func):
    """The days from the first argument up to and including the second, as a PostgreSQL range."""

    function = "daterange"
    template = "%(function)s(%(expressions)s, '[]')"
    output_field = DateRangeField()


@shown_to_public()
@with_history()
class Member(models.Model):
    """A member of parliament; the party is a Membership, because it can change."""

    natural_key_fields = ("slug",)

    slug = models.SlugField(
        "naam in adressen",
        unique=True,
        help_text="Kleine letters en streepjes, bijvoorbeeld van-dam. Verander dit niet meer.",
    )
    name = models.CharField(
        "naam",
        max_length=80,
        help_text="De achternaam met voorvoegsel, zoals onder moties staat: Van der Staaij.",
    )

    objects = NaturalKeyManager()

    class Meta:
        verbose_name = "Kamerlid"
        verbose_name_plural = "Kamerleden"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    def party_on(self, on: datetime.date | None) -> Party | None:
        """The party that a source confirms for that day; reads prefetched memberships."""
        if on is None:
            return None
        for membership in self.memberships.all():
            if membership.covers(on):
                return membership.party
        return None


class MembershipManager(models.Manager):
    """Finds a membership by member, party and first day."""

    def get_by_natural_key(self, member: str, party: str, first_day: str) -> "Membership":
        return self.get(member__slug=member, party__slug=party, first_day=first_day)


@shown_to_public()
@with_history()
class Membership(models.Model):
    """The party of a member over the days that a source confirms, no longer."""

    member = models.ForeignKey(
        Member, models.CASCADE, related_name="memberships", verbose_name="Kamerlid"
    )
    party = models.ForeignKey(
        Party, models.PROTECT, related_name="memberships", verbose_name="fractie"
    )
    first_day = models.DateField(
        "eerste dag", help_text="De eerste dag waarvoor de bron dit lidmaatschap bevestigt."
    )
    last_day = models.DateField(
        "laatste dag",
        null=True,
        blank=True,
        help_text="De laatste dag waarvoor de bron dit bevestigt. Leeg betekent: tot nu toe.",
    )
    source = models.CharField(
        "bron", max_length=300, help_text="Waar dit staat: een adres of een vindplaats."
    )

    objects = MembershipManager()

    class Meta:
        verbose_name = "fractielidmaatschap"
        verbose_name_plural = "fractielidmaatschappen"
        ordering = ["member", "first_day"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__isnull=True) | Q(first_day__lte=F("last_day")),
                name="membership_first_day_not_after_last",
                violation_error_message="De eerste dag ligt na de laatste dag.",
            ),
            ExclusionConstraint(
                name="membership_one_party_at_a_time",
                expressions=[
                    ("member", RangeOperators.EQUAL),
                    (DaySpan("first_day", "last_day"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Dit Kamerlid heeft op deze dagen al een fractie.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} ({self.party})"

    def natural_key(self) -> tuple[str, str, str]:
        return (self.member.slug, self.party.slug, self.first_day.isoformat())

    natural_key.dependencies = ["motions.member", "motions.party"]

    def covers(self, day: datetime.date) -> bool:
        """Whether the source confirms this membership for that day."""
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)


def member_of_party_then(memberships: str, proposed_on: str) -> Q:
    """The condition that a membership covers the day of a motion; both are lookup paths."""
    last_day = f"{memberships}last_day"
    return Q(**{f"{memberships}first_day__lte": F(proposed_on)}) & (
        Q(**{last_day: None}) | Q(**{f"{last_day}__gte": F(proposed_on)})
    )

"""Documents of parliament, motions, and the members and parties behind them."""

import datetime
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import (
    Case,
    Count,
    F,
    Func,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
    UniqueConstraint,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.urls import reverse

from motions.kamerstuk import Kamerstuk
from pok_tracker.lib.history import with_history


class DaySpan(Func):
    """The days from the first argument up to and including the second, as a PostgreSQL range."""

    function = "daterange"
    template = "%(function)s(%(expressions)s, '[]')"
    output_field = DateRangeField()


class NaturalKeyManager(models.Manager):
    """Finds a row by the model's `natural_key_fields`, the way fixtures name it."""

    def get_by_natural_key(self, *values: object) -> models.Model:
        return self.get(**dict(zip(self.model.natural_key_fields, values, strict=True)))


@with_history()
class Party(models.Model):
    """A parliamentary party (fractie)."""

    natural_key_fields = ("slug",)

    slug = models.SlugField(
        "naam in adressen",
        unique=True,
        help_text="Kleine letters en streepjes, bijvoorbeeld christenunie. Verander dit niet meer.",
    )
    name = models.CharField(
        "naam", max_length=80, unique=True, help_text="De naam zoals de Kamer die gebruikt."
    )

    objects = NaturalKeyManager()

    class Meta:
        verbose_name = "fractie"
        verbose_name_plural = "fracties"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.slug,)


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


class KamerstukManager(models.Manager):
    """Finds a row by dossier and number, the natural key of every kamerstuk."""

    def get_by_natural_key(self, dossier: str, number: int) -> models.Model:
        return self.get(dossier=dossier, number=number)


@with_history()
class Document(models.Model):
    """A kamerstuk that an update cites."""

    dossier = models.CharField(
        "dossier", max_length=12, help_text="Zonder spatie, bijvoorbeeld 35510 of 35925-VII."
    )
    number = models.PositiveIntegerField("nummer", help_text="Het nummer binnen het dossier.")
    title = models.CharField(
        "titel", max_length=300, blank=True, help_text="De titel zoals gepubliceerd, als bekend."
    )
    published_on = models.DateField(
        "datum", null=True, blank=True, help_text="De datum van het stuk, als bekend."
    )
    doubt = models.TextField(
        "twijfel",
        blank=True,
        help_text=(
            "Waarom deze aanduiding niet kan kloppen. Vul dit in als de bron iets drukt wat niet "
            "bestaat; de site toont dan deze uitleg in plaats van een link."
        ),
    )

    objects = KamerstukManager()

    class Meta:
        verbose_name = "kamerstuk"
        verbose_name_plural = "kamerstukken"
        ordering = ["dossier", "number"]
        constraints = [
            UniqueConstraint(
                fields=["dossier", "number"],
                name="document_unique",
                violation_error_message="Dit kamerstuk staat er al.",
            )
        ]

    def __str__(self) -> str:
        return f"Kamerstuk {self.dossier}, nr. {self.number}"

    def natural_key(self) -> tuple[str, int]:
        return (self.dossier, self.number)

    @property
    def kamerstuk(self) -> Kamerstuk:
        """The document as a citation that can be printed and linked."""
        return Kamerstuk(self.dossier, self.number)


class MotionQuerySet(models.QuerySet):
    """Which motions the public sees, and what each page needs of them."""

    def published(self, *, at: datetime.datetime) -> Self:
        """Motions that a published action carries out, with their settlement at that moment.

        Adds `settlement`: open, deels-afgedaan or afgedaan. A part is settled when every
        action that carries it out is afgerond; the motion is when all its parts are.
        """
        parts = (
            self._links(at=at)
            .filter(motion=OuterRef("pk"))
            .order_by()
            .values("motion")
            .annotate(
                parts=Count(Coalesce("part", Value(0)), distinct=True),
                open_parts=Count(
                    Coalesce("part", Value(0)),
                    distinct=True,
                    filter=~Q(current__status="afgerond"),
                ),
            )
        )
        return (
            self.annotate(
                parts=Subquery(parts.values("parts")),
                open_parts=Subquery(parts.values("open_parts")),
            )
            .filter(parts__isnull=False)
            .annotate(
                settlement=Case(
                    When(open_parts=0, then=Value(Settlement.SETTLED)),
                    When(open_parts__lt=F("parts"), then=Value(Settlement.PARTLY)),
                    default=Value(Settlement.OPEN),
                )
            )
        )

    def for_list(self, *, at: datetime.datetime) -> Self:
        """Published motions with submitters, their parties, and the actions: 4 queries."""
        return self.published(at=at).prefetch_related(
            Prefetch("submissions", MotionSubmitter.objects.select_related("member")),
            Prefetch(
                "submissions__member__memberships", Membership.objects.select_related("party")
            ),
            Prefetch("action_links", self._links(at=at).select_related("action", "current")),
        )

    def for_detail(self, *, at: datetime.datetime) -> Self:
        """As for_list; the detail page shows the same rows at length."""
        return self.for_list(at=at)

    def _links(self, *, at: datetime.datetime) -> models.QuerySet:
        """Links to published actions, reached without importing what lies above this app."""
        link = self.model._meta.get_field("action_links").related_model
        return link.objects.published(at=at)


class Settlement(models.TextChoices):
    """How far a motion is carried out; derived from its actions, never stored."""

    OPEN = "open", "open"
    PARTLY = "deels-afgedaan", "deels afgedaan"
    SETTLED = "afgedaan", "afgedaan"


@with_history()
class Motion(models.Model):
    """A motion: what was asked, by whom, and what the Kamer decided."""

    class Result(models.TextChoices):
        """What the Kamer decided; unknown until a source is entered."""

        UNKNOWN = "onbekend", "onbekend"
        ADOPTED = "aangenomen", "aangenomen"
        REJECTED = "verworpen", "verworpen"
        DEFERRED = "aangehouden", "aangehouden"
        WITHDRAWN = "ingetrokken", "ingetrokken"

    dossier = models.CharField(
        "dossier", max_length=12, help_text="Zonder spatie, bijvoorbeeld 35510."
    )
    number = models.PositiveIntegerField("nummer", help_text="Het nummer binnen het dossier.")
    title = models.CharField(
        "titel",
        max_length=300,
        blank=True,
        help_text="De titel zoals gepubliceerd. Laat leeg zolang u de bron niet heeft gezien.",
    )
    proposed_on = models.DateField(
        "voorgesteld op", null=True, blank=True, help_text="De dag waarop de motie is ingediend."
    )
    request = models.TextField(
        "verzoek",
        blank=True,
        help_text="Wat de motie vraagt. Laat leeg zolang u de bron niet heeft gezien.",
    )
    source = models.CharField(
        "bron",
        max_length=300,
        blank=True,
        help_text="Waar titel, datum en ondertekenaars staan: een adres of een vindplaats.",
    )
    submitters = models.ManyToManyField(
        Member, through="MotionSubmitter", related_name="motions", verbose_name="indieners"
    )
    and_others = models.BooleanField(
        "met anderen (c.s.)",
        default=False,
        help_text="Aan als de bron c.s. drukt en de overige ondertekenaars nog niet zijn ingevuld.",
    )
    result = models.CharField(
        "uitslag",
        max_length=12,
        choices=Result.choices,
        default=Result.UNKNOWN,
        help_text="Wat de Kamer besloot. Blijft onbekend tot u een bron invult.",
    )
    result_source = models.CharField(
        "bron van de uitslag",
        max_length=300,
        blank=True,
        help_text="Waar de uitslag staat. Verplicht bij elke uitslag behalve onbekend.",
    )
    case_number = models.CharField(
        "zaaknummer",
        max_length=20,
        blank=True,
        help_text="Het zaaknummer van de Tweede Kamer, bijvoorbeeld 2021Z01085.",
    )
    document_number = models.CharField(
        "documentnummer",
        max_length=20,
        blank=True,
        help_text="Het documentnummer van de Tweede Kamer, bijvoorbeeld 2021D02423.",
    )

    objects = KamerstukManager.from_queryset(MotionQuerySet)()

    class Meta:
        verbose_name = "motie"
        verbose_name_plural = "moties"
        ordering = ["dossier", "number"]
        constraints = [
            UniqueConstraint(
                fields=["dossier", "number"],
                name="motion_unique",
                violation_error_message="Deze motie staat er al.",
            ),
            models.CheckConstraint(
                condition=Q(
                    result__in=["onbekend", "aangenomen", "verworpen", "aangehouden", "ingetrokken"]
                ),
                name="motion_result_known_code",
                violation_error_message="Deze uitslag bestaat niet.",
            ),
            models.CheckConstraint(
                condition=Q(result="onbekend", result_source="")
                | (~Q(result="onbekend") & ~Q(result_source="")),
                name="motion_result_has_source",
                violation_error_message=(
                    "Vul bij een uitslag de bron in. Zonder bron blijft de uitslag onbekend."
                ),
            ),
        ]

    def __str__(self) -> str:
        title = f": {self.title}" if self.title else ""
        return f"Motie {self.dossier}, nr. {self.number}{title}"

    def get_absolute_url(self) -> str:
        return reverse("motions:detail", args=[self.code])

    def natural_key(self) -> tuple[str, int]:
        return (self.dossier, self.number)

    @property
    def code(self) -> str:
        """The motion in addresses and filters, for example 35510-13."""
        return self.kamerstuk.code

    @property
    def kamerstuk(self) -> Kamerstuk:
        """The motion as a citation that can be printed and linked."""
        return Kamerstuk(self.dossier, self.number)


class MotionSubmitterManager(models.Manager):
    """Finds a submitter by motion and member."""

    def get_by_natural_key(self, dossier: str, number: int, member: str) -> "MotionSubmitter":
        return self.get(motion__dossier=dossier, motion__number=number, member__slug=member)


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

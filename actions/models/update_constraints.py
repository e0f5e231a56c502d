"""What each row of an update has to be, and with which words an editor is refused.

What depends on how the row was before stands in update_rules.py.
"""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeBoundary, RangeOperators
from django.db.models import CheckConstraint, F, Func, Q, UniqueConstraint
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

from actions.models.status import Status, WaitingFor


class MomentSpan(Func):
    """The moments from the first argument up to, not including, the second."""

    function = "tstzrange"
    output_field = DateTimeRangeField()


UPDATE_CONSTRAINTS = [
    UniqueConstraint(
        fields=["action", "slug"],
        name="update_slug_unique_per_action",
        violation_error_message="Deze actie heeft al een stand met dit adres.",
    ),
    CheckConstraint(
        condition=~Q(text=""),
        name="update_has_text",
        violation_error_message="Vul de stand van zaken in.",
    ),
    CheckConstraint(
        condition=Q(status__in=Status.values) | Q(status="", status_quote="", state="concept"),
        name="update_status_known_code",
        violation_error_message="Kies een status. Alleen een concept mag zonder.",
    ),
    CheckConstraint(
        condition=Q(state__in=["concept", "ter-beoordeling", "gepubliceerd", "ingetrokken"]),
        name="update_state_known_code",
        violation_error_message="Deze fase bestaat niet.",
    ),
    CheckConstraint(
        condition=Q(kind__in=["rapportage", "tussentijds", "correctie"]),
        name="update_kind_known_code",
        violation_error_message="Deze soort bestaat niet.",
    ),
    CheckConstraint(
        condition=Q(kind="rapportage", report__isnull=False) | ~Q(kind="rapportage"),
        name="update_of_edition_names_it",
        violation_error_message="Kies de rapportage waar deze tekst uit komt.",
    ),
    CheckConstraint(
        condition=Q(kind="correctie", corrects__isnull=False)
        | (~Q(kind="correctie") & Q(corrects__isnull=True)),
        name="update_correction_names_what_it_corrects",
        violation_error_message="Een correctie, en alleen die, noemt wat zij verbetert.",
    ),
    CheckConstraint(
        condition=(Q(status="wacht-op-besluit") & Q(waiting_for__in=WaitingFor.values))
        | (~Q(status="wacht-op-besluit") & Q(waiting_for="")),
        name="update_waits_for_somebody",
        violation_error_message=(
            "Vul 'wacht op' in bij de status wacht op besluit, en alleen dan."
        ),
    ),
    CheckConstraint(
        condition=Q(status="", status_quote="")
        | (~Q(status_quote="") & Q(GreaterThan(StrIndex("text", "status_quote"), 0))),
        name="update_status_quote_in_text",
        violation_error_message=("Het citaat bij de status staat niet letterlijk in de tekst."),
    ),
    # The one exception by name: text that was sent to parliament has no author. Whoever
    # changed how we read it is a first person all the same.
    CheckConstraint(
        condition=~Q(state="gepubliceerd")
        | Q(
            verbatim=True,
            report__isnull=False,
            author__isnull=True,
            last_editor__isnull=True,
        )
        | (
            (
                Q(verbatim=True, report__isnull=False, author__isnull=True)
                | (Q(verbatim=False, author__isnull=False) & ~Q(author=F("reviewer")))
            )
            & Q(reviewer__isnull=False)
            & ~Q(last_editor=F("reviewer"))
        ),
        name="update_published_by_second_person_or_from_edition",
        violation_error_message=(
            "Publiceren kan alleen door een ander dan de schrijver en de laatste "
            "bewerker, of als de tekst letterlijk uit een rapportage komt."
        ),
    ),
    CheckConstraint(
        condition=~Q(state="gepubliceerd")
        | Q(verbatim=True, last_editor__isnull=True, approved_hash="")
        | Q(approved_hash=F("content_hash")),
        name="update_published_as_approved",
        violation_error_message=(
            "Wat gepubliceerd wordt is niet wat de beoordelaar heeft gelezen."
        ),
    ),
    CheckConstraint(
        condition=(Q(state="ingetrokken", withdrawn_at__isnull=False) & ~Q(withdrawn_reason=""))
        | (~Q(state="ingetrokken") & Q(withdrawn_at__isnull=True, withdrawn_reason="")),
        name="update_withdrawn_with_reason",
        violation_error_message="Vul de reden in waarom deze stand wordt ingetrokken.",
    ),
    CheckConstraint(
        condition=Q(version__gte=1),
        name="update_version_from_one",
        violation_error_message="Versies zijn genummerd vanaf 1.",
    ),
    CheckConstraint(
        condition=Q(state="gepubliceerd", published_at__isnull=False)
        | Q(state="ingetrokken")
        | Q(
            state__in=["concept", "ter-beoordeling"],
            published_at__isnull=True,
            superseded_at__isnull=True,
        ),
        name="update_published_has_moment",
        violation_error_message="Alleen wat gepubliceerd is heeft een moment daarvan.",
    ),
    CheckConstraint(
        condition=Q(superseded_at__isnull=True) | Q(superseded_at__gt=F("published_at")),
        name="update_superseded_after_published",
        violation_error_message="Vervangen kan pas na publicatie.",
    ),
    ExclusionConstraint(
        name="update_one_stands_at_a_time",
        expressions=[
            ("action", RangeOperators.EQUAL),
            (
                MomentSpan("published_at", "superseded_at", RangeBoundary()),
                RangeOperators.OVERLAPS,
            ),
        ],
        condition=Q(state="gepubliceerd"),
        violation_error_message="Voor deze actie geldt op dat moment al een andere stand.",
    ),
]

"""The promises and facts with a date in a text."""

from drf_spectacular.utils import extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from actions.models import Milestone, Standing


@extend_schema_serializer(component_name="Termijn")
class MilestoneSerializer(serializers.Serializer):
    """Een belofte of feit met een datum: de woorden, en onze lezing daarvan."""

    citaat = serializers.CharField(
        source="quote", help_text="De woorden uit de stand van zaken, letterlijk."
    )
    soort = serializers.ChoiceField(
        source="kind",
        choices=Milestone.Kind.choices,
        help_text="Gezien vanaf de peildatum: nog te doen, gebeurd, of begonnen en nog bezig.",
    )
    van = serializers.DateField(
        source="first_day", help_text="Onze lezing: de eerste dag die de woorden bedoelen."
    )
    tot = serializers.DateField(
        source="last_day", help_text="Onze lezing: de laatste dag die de woorden bedoelen."
    )
    precisie = serializers.ChoiceField(
        source="precision",
        choices=Milestone.Precision.choices,
        help_text="Hoe precies de woorden zijn: 'najaar 2021' is een seizoen.",
    )
    stand = serializers.SerializerMethodField(
        "standing",
        help_text=(
            "Hoe een geplande termijn er vandaag, of op de gevraagde peildatum, voor staat: open, "
            "binnenkort (binnen 60 dagen), verstreken (de laatste dag is voorbij en er is geen "
            "uitkomst bekend), gehaald of verschoven. Null bij een feit."
        ),
    )

    @extend_schema_field(serializers.ChoiceField(choices=Standing.choices, allow_null=True))
    def standing(self, milestone: Milestone) -> str | None:
        """Where a promise stands, as `with_standing` counted it; None for a fact."""
        return milestone.stand

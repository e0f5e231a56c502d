"""What was said about an action: the text that stands, and every text it had."""

import datetime

from drf_spectacular.utils import extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from actions.api.citations import CitationSerializer, citation
from actions.api.milestones import MilestoneSerializer
from actions.dossier import read_citations
from actions.models import Status, StatusUpdate, WaitingFor


@extend_schema_serializer(component_name="StandVanZaken")
class UpdateSerializer(serializers.Serializer):
    """Wat de bron zegt."""

    tekst = serializers.CharField(
        source="text",
        help_text="De tekst, letterlijk. Een alinea of punt begint na een regeleinde.",
    )
    peildatum = serializers.DateField(source="as_of", help_text="De dag waarop deze tekst geldt.")
    rapportage = serializers.CharField(
        source="report.slug",
        allow_null=True,
        help_text="De rapportage waarin de tekst staat. Null bij een tussentijdse stand.",
    )
    gedeeldMet = serializers.SerializerMethodField(
        "shared_with", help_text="Nummers van acties die in de tabel dezelfde cel delen."
    )
    voetnoten = serializers.SerializerMethodField(
        "footnotes", help_text="De teksten van de voetnoten, in die volgorde."
    )

    def shared_with(self, update: StatusUpdate) -> list[int]:
        """The published actions that share the cell, by number."""
        return [n for n in update.shared_with if n in self.context["public_numbers"]]

    def footnotes(self, update: StatusUpdate) -> list[str]:
        """The texts, without marker and place."""
        return [footnote["text"] for footnote in update.footnotes]


@extend_schema_serializer(component_name="Stand")
class PublishedUpdateSerializer(UpdateSerializer):
    """Een gepubliceerde stand van zaken van een actie, ook als een latere haar verving."""

    slug = serializers.CharField(help_text="De naam in adressen, zoals 2021-06.")
    soort = serializers.ChoiceField(
        source="kind",
        choices=StatusUpdate.Kind.choices,
        help_text="Uit een rapportage, tussentijds, of een correctie.",
    )
    verbetert = serializers.SerializerMethodField(
        "corrected",
        help_text="Bij een correctie: de slug van de stand die zij verbetert. Anders null.",
    )
    uitvoeringsstatus = serializers.ChoiceField(
        source="status",
        choices=Status.choices,
        help_text="Onze lezing: hoever de actie toen was, alleen op grond van deze tekst.",
    )
    uitvoeringsstatusCitaat = serializers.CharField(
        source="status_quote", help_text="De woorden waarop die lezing rust, letterlijk."
    )
    wachtOp = serializers.SerializerMethodField(
        "waiting_for", help_text="Op wiens besluit de actie wachtte. Null bij elke andere status."
    )
    zieOok = serializers.SerializerMethodField(
        "see_also_numbers", help_text="Nummers van acties waar de tekst naar verwijst."
    )
    kamerstukken = serializers.SerializerMethodField(
        "citations", help_text="De kamerstukken in tekst en voetnoten, elk één keer."
    )
    termijnen = MilestoneSerializer(
        many=True,
        source="milestones",
        help_text="De beloften en feiten met een datum, in de volgorde van de tekst.",
    )
    gepubliceerdOp = serializers.DateTimeField(
        source="published_at",
        default_timezone=datetime.UTC,
        help_text="Het moment van publicatie, in UTC.",
    )
    vervangenOp = serializers.SerializerMethodField(
        "replaced_at",
        help_text="Het moment waarop een latere stand haar verving, in UTC. Null: zij geldt nog.",
    )
    url = serializers.SerializerMethodField(
        "page", help_text="De pagina van deze stand. Dit adres verandert nooit."
    )

    @extend_schema_field(serializers.CharField(allow_null=True))
    def corrected(self, update: StatusUpdate) -> str | None:
        """The update that it corrects; None when that one was withdrawn since."""
        earlier = update.corrects
        is_public = earlier and earlier.state == StatusUpdate.State.PUBLISHED
        return earlier.slug if is_public else None

    @extend_schema_field(serializers.ChoiceField(choices=WaitingFor.choices, allow_null=True))
    def waiting_for(self, update: StatusUpdate) -> str | None:
        """Whose decision it waited for; None unless it did."""
        return update.waiting_for or None

    def see_also_numbers(self, update: StatusUpdate) -> list[int]:
        """The published actions that the text refers to."""
        return [n for n in update.see_also if n in self.context["public_numbers"]]

    @extend_schema_field(CitationSerializer(many=True))
    def citations(self, update: StatusUpdate) -> list[dict[str, object]]:
        """The papers cited, each once."""
        return [citation(row) for row in read_citations(update, self.context["doubts"])]

    @extend_schema_field(serializers.DateTimeField(allow_null=True))
    def replaced_at(self, update: StatusUpdate) -> str | None:
        """When a later text took over; one that waits for its moment is not told of."""
        moment = update.superseded_at
        if moment is None or moment > self.context["at"]:
            return None
        return serializers.DateTimeField(default_timezone=datetime.UTC).to_representation(moment)

    @extend_schema_field(serializers.URLField)
    def page(self, update: StatusUpdate) -> str:
        """The permanent address of this update."""
        return self.context["request"].build_absolute_uri(update.get_absolute_url())

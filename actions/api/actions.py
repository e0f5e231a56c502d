"""One action as the API gives it."""

import datetime

from drf_spectacular.utils import extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from actions.api.citations import CitationSerializer, citation
from actions.api.milestones import MilestoneSerializer
from actions.api.themes import ThemeNameSerializer
from actions.api.updates import UpdateSerializer
from actions.dossier import read_citations
from actions.models import Action, Status, WaitingFor


@extend_schema_serializer(component_name="MotieBijActie")
class MotionOfActionSerializer(serializers.Serializer):
    """Een motie zoals de tabel die bij een actie noemt."""

    dossier = serializers.CharField(source="motion.dossier", help_text="Het dossier: 35510.")
    nummer = serializers.IntegerField(
        source="motion.number", help_text="Het nummer binnen het dossier."
    )
    deel = serializers.IntegerField(
        source="part",
        allow_null=True,
        help_text="Het deel van de motie dat deze actie uitvoert. Null: de hele motie.",
    )
    aanduiding = serializers.CharField(source="label", help_text="De aanduiding zoals gedrukt.")
    indieners = serializers.ListField(
        source="named",
        child=serializers.CharField(),
        help_text="De namen in die aanduiding. De motie zelf heeft alle bekende ondertekenaars.",
    )
    cs = serializers.BooleanField(
        source="and_others", help_text="Of de aanduiding 'c.s.' drukt: er zijn meer indieners."
    )
    url = serializers.HyperlinkedRelatedField(
        source="motion",
        view_name="motions:detail",
        lookup_field="code",
        read_only=True,
        help_text="De pagina van deze motie.",
    )


@extend_schema_serializer(component_name="Actie")
class ActionSerializer(serializers.Serializer):
    """Een actie met haar laatste gepubliceerde stand van zaken."""

    nummer = serializers.IntegerField(source="number", help_text="Het nummer in de tabel.")
    omschrijving = serializers.CharField(
        source="description",
        help_text=(
            "De kolom Omschrijving, letterlijk, zonder de aanduiding van moties. Een alinea of "
            "punt begint na een regeleinde."
        ),
    )
    thema = ThemeNameSerializer(source="theme.main", help_text="Het thema in de tabel.")
    subthema = serializers.SerializerMethodField(
        "subtheme", help_text="Het subthema. Null als het thema er geen heeft."
    )
    uitvoeringsstatus = serializers.ChoiceField(
        source="current.status",
        choices=Status.choices,
        help_text="Onze lezing: hoever de actie is, alleen op grond van de tekst.",
    )
    uitvoeringsstatusCitaat = serializers.CharField(
        source="current.status_quote", help_text="De woorden waarop die lezing rust, letterlijk."
    )
    wachtOp = serializers.SerializerMethodField(
        "waiting_for", help_text="Op wiens besluit de actie wacht. Null bij elke andere status."
    )
    ministeries = serializers.SerializerMethodField(
        "ministries",
        help_text="Onze lezing: de afkortingen van wie de actie uitvoert, de leiding eerst.",
    )
    moties = MotionOfActionSerializer(
        many=True, source="motion_links", help_text="De moties die de actie uitvoert."
    )
    standVanZaken = UpdateSerializer(
        source="current", help_text="De laatste gepubliceerde stand van zaken."
    )
    zieOok = serializers.SerializerMethodField(
        "see_also", help_text="Nummers van acties waar de tekst naar verwijst."
    )
    kamerstukken = serializers.SerializerMethodField(
        "citations",
        help_text="De kamerstukken in tekst en voetnoten, elk één keer.",
    )
    termijnen = MilestoneSerializer(
        many=True,
        source="current.milestones",
        help_text="De beloften en feiten met een datum, in de volgorde van de tekst.",
    )
    gewijzigdOp = serializers.DateTimeField(
        source="current.published_at",
        default_timezone=datetime.UTC,
        help_text="Het moment waarop de stand van zaken is gepubliceerd, in UTC.",
    )
    url = serializers.HyperlinkedIdentityField(
        view_name="actions:detail", lookup_field="number", help_text="De pagina van deze actie."
    )

    @extend_schema_field(ThemeNameSerializer(allow_null=True))
    def subtheme(self, action: Action) -> dict[str, str] | None:
        """The theme of the action when it lies in another, else None."""
        return ThemeNameSerializer(action.theme).data if action.theme.parent_id else None

    @extend_schema_field(serializers.ChoiceField(choices=WaitingFor.choices, allow_null=True))
    def waiting_for(self, action: Action) -> str | None:
        """Whose decision it waits for; None unless it does."""
        return action.current.waiting_for or None

    def ministries(self, action: Action) -> list[str]:
        """Codes, the leading ministry first."""
        return [link.ministry.code for link in action.ministry_links.all()]

    def see_also(self, action: Action) -> list[int]:
        """The published actions that the text refers to, by number."""
        return [n for n in action.current.see_also if n in self.context["public_numbers"]]

    @extend_schema_field(CitationSerializer(many=True))
    def citations(self, action: Action) -> list[dict[str, object]]:
        """The papers cited, each once; a doubtful one has no address."""
        return [citation(row) for row in read_citations(action.current, self.context["doubts"])]

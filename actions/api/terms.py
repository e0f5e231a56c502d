"""The promises with a date, each with what came of it."""

from collections.abc import Mapping

from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_serializer
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from actions.api.milestones import MilestoneSerializer
from actions.api.parameters import TERM_PARAMETERS
from actions.models import Milestone, Standing
from actions.models.promises import told_outcome
from actions.term_filters import TermFilter
from pok_tracker.lib.api_parameters import valid_rows
from pok_tracker.lib.problems import documented_answers
from pok_tracker.lib.viewpoint import moment_of_filters


@extend_schema_serializer(component_name="LatereTermijn")
class SpanSerializer(serializers.Serializer):
    """De dagen waarnaar een termijn is verschoven."""

    van = serializers.DateField(source="first_day", help_text="De eerste dag.")
    tot = serializers.DateField(source="last_day", help_text="De laatste dag.")
    precisie = serializers.ChoiceField(
        source="precision",
        choices=Milestone.Precision.choices,
        help_text="Hoe precies de woorden van de latere termijn zijn.",
    )


@extend_schema_serializer(component_name="Uitkomst")
class OutcomeSerializer(serializers.Serializer):
    """Wat er van een belofte is geworden, met de bron."""

    gehaaldOp = serializers.DateField(
        source="met_on", allow_null=True, help_text="De dag waarop de termijn is gehaald."
    )
    verschovenNaar = SpanSerializer(
        source="moved_to",
        allow_null=True,
        help_text="De latere termijn die deze verving.",
    )
    bron = serializers.CharField(source="source", help_text="Waar dat staat.")


@extend_schema_serializer(component_name="ActieBijTermijn")
class ActionOfTermSerializer(serializers.Serializer):
    """De actie waarvan de termijn is."""

    nummer = serializers.IntegerField(source="number", help_text="Het nummer in de tabel.")
    url = serializers.HyperlinkedIdentityField(
        view_name="actions:detail", lookup_field="number", help_text="De pagina van deze actie."
    )


@extend_schema_serializer(component_name="Belofte")
class TermSerializer(MilestoneSerializer):
    """Een belofte met een datum waaraan de regering gehouden is."""

    stand = serializers.ChoiceField(
        choices=Standing.choices,
        help_text=(
            "Hoe de termijn er vandaag, of op de gevraagde peildatum, voor staat: open, "
            "binnenkort (binnen 60 dagen), verstreken (de laatste dag is voorbij en er is geen "
            "uitkomst bekend), gehaald of verschoven."
        ),
    )
    uitkomst = serializers.SerializerMethodField(
        "outcome", help_text="Wat ervan is geworden. Null zolang daarover niets bekend is."
    )
    actie = ActionOfTermSerializer(
        source="update.action", help_text="De actie waarvan de termijn is."
    )
    ministeries = serializers.SerializerMethodField(
        "ministries",
        help_text="Onze lezing: de afkortingen van wie de actie uitvoert, de leiding eerst.",
    )
    peildatum = serializers.DateField(
        source="update.as_of", help_text="De dag waarop de tekst geldt waarin de belofte staat."
    )
    rapportage = serializers.CharField(
        source="update.report.slug",
        allow_null=True,
        help_text="De rapportage waarin die tekst staat. Null bij een tussentijdse stand.",
    )
    url = serializers.SerializerMethodField(
        "page", help_text="De pagina van de stand van zaken waarin de belofte staat."
    )

    @extend_schema_field(OutcomeSerializer(allow_null=True))
    def outcome(self, promise: Milestone) -> Mapping[str, object] | None:
        """What came of it, as `with_outcome` read it."""
        told = told_outcome(promise.told)
        return OutcomeSerializer(told).data if told else None

    def ministries(self, promise: Milestone) -> list[str]:
        """Codes, the leading ministry first."""
        return [link.ministry.code for link in promise.update.action.ministry_links.all()]

    @extend_schema_field(serializers.URLField)
    def page(self, promise: Milestone) -> str:
        """The permanent address of the text."""
        return self.context["request"].build_absolute_uri(promise.update.get_absolute_url())


class TermList(ListAPIView):
    """All promises, filtered and sorted as the page `/termijnen/`; 5 queries."""

    serializer_class = TermSerializer

    @extend_schema(
        operation_id="termijnen",
        tags=["Termijnen"],
        summary="De lijst van termijnen",
        description=(
            "Alle beloften met een datum, met dezelfde filters en in dezelfde volgorde als de "
            "pagina /termijnen/. Een belofte blijft staan als een latere tekst erover zwijgt."
        ),
        parameters=TERM_PARAMETERS,
        responses=documented_answers(
            TermSerializer(many=True), "Een bladzijde met termijnen.", 400, 404
        ),
    )
    def get(self, request: Request) -> Response:
        """A page of promises; an invalid parameter gets 400, a page that is not there 404."""
        chosen = TermFilter(request.query_params, at=moment_of_filters(request))
        promises = self.paginate_queryset(valid_rows(chosen, request))
        return self.get_paginated_response(self.get_serializer(promises, many=True).data)

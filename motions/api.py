"""The JSON API of motions: read-only, the same rows in the same order as the pages.

The docstrings of the serializers are Dutch: the OpenAPI document shows them to readers.
"""

from drf_spectacular.utils import (
    OpenApiParameter,
    extend_schema,
    extend_schema_field,
    extend_schema_serializer,
)
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.generics import GenericAPIView, ListAPIView, get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response

from motions.filters import SORTS, MotionFilter
from motions.kamerstuk import Kamerstuk, read_citation
from motions.models import Motion, Settlement
from motions.parts import Part, explain, read_parts
from pok_tracker.lib.api_parameters import valid_rows, viewpoint_of_one
from pok_tracker.lib.peildatum_parameter import PEILDATUM_PARAMETER
from pok_tracker.lib.problems import documented_answers
from pok_tracker.lib.search_parameter import SEARCH_PARAMETER
from pok_tracker.lib.viewpoint import moment_of_filters

FILTER_PARAMETERS = [
    SEARCH_PARAMETER,
    OpenApiParameter(
        "afdoening",
        str,
        many=True,
        enum=Settlement.values,
        description="Hoever de moties zijn uitgevoerd. Meer keer invullen betekent 'of'.",
    ),
    OpenApiParameter(
        "indiener",
        str,
        many=True,
        description="De slug van een Kamerlid, zoals van-dam. Meer keer invullen betekent 'of'.",
    ),
    OpenApiParameter(
        "fractie",
        str,
        many=True,
        description=(
            "De slug van een fractie, zoals christenunie: de fractie van een indiener op de dag "
            "van de motie. Meer keer invullen betekent 'of'."
        ),
    ),
    OpenApiParameter(
        "uitslag",
        str,
        many=True,
        enum=Motion.Result.values,
        description="Wat de Kamer besloot. Meer keer invullen betekent 'of'.",
    ),
    OpenApiParameter(
        "sort",
        str,
        enum=[name for name, _ in SORTS],
        description="De volgorde. Een - ervoor keert om. Zonder keuze: op nummer.",
    ),
    PEILDATUM_PARAMETER,
]


class TextOrNull(serializers.CharField):
    """A text that is null when we do not know it, never an empty string."""

    def __init__(self, **options: object) -> None:
        super().__init__(allow_null=True, **options)

    def to_representation(self, value: str) -> str | None:
        """The text, or None for an empty one."""
        return value or None


@extend_schema_serializer(component_name="Indiener")
class SubmitterSerializer(serializers.Serializer):
    """Een Kamerlid onder een motie."""

    naam = serializers.CharField(source="member.name", help_text="De naam van het Kamerlid.")
    slug = serializers.CharField(
        source="member.slug", help_text="De naam in adressen, voor het filter 'indiener'."
    )
    fractie = serializers.CharField(
        source="party.name",
        allow_null=True,
        help_text="De fractie op de dag van de motie. Null als een bron daarvoor ontbreekt.",
    )


@extend_schema_serializer(component_name="ActieBijMotie")
class ActionOfMotionSerializer(serializers.Serializer):
    """Een actie die een motie uitvoert, of een deel ervan."""

    nummer = serializers.IntegerField(source="action.number", help_text="Het nummer van de actie.")
    deel = serializers.IntegerField(
        source="part",
        allow_null=True,
        help_text="Het deel van de motie dat deze actie uitvoert. Null: de hele motie.",
    )
    uitvoeringsstatus = serializers.SerializerMethodField(
        "status", help_text="Onze lezing: hoever de actie is, met dezelfde codes als bij de actie."
    )
    url = serializers.HyperlinkedRelatedField(
        source="action",
        view_name="actions:detail",
        lookup_field="number",
        read_only=True,
        help_text="De pagina van deze actie.",
    )

    @extend_schema_field(serializers.CharField)
    def status(self, link: object) -> str:
        """The status of the update that stands now."""
        return link.current.status


@extend_schema_serializer(component_name="DeelVanMotie")
class PartSerializer(serializers.Serializer):
    """Een deel van een motie, of de hele motie als een actie die in haar geheel uitvoert."""

    deel = serializers.IntegerField(
        source="number", allow_null=True, help_text="Het nummer van het deel. Null: de hele motie."
    )
    afgedaan = serializers.BooleanField(
        source="is_settled",
        help_text="Of er acties bij dit deel staan en elke daarvan is afgerond.",
    )
    acties = serializers.SerializerMethodField(
        "numbers",
        help_text="De nummers van de acties. Leeg: er staat geen openbare actie bij dit deel.",
    )

    @extend_schema_field(serializers.ListField(child=serializers.IntegerField()))
    def numbers(self, part: Part) -> list[int]:
        """The numbers of the actions of this part, in order."""
        return [link.action.number for link in part.links]


@extend_schema_serializer(component_name="TermijnVanMotie")
class MotionTermSerializer(serializers.Serializer):
    """Wat de motie zelf wanneer vraagt."""

    woorden = serializers.CharField(
        source="words", help_text="Wat de motie wanneer vraagt, kort weergegeven."
    )
    van = serializers.DateField(source="first_day", help_text="De eerste dag van de termijn.")
    tot = serializers.DateField(source="last_day", help_text="De laatste dag van de termijn.")
    uitleg = TextOrNull(source="reading", help_text="Hoe wij de dagen uit de woorden lezen.")
    bron = serializers.CharField(source="source", help_text="Waar dit staat.")


@extend_schema_serializer(component_name="Motie")
class MotionSerializer(serializers.Serializer):
    """Een motie die een openbare actie uitvoert."""

    dossier = serializers.CharField(help_text="Het dossier, zonder spatie: 35510.")
    nummer = serializers.IntegerField(source="number", help_text="Het nummer binnen het dossier.")
    code = serializers.CharField(help_text="Dossier en nummer samen: 35510-13.")
    titel = TextOrNull(
        source="title", help_text="De titel zoals gepubliceerd. Null zolang die niet bekend is."
    )
    indieners = SubmitterSerializer(
        many=True,
        source="submissions",
        help_text="De ondertekenaars die bekend zijn, in die volgorde.",
    )
    cs = serializers.BooleanField(
        source="and_others", help_text="Of er nog meer ondertekenaars zijn (c.s.)."
    )
    verzoek = TextOrNull(
        source="request", help_text="Wat de motie vraagt. Null zolang een bron ontbreekt."
    )
    datum = serializers.DateField(
        source="proposed_on", allow_null=True, help_text="De dag waarop de motie is ingediend."
    )
    uitslag = serializers.ChoiceField(
        source="result",
        choices=Motion.Result.choices,
        help_text="Wat de Kamer besloot. Onbekend zolang een bron ontbreekt.",
    )
    uitslagBron = TextOrNull(source="result_source", help_text="Waar die uitslag staat.")
    afdoening = serializers.ChoiceField(
        source="settlement",
        choices=Settlement.choices,
        help_text="Hoever de motie is uitgevoerd. Afgeleid van haar acties, deel voor deel.",
    )
    afdoeningUitleg = serializers.SerializerMethodField(
        "explanation", help_text="Waarom: 'Deel 1: afgerond. Deel 2: nog niet.'"
    )
    delen = serializers.SerializerMethodField(
        "parts", help_text="De delen van de motie die bekend zijn, ook die zonder openbare actie."
    )
    acties = ActionOfMotionSerializer(
        many=True, source="action_links", help_text="De acties die de motie uitvoeren."
    )
    termijnen = MotionTermSerializer(
        many=True,
        source="terms",
        help_text="De termijnen in de motie zelf. Leeg: er is er geen ingevuld.",
    )
    zaakNummer = TextOrNull(source="case_number", help_text="Het zaaknummer van de Tweede Kamer.")
    documentNummer = TextOrNull(
        source="document_number", help_text="Het documentnummer van de Tweede Kamer."
    )
    publicatie = serializers.SerializerMethodField(
        "publication", help_text="De officiële publicatie van de motie."
    )
    url = serializers.HyperlinkedIdentityField(
        view_name="motions:detail", lookup_field="code", help_text="De pagina van deze motie."
    )

    def explanation(self, motion: Motion) -> str:
        """How far each part is, as sentences."""
        return explain(read_parts(motion))

    @extend_schema_field(PartSerializer(many=True))
    def parts(self, motion: Motion) -> list[dict[str, object]]:
        """Each part with its actions."""
        return PartSerializer(read_parts(motion), many=True).data

    @extend_schema_field(serializers.URLField)
    def publication(self, motion: Motion) -> str:
        """The address at the official publisher."""
        return motion.kamerstuk.address()


class MotionList(ListAPIView):
    """All motions, filtered and sorted as the page `/moties/`; 7 queries."""

    serializer_class = MotionSerializer

    @extend_schema(
        operation_id="moties",
        tags=["Moties"],
        summary="De lijst van moties",
        description="Dezelfde filters en dezelfde volgorde als de pagina /moties/.",
        parameters=FILTER_PARAMETERS,
        responses=documented_answers(
            MotionSerializer(many=True), "Een bladzijde met moties.", 400, 404
        ),
    )
    def get(self, request: Request) -> Response:
        """A page of motions; an invalid parameter gets 400, a page that is not there 404."""
        chosen = MotionFilter(request.query_params, at=moment_of_filters(request))
        motions = self.paginate_queryset(valid_rows(chosen, request))
        return self.get_paginated_response(self.get_serializer(motions, many=True).data)


class MotionDetail(GenericAPIView):
    """One motion, by dossier and number; 5 queries."""

    serializer_class = MotionSerializer

    @extend_schema(
        operation_id="motie",
        tags=["Moties"],
        summary="Eén motie",
        description="Een motie met haar indieners en de acties die haar uitvoeren.",
        parameters=[
            OpenApiParameter(
                "code",
                str,
                OpenApiParameter.PATH,
                description="Dossier en nummer, zoals 35510-13.",
            ),
            PEILDATUM_PARAMETER,
        ],
        responses=documented_answers(MotionSerializer, "De motie.", 400, 404),
    )
    def get(self, request: Request, code: str) -> Response:
        """The motion; 404 when there is none, or none of its actions was public at that moment."""
        at = viewpoint_of_one(request).at
        paper = _read_code(code)
        motion = get_object_or_404(
            Motion.objects.for_detail(at=at),
            dossier=paper.dossier,
            number=paper.number,
        )
        return Response(self.get_serializer(motion).data)


def _read_code(code: str) -> Kamerstuk:
    """The paper of a code, which has one spelling only: the one in our own addresses."""
    paper = read_citation(code)
    if paper is None or paper.code != code:
        raise NotFound("Deze motie bestaat niet. Schrijf dossier en nummer, zoals 35510-13.")
    return paper

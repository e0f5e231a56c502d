"""Editions: the tables as they were sent, row by row as printed."""

from drf_spectacular.utils import (
    OpenApiParameter,
    extend_schema,
    extend_schema_field,
    extend_schema_serializer,
)
from rest_framework import serializers
from rest_framework.generics import GenericAPIView, ListAPIView, get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response

from actions.api.themes import ThemeNameSerializer
from actions.edition_table import PrintedRow, read_kept_rows, read_printed_rows
from actions.models import StatusReport, StatusUpdate
from pok_tracker.lib.api_parameters import viewpoint_of_list, viewpoint_of_one
from pok_tracker.lib.peildatum_parameter import PEILDATUM_PARAMETER
from pok_tracker.lib.problems import documented_answers


@extend_schema_serializer(component_name="Rapportage")
class ReportSerializer(serializers.Serializer):
    """Een rapportage: één tabel zoals die naar de Tweede Kamer ging."""

    slug = serializers.CharField(help_text="De naam in adressen, zoals 2021-06.")
    titel = serializers.CharField(source="title", help_text="De kop boven de tabel.")
    peildatum = serializers.DateField(
        source="reference_date", help_text="De dag waarop de teksten gelden."
    )
    peildatumHerkomst = serializers.CharField(
        source="reference_date_note",
        help_text="Hoe de peildatum is bepaald als de tabel er geen drukt. Leeg als zij dat doet.",
    )
    aantalActies = serializers.IntegerField(
        source="row_count", help_text="Het aantal rijen van de tabel dat openbaar is."
    )
    bronbestand = serializers.CharField(
        source="source_name", help_text="De naam van het bestand zoals ontvangen."
    )
    bronbestandSha256 = serializers.CharField(
        source="source_sha256",
        help_text="De vingerafdruk van dat bestand. Zo is te zien dat het niet is veranderd.",
    )
    url = serializers.HyperlinkedIdentityField(
        view_name="actions:report", lookup_field="slug", help_text="De pagina van deze rapportage."
    )


@extend_schema_serializer(component_name="RijVanRapportage")
class ReportRowSerializer(serializers.Serializer):
    """Een rij van de tabel, zoals die erin stond."""

    nummer = serializers.IntegerField(source="action.number", help_text="Het nummer van de actie.")
    thema = ThemeNameSerializer(source="theme.main", help_text="Het thema boven de rij.")
    subthema = serializers.SerializerMethodField(
        "subtheme", help_text="Het subthema boven de rij. Null als het thema er geen heeft."
    )
    omschrijving = serializers.CharField(
        source="description", help_text="De kolom Omschrijving zoals in deze rapportage."
    )
    aanduidingen = serializers.ListField(
        source="labels",
        child=serializers.CharField(),
        help_text="De aanduidingen van moties bij die omschrijving, zoals gedrukt.",
    )
    tekst = serializers.CharField(
        source="update.text", help_text="De kolom Stand van Zaken, letterlijk."
    )
    gedeeldMet = serializers.SerializerMethodField(
        "shared_with", help_text="Nummers van acties die in de tabel dezelfde cel delen."
    )
    voetnoten = serializers.SerializerMethodField(
        "footnotes", help_text="De teksten van de voetnoten, in die volgorde."
    )
    regelsOmschrijving = serializers.ListField(
        source="description_lines",
        child=serializers.IntegerField(),
        help_text="De regels van het bronbestand waar de omschrijving staat.",
    )
    regelsTekst = serializers.ListField(
        source="update.source_lines",
        child=serializers.IntegerField(),
        help_text="De regels van het bronbestand waar de tekst staat.",
    )
    url = serializers.SerializerMethodField(
        "page", help_text="De pagina van deze stand van zaken. Dit adres verandert nooit."
    )

    @extend_schema_field(ThemeNameSerializer(allow_null=True))
    def subtheme(self, row: PrintedRow) -> dict[str, str] | None:
        """The heading above the row when it lies under another."""
        return ThemeNameSerializer(row.theme).data if row.theme.parent_id else None

    def shared_with(self, row: PrintedRow) -> list[int]:
        """The other rows of this table that share the cell."""
        return [n for n in row.update.shared_with if n in self.context["numbers"]]

    def footnotes(self, row: PrintedRow) -> list[str]:
        """The texts, without marker and place."""
        return [footnote["text"] for footnote in row.update.footnotes]

    @extend_schema_field(serializers.URLField)
    def page(self, row: PrintedRow) -> str:
        """The permanent address of the text."""
        return self.context["request"].build_absolute_uri(row.update.get_absolute_url())


@extend_schema_serializer(component_name="RapportageMetRijen")
class ReportWithRowsSerializer(ReportSerializer):
    """Een rapportage met al haar rijen."""

    inleiding = serializers.CharField(
        source="introduction", help_text="De tekst tussen de kop en de tabel. Kan leeg zijn."
    )
    rijen = ReportRowSerializer(
        source="printed_rows",
        many=True,
        help_text="De rijen die openbaar zijn, in de volgorde van de tabel.",
    )


class ReportList(ListAPIView):
    """All editions of which something is public, newest first; 2 queries."""

    serializer_class = ReportSerializer

    @extend_schema(
        operation_id="rapportages",
        tags=["Rapportages"],
        summary="De lijst van rapportages",
        description="De rapportages die openbaar zijn, de nieuwste eerst.",
        parameters=[PEILDATUM_PARAMETER],
        responses=documented_answers(
            ReportSerializer(many=True), "Een bladzijde met rapportages.", 400, 404
        ),
    )
    def get(self, request: Request) -> Response:
        """A page of editions; a page that is not there gets 404."""
        at = viewpoint_of_list(request).at
        reports = self.paginate_queryset(StatusReport.objects.published(at=at))
        return self.get_paginated_response(self.get_serializer(reports, many=True).data)


class ReportDetail(GenericAPIView):
    """One edition with its rows; 4 queries."""

    serializer_class = ReportWithRowsSerializer

    @extend_schema(
        operation_id="rapportage",
        tags=["Rapportages"],
        summary="Eén rapportage",
        description="Een rapportage met de rijen van haar tabel, zoals die erin stonden.",
        parameters=[
            OpenApiParameter(
                "slug", str, OpenApiParameter.PATH, description="De rapportage, zoals 2021-06."
            ),
            PEILDATUM_PARAMETER,
        ],
        responses=documented_answers(ReportWithRowsSerializer, "De rapportage.", 400, 404),
    )
    def get(self, request: Request, slug: str) -> Response:
        """The edition; 404 when there is none, or nothing of it was public at that moment."""
        at = viewpoint_of_one(request).at
        report = get_object_or_404(StatusReport.objects.published(at=at), slug=slug)
        updates = list(StatusUpdate.objects.for_edition(report, at=at))
        report.printed_rows = read_printed_rows(updates, read_kept_rows(report))
        numbers = frozenset(update.action.number for update in updates)
        context = {**self.get_serializer_context(), "numbers": numbers}
        return Response(ReportWithRowsSerializer(report, context=context).data)

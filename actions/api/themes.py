"""Themes: as the heading of an action, and as a list with their counts."""

from drf_spectacular.utils import extend_schema, extend_schema_serializer
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from actions.overview import read_overview
from pok_tracker.lib.api_parameters import viewpoint_of_list
from pok_tracker.lib.peildatum_parameter import PEILDATUM_PARAMETER
from pok_tracker.lib.problems import documented_answers


@extend_schema_serializer(component_name="ThemaNaam")
class ThemeNameSerializer(serializers.Serializer):
    """Een thema of subthema."""

    slug = serializers.CharField(help_text="De naam in adressen, voor het filter 'thema'.")
    naam = serializers.CharField(source="name", help_text="De kop zoals in de tabel.")


@extend_schema_serializer(component_name="Subthema")
class SubthemeSerializer(serializers.Serializer):
    """Een subthema met het aantal acties."""

    slug = serializers.CharField(
        source="theme.slug", help_text="De naam in adressen, voor het filter 'thema'."
    )
    naam = serializers.CharField(source="theme.name", help_text="De kop zoals in de tabel.")
    aantalActies = serializers.IntegerField(
        source="count", help_text="Het aantal acties, die van subthema's meegeteld."
    )


@extend_schema_serializer(component_name="Thema")
class ThemeSerializer(SubthemeSerializer):
    """Een thema met zijn subthema's en het aantal acties."""

    subthemas = SubthemeSerializer(
        many=True, source="subthemes", help_text="De subthema's, in de volgorde van de tabel."
    )
    url = serializers.HyperlinkedRelatedField(
        source="theme",
        view_name="actions:theme",
        lookup_field="slug",
        read_only=True,
        help_text="De pagina van dit thema.",
    )


class ThemeList(ListAPIView):
    """All themes with a published action, in the order of the table; 2 queries."""

    serializer_class = ThemeSerializer

    @extend_schema(
        operation_id="themas",
        tags=["Thema's"],
        summary="De lijst van thema's",
        description="De thema's met hun subthema's, en hoeveel acties elk heeft.",
        parameters=[PEILDATUM_PARAMETER],
        responses=documented_answers(
            ThemeSerializer(many=True), "Een bladzijde met thema's.", 400, 404
        ),
    )
    def get(self, request: Request) -> Response:
        """A page of themes; a page that is not there gets 404."""
        overview = read_overview(at=viewpoint_of_list(request).at)
        themes = self.paginate_queryset(overview.themes)
        return self.get_paginated_response(self.get_serializer(themes, many=True).data)

"""The papers that a text cites."""

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from actions.dossier import CitationRow
from motions.kamerstuk import read_citation


@extend_schema_serializer(component_name="Kamerstuk")
class CitationSerializer(serializers.Serializer):
    """Een kamerstuk dat in de tekst of een voetnoot staat."""

    dossier = serializers.CharField(help_text="Het dossier, zonder spatie: 34352.")
    nummer = serializers.IntegerField(help_text="Het nummer binnen het dossier.")
    citaat = serializers.CharField(help_text="De vindplaats zoals gedrukt.")
    url = serializers.URLField(
        allow_null=True,
        help_text="De officiële publicatie. Null als de vindplaats niet kan kloppen.",
    )
    twijfelachtig = serializers.BooleanField(
        help_text="Of de vindplaats zoals gedrukt niet kan kloppen."
    )


def citation(row: CitationRow) -> dict[str, object]:
    """One cited paper under the names of the API; a doubtful one has no address."""
    paper = read_citation(row.printed)
    return {
        "dossier": paper.dossier,
        "nummer": paper.number,
        "citaat": row.printed,
        "url": row.url or None,
        "twijfelachtig": bool(row.doubt),
    }

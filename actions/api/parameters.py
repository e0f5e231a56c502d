"""The query parameters of actions and of promises, as the OpenAPI document tells of them."""

import datetime

from drf_spectacular.utils import OpenApiParameter

from actions import term_filters
from actions.filters import ORIGINS, SORTS, TERMS
from actions.models import Standing, Status
from pok_tracker.lib.peildatum_parameter import PEILDATUM_PARAMETER
from pok_tracker.lib.search_parameter import SEARCH_PARAMETER

NUMBER_PARAMETER = OpenApiParameter(
    "nummer", int, OpenApiParameter.PATH, description="Het nummer in de tabel."
)
THEME_PARAMETER = OpenApiParameter(
    "thema",
    str,
    many=True,
    description=(
        "De slug van een thema of subthema. Een thema bevat zijn subthema's. Meer keer "
        "invullen betekent 'of'."
    ),
)
MINISTRY_PARAMETER = OpenApiParameter(
    "ministerie",
    str,
    many=True,
    description="De afkorting van een ministerie, zoals BZK. Meer keer invullen betekent 'of'.",
)
ACTION_PARAMETERS = [
    SEARCH_PARAMETER,
    THEME_PARAMETER,
    OpenApiParameter(
        "status",
        str,
        many=True,
        enum=Status.values,
        description="Hoever de acties zijn. Meer keer invullen betekent 'of'.",
    ),
    MINISTRY_PARAMETER,
    OpenApiParameter(
        "motie",
        str,
        many=True,
        description="Dossier en nummer van een motie: 35510-13. Meer keer invullen betekent 'of'.",
    ),
    OpenApiParameter(
        "indiener",
        str,
        many=True,
        description=(
            "De slug van een Kamerlid dat de motie bij de actie ondertekende. Meer keer invullen "
            "betekent 'of'."
        ),
    ),
    OpenApiParameter(
        "fractie",
        str,
        many=True,
        description=(
            "De slug van de fractie van een indiener op de dag van de motie. Meer keer invullen "
            "betekent 'of'."
        ),
    ),
    OpenApiParameter(
        "herkomst",
        str,
        many=True,
        enum=[value for value, _ in ORIGINS],
        description="Vroeg een motie om de actie, of kondigde het kabinet haar zelf aan?",
    ),
    OpenApiParameter(
        "termijn",
        str,
        many=True,
        enum=[value for value, _ in TERMS],
        description=(
            "De actie heeft een termijn die verstreken is zonder uitkomst, binnenkort (binnen 60 "
            "dagen) of later afloopt (open), of heeft er geen. Meer keer invullen betekent 'of'."
        ),
    ),
    OpenApiParameter(
        "gewijzigdSinds",
        datetime.date,
        description="De stand van zaken is op deze dag of later gepubliceerd.",
    ),
    OpenApiParameter(
        "sort",
        str,
        enum=[name for name, _ in SORTS],
        description=(
            "De volgorde. Een - ervoor keert om. Zonder keuze: op nummer, en bij zoeken de beste "
            "treffer eerst."
        ),
    ),
    PEILDATUM_PARAMETER,
]
TERM_PARAMETERS = [
    OpenApiParameter(
        "stand",
        str,
        many=True,
        enum=Standing.values,
        description=(
            "Hoe de termijn ervoor staat, met dezelfde codes als in het antwoord. Meer keer "
            "invullen betekent 'of'."
        ),
    ),
    MINISTRY_PARAMETER,
    THEME_PARAMETER,
    OpenApiParameter(
        "sort",
        str,
        enum=[name for name, _ in term_filters.SORTS],
        description="De volgorde. Een - ervoor keert om. Zonder keuze: op de laatste dag.",
    ),
    PEILDATUM_PARAMETER,
]

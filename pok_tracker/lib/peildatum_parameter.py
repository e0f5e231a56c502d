"""The parameter `peildatum` as the OpenAPI document tells of it; every operation takes it."""

import datetime

from drf_spectacular.utils import OpenApiParameter

from pok_tracker.lib.viewpoint import PARAMETER

PEILDATUM_PARAMETER = OpenApiParameter(
    PARAMETER,
    datetime.date,
    description=(
        "Het antwoord zoals het was aan het eind van deze dag, in Nederlandse tijd. Hoogstens "
        "vandaag. Zonder peildatum: zoals het nu is."
    ),
)

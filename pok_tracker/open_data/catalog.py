"""The catalogue of the open data as JSON-LD, in the Dutch profile DCAT-AP-NL 3.0.

https://docs.geostandaarden.nl/dcat/dcat-ap-nl30/ says what each part must have; the list of what
is mandatory stands in tests/pok_tracker/open_data/test_catalog.py.
"""

from typing import Any

from django.conf import settings
from django.urls import reverse

from pok_tracker.open_data.whole_set import WHOLE_FORMS

AUTHORITY = "http://publications.europa.eu/resource/authority/"
LICENCE = "http://creativecommons.org/publicdomain/zero/1.0/deed.nl"
MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
PUBLIC = f"{AUTHORITY}access-right/PUBLIC"
GOVERNMENT = f"{AUTHORITY}data-theme/GOVE"
DUTCH = f"{AUTHORITY}language/NLD"
CONTEXT = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
}

Node = dict[str, Any]


def write_catalog() -> Node:
    """The catalogue with its one dataset, the files of that, and the API."""
    return {"@context": CONTEXT, "@graph": [_catalog(), _dataset(), *_distributions(), _service()]}


def _catalog() -> Node:
    return {
        "@id": _id("catalogus"),
        "@type": "dcat:Catalog",
        "dct:title": _dutch("Open data van de POK-tracker"),
        "dct:description": _dutch("De gegevens van deze site, als bestanden en als API."),
        "dct:publisher": _publisher(),
        "dct:language": _ref(DUTCH),
        "dct:license": _ref(LICENCE),
        "foaf:homepage": _page("open-data"),
        "dcat:contactPoint": _contact(),
        "dcat:dataset": _ref(_id("dataset")),
        "dcat:service": _ref(_id("api")),
    }


def _dataset() -> Node:
    return {
        "@id": _id("dataset"),
        "@type": "dcat:Dataset",
        **_described(
            "dataset",
            "Vervolgacties na de Parlementaire ondervraging kinderopvangtoeslag",
            "De acties uit de tabel van het kabinet, met de letterlijke stand van zaken, de moties "
            "die zij uitvoeren en de termijnen. Statuscode, ministeries en termijnen zijn een "
            "lezing van de redactie; elk draagt het citaat waarop het rust.",
        ),
        "dct:creator": _publisher(),
        "dct:language": _ref(DUTCH),
        "dct:license": _ref(LICENCE),
        "dct:accrualPeriodicity": _ref(f"{AUTHORITY}frequency/IRREG"),
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": {
                "@value": "2021-01-15",
                "@type": "http://www.w3.org/2001/XMLSchema#date",
            },
        },
        "dcat:keyword": [
            _dutch(word) for word in ("kinderopvangtoeslag", "moties", "Ongekend onrecht")
        ],
        "dcat:landingPage": _page("open-data"),
        "dcat:distribution": [_ref(_id(f"bestand-{ending}")) for ending in WHOLE_FORMS],
    }


def _distributions() -> list[Node]:
    return [
        {
            "@id": _id(f"bestand-{ending}"),
            "@type": "dcat:Distribution",
            "dct:title": _dutch(f"Alle gegevens als {form.label}"),
            "dct:license": _ref(LICENCE),
            "dct:language": _ref(DUTCH),
            "dct:format": _ref(form.file_type),
            "dcat:mediaType": _ref(MEDIA_TYPES + form.content_type.partition(";")[0]),
            "dcat:accessURL": _ref(_address("open-data")),
            "dcat:downloadURL": _ref(_address("whole-set", ending)),
            "adms:status": _ref(f"{AUTHORITY}distribution-status/COMPLETED"),
        }
        for ending, form in WHOLE_FORMS.items()
    ]


def _service() -> Node:
    return {
        "@id": _id("api"),
        "@type": "dcat:DataService",
        **_described(
            "api",
            "API van de POK-tracker",
            "Dezelfde gegevens als JSON, met filters en op elke dag die is geweest.",
        ),
        "dct:license": _ref(LICENCE),
        "dct:language": _ref(DUTCH),
        "dct:conformsTo": _ref("https://gitdocumentatie.logius.nl/publicatie/api/adr/"),
        "dcat:endpointURL": _ref(f"{settings.SITE_URL}/api/v1"),
        "dcat:endpointDescription": _ref(_address("api-docs")),
        "dcat:servesDataset": _ref(_id("dataset")),
        "foaf:page": _page("api-reference"),
    }


def _described(part: str, title: str, description: str) -> Node:
    """What a dataset and a service both must have."""
    return {
        "dct:identifier": _id(part),
        "dct:title": _dutch(title),
        "dct:description": _dutch(description),
        "dct:accessRights": _ref(PUBLIC),
        "dct:publisher": _publisher(),
        "dcat:contactPoint": _contact(),
        "dcat:theme": _ref(GOVERNMENT),
    }


def _publisher() -> Node:
    return {
        "@id": _id("redactie"),
        "@type": "foaf:Agent",
        "foaf:name": _dutch(settings.SPECTACULAR_SETTINGS["CONTACT"]["name"]),
        "foaf:homepage": _page("about"),
    }


def _contact() -> Node:
    contact = {
        "@id": _id("contact"),
        "@type": "vcard:Organization",
        "vcard:fn": settings.SPECTACULAR_SETTINGS["CONTACT"]["name"],
        "vcard:hasURL": _ref(_address("about")),
    }
    if settings.SITE_OWNER.email:
        contact["vcard:hasEmail"] = _ref(f"mailto:{settings.SITE_OWNER.email}")
    return contact


def _id(part: str) -> str:
    """The name of a part, which is also an address: that of the catalogue."""
    return f"{_address('catalog')}#{part}"


def _page(view: str) -> Node:
    return {"@id": _address(view), "@type": "foaf:Document"}


def _address(view: str, *arguments: str) -> str:
    return f"{settings.SITE_URL}{reverse(view, args=arguments)}"


def _ref(address: str) -> Node:
    return {"@id": address}


def _dutch(text: str) -> Node:
    return {"@value": text, "@language": "nl"}

"""The catalogue: what DCAT-AP-NL 3.0 asks of each part, and that its addresses are there."""

from urllib.parse import urlsplit

import pytest
from django.test import Client, override_settings
from rdflib import DCAT, DCTERMS, RDF, Graph, Namespace, URIRef
from rdflib.term import Node

from pok_tracker.lib.site_owner import SiteOwner

pytestmark = [
    pytest.mark.django_db,
    # The reader of JSON-LD in rdflib uses a class that rdflib itself is leaving behind.
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning"),
]

VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
FOAF = Namespace("http://xmlns.com/foaf/0.1/")
ONE, SOME = "1", "1..n"
# The mandatory properties of the profile and of DCAT-AP 3.0 below it, with how often each may be.
# https://docs.geostandaarden.nl/dcat/dcat-ap-nl30/ and its shapes/300/dcat-ap-nl-SHACL.ttl
MANDATORY = {
    DCAT.Catalog: {
        DCTERMS.title: SOME,
        DCTERMS.description: SOME,
        DCTERMS.publisher: ONE,
        DCAT.contactPoint: ONE,
        DCAT.dataset: SOME,
    },
    DCAT.Dataset: {
        DCTERMS.title: SOME,
        DCTERMS.description: SOME,
        DCTERMS.identifier: ONE,
        DCTERMS.accessRights: ONE,
        DCTERMS.creator: SOME,
        DCTERMS.publisher: ONE,
        DCAT.contactPoint: ONE,
        DCAT.theme: SOME,
    },
    DCAT.Distribution: {DCAT.accessURL: ONE, DCTERMS.license: ONE},
    DCAT.DataService: {
        DCTERMS.title: SOME,
        DCTERMS.description: SOME,
        DCTERMS.identifier: ONE,
        DCTERMS.accessRights: ONE,
        DCTERMS.license: ONE,
        DCTERMS.publisher: ONE,
        DCAT.contactPoint: ONE,
        DCAT.endpointURL: ONE,
        DCAT.endpointDescription: ONE,
        DCAT.theme: SOME,
    },
    FOAF.Agent: {FOAF.name: SOME},
    VCARD.Organization: {VCARD.fn: ONE, VCARD.hasURL: ONE},
}
COUNTS = {DCAT.Catalog: 1, DCAT.Dataset: 1, DCAT.Distribution: 4, DCAT.DataService: 1}


def missing(graph: Graph) -> list[str]:
    """What the profile asks of the parts and the graph does not have, or has too often."""
    found = []
    for kind, properties in MANDATORY.items():
        for part in graph.subjects(RDF.type, kind):
            for name, times in properties.items():
                count = len(list(graph.objects(part, name)))
                if not count or (times == ONE and count > 1):
                    found.append(f"{part} heeft {count} keer {name}")
    return found


def addresses(graph: Graph) -> set[Node]:
    names = (
        DCAT.accessURL,
        DCAT.downloadURL,
        DCAT.endpointDescription,
        DCAT.landingPage,
        FOAF.page,
    )
    return {address for name in names for address in graph.objects(None, name)}


@pytest.fixture
def graph(client: Client) -> Graph:
    answer = client.get("/data/catalog.jsonld")
    assert answer["Content-Type"] == "application/ld+json"
    return Graph().parse(data=answer.content, format="json-ld")


def test_every_part_has_what_the_profile_asks(graph: Graph):
    counts = {kind: len(list(graph.subjects(RDF.type, kind))) for kind in COUNTS}

    assert counts == COUNTS
    assert missing(graph) == []


def test_a_part_without_a_mandatory_property_is_seen(graph: Graph):
    [service] = graph.subjects(RDF.type, DCAT.DataService)
    graph.remove((service, DCTERMS.license, None))
    graph.add((service, DCTERMS.identifier, URIRef("https://example.nl/")))

    assert missing(graph) == [
        f"{service} heeft 2 keer {DCTERMS.identifier}",
        f"{service} heeft 0 keer {DCTERMS.license}",
    ]


def test_the_parts_belong_to_each_other(graph: Graph):
    [catalog] = graph.subjects(RDF.type, DCAT.Catalog)
    [dataset] = graph.objects(catalog, DCAT.dataset)
    [service] = graph.objects(catalog, DCAT.service)

    files = set(graph.objects(dataset, DCAT.distribution))
    assert files == set(graph.subjects(RDF.type, DCAT.Distribution))
    assert list(graph.objects(service, DCAT.servesDataset)) == [dataset]


def test_every_address_in_it_is_there(client: Client, graph: Graph):
    answers = {urlsplit(address).path: client.get(urlsplit(address).path).status_code
               for address in addresses(graph)}  # fmt: skip

    assert answers == dict.fromkeys(
        [
            "/open-data/",
            "/open-data/api/",
            "/api/v1/openapi.json",
            "/data/pok-tracker.json",
            "/data/pok-tracker.csv.zip",
            "/data/pok-tracker.xlsx",
            "/data/pok-tracker.ods",
        ],
        200,
    )


def test_all_of_it_is_free_to_use_and_public(graph: Graph):
    licences = {str(licence) for licence in graph.objects(None, DCTERMS.license)}
    rights = {str(right) for right in graph.objects(None, DCTERMS.accessRights)}

    assert licences == {"http://creativecommons.org/publicdomain/zero/1.0/deed.nl"}
    assert rights == {"http://publications.europa.eu/resource/authority/access-right/PUBLIC"}


@pytest.mark.parametrize(
    ("address", "told"),
    [("", []), ("redactie@pok.example.nl", [URIRef("mailto:redactie@pok.example.nl")])],
)
def test_whoever_answers_mail_is_named_only_when_there_is_somebody(
    client: Client, address: str, told: list
):
    with override_settings(SITE_OWNER=SiteOwner(email=address)):
        graph = Graph().parse(data=client.get("/data/catalog.jsonld").content, format="json-ld")

    assert list(graph.objects(None, VCARD.hasEmail)) == told

"""The ten traps of this table, each by its own name."""

import pytest

from actions.statustable.layout import LayoutNotes
from actions.statustable.records import Record, Table
from actions.statustable.table import parse_table

Records = dict[int, Record]


def test_trap_01_actions_3_and_4_share_one_status_cell(records: Records) -> None:
    assert records[3].status == records[4].status
    assert records[4].status.lines == (67, 69, 71, 73, 75)
    assert (records[3].shared_with, records[4].shared_with) == ((4,), (3,))
    assert [r.number for r in records.values() if r.shared_with] == [3, 4]


@pytest.mark.parametrize(
    ("number", "description", "status_starts"),
    [
        (19, "Burgerpanels bij de BD en Toeslagen", "- Belastingdienst: Er heeft een"),
        (20, "Staat van de Uitvoering", "Het primaire doel van de activiteiten"),
        (23, "Invoeringstoets", "Het kabinet wil nieuwe wet- en regelgeving"),
        (25, "Uitvoeringstoets op Regeerakkoord", "Het is aan formerende partijen"),
        (30, "Generieke digitale infrastructuur", "Gewerkt wordt aan een"),
        (31, "Leren van ervaringen meldpunt MFO", "Het meldpunt fouten in"),
        (59, "Instellen Staatscommissie Discriminatie", "De instelling van de"),
        (63, "Online informatiepunt stukken KOT-affaire", "Op het informatiepunt"),
        (70, "Adviezen LA aan de Kamer verstrekken", "In de kabinetsreactie is"),
        (75, "Implementatie Wet Open Overheid", "De Wet Open Overheid ligt op dit"),
    ],
)
def test_trap_02_one_line_holds_a_description_and_the_start_of_its_status(
    records: Records, number: int, description: str, status_starts: str
) -> None:
    record = records[number]
    assert record.description.text == description
    assert record.status.text[: len(status_starts)] == status_starts
    assert record.description.lines == record.status.lines[:1]


@pytest.mark.parametrize(
    ("number", "description_ends", "in_status", "status_ends"),
    [
        (
            22,
            "cliëntenraden en de Raad voor de rechtspraak om te bezien hoe we aanvullend signalen "
            "kunnen krijgen over wet- en regelgeving en uitvoeringspraktijk, waardoor mensen in "
            "de knel komen.",
            "spelregels rond financieringsvraagstukken.",
            "financieringsvraagstukken.",
        ),
        (
            44,
            "het pgb en de wetten die door het UWV worden uitgevoerd én een voorstel voor een "
            "dergelijk onderzoek binnen drie weken aan de Kamer voor te leggen, burgers de "
            "mogelijkheid te geven om voorbeelden aan te leveren, en een eerste rapportage voor 1 "
            "juli aan de Kamer te doen toekomen,",
            "Het onderzoek zal worden begeleid door een klankbordgroep",
            "zie actie 37.",
        ),
        (
            51,
            "aandacht worden besteed aan mogelijk (indirect) discriminerende aspecten.",
            "Momenteel wordt verkend",
            "in de invoeringstoets.",
        ),
        (
            56,
            "ondersteunende capaciteit CvdRM.\nEn ook overigens inzetten op actieve aanpak van "
            "“onbedoelde” discriminatie in de uitvoeringsorganisaties.",
            "het nemen van besluiten als gevolg van (onbedoelde) vooroordelen",
            "van 24 juni geïnformeerd.",
        ),
        (
            64,
            "onderliggende departementale nota’s die bewindspersonen hebben gebruik voor de "
            "besluitvorming actief openbaar te maken.",
            "toegankelijke en compacte wijze inzicht geboden in de afwegingen",
            "andere categorieën stukken.",
        ),
    ],
)
def test_trap_03_a_description_goes_on_after_its_status_on_the_next_page(
    records: Records, number: int, description_ends: str, in_status: str, status_ends: str
) -> None:
    record = records[number]
    assert record.description.text[-len(description_ends) :] == description_ends
    assert record.status.text.count(in_status) == 1
    assert record.status.text[-len(status_ends) :] == status_ends


def test_trap_04_page_furniture_stays_out_of_the_cells(table: Table) -> None:
    furniture = [(item.line, item.text) for item in table.furniture if item.kind != "action_number"]
    header = "Actie Omschrijving Stand van Zaken"
    assert furniture == [
        (11, header),
        (1414, "16"),
        (1417, header),
        (1473, "1"),
        (1522, "1"),
        (1606, "18"),
        (1609, header),
        (2093, "23"),
        (2096, header),
    ]


def test_trap_04_the_footnote_of_58_is_taken_out_of_the_texts(records: Records) -> None:
    record = records[58]
    (footnote,) = record.footnotes
    assert (footnote.marker, footnote.text, footnote.lines) == (
        "1",
        "Kamerstukken II 2020/21, 30 950, nr. 218",
        (1522,),
    )
    assert record.status.text[: footnote.position][-14:] == "Kamer gezonden"
    assert record.status.text[footnote.position :][:16] == ". Het profiel va"
    assert [(c.dossier, c.number) for c in record.citations] == [("30950", 218)]
    assert records[61].status.text.count("conform het discriminatieverbod is, zoals") == 1


def test_trap_04_listed_addresses_go_to_the_action_that_names_them(records: Records) -> None:
    letter = (
        "https://www.rijksoverheid.nl/documenten/kamerstukken/2021/06/10/"
        "kamerbrief-voortgang-algoritmen-en-artificiele-intelligentie"
    )
    answers = (
        "https://www.rijksoverheid.nl/ministeries/ministerie-van-binnenlandse-zaken-en-"
        "koninkrijksrelaties/documenten/kamerstukken/2021/06/02/beantwoording-kamervragen-over-"
        "nieuwsbericht-overheid-heeft-nog-jaren-nodig-om-foute-persoonsgegevens-op-te-ruimen"
    )
    listed = {
        number: [(address.url, address.lines) for address in record.addresses]
        for number, record in records.items()
        if record.addresses
    }
    assert listed == {
        80: [(letter, (2085, 2086))],
        81: [(answers, (2087, 2088))],
        82: [(letter, (2188, 2189))],
        83: [("http://www.ambtelijkvakmanschap.nl/", (2273,))],
        86: [("https://jaarverslagrechtspraak.nl/", (2360,))],
    }
    in_texts = [n for n, record in records.items() if "https://" in record.status.text]
    assert in_texts == [86]


def test_trap_05_a_number_at_the_start_of_a_sentence_is_no_action(records: Records) -> None:
    sentence = (
        "deel 1 van motie Klaver c.s. nr 16. In het kort behelst het plan van aanpak 3 stappen"
    )
    assert records[81].status.text.count(sentence) == 1
    assert records[16].description.text == "Uitwerken afschaffing kinderopvangtoeslag"


LABELS = [
    (3, 7, None, "NR. 7 Motie Wilders", ("Wilders",), False),
    (4, 23, None, "NR. 23 Motie Ploumen/Segers", ("Ploumen", "Segers"), False),
    (8, 14, None, "NR. 14 Motie Jetten/Segers", ("Jetten", "Segers"), False),
    (9, 20, None, "NR. 20 Motie Marijnissen cs", ("Marijnissen",), True),
    (10, 43, None, "NR. 43 Motie van Kooten-Arissen cs", ("Van Kooten-Arissen",), True),
    (
        *(11, 45, None, "NR. 45 Motie Van Kooten-Arissen/Azarkan,"),
        *(("Van Kooten-Arissen", "Azarkan"), False),
    ),
    (12, 21, 1, "NR 21 Motie Marijnissen cs, deel 1", ("Marijnissen",), True),
    (16, 26, None, "NR. 26 Motie Segers", ("Segers",), False),
    (35, 37, None, "NR 37 motie van Brenk", ("Van Brenk",), False),
    (36, 15, None, "NR 15 Motie Jette cs", ("Jetten",), True),
    (37, 24, None, "NR 24 Motie Ploumen/Jetten", ("Ploumen", "Jetten"), False),
    (44, 13, None, "NR. 13 Motie Omtzigt cs", ("Omtzigt",), True),
    (52, 29, None, "NR. 29 Motie Azarkan", ("Azarkan",), False),
    (
        *(53, 31, None, "NR. 31 Motie Azarkan/Van Kooten-Arissen"),
        *(("Azarkan", "Van Kooten-Arissen"), False),
    ),
    (
        *(61, 30, None, "NR. 30 Motie Azarkan/Van Kooten-Arissen"),
        *(("Azarkan", "Van Kooten-Arissen"), False),
    ),
    (62, 33, None, "NR. 33 Motie Azarkan c.s", ("Azarkan",), True),
    (80, 16, 2, "NR. 16 Motie Klaver cs deel 2", ("Klaver",), True),
    (81, 21, 2, "NR. 21 Motie Marijnissen c.s. deel 2", ("Marijnissen",), True),
    (81, 16, 1, "NR. 16 Motie Klaver c.s, deel 1", ("Klaver",), True),
    (82, 35, None, "NR. 35 Motie Azarkan", ("Azarkan",), False),
    (86, 12, None, "NR 12. Motie Omtzigt/Van Dam", ("Omtzigt", "Van Dam"), False),
]


def test_trap_06_every_way_a_motion_label_is_printed_is_read(records: Records) -> None:
    read = [
        (number, label.number, label.part, label.printed, label.submitters, label.cs)
        for number, record in records.items()
        for label in record.labels
    ]
    assert read == LABELS
    assert {label.dossier for record in records.values() for label in record.labels} == {"35510"}


def test_trap_06_a_text_after_a_label_stays_in_the_description(records: Records) -> None:
    assert records[37].description.text == (
        "Inventarisatie wetgeving die hardvochtig uitpakt\n"
        "Onder andere het actief inventariseren bij uitvoering, belangenorganisaties en No welke "
        "mogelijke hardheden er in wet en regelgeving zijn die de mensen in de knel kunnen "
        "brengen m.b.t. tot frauderegelgeving in invordering. Met aandacht voor invorderingsplicht "
        "bijstand, terugvorderingstermijn sociale zekerheid, wanbetalersregeling zorgpremie."
    )
    assert records[81].description.text == (
        "Voor 1 maart een voorstel hoe binnen overheidsinstellingen vervuilde data worden "
        "opgeruimd aan de Tweede Kamer zenden\n"
        "Het gebruik van nationaliteit, etniciteit en geboorteplaats als datavariabele in alle "
        "risicomodellen, -profielen, -systemen, -selectie en zwarte lijsten die binnen het "
        "overheidswezen gebruikt worden, volledig uitsluiten; tevens verzekeren dat ook "
        "zelflerende algoritmen in risicoclassificatiemodellen deze indicatoren niet gebruiken"
    )


def test_trap_07_bullets_and_letters_start_their_own_paragraph(records: Records) -> None:
    assert records[41].description.text == (
        "- Invorderingsstrategie van Belastingdienst tegen het licht houden.\n"
        "- Opschorten deel Fiscale vereenvoudigingswet 2017.\n"
        "- Herijken invorderingswet\n"
        "- Gestructureerde inventarisatie van gevallen waarin de invorderingsmaatregelen van de BD "
        "onredelijk streng uitpakken"
    )
    starts = [paragraph[:3] for paragraph in records[39].status.text.split("\n")]
    assert starts == ["De ", "A. ", "B. ", "C. ", "D. ", "E. ", "Dez"]
    starts = [paragraph[:3] for paragraph in records[80].status.text.split("\n")]
    assert starts == ["In ", "a. ", "b. ", "c. ", "De "]


def test_trap_07_a_hyphen_at_a_line_end_keeps_its_space_but_for_one_word(
    records: Records, source: bytes, notes: LayoutNotes
) -> None:
    assert records[46].status.text.count("uitvoerings- en handhavingsstrategie op dit") == 1
    assert records[84].status.text.count("het onderzoek naar het ABD-stelsel aan de") == 1
    assert sum(r.status.text.count("ABD- stelsel") for r in records.values()) == 0
    without = LayoutNotes(**{**_fields(notes), "joined_words": ()})
    assert parse_table(source, without).records[83].status.text.count("ABD- stelsel") == 1


def _fields(notes: LayoutNotes) -> dict[str, object]:
    return {name: getattr(notes, name) for name in LayoutNotes.__dataclass_fields__}


@pytest.mark.parametrize(
    ("number", "misprint"),
    [
        (1, "Cathuisregeling"),
        (42, "bij /contact hebben"),
        (43, "aan te beiden"),
        (52, "(Kamerstukken II, 2020-21, 35510, nr. 809)"),
        (81, "Bij twijfel zaI bij"),
        (81, "Rijksoverheid.nl . Eind"),
        (84, "18 mei jl.(Kamerstukken"),
    ],
)
def test_trap_08_misprints_stay_as_printed(records: Records, number: int, misprint: str) -> None:
    assert records[number].status.text.count(misprint) == 1


def test_trap_08_a_misprint_in_a_description_stays_too(records: Records) -> None:
    assert records[76].description.text == (
        "Verplichte aansluiting rijk en decentrale overheden op Platform open overheidsinformatie "
        "(PLOOI )na inwerkingtreding WOO"
    )


def test_trap_08_the_impossible_citation_is_kept_and_called_doubtful(records: Records) -> None:
    doubtful = [
        (number, citation.dossier, citation.number, citation.doubt)
        for number, record in records.items()
        for citation in record.citations
        if citation.doubtful
    ]
    assert doubtful == [
        (
            52,
            "35510",
            809,
            "Zo staat het in de tekst, maar dit nummer kan niet kloppen: dossier 35510 had toen "
            "ongeveer 60 stukken.",
        )
    ]


def test_trap_09_all_twelve_citations_are_found_in_every_form(records: Records) -> None:
    cited = [
        (number, f"{citation.dossier}-{citation.number}", citation.printed)
        for number, record in records.items()
        for citation in record.citations
    ]
    assert cited == [
        (16, "35510-26", "Kamerstuk 35510-26"),
        (26, "29362-290", "TK 29362-290"),
        (44, "34352-213", "TK 34352-213"),
        (52, "35510-809", "Kamerstukken II, 2020-21, 35510, nr. 809"),
        (58, "30950-218", "Kamerstukken II 2020/21, 30 950, nr. 218"),
        (64, "28362-56", "Kamerstukken II 2020/21, 28362, nr. 56"),
        (64, "28362-2", "Kamerstukken II 2001/02, 28362, nr. 2"),
        (68, "28362-53", "28362, nr. 53"),
        (72, "29362-291", "Kamerstukken II, 2020/21, 29 362, nr. 291"),
        (81, "26643-751", "Kamerstukken II 2020/21, 26 643 nr. 751"),
        (84, "31490-300", "Kamerstukken II 2020/21, 31 490, nr. 300"),
        (86, "35510-4", "Kamerstukken II, 2020/21, 35510, nr. 4"),
    ]


def test_trap_10_references_to_other_actions_are_found(records: Records) -> None:
    found = {number: r.see_also for number, r in records.items() if r.see_also}
    assert found == {17: (18,), 32: (33,), 44: (37,), 48: (33,)}

"""Abbreviations that the texts use, and everyday names of what the texts call otherwise.

Reviewed by hand: an abbreviation stands here when the table prints it, or when its readers use it
for something that the table writes out.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pok_tracker.lib.dutch_words import SMALL_WORDS, plain_word

WRITTEN_OUT: dict[str, tuple[str, ...]] = {
    # Ministries
    "AZ": ("Algemene Zaken",),
    "BZ": ("Buitenlandse Zaken",),
    "BZK": ("Binnenlandse Zaken en Koninkrijksrelaties", "Binnenlandse Zaken"),
    "DEF": ("Defensie",),
    "EZK": ("Economische Zaken en Klimaat", "Economische Zaken"),
    "FIN": ("Financiën",),
    "IenW": ("Infrastructuur en Waterstaat",),
    "JenV": ("Justitie en Veiligheid", "J&V"),
    "LNV": ("Landbouw, Natuur en Voedselkwaliteit",),
    "OCW": ("Onderwijs, Cultuur en Wetenschap",),
    "SZW": ("Sociale Zaken en Werkgelegenheid", "Sociale Zaken"),
    "VWS": ("Volksgezondheid, Welzijn en Sport",),
    # The subject
    "FSV": ("fraude signalering voorziening", "fraudesignaleringsvoorziening"),
    "HVB": ("Herstellen, Verbeteren en Borgen",),
    "KOT": ("kinderopvangtoeslag",),
    "POK": (
        "parlementaire ondervragingscommissie",
        "parlementaire onderzoekscommissie",
        "parlementaire ondervraging",
    ),
    "UHT": ("uitvoeringsorganisatie herstel toeslagen",),
    # Parliament and government
    "EK": ("Eerste Kamer",),
    "MR": ("ministerraad",),
    "TK": ("Tweede Kamer",),
    "RvS": ("Raad van State",),
    "CIO": ("chief information officer",),
    "ABD": ("Algemene Bestuursdienst",),
    "LA": ("landsadvocaat",),
    "NCDR": ("Nationaal Coördinator tegen Discriminatie en Racisme",),
    "CvdRM": ("College voor de Rechten van de Mens",),
    "CRM": ("College voor de Rechten van de Mens",),
    "WaU": ("Werk aan Uitvoering",),
    "TCU": ("Tijdelijke Commissie Uitvoering",),
    "VNG": ("Vereniging van Nederlandse Gemeenten",),
    "ZBO": ("zelfstandig bestuursorgaan", "zelfstandige bestuursorganen"),
    "NSOB": ("Nederlandse School voor Openbaar Bestuur",),
    # Bodies that carry out
    "BD": ("Belastingdienst",),
    "BKR": ("Bureau Kredietregistratie",),
    "CAK": ("Centraal Administratie Kantoor",),
    "CJIB": ("Centraal Justitieel Incassobureau",),
    "DUO": ("Dienst Uitvoering Onderwijs",),
    "LBIO": ("Landelijk Bureau Inning Onderhoudsbijdragen",),
    "SVB": ("Sociale Verzekeringsbank",),
    "UWV": ("Uitvoeringsinstituut Werknemersverzekeringen",),
    # Laws, instruments and programmes
    "abbb": ("algemene beginselen van behoorlijk bestuur",),
    "ADR": ("Alternative Dispute Resolution",),
    "ADV": ("antidiscriminatievoorziening",),
    "AI": ("artificiële intelligentie", "kunstmatige intelligentie"),
    "AVG": ("Algemene Verordening Gegevensbescherming",),
    "Awb": ("Algemene wet bestuursrecht",),
    "BES": ("Caribisch Nederland",),
    "BRP": ("basisregistratie personen",),
    "BSN": ("burgerservicenummer",),
    "GDI": ("generieke digitale infrastructuur",),
    "IAK": ("Integraal Afwegingskader",),
    "MFO": ("meldpunt fouten in overheidsregistraties",),
    "PCMO": ("Passend Contact met de Overheid",),
    "pgb": ("persoonsgebonden budget",),
    "PIA": ("Privacy Impact Assessment", "gegevensbeschermingseffectbeoordeling"),
    "PLOOI": ("Platform open overheidsinformatie",),
    "PMM": (
        "Programma Maatwerk Multiprobleemhuishoudens",
        "Maatwerk Multiprobleemhuishoudens",
        "Programma Maatwerk Multiprobleem-huishoudens",
    ),
    "RPE": ("Regeling Periodieke Evaluatie",),
    "SRB": ("Stroomlijnen Rood Blauw",),
    "Wams": ("Wet aanpak meervoudige problematiek sociaal domein",),
    "Wob": ("Wet openbaarheid van bestuur",),
    "Woo": ("Wet open overheid",),
}

# What the press and the street say, and what the texts say for it.
EVERYDAY: dict[str, tuple[str, ...]] = {
    "toeslagenaffaire": ("KOT-affaire", "kinderopvangtoeslag"),
    "toeslagenschandaal": ("KOT-affaire", "kinderopvangtoeslag"),
    "schadevergoeding": ("compensatie", "schadeafhandeling"),
}


@dataclass(frozen=True, slots=True)
class Name:
    """One thing: its abbreviations and its names written out."""

    abbreviations: tuple[str, ...]
    names: tuple[str, ...]


def name_of_abbreviation(word: str) -> Name | None:
    """Return what an abbreviation stands for, however it is capitalised; None for other words."""
    return _BY_ABBREVIATION.get(plain_word(word))


def name_at(words: Sequence[str]) -> tuple[Name, int] | None:
    """Return the longest name that these words begin with, and how many words it takes.

    Small words count in neither: "college rechten mens" is the College voor de Rechten van de Mens.
    """
    plain = [plain_word(word) for word in words]
    for length in range(min(len(plain), _LONGEST), 0, -1):
        if name := _BY_WORDS.get(tuple(plain[:length])):
            return name, length
    return None


def everyday_name(word: str) -> tuple[str, ...]:
    """Return what the texts say for a word of the street; empty for other words."""
    return EVERYDAY.get(plain_word(word), ())


def _telling_words(name: str) -> tuple[str, ...]:
    words = (plain_word(word.strip(",")) for word in name.split())
    return tuple(word for word in words if word not in SMALL_WORDS)


def _names() -> list[Name]:
    abbreviations: dict[tuple[str, ...], list[str]] = {}
    for abbreviation, names in WRITTEN_OUT.items():
        abbreviations.setdefault(names, []).append(abbreviation)
    return [Name(tuple(short), names) for names, short in abbreviations.items()]


_BY_ABBREVIATION = {plain_word(short): name for name in _names() for short in name.abbreviations}
_BY_WORDS = {_telling_words(written): name for name in _names() for written in name.names}
_LONGEST = max(map(len, _BY_WORDS))

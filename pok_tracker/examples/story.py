"""What the examples say: fictional texts, in the order of the days on which they become known.

Every text begins with MARK, and so does every quote, because it outlives the page that shows it: in
a file, in a feed, in the answer of the API. The moments are fixed, so that every demo is the same.
Therefore no term falls within the next sixty days: a day near the start would be past by the next.
"""

import datetime
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.utils import timezone

from actions.models import Milestone, Status

MARK = "VOORBEELD, niet echt:"
Kind, Precision = Milestone.Kind, Milestone.Precision


def day(text: str) -> datetime.date:
    """The day that is written as 2022-01-31."""
    return datetime.date.fromisoformat(text)


def morning(text: str) -> datetime.datetime:
    """Ten o'clock in Amsterdam on that day."""
    return timezone.make_aware(datetime.datetime.combine(day(text), datetime.time(10)))


@dataclass(frozen=True, slots=True)
class Term:
    """A dated promise or fact in a text, by the words that name its days."""

    date_words: str
    kind: Kind
    first_day: str
    last_day: str
    precision: Precision


@dataclass(frozen=True, slots=True)
class Text:
    """What is said about an action, after the mark: one sentence, which all of it rests on."""

    number: int
    says: str
    status: Status
    term: Term | None = None

    @property
    def words(self) -> str:
        """The whole text, with its mark."""
        return f"{self.quote}."

    @property
    def quote(self) -> str:
        """The words on which the status and the term rest."""
        return f"{MARK} {self.says}"

    def fields(self) -> Mapping[str, Any]:
        """The values as the verbs take them, besides the day on which it holds."""
        return {"text": self.words, "status": self.status, "status_quote": self.quote}

    def milestones(self) -> list[Mapping[str, Any]]:
        """The values of its term as the verbs take them."""
        if self.term is None:
            return []
        days = {"first_day": day(self.term.first_day), "last_day": day(self.term.last_day)}
        return [{**asdict(self.term), **days, "quote": self.quote}]


# -- The second edition ----------------------------------------------------------
# Repeats the first one but for these texts, one description, one new action and one that is gone.
EDITION_DAY = day("2022-01-31")
EDITION_TITLE = f"{MARK} stand van zaken van januari 2022"
EDITION_INTRODUCTION = f"{MARK} deze tabel toont hoe de site een tweede rapportage laat zien."
EDITION_FILE = "VOORBEELD-niet-echt.txt"
TAKEN_OVER_AT, EDITION_AT = morning("2022-02-07"), morning("2022-02-10")

SPRING_2022 = Term(
    "het voorjaar van 2022", Kind.PLANNED, "2022-03-01", "2022-05-31", Precision.SEASON
)
END_OF_CENTURY = Term(
    "uiterlijk op 31 december 2099", Kind.PLANNED, "2022-01-31", "2099-12-31", Precision.BEFORE
)
EDITION_TEXTS = (
    Text(
        23,
        "de vorm van de toets is beschreven en een terugblik volgt uiterlijk op 31 december 2099",
        Status.UNDER_WAY,
        END_OF_CENTURY,
    ),
    Text(
        25,
        "de toets is gedaan en de uitkomst is op 17 december 2021 verzonden",
        Status.DONE,
        Term("17 december 2021", Kind.DONE, "2021-12-17", "2021-12-17", Precision.DAY),
    ),
    Text(
        28,
        "de scenario’s zijn nog niet klaar en komen in het voorjaar van 2022",
        Status.UNDER_WAY,
        SPRING_2022,
    ),
    Text(
        43,
        "de vernieuwde schuldenomgeving is sinds 14 oktober 2021 te gebruiken",
        Status.DONE,
        Term("sinds 14 oktober 2021", Kind.RUNNING, "2021-10-14", "2021-10-14", Precision.DAY),
    ),
    Text(58, "het profiel is verbreed en de werving is begonnen", Status.UNDER_WAY),
)
NEW_DESCRIPTIONS = {
    58: f"{MARK} verkenning en benoeming van een coördinator tegen discriminatie en racisme",
}
NEW_ACTION = Text(
    87,
    "deze actie stond niet in de eerste tabel en wordt nog voorbereid",
    Status.PREPARING,
)
NEW_ACTION_DESCRIPTION = f"{MARK} een actie die pas in een tweede tabel verschijnt"
# It was done in June 2021, and so is left out of the table.
GONE = 15

# -- What came of promises -------------------------------------------------------
OUTCOME_SOURCE = f"{MARK} zo staat hier de bron, bijvoorbeeld een brief aan de Tweede Kamer."
OUTCOME_PROPOSED_AT, OUTCOME_CONFIRMED_AT = morning("2022-02-14"), morning("2022-02-15")
# The number of the action, and the words of the promise of June 2021.
MET, MET_ON = (43, "medio oktober"), day("2021-10-14")
MOVED = (28, "deze zomer")
WAITING, WAITING_MET_ON = (54, "voor het zomerreces"), day("2021-07-06")

# -- Between two editions --------------------------------------------------------
CORRECTED_AT = morning("2022-03-01")
CORRECTION = Text(
    25,
    "de toets is gedaan en de uitkomst is op 16 december 2021 verzonden, niet een dag later",
    Status.DONE,
    Term("16 december 2021", Kind.DONE, "2021-12-16", "2021-12-16", Precision.DAY),
)

WITHDRAWN_FROM, WITHDRAWN_AT = morning("2022-04-01"), morning("2022-04-08")
WITHDRAWN_REASON = f"{MARK} de tekst hoorde bij een andere actie."
WITHDRAWN = Text(79, "de werving van inspecteurs is voltooid", Status.DONE)

# The one real fact is the decree in the Staatscourant. The update itself is ours.
INTERIM_AT = morning("2023-02-13")
INTERIM = Text(
    86,
    "zo kan een tussentijdse stand eruitzien, en alleen het besluit erin is echt, het besluit van "
    "10 februari 2023 waarmee de Staatscommissie rechtsstaat is ingesteld (stcrt-2023-7635)",
    Status.DONE,
    Term("10 februari 2023", Kind.DONE, "2023-02-10", "2023-02-10", Precision.DAY),
)

# -- What the public does not see ------------------------------------------------
DESK_AT = morning("2023-03-01")
# So far ahead that it is an embargo on every day on which somebody looks.
EMBARGO_UNTIL = morning("2100-01-01")
EMBARGO = Text(
    78,
    "de regeringscommissaris is benoemd en deze tekst wacht op haar moment",
    Status.DONE,
)
IN_REVIEW = Text(
    85,
    "er is overleg met de eilanden geweest en deze tekst wacht op een beoordelaar",
    Status.UNDER_WAY,
)
RETURNED = Text(
    83,
    "de workshops zijn goed bezocht en deze tekst kwam terug bij de schrijver",
    Status.UNDER_WAY,
)
RETURN_REMARK = f"{MARK} noem ook hoeveel mensen er kwamen, en waar dat staat."
DRAFT = Text(
    84,
    "de brief wordt geschreven en deze tekst is nog een concept",
    Status.UNDER_WAY,
)

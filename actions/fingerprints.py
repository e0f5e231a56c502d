"""The fingerprint of a text: what it is made of, and which published text has one."""

import datetime
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from actions.models import StatusUpdate

PARAMETER = "hash"
FINGERPRINT = re.compile(r"[0-9a-f]{64}", re.ASCII)


class Verdict(StrEnum):
    """Whose fingerprint it is."""

    REFUSED = "geen-vingerafdruk"
    THIS = "deze-tekst"
    OTHER = "andere-stand"
    WITHDRAWN = "ingetrokken"
    UNKNOWN = "onbekend"


@dataclass(frozen=True, slots=True)
class Check:
    """What a reader asked, and the answer. `update` is the other or the withdrawn one."""

    asked: str
    verdict: Verdict
    update: StatusUpdate | None = None


def hashed_line(update: StatusUpdate) -> str:
    """Return the line of JSON of which the fingerprint is the sha256, as PostgreSQL prints it.

    See pok_content_hash in migration 0005, and docs/data.md for readers.
    """
    footnotes = [_as_stored(footnote) for footnote in update.footnotes]
    parts = (update.text, update.status, update.status_quote, update.waiting_for)
    return json.dumps([*parts, update.as_of.isoformat(), footnotes], ensure_ascii=False)


def check_fingerprint(
    values: Sequence[str],
    *,
    number: int,
    slug: str,
    at: datetime.datetime,
    now: datetime.datetime,
) -> Check | None:
    """Say which public text of an action has the fingerprint that these values give.

    None without one. `slug` is the text that the reader looks at, `at` the viewpoint. What is
    withdrawn now is withdrawn from every viewpoint. A draft has no fingerprint outside.
    """
    given = [value for value in values if value.strip()]
    if not given:
        return None
    asked = "".join(given[0].split()).lower()
    if len(given) > 1 or not FINGERPRINT.fullmatch(asked):
        return Check(given[0], Verdict.REFUSED)
    of_action = StatusUpdate.objects.filter(action__number=number, content_hash=asked)
    public = list(of_action.published(at=at).select_related("action").order_by("published_at"))
    if any(update.slug == slug for update in public):
        return Check(asked, Verdict.THIS)
    if public:
        return Check(asked, Verdict.OTHER, public[0])
    withdrawn = of_action.withdrawn(at=now).order_by("withdrawn_at").first()
    return Check(asked, Verdict.WITHDRAWN if withdrawn else Verdict.UNKNOWN, withdrawn)


def _as_stored(footnote: Mapping[str, object]) -> dict[str, object]:
    """PostgreSQL keeps the shortest names first."""
    return {name: footnote[name] for name in sorted(footnote, key=lambda key: (len(key), key))}

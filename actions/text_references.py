"""What the texts of an update refer to; kept beside them for search and for links back."""

from actions.models import Action, StatusUpdate
from actions.statustable.references import find_see_also
from motions.kamerstuk import find_citations


def read_see_also(update: StatusUpdate) -> list[int]:
    """The existing actions that description or text point at ("zie ook actie 33"), in order."""
    numbers = find_see_also([update.action.description, update.text], update.action.number)
    existing = set(Action.objects.filter(number__in=numbers).values_list("number", flat=True))
    return [number for number in numbers if number in existing]


def read_cited(update: StatusUpdate) -> list[str]:
    """The codes of the papers that description, text and footnotes cite, sorted: 35510-13."""
    footnotes = [footnote["text"] for footnote in update.footnotes]
    texts = [update.action.description, update.text, *footnotes]
    return sorted({found.kamerstuk.code for text in texts for found in find_citations(text)})

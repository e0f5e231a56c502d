"""What a browser sends when an editor fills in an update or a milestone."""

import datetime

from actions.models import Action, StatusUpdate

OCTOBER = datetime.date(2021, 10, 31)
GOOD_FOOTNOTE = {"marker": "1", "position": 3, "text": "Kamerstuk 30950, nr. 218"}


def row_of(update: StatusUpdate) -> dict[str, object]:
    return StatusUpdate.objects.values().get(pk=update.pk)


def a_new_update(action: Action, **changes: object) -> dict[str, object]:
    return {
        "action": action.pk,
        "slug": "2021-10-01",
        "as_of": "2021-10-01",
        "text": "Het wetsvoorstel ligt bij de Raad van State.",
        "footnotes": "[]",
        "addresses": "",
        "shared_with": "",
        "status": "in-uitvoering",
        "status_quote": "ligt bij de Raad van State",
        "waiting_for": "",
        "milestones-TOTAL_FORMS": "0",
        "milestones-INITIAL_FORMS": "0",
        **changes,
    }


def a_milestone(**changes: object) -> dict[str, object]:
    values = {
        "position": "1",
        "kind": "gepland",
        "precision": "maand",
        "quote": "klaar in oktober",
        "date_words": "oktober",
        "first_day": "2021-10-01",
        "last_day": "2021-10-31",
        **changes,
    }
    return {
        "milestones-TOTAL_FORMS": "1",
        "milestones-INITIAL_FORMS": "0",
        **{f"milestones-0-{name}": value for name, value in values.items()},
    }

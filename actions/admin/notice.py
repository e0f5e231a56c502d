"""What stands above the form of an update: what has to be known first, and what can be done."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest

from actions.admin.reach import may_edit
from actions.admin.verbs import BUTTONS, ShownButton, buttons_for, unsent_form
from actions.models import StatusUpdate
from actions.policy import Verb
from pok_tracker.lib.clock import now

State = StatusUpdate.State
CORRECT = next(button for button in BUTTONS if button.verb == Verb.CORRECT)


def notice_for(request: HttpRequest, update: StatusUpdate) -> dict[str, Any]:
    """What the page shows above the form: a sentence, the remark of the reviewer, the buttons.

    Of a text that stands no longer, what can be corrected is the text that came in its place.
    """
    shown = {"notice": _sentence(request, update), "remark": "", "standing": None}
    buttons = buttons_for(request.user, update)
    if update.state == State.DRAFT:
        shown["remark"] = update.remark
    if update.state in (State.PUBLISHED, State.WITHDRAWN):
        standing = _standing_beside(update)
        if standing != update:
            buttons = [button for button in buttons if button.button is not CORRECT]
            shown["standing"] = standing
        if standing not in (None, update) and CORRECT.may(request.user, standing):
            shown["correct_standing"] = ShownButton(CORRECT, unsent_form(CORRECT, standing))
        if "correct_standing" in shown or CORRECT in [button.button for button in buttons]:
            shown["notice"] += f" Klopt er iets niet? Kies {CORRECT.label}."
    return {**shown, "shown_buttons": buttons}


def _standing_beside(update: StatusUpdate) -> StatusUpdate | None:
    """What stands now of the same action: the update itself, another one, or nothing."""
    at = now()
    still = Q(superseded_at=None) | Q(superseded_at__gt=at)
    return StatusUpdate.objects.published(at=at).filter(still, action=update.action_id).first()


def _sentence(request: HttpRequest, update: StatusUpdate) -> str:
    if update.state in (State.PUBLISHED, State.WITHDRAWN):
        return f"Deze stand van zaken is {update.get_state_display()} en verandert niet meer."
    if not may_edit(request, update):
        return "U kunt deze stand van zaken lezen. Bewerken doet de redactie van deze actie."
    if update.state == State.IN_REVIEW:
        return (
            "Deze stand van zaken ligt ter beoordeling. Als u haar bewerkt, wordt zij weer een "
            "concept en moet zij opnieuw worden ingediend."
        )
    return ""

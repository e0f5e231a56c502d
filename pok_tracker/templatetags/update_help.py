"""The tag that shows the help beside the form of an update."""

import datetime
from typing import Any

from django import forms, template

from actions.models import StatusUpdate
from actions.update_help import read_help
from pok_tracker.lib.clock import day_of, now

register = template.Library()


@register.inclusion_tag("admin/actions/includes/update_help_panels.html")
def update_help(form: forms.ModelForm) -> dict[str, Any]:
    """Show the help for what is in the form: as it was typed, or as it is in the database."""
    update: StatusUpdate = form.instance
    at = now()
    text = _value(form, "text", update.text) or ""
    as_of = _value(form, "as_of", update.as_of)
    day = as_of if isinstance(as_of, datetime.date) else _typed_day(as_of) or day_of(at)
    return {"help": read_help(update, text=text.replace("\r\n", "\n"), as_of=day, at=at)}


def _value(form: forms.ModelForm, name: str, stored: Any) -> Any:
    """What the form shows; who may only read has no such field in the form."""
    return form[name].value() if name in form.fields else stored


def _typed_day(typed: Any) -> datetime.date | None:
    try:
        return forms.DateField(required=False).clean(typed)
    except forms.ValidationError:
        return None

"""The days of a milestone, read from its words when they are left empty."""

import datetime
from typing import Any

from django import forms

from actions.milestone_days import read_days

DAYS = ("first_day", "last_day")
READ_FROM_WORDS = (*DAYS, "precision")


class DaysFromWords(forms.ModelForm):
    """A milestone whose days and precision may be left empty: then its date words tell them.

    `as_of` is the day of the update as it will be saved; without it, the one in the database
    counts.
    """

    def __init__(self, *args: Any, as_of: datetime.date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.as_of = as_of or (self.instance.update.as_of if self.instance.update_id else None)
        for name in READ_FROM_WORDS:
            if name in self.fields:
                self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        """Return the values; what is empty is read from the words, or asked for."""
        cleaned = super().clean()
        if not any(cleaned.get(name) or self.has_error(name) for name in DAYS):
            self._read_days(cleaned)
        for name in READ_FROM_WORDS:
            if name in self.fields and not cleaned.get(name) and not self.has_error(name):
                self.add_error(name, self.fields[name].error_messages["required"])
        return cleaned

    def _read_days(self, cleaned: dict[str, Any]) -> None:
        words = cleaned.get("date_words")
        if not words or self.as_of is None:
            return
        span = read_days(words, kind=cleaned.get("kind", ""), as_of=self.as_of)
        if span:
            cleaned["first_day"], cleaned["last_day"] = span.first, span.last
            cleaned["precision"] = cleaned.get("precision") or span.precision
            return
        for name in DAYS:
            self.add_error(
                name,
                f'In de woorden "{words}" lezen wij geen dagen. Vul deze dag zelf in.',
            )

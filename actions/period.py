"""The two days that a reader compares."""

import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone

from pok_tracker.lib.clock import day_of
from pok_tracker.lib.dutch_dates import day_in_words
from pok_tracker.lib.filtering import FieldError, OnceForm

# The day of the report "Ongekend onrecht": before it there was nothing to follow.
FIRST_DAY = datetime.date(2020, 12, 17)


class DayField(forms.DateField):
    """One day, written as in the addresses of the site."""

    def __init__(self, label: str) -> None:
        super().__init__(
            label=label,
            input_formats=["%Y-%m-%d"],
            error_messages={
                "required": "Vul een dag in, zoals 2021-06-30.",
                "invalid": "Schrijf een datum als jaar-maand-dag, zoals 2021-06-30.",
            },
        )


class PeriodForm(OnceForm):
    """From the end of the one day to the end of the other; both must have begun."""

    van = DayField("Van")
    tot = DayField("Tot en met")

    def __init__(self, data: QueryDict | None, *, at: datetime.datetime) -> None:
        super().__init__(data)
        self.at = at

    def clean_van(self) -> datetime.date:
        """Refuse a day of which nothing can be known."""
        return self._known(self.cleaned_data["van"])

    def clean_tot(self) -> datetime.date:
        """Refuse a day of which nothing can be known."""
        return self._known(self.cleaned_data["tot"])

    @property
    def field_errors(self) -> list[FieldError]:
        """What is wrong, one line a parameter."""
        return [
            FieldError(name, str(self.fields[name].label), " ".join(messages))
            for name, messages in self.errors.items()
        ]

    def _known(self, day: datetime.date) -> datetime.date:
        if day > day_of(self.at):
            raise ValidationError("Deze dag moet nog komen. Kies vandaag of een eerdere dag.")
        if day < FIRST_DAY:
            raise ValidationError(
                f"Kies {day_in_words(FIRST_DAY)} of later: toen verscheen het rapport."
            )
        return day


def end_of(day: datetime.date, *, at: datetime.datetime) -> datetime.datetime:
    """The last moment of a day in Amsterdam; of the day of `at`, that moment itself."""
    # Midnight is looked up by the clock of that day: a day of 23 or 25 hours ends at midnight too.
    tomorrow = datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time.min)
    end = timezone.make_aware(tomorrow) - datetime.timedelta(microseconds=1)
    return min(end, at)

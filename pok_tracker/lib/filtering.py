"""Filter sets that refuse what they do not know, and can say what they would be without a part."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import QueryDict

from pok_tracker.lib.chosen import NO_CHOICE_OF_ROWS, Chosen, without_blanks
from pok_tracker.lib.viewpoint import RefusedPeildatum, read_peildatum

LONGEST_SEARCH = 200


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that a parameter may have, and how many rows it would give."""

    value: str
    label: str
    count: int = 0
    selected: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """One parameter with the choices that make sense beside the other filters.

    Of a query that is refused nothing is `counted`.
    """

    parameter: str
    legend: str
    choices: Sequence[Choice]
    counted: bool = True

    @property
    def in_use(self) -> bool:
        """Whether the reader chose something here."""
        return any(choice.selected for choice in self.choices)


@dataclass(frozen=True, slots=True)
class FieldError:
    """A parameter whose value is not valid, for the error summary of the page."""

    parameter: str
    label: str
    message: str


class WordsField(forms.CharField):
    """What a reader types into a search box, of a length that a search can take."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            max_length=LONGEST_SEARCH,
            error_messages={
                "max_length": (
                    f"Deze zoekvraag is te lang. Gebruik hoogstens {LONGEST_SEARCH} tekens."
                ),
                "null_characters_not_allowed": "In de zoekvraag staat een teken dat niet kan.",
            },
            **options,
        )

    def clean(self, value: Any) -> str:
        """Refuse a search without a single letter or digit: it would select everything."""
        words = super().clean(value)
        if words and not any(letter.isalnum() for letter in words):
            raise forms.ValidationError("Typ minstens één woord of getal.")
        return words


class SearchWords(django_filters.CharFilter):
    """The search box."""

    field_class = WordsField

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(label=label, **options)


class StrictChoices(django_filters.MultipleChoiceFilter):
    """One or more of a closed set of values; `choices` may come later from the database."""

    def __init__(self, label: str, **options: Any) -> None:
        options.setdefault("choices", [])
        super().__init__(
            label=label,
            distinct=False,
            null_label=None,
            error_messages={
                "invalid_choice": f"'%(value)s' is geen keuze bij {label.lower()}. Kies er een uit "
                "de lijst.",
            },
            **options,
        )


class EveryValue(forms.HiddenInput):
    """Hands on all values of a parameter, so that a field can say what is wrong with them."""

    def value_from_datadict(self, data: QueryDict, files: object, name: str) -> list[str]:
        """Every value, in the order of the address."""
        return data.getlist(name)


class PeildatumField(forms.Field):
    """The day from which the reader looks; not after `today`."""

    widget = EveryValue

    def __init__(self, *, today: datetime.date, **options: Any) -> None:
        super().__init__(**options)
        self.today = today

    def clean(self, value: list[str]) -> datetime.date | None:
        """The day, or None; a refusal says what is wrong and what to do."""
        try:
            return read_peildatum(value, today=self.today)
        except RefusedPeildatum as refused:
            raise forms.ValidationError(str(refused)) from refused


class Peildatum(django_filters.Filter):
    """Selects no rows by itself: it says at which moment all others look (see viewpoint.py)."""

    field_class = PeildatumField


class OnceForm(forms.Form):
    """Refuses a second value where one is used: dropping it would answer another question."""

    def clean(self) -> None:
        """Only a closed set of choices may be given more than once."""
        for name, field in self.fields.items():
            if isinstance(field, forms.MultipleChoiceField | PeildatumField):
                continue
            if len(self.data.getlist(name)) > 1:
                self.add_error(name, "Vul dit maar één keer in.")


class StrictFilterSet(Chosen, django_filters.FilterSet):
    """A filter set over a queryset as it stands at a moment.

    `data` are the query parameters; empty ones count as not given, repeated values count once.
    `vocabulary` gives, per parameter, the choices that only the database knows.
    """

    peildatum = Peildatum(label="Peildatum")

    class Meta:
        form = OnceForm

    def __init__(
        self,
        data: QueryDict,
        *,
        queryset: QuerySet,
        at: datetime.datetime,
        vocabulary: Mapping[str, list[tuple[str, str]]],
    ) -> None:
        super().__init__(without_blanks(data), queryset=queryset)
        self.at = at
        self.filters["peildatum"].extra["today"] = self.on
        for parameter, choices in vocabulary.items():
            self.filters[parameter].extra["choices"] = choices

    @property
    def field_errors(self) -> list[FieldError]:
        """What is wrong with the query, one line a parameter; empty when it is valid."""
        return [
            FieldError(name, str(field.label or name), " ".join(self.form.errors[name]))
            for name, field in self.form.fields.items()
            if name in self.form.errors
        ]

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """What each parameter is called, in the order of the filters."""
        return {name: str(self.form.fields[name].label) for name in self.filters}

    @cached_property
    def words(self) -> Mapping[str, Mapping[str, str]]:
        """What each value of a parameter with choices is called."""
        choices = {name: getattr(self.form.fields[name], "choices", []) for name in self.filters}
        return {name: {value: str(label) for value, label in c} for name, c in choices.items()}

    @property
    def plain_facets(self) -> list[Facet]:
        """Every parameter with its choices, not counted: for a page that refuses the query."""
        return [
            Facet(
                name,
                str(field.label),
                [
                    Choice(value, str(label), selected=value in self.selected(name))
                    for value, label in field.choices
                ],
                counted=False,
            )
            for name, field in self.form.fields.items()
            if isinstance(self.filters[name], StrictChoices)
        ]

    def without(self, *parameters: str) -> QuerySet:
        """The rows that all filters but these select, in no order."""
        return self._select(leaving_out=parameters).order_by()

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """The rows that all filters select, in the order that was asked for."""
        return self.sorted(self._select())

    def sorted(self, queryset: QuerySet) -> QuerySet:
        """The rows in the order of the parameter `sort`; each filter set knows its own."""
        # No abstract method: the metaclass of filter sets is not that of abc.
        raise NotImplementedError

    def _select(self, leaving_out: Sequence[str] = ()) -> QuerySet:
        queryset = self.queryset
        for name, value in self.form.cleaned_data.items():
            if name not in {*leaving_out, *NO_CHOICE_OF_ROWS}:
                queryset = self.filters[name].filter(queryset, value)
        return queryset

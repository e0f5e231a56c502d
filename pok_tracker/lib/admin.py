"""What the admin of every app shares: line ends, fixed fields, and refusals shown in the form."""

import json
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any

from django import forms
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.options import BaseModelAdmin, IncorrectLookupParameters
from django.contrib.admin.widgets import AutocompleteSelect
from django.db import IntegrityError, connection, models
from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst

CHECK_VIOLATION = "23514"
UNKNOWN_REFUSAL = (
    "De database weigert dit: het past niet bij wat er al staat. "
    "Misschien heeft iemand anders intussen iets veranderd. Laad de pagina opnieuw."
)


class TextWithNewlines(forms.CharField):
    r"""A text whose lines end in "\n".

    Browsers send "\r\n", which would move every footnote and break every quote of more lines.
    """

    def to_python(self, value: object) -> str:
        """Return the text as sent, with the line ends of the texts in the database."""
        text: str = super().to_python(value)
        return text.replace("\r\n", "\n").replace("\r", "\n")


class SearchToPick(AutocompleteSelect):
    """A choice by searching. `picked` is the row that is chosen now, if it is at hand."""

    picked: models.Model | None = None

    @property
    def media(self) -> forms.Media:
        """What the admin needs to draw it, and then what gives it a name."""
        # Only within one list do scripts keep their order.
        return super().media + forms.Media(js=["admin/js/autocomplete.js", "js/name_choices.js"])

    def optgroups(self, name: str, value: list[Any], attr: Any = None) -> Any:
        """Return the empty choice and the chosen row, for the page to start with."""
        if self.picked and value == [str(self.picked.pk)]:
            return self._options_without_query(name, value)
        # A forged value is no number. Looking it up would break the page that refuses it.
        numbers = [pk for pk in value if str(pk).isdecimal()]
        return super().optgroups(name, numbers, attr)

    def _options_without_query(self, name: str, value: list[str]) -> Any:
        label = self.choices.field.label_from_instance(self.picked)
        choices = [(value[0], label)] if self.is_required else [("", ""), (value[0], label)]
        options = [
            self.create_option(name, pk, text, value, index)
            for index, (pk, text) in enumerate(choices)
        ]
        return [(None, options, 0)]


class RowForm(forms.ModelForm):
    """One row in a form; what it has chosen was read with the row, so it is not asked again."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            for name, field in self.fields.items():
                chooser = getattr(field.widget, "widget", None)
                if isinstance(chooser, SearchToPick):
                    chooser.picked = getattr(self.instance, name)


class NamedRows(forms.BaseInlineFormSet):
    """Rows whose fields have a name of their own: in a table only their column has one."""

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        """Add what rows have more than their form, and name all of it."""
        super().add_fields(form, index)
        for field in form.fields.values():
            # The admin wraps a choice among other rows; what it draws has the attributes.
            drawn = getattr(field.widget, "widget", field.widget)
            drawn.attrs.setdefault("aria-label", str(field.label or ""))


class EditorialFields(BaseModelAdmin):
    """How fields are asked, in a form and in the rows inside it."""

    formfield_overrides = {models.TextField: {"form_class": TextWithNewlines}}
    # What is not published has no page on the site, and the admin's link would not know.
    view_on_site = False

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = SearchToPick(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class EditorialRows(EditorialFields):
    """The rows inside a form; `read_along` names what each row shows of other rows."""

    form = RowForm
    formset = NamedRows
    formfield_overrides = {
        models.TextField: {
            "form_class": TextWithNewlines,
            "widget": forms.Textarea(attrs={"rows": 3, "cols": 50}),
        }
    }
    read_along: Sequence[str]
    extra = 0

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).select_related(*self.read_along)


class RefusableForm(forms.ModelForm):
    """A form that can show why the database refused what it sent."""

    refusal = ""

    def clean(self) -> dict[str, Any]:
        """Return the cleaned values; a refusal of the database becomes an error of the form."""
        cleaned: dict[str, Any] = super().clean()
        if self.refusal:
            self.add_error(None, self.refusal)
        return cleaned


class EditorialAdmin(EditorialFields, admin.ModelAdmin):
    """The admin of a model that staff edit.

    `fixed_once_made` names the fields that can be filled in once, because links rest on them;
    `article` goes before the name of a row in what the admin says of it.
    """

    form = RefusableForm
    article = "de"
    fixed_once_made: Sequence[str] = ()
    # What says, besides the database, why a form cannot be saved.
    refusals: tuple[type[Exception], ...] = ()
    list_per_page = 100

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        fixed = self.fixed_once_made if obj else ()
        return (*super().get_readonly_fields(request, obj), *fixed)

    def get_prepopulated_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        return {} if obj else super().get_prepopulated_fields(request, obj)

    def message_user(self, request: HttpRequest, message: Any, *args: Any, **kwargs: Any) -> None:
        """Tell what was done, with the right article: Django says "De" of everything."""
        wrong, right = f"De {self.opts.verbose_name} ", f"{self.article} {self.opts.verbose_name} "
        if str(message).startswith(wrong):
            # Safe as it was: what is put in front is no input.
            message = type(message)(capfirst(right) + str(message)[len(wrong) :])
        super().message_user(request, message, *args, **kwargs)

    def get_inline_formsets(self, *args: Any, **kwargs: Any) -> list[Any]:
        """The rows inside the form; the link that adds one says so without a capital."""
        shown = super().get_inline_formsets(*args, **kwargs)
        for rows in shown:
            said = json.loads(rows.inline_formset_data())
            said["options"]["addText"] = f"Nog een {rows.opts.verbose_name} toevoegen"
            rows.inline_formset_data = json.dumps(said)
        return shown

    def get_form(
        self,
        request: HttpRequest,
        obj: models.Model | None = None,
        change: bool = False,
        **kwargs: Any,
    ) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        form.refusal = getattr(request, "refusal", "")
        return form

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show or save the form; what the database refuses comes back with the reason in it."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except (IntegrityError, *self.refusals) as refusal:
            from_database = isinstance(refusal, IntegrityError)
            request.refusal = refusal_text(refusal) if from_database else str(refusal)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        # Positions are checked at commit. By then the page would already say that all went well.
        connection.check_constraints()


class KnownValueFilter(ABC, admin.SimpleListFilter):
    """A filter that refuses a value it does not offer; subclasses say what a value selects."""

    @abstractmethod
    def select(self, queryset: models.QuerySet, value: str) -> models.QuerySet:
        """Return the rows that go with a value that this filter offers."""

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        """Return the rows of the chosen value, or all rows when nothing is chosen."""
        value = self.value()
        if value is None:
            return queryset
        if value not in {known for known, _ in self.lookup_choices}:
            raise IncorrectLookupParameters
        return self.select(queryset, value)


def refusal_text(refusal: IntegrityError) -> str:
    """Return in Dutch why the database refused: the message of the constraint or the trigger."""
    report = getattr(refusal.__cause__, "diag", None)
    if report is None:
        return UNKNOWN_REFUSAL
    if report.constraint_name:
        return _constraint_messages().get(report.constraint_name, UNKNOWN_REFUSAL)
    # Our triggers raise this one, and their messages are written for editors.
    return str(report.message_primary) if report.sqlstate == CHECK_VIOLATION else UNKNOWN_REFUSAL


def _constraint_messages() -> dict[str, str]:
    return {
        constraint.name: str(constraint.get_violation_error_message())
        for model in apps.get_models()
        for constraint in model._meta.constraints
    }

"""The form of an update: footnotes and addresses as text boxes, checked against the text."""

from typing import Any

from django import forms
from django.contrib.postgres.forms import SimpleArrayField
from django.core.exceptions import ValidationError
from django.forms.fields import InvalidJSONInput

from pok_tracker.lib.admin import RefusableForm

FOOTNOTE_KEYS = {"marker", "position", "text"}
SHORT_BOX = forms.Textarea(attrs={"rows": 4, "cols": 80})


class FootnotesField(forms.JSONField):
    """Footnotes as a JSON list of objects with a marker, a position and a text."""

    default_error_messages = {
        "invalid": (
            "Dit is geen lijst van voetnoten. Gebruik deze vorm: "
            '[{"marker": "1", "position": 125, "text": "Kamerstukken II ..."}]'
        )
    }

    def to_python(self, value: object) -> list[dict[str, object]]:
        """Return the list; an empty box is an empty list. Raise ValidationError for all else."""
        if value in self.empty_values:
            return []
        try:
            footnotes = super().to_python(value)
        except (RecursionError, ValueError) as malformed:
            # Brackets nested thousands deep, or a number of thousands of digits.
            raise self._refusal() from malformed
        if not isinstance(footnotes, list) or not all(map(_is_footnote, footnotes)):
            raise self._refusal()
        return footnotes

    def prepare_value(self, value: object) -> object:
        """Show an empty box for an empty list: brackets would only ask what they are for."""
        return "" if value == [] else super().prepare_value(value)

    def bound_data(self, data: str | None, initial: object) -> str | None:
        """Return what was typed as it was typed, whatever it is."""
        return None if data is None else InvalidJSONInput(data)

    def _refusal(self) -> ValidationError:
        return ValidationError(self.error_messages["invalid"], code="invalid")


def _is_footnote(value: object) -> bool:
    return (
        isinstance(value, dict)
        and set(value) == FOOTNOTE_KEYS
        and _is_storable_text(value["marker"])
        and _is_storable_text(value["text"])
        and type(value["position"]) is int
        and value["position"] >= 0
    )


def _is_storable_text(value: object) -> bool:
    # JSON can spell what PostgreSQL cannot keep: a NUL, or half of a character.
    return (
        isinstance(value, str)
        and value.strip() != ""
        and "\x00" not in value
        and not any("\ud800" <= character <= "\udfff" for character in value)
    )


class AddressesField(SimpleArrayField):
    """Link addresses, one a line: an address itself may hold a comma."""

    def __init__(self, **kwargs: Any) -> None:
        address = forms.URLField(assume_scheme="https", max_length=500)
        super().__init__(address, delimiter="\n", widget=SHORT_BOX, **kwargs)

    def to_python(self, value: object) -> list[str]:
        """Return the addresses, without empty lines."""
        return super().to_python("\n".join(value.split()) if isinstance(value, str) else value)


class StatusUpdateForm(RefusableForm):
    """An update; footnotes must point into its text."""

    def clean(self) -> dict[str, Any]:
        """Return the values; refuse a footnote at a place where there is no text."""
        cleaned = super().clean()
        places = [footnote["position"] for footnote in cleaned.get("footnotes") or []]
        if "text" in cleaned and max(places, default=0) > len(cleaned["text"]):
            self.add_error(
                "footnotes",
                f"De tekst is {len(cleaned['text'])} tekens lang; "
                f"een voetnoot op plaats {max(places)} valt daarbuiten.",
            )
        return cleaned


class EditedUpdateForm(StatusUpdateForm):
    """An update that is there already, with the version that the editor saw."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen_version"].initial = self.instance.version

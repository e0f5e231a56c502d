"""The form with which an editor offers a table."""

from django import forms

from actions.statustable.limits import MOST_BYTES
from actions.statustable.readers import FORMATS


class EditionForm(forms.Form):
    """A document, and the day its texts are about."""

    file = forms.FileField(
        label="Bestand",
        max_length=200,
        help_text=f"De tabel als {FORMATS}, hoogstens {MOST_BYTES // 1_000_000} MB.",
        error_messages={
            "required": "Kies een bestand.",
            "empty": "Het bestand is leeg. Kies een ander bestand.",
        },
    )
    peildatum = forms.DateField(
        label="Peildatum",
        help_text="De dag waarop de teksten gelden.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d-%m-%Y"],
        error_messages={
            "required": "Vul de peildatum in.",
            "invalid": "Schrijf de peildatum als 30-06-2021.",
        },
    )

"""Reads the forms of an admin page, so that a test can send them back with a change."""

from django.http import HttpResponse
from django.test import Client


def values_on(page: HttpResponse) -> dict[str, object]:
    """What a browser would send if an editor pressed save on this page at once."""
    formsets = [inline.formset for inline in page.context["inline_admin_formsets"]]
    forms = [page.context["adminform"].form]
    for formset in formsets:
        forms += [formset.management_form, *formset.forms]
    return {
        field.html_name: "" if field.value() is None else field.value()
        for form in forms
        for field in form
    }


def save(client: Client, address: str, **changes: object) -> HttpResponse:
    """Open a form, change some of its fields, and save it."""
    return client.post(address, {**values_on(client.get(address)), **changes})


def errors_on(page: HttpResponse) -> list[str]:
    """Every error that the page shows, of the form and of the rows in it."""
    found = list(page.context["errors"])
    return [str(message) for messages in found for message in messages]

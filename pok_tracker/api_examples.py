"""Asks the API the questions whose answers are the examples of its own document."""

import json
from typing import Any

from django.test import RequestFactory
from django.urls import resolve

from pok_tracker.api_document import RECORDED_SITE

# All of one day that has been, so that they answer the same for as long as the table is there.
QUESTIONS = {
    "acties": "/acties?motie=35510-13&peildatum=2021-07-01",
    "actie": "/acties/44?peildatum=2021-07-01",
    "standen": "/acties/44/standen?peildatum=2021-07-01",
    "moties": "/moties?indiener=omtzigt&peildatum=2021-07-01",
    "motie": "/moties/35510-13?peildatum=2021-07-01",
    "themas": "/themas?peildatum=2021-07-01",
    "termijnen": "/termijnen?ministerie=SZW&peildatum=2021-07-01",
    "rapportages": "/rapportages?peildatum=2021-07-01",
    "rapportage": "/rapportages/2021-06?peildatum=2021-07-01",
}
LONG_LISTS = ("resultaten", "rijen")


def ask_examples() -> dict[str, dict[str, Any]]:
    """The answers to QUESTIONS by the data that is in the database; of long lists the first row."""
    return {
        name: {"address": address, "answer": shortened(_ask(address))}
        for name, address in QUESTIONS.items()
    }


def shortened(answer: dict[str, Any]) -> dict[str, Any]:
    """An answer with the first row only of the list that it is about."""
    return {key: value[:1] if key in LONG_LISTS else value for key, value in answer.items()}


def _ask(address: str) -> dict[str, Any]:
    host = RECORDED_SITE.removeprefix("http://")
    request = RequestFactory(SERVER_NAME=host).get(f"/api/v1{address}")
    found = resolve(request.path)
    answer = found.func(request, **found.kwargs)
    if answer.status_code != 200:
        raise ValueError(f"{address} antwoordt {answer.status_code}. Laad eerst de fixtures.")
    return json.loads(answer.rendered_content)

"""The codes of a status, which the outside world relies on."""

import pytest

from actions.models import Status, WaitingFor

pytestmark = pytest.mark.django_db


def test_the_codes_are_those_of_the_contract():
    assert (Status.values, WaitingFor.values) == (
        [
            "niet-gestart",
            "in-voorbereiding",
            "in-uitvoering",
            "doorlopend",
            "wacht-op-besluit",
            "afgerond",
            "niet-uitgevoerd",
        ],
        ["nieuw-kabinet", "formatie", "parlement", "wetsvoorstel"],
    )

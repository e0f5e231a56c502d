"""Days on a command line."""

import datetime
from argparse import ArgumentTypeError


def read_day(text: str) -> datetime.date:
    """Read a day as in 2021-06-30; argparse shows the Dutch message for anything else."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(
            f"'{text}' is geen datum. Schrijf jaar-maand-dag, bijvoorbeeld 2021-06-30."
        ) from error

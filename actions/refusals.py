"""No, and why: what publishing answers when something cannot be done."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError

from actions.models import Milestone, Outcome, StatusReport, StatusUpdate

TRY_AGAIN = "Pas de gegevens aan en probeer het opnieuw."
CHECK_VIOLATION = "23514"
NOT_NULL_VIOLATION = "23502"


class Refused(Exception):
    """A verb that was not carried out: `message` says why, `remedy` what would help."""

    def __init__(self, message: str, remedy: str = TRY_AGAIN) -> None:
        super().__init__(f"{message} {remedy}")
        self.message = message
        self.remedy = remedy


class Conflict(Refused):
    """Somebody else was first: `current` is the row as it is now."""

    def __init__(self, message: str, remedy: str, *, current: StatusUpdate) -> None:
        super().__init__(message, remedy)
        self.current = current


@contextmanager
def database_refusals() -> Iterator[None]:
    """Turn what a constraint, a trigger or a column of the database refuses into Refused."""
    try:
        yield
    except (IntegrityError, DataError) as error:
        raise Refused(_explained(error)) from error


@contextmanager
def validation_refusals() -> Iterator[None]:
    """Turn what validation of a model refuses into Refused, naming the field."""
    try:
        yield
    except ValidationError as error:
        raise Refused(" ".join(_named_messages(error))) from error


def _explained(error: Exception) -> str:
    diagnosis = getattr(error.__cause__, "diag", None)
    if diagnosis is None:
        return "Andere gegevens verwijzen hiernaar."
    if diagnosis.constraint_name:
        return _constraint_messages().get(
            diagnosis.constraint_name, "De gegevens passen niet bij elkaar."
        )
    if diagnosis.sqlstate == CHECK_VIOLATION:
        # A trigger of ours: it speaks Dutch itself.
        return diagnosis.message_primary
    if diagnosis.sqlstate == NOT_NULL_VIOLATION:
        return f"Vul '{diagnosis.column_name}' in."
    return "De database kan deze waarde niet bewaren."


def _constraint_messages() -> dict[str, str]:
    return {
        constraint.name: constraint.violation_error_message
        for model in (StatusUpdate, Milestone, Outcome, StatusReport)
        for constraint in model._meta.constraints
    }


def _named_messages(error: ValidationError) -> list[str]:
    if not hasattr(error, "error_dict"):
        return error.messages
    return [
        message if field == "__all__" else f"{field}: {message}"
        for field, messages in error.message_dict.items()
        for message in messages
    ]

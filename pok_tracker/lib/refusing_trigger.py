"""Triggers that refuse a change with a sentence in Dutch, as a check constraint would."""

from collections.abc import Sequence

import pgtrigger

# Django calls its test databases test_...; its tests empty every table between two tests. The
# setting can only make the rule stricter, so that a test can see it at work.
_IN_A_REAL_DATABASE = (
    "current_database() NOT LIKE 'test\\_%' OR current_setting('pok.guard_tests', true) = 'yes'"
)


def refusing_trigger(
    name: str,
    *,
    operation: pgtrigger.Operation,
    refuses: str,
    message: str,
    arguments: Sequence[str] = (),
    condition: pgtrigger.Condition | None = None,
    declare: list[tuple[str, str]] | None = None,
    first: str = "",
) -> pgtrigger.Trigger:
    """Return a trigger that refuses each row for which the SQL condition `refuses` holds.

    A `%` in message stands for the SQL expression at that place in `arguments`. The statement
    `first` runs before the question, `condition` decides whether it is asked at all. Refused
    statements raise IntegrityError with the message.
    """
    return pgtrigger.Trigger(
        name=name,
        operation=operation,
        when=pgtrigger.Before,
        condition=condition,
        declare=declare,
        func=f"""
        {first}
        IF {refuses} THEN
            {_raise(message, arguments)}
        END IF;
        RETURN {"OLD" if str(operation) == "DELETE" else "COALESCE(NEW, OLD)"};
        """,
    )


def never_emptied(message: str) -> pgtrigger.Trigger:
    """Return a trigger that refuses TRUNCATE, which no row trigger sees."""
    return pgtrigger.Trigger(
        name="never_emptied",
        level=pgtrigger.Statement,
        operation=pgtrigger.Truncate,
        when=pgtrigger.Before,
        func=f"""
        IF {_IN_A_REAL_DATABASE} THEN
            {_raise(message)}
        END IF;
        RETURN NULL;
        """,
    )


def _raise(message: str, arguments: Sequence[str] = ()) -> str:
    literal = message.replace("'", "''")
    values = "".join(f", {argument}" for argument in arguments)
    return f"RAISE EXCEPTION '{literal}'{values} USING ERRCODE = 'check_violation';"

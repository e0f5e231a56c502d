"""Models that public pages show: each change of them is told, by triggers, to public_change."""

from collections.abc import Callable, Sequence

import pgtrigger
from django.db import models

TELLS = "tells_public_change"
# By model, the columns with a moment at which pages change though nobody writes anything then.
PUBLIC_MOMENTS: dict[type[models.Model], Sequence[str]] = {}


def shown_to_public(
    *, moments: Sequence[str] = (), when: str = "TRUE"
) -> Callable[[type[models.Model]], type[models.Model]]:
    """Class decorator: whatever changes a row of the model makes a new publication.

    `moments` are the columns that a page compares with the moment at which it is asked for.
    `when` is SQL over OLD and NEW, each NULL where there is none: the rows that can be public.
    """

    def decorate(model: type[models.Model]) -> type[models.Model]:
        PUBLIC_MOMENTS[model] = moments
        trigger = pgtrigger.Trigger(
            name=TELLS,
            operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
            when=pgtrigger.After,
            func=f"""
            IF {when} THEN
                PERFORM pok_public_change();
            END IF;
            RETURN NULL;
            """,
        )
        return pgtrigger.register(trigger)(model)

    return decorate

"""An action with one of everything that an answer of the API may hold."""

import pytest

from tests.factories import (
    link_motion,
    make_milestone,
    make_ministry,
    make_motion,
    make_public_action,
    make_theme,
)


@pytest.fixture
def _one_action(db: None) -> None:
    """Action 1, of two levels of themes, with a motion, a ministry and two terms."""
    main = make_theme("Herstel", slug="herstel")
    action = make_public_action(
        1,
        "Wacht op de formatie, zie ook 1 (TK 34352-213). In mei klaar.",
        theme=make_theme("Ouders", slug="ouders", parent=main),
        status="wacht-op-besluit",
        waiting_for="formatie",
        see_also=[1],
    )
    make_ministry("BZK", action=action)
    update = action.updates.get()
    make_milestone(update, "In mei klaar", last_day=update.as_of)
    make_milestone(update, "In mei klaar", last_day=update.as_of, kind="gerealiseerd")
    link_motion(action, make_motion(13))

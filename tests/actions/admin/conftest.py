"""An action, a draft and a published update, as the pages of the admin find them."""

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType

from actions.models import Action, StatusUpdate
from tests.factories import make_action, make_draft, make_update


@pytest.fixture(autouse=True)
def _content_types_are_known(db: None) -> None:
    """Django asks for each once in a process; a count must not depend on which test came first."""
    ContentType.objects.get_for_models(*apps.get_models())


@pytest.fixture
def action(db: None) -> Action:
    return make_action(44)


@pytest.fixture
def draft(action: Action) -> StatusUpdate:
    return make_draft(action, "Het voorstel is klaar in oktober.")


@pytest.fixture
def published(action: Action) -> StatusUpdate:
    return make_update(action, "Het voorstel is klaar in oktober.")

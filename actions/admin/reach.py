"""What the person behind a request may work on, in the words that the admin asks it in."""

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from actions import policy
from actions.models import Action, StatusUpdate


def may_edit(request: HttpRequest, update: StatusUpdate) -> bool:
    """Whether the person may change that update; the database is asked once in a request."""
    known: dict[tuple[int, str], bool] = request.__dict__.setdefault("may_edit_updates", {})
    asked = (update.pk, update.state)
    if asked not in known:
        known[asked] = policy.may_edit(request.user, update)
    return known[asked]


def may_set_ministries(request: HttpRequest, action: Action) -> bool:
    """Whether the person may change which ministries act; asked once in a request."""
    known: dict[int, bool] = request.__dict__.setdefault("may_set_ministries_of", {})
    if action.pk not in known:
        known[action.pk] = policy.may_set_ministries(request.user, action)
    return known[action.pk]


def was_published(request: HttpRequest, action: Action) -> bool:
    """Whether anything of an action was ever published; the database is asked once in a request."""
    known: dict[int, bool] = request.__dict__.setdefault("were_published", {})
    if action.pk not in known:
        known[action.pk] = action.updates.filter(published_at__isnull=False).exists()
    return known[action.pk]


def actions_within_reach(request: HttpRequest) -> QuerySet[Action]:
    """The actions on whose updates the person may work."""
    return policy.editable_actions(request.user)


def accounts_within_reach(request: HttpRequest) -> QuerySet[User]:
    """The accounts that the person may make an editor: never the own, never one above."""
    others = User.objects.exclude(pk=request.user.pk)
    return others if request.user.is_superuser else others.filter(is_superuser=False)


def is_choosing(request: HttpRequest) -> bool:
    """Whether the request fills a box to choose from, which offers only what may be chosen."""
    return request.path == reverse("admin:autocomplete")

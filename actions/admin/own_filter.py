"""The filter that shows an editor the own actions, with what hangs on them."""

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from actions.admin.reach import actions_within_reach
from pok_tracker.lib.admin import KnownValueFilter


class OwnActionFilter(KnownValueFilter):
    """Actions on which the person who looks may work, or those of others."""

    title = "wie"
    parameter_name = "wie"
    path_to_action = "pk"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        """The own actions, or those of others."""
        self.own = actions_within_reach(request).values("pk")
        return [("eigen", "die ik mag bewerken"), ("ander", "van anderen")]

    def select(self, queryset: QuerySet, value: str) -> QuerySet:
        """Return the rows of own actions, or of those of others."""
        within_reach = Q(**{f"{self.path_to_action}__in": self.own})
        return queryset.filter(within_reach if value == "eigen" else ~within_reach)


class OwnUpdateFilter(OwnActionFilter):
    """Updates of actions on which the person who looks may work, or of others."""

    path_to_action = "action"

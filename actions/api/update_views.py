"""The address of all that was said about one action."""

from django.db.models import Prefetch, prefetch_related_objects
from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView, get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response

from actions.api.parameters import NUMBER_PARAMETER
from actions.api.reading import read_update_context
from actions.api.updates import PublishedUpdateSerializer
from actions.models import Action, Milestone, StatusUpdate
from pok_tracker.lib.api_parameters import viewpoint_of_list
from pok_tracker.lib.peildatum_parameter import PEILDATUM_PARAMETER
from pok_tracker.lib.problems import documented_answers


class UpdateList(ListAPIView):
    """Every published text of one action, the newest first; 6 queries."""

    serializer_class = PublishedUpdateSerializer

    @extend_schema(
        operation_id="standen",
        tags=["Acties"],
        summary="Alle standen van zaken van één actie",
        description=(
            "Elke tekst die over de actie is gepubliceerd, de nieuwste eerst. Een ingetrokken "
            "tekst staat er niet bij."
        ),
        parameters=[NUMBER_PARAMETER, PEILDATUM_PARAMETER],
        responses=documented_answers(
            PublishedUpdateSerializer(many=True), "Een bladzijde met standen van zaken.", 400, 404
        ),
    )
    def get(self, request: Request, nummer: int) -> Response:
        """A page of texts; 404 when the action is not public at that moment."""
        at = viewpoint_of_list(request).at
        action = get_object_or_404(Action.objects.published(at=at), number=nummer)
        published = StatusUpdate.objects.for_page(at=at).select_related("corrects")
        newest_first = published.filter(action=action).order_by("-published_at", "-pk")
        updates = self.paginate_queryset(newest_first)
        milestones = Milestone.objects.published(at=at).with_standing(at=at)
        prefetch_related_objects(updates, Prefetch("milestones", milestones))
        context = {**self.get_serializer_context(), **read_update_context(updates, at=at)}
        serializer = PublishedUpdateSerializer(updates, many=True, context=context)
        return self.get_paginated_response(serializer.data)

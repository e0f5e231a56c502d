"""The addresses of actions."""

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.generics import GenericAPIView, ListAPIView, get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response

from actions.api.actions import ActionSerializer
from actions.api.parameters import ACTION_PARAMETERS, NUMBER_PARAMETER
from actions.api.reading import read_context
from actions.filters import ActionFilter
from actions.models import Action
from actions.selection.api import results_from_memory
from pok_tracker.lib.api_parameters import valid_rows, viewpoint_of_one
from pok_tracker.lib.peildatum_parameter import PEILDATUM_PARAMETER
from pok_tracker.lib.problems import documented_answers
from pok_tracker.lib.viewpoint import moment_of_filters


class ActionList(ListAPIView):
    """All actions, filtered and sorted as the page `/acties/`; 8 queries."""

    serializer_class = ActionSerializer

    @extend_schema(
        operation_id="acties",
        tags=["Acties"],
        summary="De lijst van acties",
        description=(
            "Dezelfde filters en dezelfde volgorde als de pagina /acties/. Meer keer dezelfde "
            "parameter betekent 'of', verschillende parameters betekenen 'en'."
        ),
        parameters=ACTION_PARAMETERS,
        responses=documented_answers(
            ActionSerializer(many=True), "Een bladzijde met acties.", 400, 404
        ),
    )
    def get(self, request: Request) -> HttpResponse:
        """A page of actions; an invalid parameter gets 400, a page that is not there 404."""
        if results := results_from_memory(request, self.paginator):
            return results
        chosen = ActionFilter(request.query_params, at=moment_of_filters(request))
        rows = self.paginate_queryset(valid_rows(chosen, request))
        context = {**self.get_serializer_context(), **read_context(rows, at=chosen.at)}
        return self.get_paginated_response(ActionSerializer(rows, many=True, context=context).data)


class ActionDetail(GenericAPIView):
    """One action, by its number; 6 queries."""

    serializer_class = ActionSerializer

    @extend_schema(
        operation_id="actie",
        tags=["Acties"],
        summary="Eén actie",
        description="Een actie met haar laatste gepubliceerde stand van zaken.",
        parameters=[
            NUMBER_PARAMETER,
            PEILDATUM_PARAMETER,
        ],
        responses=documented_answers(ActionSerializer, "De actie.", 400, 404),
    )
    def get(self, request: Request, nummer: int) -> Response:
        """The action; 404 when there is none, or nothing of it was published at that moment."""
        at = viewpoint_of_one(request).at
        # The same rows as a list: the neighbours that a page links to have no name here.
        action = get_object_or_404(Action.objects.for_list(at=at), number=nummer)
        context = {**self.get_serializer_context(), **read_context([action], at=at)}
        return Response(ActionSerializer(action, context=context).data)

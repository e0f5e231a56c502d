"""Submitting and publishing several updates from the list: each by its verb, with its guards."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from actions import policy, publishing
from actions.admin.conflict import whole_number
from actions.admin.verb_views import WithVerbs
from actions.models import StatusUpdate
from actions.policy import RIGHTS, Verb
from actions.refusals import Refused
from actions.word_difference import ChangedText, word_difference
from pok_tracker.lib.clock import now
from pok_tracker.lib.publication import wait_for_leases

MOST_AT_ONCE = 50
TOO_MANY = f"Kies hoogstens {MOST_AT_ONCE} standen van zaken tegelijk: u leest ze allemaal."
NOT_YOURS = (
    "Deze stand kunt u nu niet publiceren: zij is niet ingediend, u schreef of bewerkte haar zelf, "
    "of haar actie hoort bij een ander ministerie."
)


@dataclass(frozen=True, slots=True)
class ReadText:
    """A text to read before it is published, and how it differs from the one that stands."""

    update: StatusUpdate
    difference: tuple[ChangedText, ...]


class ChosenForm(ActionForm):
    """What to do; "actie" is the word for something else here."""

    action = forms.ChoiceField(label="Met de gekozen standen:")


class WithBulkVerbs(WithVerbs):
    """The list of updates, with what can be done to several at once."""

    action_form = ChosenForm

    actions = ["submit_chosen", "publish_chosen"]

    def has_submit_permission(self, request: HttpRequest) -> bool:
        """Whether submitting is offered; the guards look at each update."""
        return request.user.has_perm(RIGHTS[Verb.SUBMIT])

    def has_publish_permission(self, request: HttpRequest) -> bool:
        """Whether publishing is offered; the guards look at each update."""
        return request.user.has_perm(RIGHTS[Verb.PUBLISH])

    @admin.action(description="Indienen ter beoordeling", permissions=["submit"])
    def submit_chosen(self, request: HttpRequest, chosen: QuerySet[StatusUpdate]) -> None:
        """Submit each; one that is refused does not hold up the others."""
        at = now()
        self._each(
            request,
            chosen,
            lambda update: publishing.submit(update, by=request.user, at=at),
            done="Ingediend",
        )

    @admin.action(description="Publiceren, na het lezen", permissions=["publish"])
    def publish_chosen(
        self, request: HttpRequest, chosen: QuerySet[StatusUpdate]
    ) -> HttpResponse | None:
        """Show the texts to read, and publish them when they come back as they were read."""
        if chosen.count() > MOST_AT_ONCE:
            messages.error(request, TOO_MANY)
            return None
        if "gelezen" not in request.POST:
            return self._page_to_read(request, chosen)
        at = now()
        # One transaction, so that the leases are waited for once.
        with transaction.atomic():
            wait_for_leases()
            self._each(
                request,
                chosen,
                lambda update: self._publish_as_read(request, update, at),
                "Gepubliceerd",
            )
        return None

    def _page_to_read(
        self, request: HttpRequest, chosen: QuerySet[StatusUpdate]
    ) -> HttpResponse | None:
        may, may_not = [], []
        for update in chosen.select_related("action").prefetch_related("milestones"):
            (may if policy.may_publish(request.user, update) else may_not).append(update)
        for update in may_not:
            messages.error(request, f"{_name(update)}: {NOT_YOURS}")
        if not may:
            return None
        context = {
            **self.admin_site.each_context(request),
            "title": "Lezen en publiceren",
            "opts": self.opts,
            "texts": list(_texts_to_read(may)),
        }
        return TemplateResponse(request, "admin/actions/statusupdate/publish_chosen.html", context)

    def _publish_as_read(
        self, request: HttpRequest, update: StatusUpdate, at: datetime.datetime
    ) -> None:
        version, _, seen_hash = request.POST.get(f"gelezen-{update.pk}", "").partition(" ")
        read = whole_number(version)
        if read is None or not seen_hash:
            raise Refused("Deze stand stond niet op de pagina die u las.", "Kies haar opnieuw.")
        publishing.publish(update, by=request.user, seen_hash=seen_hash, version=read, at=at)

    def _each(
        self,
        request: HttpRequest,
        chosen: QuerySet[StatusUpdate],
        carry_out: Callable[[StatusUpdate], object],
        done: str,
    ) -> None:
        """Do it to each, and say of each that was refused why."""
        succeeded = []
        # Locked in the order in which publish_all locks them.
        for update in chosen.select_related("action").order_by("action__number", "pk"):
            try:
                carry_out(update)
            except Refused as refused:
                messages.error(request, f"{_name(update)}: {refused}")
            else:
                self.log_change(request, update, f"{done}.")
                succeeded.append(_name(update))
        if succeeded:
            messages.success(request, f"{done}: {', '.join(succeeded)}.")


def _name(update: StatusUpdate) -> str:
    return f"Actie {update.action.number}, stand {update.slug}"


def _texts_to_read(updates: list[StatusUpdate]) -> Iterator[ReadText]:
    at = now()
    still = Q(superseded_at=None) | Q(superseded_at__gt=at)
    standing = StatusUpdate.objects.published(at=at).filter(
        still, action__in=[update.action_id for update in updates]
    )
    text_of = dict(standing.values_list("action_id", "text"))
    for update in updates:
        difference = word_difference(text_of.get(update.action_id, ""), update.text)
        yield ReadText(update, difference)

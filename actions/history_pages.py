"""The history of every editorial row: as a timeline, of one row or of all, and as CSV."""

import datetime
from collections.abc import Iterable, Iterator
from itertools import islice

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from pghistory.models import Events, EventsQuerySet

from actions import account_help
from actions.change_log import (
    LABELS,
    Change,
    about_action,
    about_row,
    events_of,
    may_read_history,
    read_changes,
    readable_models,
)
from actions.models import Action
from actions.policy import Verb
from actions.roles import ASSIGN_ROLES
from pok_tracker.lib.formula_safe import csv_lines

PER_PAGE = 50
PER_CHUNK = 500
TEMPLATE = "admin/actions/history.html"
COLUMNS = [
    "moment",
    "wie",
    "handeling",
    "opmerking",
    "wat",
    "soort",
    "nummer",
    "onderwerp",
    "veld",
    "oud",
    "nieuw",
]
VERBS = (
    *(str(verb) for verb in Verb),
    "uitkomst invullen",
    ASSIGN_ROLES,
    *account_help.VERBS.values(),
)
A_DAY = datetime.timedelta(days=1)


class HistoryFilter(forms.Form):
    """Which changes to show; an empty field leaves nothing out."""

    soort = forms.ChoiceField(label="Soort", required=False)
    actie = forms.IntegerField(label="Actie (nummer)", required=False, min_value=1)
    persoon = forms.ModelChoiceField(
        User.objects.order_by("username"), label="Wie", required=False, empty_label="iedereen"
    )
    handeling = forms.ChoiceField(
        label="Handeling",
        required=False,
        choices=[("", "alle"), *((verb, verb) for verb in VERBS)],
    )
    wat = forms.ChoiceField(
        label="Wat er gebeurde", required=False, choices=[("", "alles"), *LABELS.items()]
    )
    van = forms.DateField(label="Van", required=False, widget=forms.DateInput({"type": "date"}))
    tot = forms.DateField(
        label="Tot en met", required=False, widget=forms.DateInput({"type": "date"})
    )

    def __init__(self, *args: object, kinds: Iterable[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["soort"].choices = [("", "alle"), *kinds]

    def clean_actie(self) -> Action | None:
        """Return the action of that number."""
        number = self.cleaned_data["actie"]
        action = Action.objects.filter(number=number).first() if number else None
        if number and action is None:
            raise forms.ValidationError("Deze actie bestaat niet.")
        return action

    def select(self, events: EventsQuerySet) -> EventsQuerySet:
        """Return the events that were asked for."""
        chosen = self.cleaned_data
        if chosen["actie"]:
            events = events.filter(about_action(chosen["actie"]))
        if chosen["persoon"]:
            events = events.filter(pgh_context__user=chosen["persoon"].pk)
        if chosen["handeling"]:
            events = events.filter(pgh_context__verb=chosen["handeling"])
        if chosen["wat"]:
            events = events.filter(pgh_label=chosen["wat"])
        if chosen["van"]:
            events = events.filter(pgh_created_at__gte=_start_of(chosen["van"]))
        if chosen["tot"]:
            events = events.filter(pgh_created_at__lt=_start_of(chosen["tot"] + A_DAY))
        return events


@admin.site.admin_view
@require_safe
def history(request: HttpRequest) -> HttpResponse:
    """All changes, the newest first; a filter that cannot be answered gets status 400."""
    chosen, events = _read_filter(request)
    context = {"title": "Geschiedenis", "filter": chosen, "query": request.GET.urlencode()}
    return _timeline(request, events, context, status=200 if chosen.is_valid() else 400)


@admin.site.admin_view
@require_safe
def history_csv(request: HttpRequest) -> HttpResponse:
    """The same changes as CSV: a line for every field that changed."""
    chosen, events = _read_filter(request)
    if not chosen.is_valid():
        return history(request)
    return StreamingHttpResponse(
        csv_lines(_lines(events)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="geschiedenis.csv"'},
    )


@admin.site.admin_view
@require_safe
def row_history(request: HttpRequest, app: str, model: str, pk: str) -> HttpResponse:
    """All changes of one row, also when it was deleted since; of an account with its roles."""
    readable = _readable(request)
    kind = readable.get(f"{app}.{model}")
    if kind is None:
        raise Http404
    # The key of an offered document is no number.
    key = int(pk) if pk.isdecimal() else pk
    events = about_row(kind, key, among=readable.values())
    if not events.exists():
        raise Http404
    title = f"Geschiedenis van {kind._meta.verbose_name} {pk}"
    return _timeline(request, events, {"title": title}, status=200)


def _readable(request: HttpRequest) -> dict[str, type]:
    if not may_read_history(request.user):
        raise PermissionDenied
    return readable_models(request.user)


def _read_filter(request: HttpRequest) -> tuple[HistoryFilter, EventsQuerySet]:
    readable = _readable(request)
    kinds = [(name, model._meta.verbose_name) for name, model in readable.items()]
    chosen = HistoryFilter(request.GET, kinds=kinds)
    if not chosen.is_valid():
        return chosen, Events.objects.none()
    kind = chosen.cleaned_data["soort"]
    models = [readable[kind]] if kind else readable.values()
    return chosen, chosen.select(events_of(models))


def _timeline(
    request: HttpRequest, events: EventsQuerySet, context: dict[str, object], *, status: int
) -> HttpResponse:
    page = Paginator(events, PER_PAGE).get_page(request.GET.get("page"))
    shown = {**admin.site.each_context(request), **context, "page": page}
    return render(request, TEMPLATE, {**shown, "changes": read_changes(list(page))}, status=status)


def _lines(events: EventsQuerySet) -> Iterator[list[str]]:
    yield COLUMNS
    rows = events.iterator(chunk_size=PER_CHUNK)
    while chunk := list(islice(rows, PER_CHUNK)):
        for change in read_changes(chunk):
            yield from _lines_of(change)


def _lines_of(change: Change) -> Iterator[list[str]]:
    start = [
        timezone.localtime(change.at).isoformat(timespec="seconds"),
        change.who,
        change.verb,
        change.remark,
        change.label,
        change.kind,
        change.pk,
        change.subject,
    ]
    if not change.fields:
        yield [*start, "", "", ""]
    for field in change.fields:
        yield [*start, field.label, field.old, field.new]


def _start_of(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))

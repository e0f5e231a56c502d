"""Screens for the next edition in the admin: offer a table, look at the difference, take it over.

Each takes the admin site, for what stands around the page.
"""

import datetime
import hashlib
from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_protect

from actions.editions.difference import Difference
from actions.editions.publishing_all import Offer, Seen, publish_all, read_offer
from actions.editions.shown import ShownAction, shown_against, shown_changed, shown_new
from actions.editions.stored import records_of, rows_of, standing_rows
from actions.editions.taking_over import (
    ReportFacts,
    already_newer,
    compare,
    earlier_texts,
    open_edition,
    refuse_taken,
)
from actions.intake.forms import EditionForm
from actions.intake.messages import table_from_json, table_to_json
from actions.intake.reading import (
    MOST_SECONDS_OF_A_REQUEST,
    TOO_LARGE,
    Problem,
    known_notes,
    read_apart,
)
from actions.models import EditionPreview, StatusReport, StatusUpdate
from actions.policy import may_take_over
from actions.refusals import Refused
from actions.statustable.limits import MOST_BYTES
from actions.statustable.records import Table
from actions.update_help import Proposal
from pok_tracker.lib.clock import now

KEPT_FOR = datetime.timedelta(hours=24)
# The form around the file: names, day, token.
MOST_BYTES_AROUND = 100_000
UNPROCESSABLE, CONFLICT, TOO_LARGE_TO_READ = 422, 409, 413


def offer(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """The form for a table; a table that can be read leads to its preview.

    What is too large is refused by its announced length, before anything of it is read. So the
    caller exempts this from the check on the form's token, which reads; it is done here.
    """
    _refuse_others(request)
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES + MOST_BYTES_AROUND:
        context = {"form": EditionForm(), "problem": TOO_LARGE}
        return _page(request, site, "offer", context, status=TOO_LARGE_TO_READ)
    return _offer_small(request, site)


@csrf_protect
def _offer_small(request: HttpRequest, site: AdminSite) -> HttpResponse:
    if request.method != "POST":
        return _page(request, site, "offer", {"form": EditionForm()})
    form = EditionForm(request.POST, request.FILES)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        read = _read(request, form)
        if isinstance(read, EditionPreview):
            return redirect("admin:actions_statusreport_preview", read.token)
        context["problem"] = read
    return _page(request, site, "offer", context, status=UNPROCESSABLE)


def preview(request: HttpRequest, site: AdminSite, token: UUID) -> HttpResponse:
    """What a table would change; overnemen takes over exactly that."""
    _refuse_others(request)
    at = now()
    kept = get_object_or_404(EditionPreview, token=token, user=request.user, expires_at__gt=at)
    table = table_from_json(kept.table)
    refused = None
    if request.method == "POST":
        try:
            return _take_over(request, kept, table, at)
        except Refused as refusal:
            refused = refusal
    found = compare(table, kept.reference_date, at=at)
    newer = already_newer(found, kept.reference_date, at=at)
    context = {"preview": kept, "refused": refused, "found": found, **_shown(found, newer)}
    return _page(request, site, "preview", context, status=CONFLICT if refused else 200)


def publish(request: HttpRequest, site: AdminSite, pk: int) -> HttpResponse:
    """The texts of an edition that wait within reach, to read and to publish in one go."""
    _refuse_others(request)
    report = get_object_or_404(StatusReport, pk=pk)
    at = now()
    refused = None
    if request.method == "POST":
        try:
            return _publish_all(request, report, at)
        except Refused as refusal:
            refused = refusal
    offer = read_offer(report, by=request.user, at=at)
    context = {
        "report": report,
        "refused": refused,
        "offer": offer,
        "rows": _rows_to_read(report, offer, at),
        "seen": " ".join(
            f"{update.pk}:{update.content_hash}:{update.version}" for update in offer.updates
        ),
    }
    return _page(request, site, "publish", context, status=CONFLICT if refused else 200)


def _read(request: HttpRequest, form: EditionForm) -> EditionPreview | Problem:
    """Keep the table for its preview; or give back the problem that stops it."""
    at = now()
    file, peildatum = form.cleaned_data["file"], form.cleaned_data["peildatum"]
    data = file.read()
    facts = ReportFacts(peildatum, file.name, hashlib.sha256(data).hexdigest())
    try:
        refuse_taken(facts)
    except Refused as refused:
        return Problem("Hele bestand", str(refused))
    reading = read_apart(
        data,
        name=file.name,
        notes=known_notes(),
        earlier=earlier_texts(peildatum, at=at),
        seconds=MOST_SECONDS_OF_A_REQUEST,
    )
    if reading.problem:
        return reading.problem
    EditionPreview.objects.filter(expires_at__lte=at).delete()
    return EditionPreview.objects.create(
        user=request.user,
        expires_at=at + KEPT_FOR,
        reference_date=peildatum,
        source_name=facts.source_name,
        source_sha256=facts.source_sha256,
        table=table_to_json(reading.table),
        notices=list(reading.notices),
    )


def _take_over(
    request: HttpRequest, kept: EditionPreview, table: Table, at: datetime.datetime
) -> HttpResponse:
    """Take over what was shown and forget its copy; raises Refused."""
    facts = ReportFacts(kept.reference_date, kept.source_name, kept.source_sha256)
    seen = request.POST.get("gezien", "")
    also_older = "ook_ouder" in request.POST
    opened = open_edition(facts, table, by=request.user, at=at, seen=seen, also_older=also_older)
    kept.delete()
    count = len(opened.drafts)
    drafts = "1 actie" if count == 1 else f"{count} acties"
    messages.success(
        request, f"Rapportage {opened.report.slug} is overgenomen: {drafts} met een concept."
    )
    return redirect(_drafts_of(opened.report))


def _publish_all(request: HttpRequest, report: StatusReport, at: datetime.datetime) -> HttpResponse:
    """Publish what was read; raises Refused."""
    seen = _seen(request.POST.get("gezien", ""))
    dates_are_seen = "datums_gezien" in request.POST
    count = publish_all(report, by=request.user, seen=seen, at=at, dates_are_seen=dates_are_seen)
    texts = "1 tekst" if count == 1 else f"{count} teksten"
    done = f"{texts} gepubliceerd" if count else "vrijgegeven"
    messages.success(request, f"Rapportage {report.slug}: {done}.")
    return redirect("admin:actions_statusreport_change", report.pk)


def _rows_to_read(
    report: StatusReport, offer: Offer, at: datetime.datetime
) -> list[tuple[StatusUpdate, ShownAction | None, Sequence[Proposal]]]:
    """Each text with what it changes, and the days in it that no milestone names."""
    shown = shown_against(records_of(standing_rows(at=at)), records_of(rows_of(report)))
    return [
        (update, shown.get(update.action.number), offer.dates.get(update, ()))
        for update in offer.updates
    ]


def _shown(found: Difference, newer: Collection[int]) -> dict[str, Any]:
    changed = [shown_changed(changed) for changed in found.changed]
    return {
        "older": [action for action in changed if action.number in newer],
        "changed": [action for action in changed if action.number not in newer],
        "new": [shown_new(record) for record in found.new],
    }


def _seen(text: str) -> dict[int, Seen]:
    """What the page said that was read; what is not of that form was not read."""
    parts = (item.split(":") for item in text.split())
    return {
        int(part[0]): Seen(part[1], int(part[2]))
        for part in parts
        if len(part) == 3 and part[0].isdecimal() and part[2].isdecimal()
    }


def _refuse_others(request: HttpRequest) -> None:
    if not may_take_over(request.user):
        raise PermissionDenied


def _drafts_of(report: StatusReport) -> str:
    changelist = reverse("admin:actions_statusupdate_changelist")
    return f"{changelist}?report__id__exact={report.pk}"


def _page(
    request: HttpRequest, site: AdminSite, name: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    around = {**site.each_context(request), "opts": StatusReport._meta}
    template = f"admin/actions/edition_{name}.html"
    return render(request, template, {**around, **context}, status=status)

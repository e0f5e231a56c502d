"""An edition out of the database, as the document that goes to parliament."""

import datetime

from actions.editions.stored import records_of, rows_of
from actions.models import StatusReport
from actions.policy import State
from actions.refusals import Refused
from actions.statustable.exported import ExportedEdition
from actions.statustable.records import Cell, Table

UNPUBLISHED = (State.DRAFT, State.IN_REVIEW)


def exported_edition(report: StatusReport, *, at: datetime.datetime) -> ExportedEdition:
    """The published state of an edition, as plain data that every writer starts from.

    A row whose text was withdrawn is left out. Raises Refused when a text is not public yet at
    that moment, or when nothing is.
    """
    rows = rows_of(report)
    waiting = [
        str(row.action.number)
        for row in rows
        if row.update.state in UNPUBLISHED
        or (row.update.state == State.PUBLISHED and row.update.published_at > at)
    ]
    if waiting:
        raise Refused(
            f"Rapportage {report.slug} is nog niet helemaal gepubliceerd: "
            f"actie {', '.join(waiting)}.",
            "Publiceer eerst de hele rapportage.",
        )
    if not StatusReport.objects.published(at=at).filter(pk=report.pk).exists():
        raise Refused(
            f"Van rapportage {report.slug} is niets gepubliceerd.", "Publiceer haar eerst."
        )
    published = [row for row in rows if row.update.state == State.PUBLISHED]
    return ExportedEdition(
        title=report.title,
        introduction=report.introduction,
        slug=report.slug,
        peildatum=report.reference_date,
        reference_note=report.reference_date_note,
        table=Table(
            title=Cell(report.title, ()),
            introduction=Cell(report.introduction, ()),
            headings=(),
            records=records_of(published),
            furniture=(),
        ),
    )

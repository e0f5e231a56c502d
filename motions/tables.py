"""The columns of the list of motions."""

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from motions.models import Motion, Settlement
from pok_tracker.lib.accessible_table import AccessibleTable


class MotionTable(AccessibleTable):
    """One row a motion, with how far it is carried out."""

    caption = "Moties"
    sorts = ("nummer", "afdoening", "uitslag")

    nummer = tables.Column("Nr.", empty_values=(), accessor="number")
    motie = tables.Column("Motie", empty_values=(), accessor="pk")
    acties = tables.Column("Uitgevoerd door", empty_values=(), accessor="pk")
    afdoening = tables.Column("Afdoening", empty_values=(), accessor="settlement")
    uitslag = tables.Column("Uitslag", empty_values=(), accessor="result")

    def render_nummer(self, record: Motion) -> SafeString:
        """The number, linked to the motion."""
        return format_html('<a href="{}">{}</a>', record.get_absolute_url(), record.number)

    def render_motie(self, record: Motion) -> SafeString:
        """Who signed it, with the party of that day, and its title where it is known."""
        signed = ", ".join(
            f"{item.member} ({item.party})" if item.party else str(item.member)
            for item in _submissions(record)
        )
        return format_html(
            '<a href="{}">Motie {}{}</a> {}',
            record.get_absolute_url(),
            signed,
            " c.s." if record.and_others else "",
            record.title,
        )

    def render_acties(self, record: Motion) -> SafeString:
        """The actions that carry it out, each with its part."""
        return format_html_join(
            "",
            '<div><a href="{}">actie {}</a>{}</div>',
            (
                (
                    reverse("actions:detail", args=[link.action.number]),
                    link.action.number,
                    f", deel {link.part}" if link.part else "",
                )
                for link in record.action_links.all()
            ),
        )

    def render_afdoening(self, record: Motion) -> SafeString:
        """How far it is carried out, as a badge with its words."""
        settlement = Settlement(record.settlement)
        return format_html(
            '<span class="settlement settlement--{}">{}</span>', settlement.value, settlement.label
        )

    def render_uitslag(self, record: Motion) -> str:
        """What the Kamer decided, as far as a source tells."""
        return record.get_result_display()


def _submissions(motion: Motion) -> list[object]:
    """The signatures, each knowing its motion, so that the party of that day costs no query."""
    submissions = list(motion.submissions.all())
    for submission in submissions:
        submission.motion = motion
    return submissions

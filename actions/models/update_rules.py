"""What the database refuses of an update, whoever asks: also `.update()` and raw SQL.

A BEFORE trigger does not see generated columns filled, so they never count in a comparison.
"""

from collections.abc import Iterable

import pgtrigger

from pok_tracker.lib.refusing_trigger import never_emptied, refusing_trigger

GENERATED = ("plain_text", "text_words", "content_hash")
# What publishing may still write on a text that somebody has read and approved.
SET_BY_REVIEWER = (
    "state",
    "reviewer_id",
    "approved_hash",
    "remark",
    "published_at",
    "superseded_at",
)
SET_AFTER_PUBLICATION = ("state", "superseded_at", "withdrawn_at", "withdrawn_reason")


def _differs_beyond(columns: Iterable[str]) -> str:
    listed = ", ".join(f"'{column}'" for column in (*columns, *GENERATED))
    return f"to_jsonb(OLD) - ARRAY[{listed}] IS DISTINCT FROM to_jsonb(NEW) - ARRAY[{listed}]"


UPDATE_RULES = (
    refusing_trigger(
        "begins_as_draft",
        operation=pgtrigger.Insert,
        refuses=(
            "NEW.state <> 'concept' AND NOT (NEW.state = 'gepubliceerd' AND NEW.verbatim "
            "AND NEW.author_id IS NULL AND NEW.last_editor_id IS NULL)"
        ),
        message=(
            "Een nieuwe stand van zaken begint als concept. Alleen tekst die letterlijk uit een "
            "rapportage komt mag meteen gepubliceerd zijn."
        ),
    ),
    refusing_trigger(
        "moves_along_the_road",
        operation=pgtrigger.Update,
        condition=pgtrigger.Condition("OLD.state IS DISTINCT FROM NEW.state"),
        refuses="""(OLD.state, NEW.state) NOT IN (
            ('concept', 'ter-beoordeling'),
            ('ter-beoordeling', 'concept'),
            ('ter-beoordeling', 'gepubliceerd'),
            ('gepubliceerd', 'ingetrokken')
        )""",
        message="Een stand van zaken gaat niet van % naar %.",
        arguments=("OLD.state", "NEW.state"),
    ),
    refusing_trigger(
        "review_sees_what_is_published",
        operation=pgtrigger.Update,
        condition=pgtrigger.Condition("OLD.state = 'ter-beoordeling' AND NEW.state <> 'concept'"),
        refuses=_differs_beyond(SET_BY_REVIEWER),
        message=(
            "Wat ter beoordeling ligt verandert niet. "
            "Zet het terug naar concept om het te bewerken."
        ),
    ),
    refusing_trigger(
        "submitted_quotes_are_in_text",
        operation=pgtrigger.Update,
        condition=pgtrigger.Condition(
            "OLD.state = 'concept' AND NEW.state IS DISTINCT FROM 'concept'"
        ),
        declare=[("missing", "TEXT")],
        first="""
        SELECT quote INTO missing FROM actions_milestone
        WHERE update_id = NEW.id AND strpos(NEW.text, quote) = 0
        ORDER BY position LIMIT 1;
        """,
        refuses="missing IS NOT NULL",
        message='Het citaat "%" van een termijn staat niet meer letterlijk in de stand van zaken.',
        arguments=("missing",),
    ),
    refusing_trigger(
        "verbatim_is_how_it_came_in",
        operation=pgtrigger.Update,
        condition=pgtrigger.Condition(
            "OLD.state IN ('concept', 'ter-beoordeling') AND NEW.verbatim"
        ),
        refuses="NOT OLD.verbatim OR OLD.text <> NEW.text",
        message=(
            "Een tekst die iemand bewerkte is niet meer letterlijk uit een rapportage, "
            "en wordt dat ook niet meer."
        ),
    ),
    refusing_trigger(
        "published_stays_as_it_was",
        operation=pgtrigger.Update,
        condition=pgtrigger.Q(old__state="gepubliceerd"),
        refuses=(
            "NEW.state NOT IN ('gepubliceerd', 'ingetrokken') OR "
            + _differs_beyond(SET_AFTER_PUBLICATION)
        ),
        message="Een gepubliceerde stand van zaken verandert niet. Maak een correctie.",
    ),
    refusing_trigger(
        "withdrawn_stays_as_it_was",
        operation=pgtrigger.Update,
        condition=pgtrigger.Q(old__state="ingetrokken"),
        refuses=_differs_beyond(()),
        message="Een ingetrokken stand van zaken verandert niet. Maak een nieuwe stand.",
    ),
    refusing_trigger(
        "published_is_never_deleted",
        operation=pgtrigger.Delete,
        refuses="OLD.state IN ('gepubliceerd', 'ingetrokken')",
        message="Wat gepubliceerd is geweest wordt nooit verwijderd. Trek het in.",
    ),
    never_emptied("Standen van zaken worden nooit allemaal tegelijk verwijderd."),
)

"""What the database refuses of a milestone once its update has left the desk of its author."""

import pgtrigger

from pok_tracker.lib.refusing_trigger import never_emptied, refusing_trigger

# The rows are locked: without that a milestone could slip in between the moment that somebody
# reads an update and the moment that it is published.
_READ_STATES = """
    SELECT array_agg(state) INTO states FROM (
        SELECT state FROM actions_statusupdate WHERE id = ANY(update_ids) FOR SHARE
    ) AS locked;
"""


def _states_of(*update_ids: str) -> list[tuple[str, str]]:
    return [("update_ids", f"BIGINT[] := ARRAY[{', '.join(update_ids)}]"), ("states", "TEXT[]")]


# A fixture brings a published update and its milestones in one transaction.
_COMES_WITH_ITS_UPDATE = """EXISTS (
    SELECT FROM actions_statusupdate AS published
    JOIN actions_statusupdateevent AS event ON event.pgh_obj_id = published.id
    WHERE published.id = NEW.update_id AND published.verbatim
        AND event.pgh_label = 'insert' AND event.pgh_created_at = transaction_timestamp()
)"""

MILESTONE_RULES = (
    refusing_trigger(
        "added_to_drafts_only",
        operation=pgtrigger.Insert,
        declare=_states_of("NEW.update_id"),
        first=_READ_STATES,
        refuses=f"NOT states <@ ARRAY['concept'] AND NOT {_COMES_WITH_ITS_UPDATE}",
        message=(
            "Een termijn komt er alleen bij een concept bij. Zet de stand van zaken terug naar "
            "concept, of maak een correctie."
        ),
    ),
    refusing_trigger(
        "changed_in_drafts_only",
        operation=pgtrigger.Update,
        condition=pgtrigger.Condition("OLD.* IS DISTINCT FROM NEW.*"),
        declare=_states_of("OLD.update_id", "NEW.update_id"),
        first=_READ_STATES,
        refuses="NOT states <@ ARRAY['concept']",
        message="De termijnen van een stand die geen concept is liggen vast.",
    ),
    refusing_trigger(
        "deleted_from_drafts_only",
        operation=pgtrigger.Delete,
        declare=_states_of("OLD.update_id"),
        first=_READ_STATES,
        refuses="NOT states <@ ARRAY['concept']",
        message="De termijnen van een stand die geen concept is worden niet verwijderd.",
    ),
    refusing_trigger(
        "carried_within_one_action",
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("carried_from_id", "update_id"),
        refuses="""NEW.carried_from_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM actions_milestone AS carried
            JOIN actions_statusupdate AS earlier ON earlier.id = carried.update_id
            JOIN actions_statusupdate AS later ON later.action_id = earlier.action_id
            WHERE carried.id = NEW.carried_from_id AND later.id = NEW.update_id
        )""",
        message="Een termijn wordt alleen overgenomen van een eerdere stand van dezelfde actie.",
    ),
    never_emptied("Termijnen worden nooit allemaal tegelijk verwijderd."),
)

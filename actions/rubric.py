"""The rubric: what each status means, for readers and for who chooses one."""

from actions.models import Status

DEFINITIONS = {
    Status.NOT_STARTED: "De tekst zegt dat er nog niets is gebeurd.",
    Status.PREPARING: "Er zijn plannen of voorbereidingen, maar het werk is nog niet begonnen.",
    Status.UNDER_WAY: "Er wordt aan gewerkt.",
    Status.ONGOING: "Het is een gewoonte geworden: het gebeurt steeds, zonder einddatum.",
    Status.WAITING: (
        "De tekst zegt dat eerst een ander moet besluiten: een nieuw kabinet, de formatie, "
        "het parlement, of het parlement over een wetsvoorstel."
    ),
    Status.DONE: "De actie zelf is klaar, en de tekst zegt dat.",
    Status.NOT_CARRIED_OUT: "De tekst zegt dat het niet gebeurt.",
}

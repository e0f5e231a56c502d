"""The codes of our judgement on an update; how each is defined stands on the site."""

from django.db import models


class Status(models.TextChoices):
    """How far an action is: our judgement on one update, by a rubric, with its quote."""

    NOT_STARTED = "niet-gestart", "niet gestart"
    PREPARING = "in-voorbereiding", "in voorbereiding"
    UNDER_WAY = "in-uitvoering", "in uitvoering"
    ONGOING = "doorlopend", "doorlopend"
    WAITING = "wacht-op-besluit", "wacht op besluit"
    DONE = "afgerond", "afgerond"
    NOT_CARRIED_OUT = "niet-uitgevoerd", "niet uitgevoerd"


class WaitingFor(models.TextChoices):
    """Whose decision an action waits for."""

    NEW_CABINET = "nieuw-kabinet", "een nieuw kabinet"
    FORMATION = "formatie", "de formatie"
    PARLIAMENT = "parlement", "het parlement"
    BILL = "wetsvoorstel", "een wetsvoorstel in het parlement"

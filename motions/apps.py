"""What parliament said."""

from django.apps import AppConfig


class MotionsConfig(AppConfig):
    """Documents, motions, and the members who submitted them."""

    name = "motions"
    verbose_name = "Wat de Kamer vroeg"

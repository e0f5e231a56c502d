"""What government does about it."""

from django.apps import AppConfig


class ActionsConfig(AppConfig):
    """Actions, the updates on them, and the editions they are sent in."""

    name = "actions"
    verbose_name = "Wat het kabinet doet"

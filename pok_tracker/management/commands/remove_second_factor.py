"""`manage.py remove_second_factor NAME`: for whoever lost both phone and recovery codes."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from actions.account_help import remove_second_factor_on_server
from pok_tracker.lib.clock import now


class Command(BaseCommand):
    """Take away the app and the recovery codes of one account."""

    help = "Haalt de tweede factor van een account weg; na het inloggen wordt een nieuwe ingesteld."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", metavar="gebruikersnaam", help="Van wie de tweede factor is.")

    def handle(self, *args: Any, name: str, **options: Any) -> None:
        """Remove both; raises CommandError when there is no such account."""
        user = get_user_model().objects.filter(username=name).first()
        if user is None:
            raise CommandError(f"Er is geen account met de naam {name}.")
        removed = remove_second_factor_on_server(user, at=now())
        self.stdout.write(
            f"De tweede factor van {name} is weggehaald."
            if removed
            else f"{name} had geen tweede factor."
        )

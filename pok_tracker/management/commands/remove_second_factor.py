"""`manage.py remove_second_factor NAME`: for whoever lost both phone and recovery codes."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from pok_tracker.models import SecondFactor


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
        removed, _ = SecondFactor.objects.filter(user=user).delete()
        self.stdout.write(
            f"De tweede factor van {name} is weggehaald."
            if removed
            else f"{name} had geen tweede factor."
        )

"""What `check --deploy` asks of a site that is open to the public."""

from collections.abc import Sequence

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import Warning


def contacts_are_known(
    app_configs: Sequence[AppConfig] | None = None, **options: object
) -> list[Warning]:
    """One warning for each contact that a public site must have and that is not set."""
    owner = settings.SITE_OWNER
    needed = [
        ("SITE_OWNER", owner.name, "De privacypagina noemt dan niemand die verantwoordelijk is."),
        ("CONTACT_EMAIL", owner.email, "Lezers kunnen dan nergens met een vraag heen."),
        ("SECURITY_CONTACT", owner.security_contact, "Er is dan geen security.txt."),
    ]
    return [
        Warning(
            f"{name} is niet gezet. {consequence}",
            hint=f"Zet de omgevingsvariabele {name}; de README noemt de vorm.",
            id=f"pok_tracker.W{number:03}",
        )
        for number, (name, value, consequence) in enumerate(needed, start=1)
        if not value
    ]

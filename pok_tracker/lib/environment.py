"""Reads the five environment variables of the site and refuses what it cannot use."""

import secrets
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

POSTGRESQL_SCHEMES = ("postgres://", "postgresql://")


def read_boolean(source: environ.Env, name: str, *, default: bool) -> bool:
    """Read a yes-or-no variable; raise ImproperlyConfigured for anything else."""
    text = source.str(name, default=str(default)).strip().lower()
    if text in {"1", "true", "yes", "on", "ja"}:
        return True
    if text in {"0", "false", "no", "off", "nee"}:
        return False
    raise ImproperlyConfigured(f"{name} is '{text}'. Gebruik true of false.")


def read_database(source: environ.Env) -> dict[str, object] | None:
    """Read DATABASE_URL as a Django database; None when it is not set.

    Raises ImproperlyConfigured when it is not a PostgreSQL address with a database name:
    search, constraints and history live in PostgreSQL.
    """
    address = source.str("DATABASE_URL", default="")
    if not address:
        return None
    try:
        database = source.db_url_config(address)
    except (ValueError, KeyError, environ.ImproperlyConfigured) as problem:
        raise _bad_database_url() from problem
    if not address.startswith(POSTGRESQL_SCHEMES) or not database.get("NAME"):
        raise _bad_database_url()
    return {**database, "ENGINE": "django.db.backends.postgresql"}


def _bad_database_url() -> ImproperlyConfigured:
    return ImproperlyConfigured(
        "DATABASE_URL is geen adres van een PostgreSQL-database. "
        "Gebruik de vorm postgres://gebruiker:wachtwoord@host:5432/naam."
    )


def read_secret_key(source: environ.Env, *, demo_file: Path, may_generate: bool) -> str:
    """Read SECRET_KEY; for a demo without one, make it once and keep it in demo_file."""
    key = source.str("SECRET_KEY", default="")
    if key:
        return key
    if not may_generate:
        raise ImproperlyConfigured(
            "SECRET_KEY ontbreekt. Zet SECRET_KEY op een lange willekeurige tekst; "
            "zonder DATABASE_URL en met DEBUG maakt de demo er zelf een."
        )
    if not demo_file.exists():
        demo_file.parent.mkdir(parents=True, exist_ok=True)
        demo_file.touch(mode=0o600)
        demo_file.write_text(secrets.token_urlsafe(50))
    return demo_file.read_text()


def read_hosts(source: environ.Env, *, default: list[str]) -> list[str]:
    """Read ALLOWED_HOSTS, comma separated host names without scheme or port."""
    hosts = [host.strip() for host in source.list("ALLOWED_HOSTS", default=default)]
    for host in hosts:
        if not host or "/" in host or host == "*":
            raise ImproperlyConfigured(
                f"ALLOWED_HOSTS bevat '{host}'. Noem hostnamen zonder https:// en zonder *, "
                "gescheiden door komma's, bijvoorbeeld pok-tracker.example.nl."
            )
    return hosts


def read_site_url(source: environ.Env, *, default: str) -> str:
    """Read SITE_URL, the public address of the site without a path; the answer has no slash."""
    address = source.str("SITE_URL", default=default).rstrip("/")
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path:
        raise ImproperlyConfigured(
            f"SITE_URL is '{address}'. Gebruik het adres van de site zonder pad, "
            "bijvoorbeeld https://pok-tracker.example.nl."
        )
    return address

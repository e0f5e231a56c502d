"""Reads the environment variables of the site and refuses what it cannot use.

A variable that is empty counts as not set, for all alike.
"""

import os
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from environ import Env

OIDC_VARIABLES = ("OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET")
POSTGRESQL_SCHEMES = ("postgres://", "postgresql://")
SHORTEST_SECRET_KEY = 50
# A host name as Django matches it: also ".example.nl" for all below it, and an IPv6 address.
HOST = re.compile(r"\.?[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?|\[[0-9a-f:]+\]", re.IGNORECASE)


def read_boolean(source: Mapping[str, str], name: str, *, default: bool) -> bool:
    """Read a yes-or-no variable; raise ImproperlyConfigured for anything else."""
    text = source.get(name, "").strip()
    if not text:
        return default
    if text.lower() in {"1", "true", "yes", "on", "ja"}:
        return True
    if text.lower() in {"0", "false", "no", "off", "nee"}:
        return False
    raise ImproperlyConfigured(f"{name} is '{text}'. Gebruik true of false.")


def read_examples(source: Mapping[str, str], *, may_show: bool) -> bool:
    """Read EXAMPLES, whether fictional rows are shown; without it they are not.

    Raises ImproperlyConfigured where they may not be: in a database that somebody named, or on a
    site that is not for its own computer alone.
    """
    wanted = read_boolean(source, "EXAMPLES", default=False)
    if wanted and not may_show:
        raise ImproperlyConfigured(
            "Voorbeelden komen alleen in een eigen database, op uw eigen computer. "
            "Haal DATABASE_URL weg en zet DEBUG niet op false, of gebruik make run."
        )
    return wanted


def read_database(source: Mapping[str, str]) -> dict[str, object] | None:
    """Read DATABASE_URL as a Django database; None when it is not set.

    Raises ImproperlyConfigured when it is not a PostgreSQL address with a database name:
    search, constraints and history live in PostgreSQL.
    """
    address = source.get("DATABASE_URL", "").strip()
    if not address:
        return None
    if not address.startswith(POSTGRESQL_SCHEMES) or re.search(r"\s", address):
        raise _bad_database_url()
    try:
        database = Env.db_url_config(address)
    except ValueError:
        # Not chained: the address may hold a password, and a traceback goes to a log.
        raise _bad_database_url() from None
    if not database["NAME"]:
        raise _bad_database_url()
    return {
        **database,
        # A socket folder stands in the address as %2Frun%2Fpostgresql.
        "HOST": unquote(database["HOST"]),
        "ENGINE": "django.db.backends.postgresql",
    }


def _bad_database_url() -> ImproperlyConfigured:
    return ImproperlyConfigured(
        "DATABASE_URL is geen adres van een PostgreSQL-database. "
        "Gebruik de vorm postgres://gebruiker:wachtwoord@host:5432/naam."
    )


def read_secret_key(source: Mapping[str, str], *, demo_file: Path, may_generate: bool) -> str:
    """Read SECRET_KEY; for a demo without one, make it once and keep it in demo_file.

    Raises ImproperlyConfigured when it is missing elsewhere, or too short to be a secret.
    """
    key = source.get("SECRET_KEY", "")
    if not key and may_generate:
        return _kept_demo_key(demo_file)
    if not key:
        raise ImproperlyConfigured(
            "SECRET_KEY ontbreekt. Zet SECRET_KEY op een lange willekeurige tekst; "
            "zonder DATABASE_URL en met DEBUG maakt de demo er zelf een."
        )
    if len(key) < SHORTEST_SECRET_KEY:
        raise ImproperlyConfigured(
            f"SECRET_KEY is te kort ({len(key)} tekens). Gebruik een willekeurige tekst van "
            f"minstens {SHORTEST_SECRET_KEY} tekens."
        )
    return key


def _kept_demo_key(demo_file: Path) -> str:
    if not demo_file.exists():
        demo_file.parent.mkdir(parents=True, exist_ok=True)
        # Two starts at once: neither may read a file that the other has not finished.
        draft = demo_file.with_name(f"{demo_file.name}.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(50))
        draft.replace(demo_file)
    return demo_file.read_text()


def read_hosts(source: Mapping[str, str], *, default: Sequence[str]) -> list[str]:
    """Read ALLOWED_HOSTS, comma separated host names without scheme or port."""
    text = source.get("ALLOWED_HOSTS", "").strip()
    if not text:
        return list(default)
    hosts = [host.strip() for host in text.split(",")]
    for host in hosts:
        if not HOST.fullmatch(host):
            raise ImproperlyConfigured(
                f"ALLOWED_HOSTS bevat '{host}'. Noem hostnamen zonder https://, poort of *, "
                "gescheiden door komma's, bijvoorbeeld pok-tracker.example.nl."
            )
    return hosts


def read_site_url(source: Mapping[str, str], *, default: str) -> str:
    """Read SITE_URL, the public address of the site without a path; the answer has no slash."""
    text = source.get("SITE_URL", "").strip()
    address = text.removesuffix("/")
    if not text:
        return default
    if not _is_site_address(address):
        raise ImproperlyConfigured(
            f"SITE_URL is '{text}'. Gebruik het adres van de site zonder pad, "
            "bijvoorbeeld https://pok-tracker.example.nl."
        )
    return address


def _is_site_address(address: str) -> bool:
    try:
        parts = urlsplit(address)
        port = f":{parts.port}" if parts.port is not None else ""
    except ValueError:
        return False
    host = parts.hostname or ""
    printed_host = f"[{host}]" if ":" in host else host
    return (
        parts.scheme in {"http", "https"}
        and HOST.fullmatch(printed_host) is not None
        and address.lower() == f"{parts.scheme}://{printed_host}{port}"
    )


def read_contact_email(source: Mapping[str, str]) -> str:
    """Read CONTACT_EMAIL, where readers may write to; empty when there is none."""
    text = source.get("CONTACT_EMAIL", "").strip()
    if text and not re.fullmatch(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;.]+", text):
        raise ImproperlyConfigured(
            f"CONTACT_EMAIL is '{text}'. Gebruik één e-mailadres, "
            "bijvoorbeeld redactie@pok-tracker.example.nl."
        )
    return text


@dataclass(frozen=True, slots=True)
class OpenIdConnect:
    """A ministry's own sign-on: where it is, how we make ourselves known, what names a person."""

    issuer: str
    client_id: str
    client_secret: str
    claim: str


def read_openid_connect(source: Mapping[str, str]) -> OpenIdConnect | None:
    """Read the OIDC_ variables; None when none of them is set.

    Raises ImproperlyConfigured when only some are set, or the issuer is no https address: its
    answers are trusted because of TLS.
    """
    given = {name: source.get(name, "").strip() for name in (*OIDC_VARIABLES, "OIDC_CLAIM")}
    if not any(given.values()):
        return None
    missing = [name for name in OIDC_VARIABLES if not given[name]]
    if missing:
        raise ImproperlyConfigured(
            f"De inlog via OpenID Connect is half ingesteld: {', '.join(missing)} ontbreekt. "
            f"Zet {', '.join(OIDC_VARIABLES)} alle drie, of geen van drie."
        )
    if not re.fullmatch(r"https://[^\s/?#@]+[^\s?#]*", given["OIDC_ISSUER"]):
        raise ImproperlyConfigured(
            f"OIDC_ISSUER is '{given['OIDC_ISSUER']}'. Gebruik het https-adres van de inlogdienst, "
            "bijvoorbeeld https://inloggen.example.nl/realms/rijk."
        )
    return OpenIdConnect(
        issuer=given["OIDC_ISSUER"].removesuffix("/"),
        client_id=given["OIDC_CLIENT_ID"],
        client_secret=given["OIDC_CLIENT_SECRET"],
        claim=given["OIDC_CLAIM"] or "email",
    )

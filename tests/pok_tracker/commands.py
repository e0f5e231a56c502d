"""Runs the project's commands in a process of their own, as a shell would."""

import os
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent
OURS = (
    *("DATABASE_URL", "SECRET_KEY", "ALLOWED_HOSTS", "DEBUG", "SITE_URL", "EXAMPLES"),
    "CACHE_PAGES",
    *("SITE_OWNER", "CONTACT_EMAIL", "SECURITY_CONTACT"),
    *("ACCESSIBILITY_STATEMENT", "SOURCE_CODE"),
    *("OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET", "OIDC_CLAIM"),
)
A_KEY = "een-sleutel-voor-een-test-" * 3
A_DATABASE = "postgres://anna@127.0.0.1:1/pok"


def environment(**variables: str) -> dict[str, str]:
    """The environment of this process with our variables as given, and no others of them."""
    inherited = {name: text for name, text in os.environ.items() if name not in OURS}
    return {**inherited, "DJANGO_SETTINGS_MODULE": "pok_tracker.settings", **variables}


def run_python(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run Python in the project's folder and give back what it printed."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=PROJECT,
        env=environment(**variables),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

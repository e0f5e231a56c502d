"""What a public site is warned about."""

from django.core.checks import run_checks
from django.test import override_settings

from pok_tracker.lib.site_owner import SiteOwner


def warned() -> list[str]:
    """The ids of our own warnings, as `check --deploy` gives them."""
    found = run_checks(tags=["security"], include_deployment_checks=True)
    return [message.id for message in found if message.id.startswith("pok_tracker.")]


@override_settings(SITE_OWNER=SiteOwner())
def test_a_site_that_nobody_runs_is_warned_about_each_contact() -> None:
    assert warned() == ["pok_tracker.W001", "pok_tracker.W002", "pok_tracker.W003"]


@override_settings(SITE_OWNER=SiteOwner(name="Ministerie", security_contact="https://a.nl/"))
def test_only_what_is_missing_is_named() -> None:
    assert warned() == ["pok_tracker.W002"]

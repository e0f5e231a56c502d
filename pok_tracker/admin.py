"""What staff see of signing in: who has a second factor, and the way to take it away."""

import allauth.account.admin
import allauth.mfa.admin
import allauth.socialaccount.admin
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.contrib import admin
from django.contrib.admin.utils import display_for_value
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import QuerySet
from django.http import HttpRequest

from pok_tracker.models import KINDS, SecondFactor, SignOn

# allauth registers its own admin when these modules are loaded, so they are loaded first. It shows
# secrets, and lets a sign-on be added that no setting names.
LOADED = (allauth.account.admin, allauth.mfa.admin, allauth.socialaccount.admin)
for model in (EmailAddress, Authenticator, SocialAccount, SocialApp, SocialToken):
    admin.site.unregister(model)


# Django shows a moment of a method as the database has it, in UTC; this shows it as it is here.
NOT_YET = "nog niet"


class ReadAndRemoveAdmin(admin.ModelAdmin):
    """Rows that come about by signing in: nobody writes them, an administrator removes them."""

    search_fields = ("user__username",)
    search_help_text = "Zoek op gebruikersnaam."

    @admin.display(description="gebruiker", ordering="user__username")
    def person(self, row: SecondFactor | SignOn) -> AbstractBaseUser:
        """Whose it is."""
        return row.user

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """The rows with their users, in one query."""
        return super().get_queryset(request).select_related("user")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """Never."""
        return False

    def has_view_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """Only whoever may also remove them."""
        return request.user.is_superuser

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """Only an administrator: it opens the way to setting up a new one."""
        return request.user.is_superuser


@admin.register(SecondFactor)
class SecondFactorAdmin(ReadAndRemoveAdmin):
    """Who has an authenticator app or recovery codes; never the secrets themselves.

    Only to look at: the page of the account removes one.
    """

    list_display = fields = ("person", "kind", "made_at", "used_at")

    @admin.display(description="soort", ordering="type")
    def kind(self, row: SecondFactor) -> str:
        """An app or recovery codes."""
        return KINDS[row.type]

    @admin.display(description="ingesteld op", ordering="created_at")
    def made_at(self, row: SecondFactor) -> str:
        """When it was set up."""
        return display_for_value(row.created_at, NOT_YET)

    @admin.display(description="laatst gebruikt op", ordering="last_used_at")
    def used_at(self, row: SecondFactor) -> str:
        """When a code of it last let somebody in."""
        return display_for_value(row.last_used_at, NOT_YET)

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """Never: the page of the account removes it, and keeps who did that."""
        return False


@admin.register(SignOn)
class SignOnAdmin(ReadAndRemoveAdmin):
    """Which person of the ministry's sign-on an account is tied to."""

    list_display = fields = ("person", "identity", "tied_at", "used_at")

    @admin.display(description="kenmerk bij het ministerie", ordering="uid")
    def identity(self, row: SignOn) -> str:
        """The `sub` that never changes."""
        return row.uid

    @admin.display(description="gekoppeld op", ordering="date_joined")
    def tied_at(self, row: SignOn) -> str:
        """When the person first came in."""
        return display_for_value(row.date_joined, NOT_YET)

    @admin.display(description="laatst ingelogd op", ordering="last_login")
    def used_at(self, row: SignOn) -> str:
        """When the person last came in."""
        return display_for_value(row.last_login, NOT_YET)

"""What staff see of signing in: who has a second factor, and the way to take it away."""

import allauth.account.admin
import allauth.mfa.admin
import allauth.socialaccount.admin
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

# allauth registers its own admin when these modules are loaded, so they are loaded first. It shows
# secrets, and lets a sign-on be added that no setting names.
LOADED = (allauth.account.admin, allauth.mfa.admin, allauth.socialaccount.admin)
for model in (EmailAddress, Authenticator, SocialAccount, SocialApp, SocialToken):
    admin.site.unregister(model)


class ReadAndRemoveAdmin(admin.ModelAdmin):
    """Rows that come about by signing in: nobody writes them, an administrator removes them."""

    search_fields = ("user__username",)
    search_help_text = "Zoek op gebruikersnaam."

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


@admin.register(Authenticator)
class SecondFactorAdmin(ReadAndRemoveAdmin):
    """Who has an authenticator app or recovery codes; never the secrets themselves.

    Taking away one takes away both: codes on paper belong to the phone that is lost.
    """

    list_display = ("user", "type", "created_at", "last_used_at")
    fields = ("user", "type", "created_at", "last_used_at")

    def delete_model(self, request: HttpRequest, obj: Authenticator) -> None:
        """Take away all that one person has."""
        Authenticator.objects.filter(user=obj.user_id).delete()

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Authenticator]) -> None:
        """Take away all that the chosen persons have."""
        users = list(queryset.values_list("user", flat=True))
        Authenticator.objects.filter(user__in=users).delete()


@admin.register(SocialAccount)
class SignOnAdmin(ReadAndRemoveAdmin):
    """Which person of the ministry's sign-on an account is tied to."""

    list_display = ("user", "provider", "uid", "date_joined", "last_login")
    fields = ("user", "provider", "uid", "date_joined", "last_login")

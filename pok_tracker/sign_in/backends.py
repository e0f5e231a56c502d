"""Who may sign in at all."""

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.models import AbstractBaseUser


class StaffBackend(AuthenticationBackend):
    """Knows active staff only; whoever stops being staff is out at the next page."""

    def user_can_authenticate(self, user: AbstractBaseUser) -> bool:
        """Whether an account is active and of staff."""
        return super().user_can_authenticate(user) and user.is_staff

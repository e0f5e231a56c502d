"""The people of the editorial staff, by name, and the stages at which they find an update."""

import datetime
from dataclasses import dataclass

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import AnonymousUser, Group, User

from actions import publishing, roles
from actions.models import Action, Editor, EditorMinistry, StatusUpdate
from tests.factories import make_action, make_ministry, make_public_action

MORNING = datetime.datetime(2022, 1, 15, 9, tzinfo=datetime.UTC)
NOON = MORNING + datetime.timedelta(hours=3)
EVENING = MORNING + datetime.timedelta(hours=9)
NEXT_WEEK = MORNING + datetime.timedelta(days=7)

TEXT = "De wet is klaar. De uitvoering begint in maart 2022."
CONTENT = {
    "as_of": datetime.date(2022, 1, 15),
    "text": TEXT,
    "status": "in-uitvoering",
    "status_quote": "De wet is klaar.",
}
MILESTONE = {
    "position": 1,
    "quote": "De uitvoering begint in maart 2022.",
    "date_words": "maart 2022",
    "kind": "gepland",
    "first_day": datetime.date(2022, 3, 1),
    "last_day": datetime.date(2022, 3, 31),
    "precision": "maand",
}


@dataclass(frozen=True)
class Cast:
    """Everybody who could try something, each under the name the tables of tests use."""

    writer: User
    colleague: User
    reviewer: User
    outsider: User
    auditor: User
    account_manager: User
    superuser: User
    former_reviewer: User
    anonymous: AnonymousUser

    def named(self, name: str) -> User | AnonymousUser:
        """The person of that name."""
        return self._by_name[name]

    def names(self) -> list[str]:
        """All names, as the rows of tables give them."""
        return list(self._by_name)

    @property
    def _by_name(self) -> dict[str, User | AnonymousUser]:
        return {
            "redacteur": self.writer,
            "collega": self.colleague,
            "eindredacteur": self.reviewer,
            "Financiën": self.outsider,
            "auditor": self.auditor,
            "beheerder": self.account_manager,
            "superuser": self.superuser,
            "vertrokken": self.former_reviewer,
            "anoniem": self.anonymous,
        }


@pytest.fixture
def cast(db: None) -> Cast:
    """The staff of BZK, a writer of Financiën, and those who do not write."""
    return Cast(
        writer=make_editor("redacteur-bzk", roles.WRITER, "BZK"),
        colleague=make_editor("collega-bzk", roles.WRITER, "BZK"),
        reviewer=make_editor("eindredacteur-bzk", roles.REVIEWER, "BZK"),
        outsider=make_editor("redacteur-financien", roles.WRITER, "FIN"),
        auditor=make_account("auditor", roles.AUDITOR),
        account_manager=make_account("beheerder-accounts", roles.ACCOUNT_MANAGER),
        superuser=User.objects.create_superuser("superuser"),
        former_reviewer=make_editor(
            "vertrokken-eindredacteur", roles.REVIEWER, "BZK", is_active=False
        ),
        anonymous=AnonymousUser(),
    )


@pytest.fixture
def action(cast: Cast) -> Action:
    """An action of BZK about which an edition already said something."""
    action = make_public_action(44, "Wordt voorbereid.")
    make_ministry("BZK", action=action)
    return action


@pytest.fixture
def orphan(cast: Cast) -> Action:
    """An action at which nobody filled in a ministry yet."""
    return make_action(45)


def make_account(name: str, role: str, *, is_active: bool = True) -> User:
    """An account of the staff with one role."""
    account = User.objects.create_user(name, is_staff=True, is_active=is_active)
    account.groups.add(Group.objects.get(name=role))
    return account


def make_editor(name: str, role: str, ministry: str, *, is_active: bool = True) -> User:
    """An account that writes for a ministry."""
    account = make_account(name, role, is_active=is_active)
    EditorMinistry.objects.create(
        editor=Editor.objects.create(user=account), ministry=make_ministry(ministry)
    )
    return account


def give_app(account: User) -> str:
    """An authenticator app for that account; the answer is its secret."""
    secret = "JBSWY3DPEHPK3PXP"
    TOTP.activate(account, secret)
    return secret


def make_draft_of(action: Action, author: User, **changes: object) -> StatusUpdate:
    """A draft with a text, a status and one milestone."""
    return publishing.draft(
        action, by=author, at=MORNING, changes={**CONTENT, **changes}, milestones=[MILESTONE]
    )


def submitted(update: StatusUpdate, by: User) -> StatusUpdate:
    """That update, waiting for a reviewer."""
    return publishing.submit(update, by=by, at=MORNING)


def published(
    update: StatusUpdate,
    by: User,
    *,
    at: datetime.datetime = NOON,
    publish_from: datetime.datetime | None = None,
) -> StatusUpdate:
    """That update, published by a second person."""
    return publishing.publish(
        update, by=by, seen_hash=update.content_hash, at=at, publish_from=publish_from
    )


def withdrawn(update: StatusUpdate, by: User) -> StatusUpdate:
    """That update, taken back."""
    return publishing.withdraw(update, by=by, reason="De cijfers kloppen niet.", at=EVENING)


def make_published(action: Action, cast: Cast, **changes: object) -> StatusUpdate:
    """An update that the writer wrote and the reviewer published."""
    draft = make_draft_of(action, cast.writer, **changes)
    return published(submitted(draft, cast.writer), cast.reviewer)

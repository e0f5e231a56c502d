"""The staff and their actions, for the tests of this app."""

from tests.cast import action, cast, orphan

__all__ = ["action", "cast", "orphan"]

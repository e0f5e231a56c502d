"""Rows that several tests read, made once."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from pytest_django import DjangoDbBlocker


@contextmanager
def rows_for_all(blocker: DjangoDbBlocker) -> Iterator[None]:
    """Keep what is made inside until the end, then take it back.

    For a fixture with scope "class" that also asks for `django_db_setup`. A test that changes
    such rows undoes that by itself: it runs in a transaction within this one.
    """
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)

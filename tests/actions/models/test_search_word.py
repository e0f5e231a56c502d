"""Where the words of texts are looked up."""

import pytest
from django.db import connection

pytestmark = pytest.mark.django_db


def test_no_index_of_words_keeps_new_rows_aside():
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT found.relname, found.reloptions
            FROM pg_index
            JOIN pg_class AS found ON found.oid = indexrelid
            JOIN pg_am AS method ON method.oid = found.relam
            WHERE method.amname = 'gin'
                AND indrelid IN ('actions_searchword'::regclass, 'actions_textwords'::regclass)
            ORDER BY found.relname
            """
        )
        indexes = dict(cursor.fetchall())

    names = ["search_word_less", "search_word_stems", "search_word_trigrams", "text_words"]
    assert indexes == {name: ["fastupdate=off"] for name in names}

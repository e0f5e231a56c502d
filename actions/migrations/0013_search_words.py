"""The words of all texts, so that a misspelt or joined word can be compared with them."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

LESS = """
CREATE FUNCTION pok_one_letter_less(value text) RETURNS text[]
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
        SELECT array_agg(DISTINCT piece) FROM (
            SELECT value
            UNION ALL
            SELECT overlay(value PLACING '' FROM place FOR 1)
            FROM generate_series(1, length(value)) AS place
        ) AS pieces (piece)
    $$;
"""

# Not ON CONFLICT: two texts that share new words would wait for each other, or for ever.
LEARN = """
CREATE FUNCTION pok_learn_words(value text) RETURNS void
    LANGUAGE sql
    AS $$
        INSERT INTO actions_searchword (word, one_letter_less)
        SELECT word, pok_one_letter_less(word)
        FROM (
            SELECT DISTINCT regexp_split_to_table(pok_plain(value), '[^[:alpha:]]+')
        ) AS said (word)
        WHERE length(word) BETWEEN 4 AND 40
            AND NOT EXISTS (
                SELECT FROM actions_searchword AS known WHERE known.word = said.word
            )
    $$;
"""

LEARN_ALL = """
SELECT pok_learn_words(string_agg(value, ' ')) FROM (
    SELECT description FROM actions_action
    UNION ALL SELECT label FROM actions_actionmotion
    UNION ALL SELECT text FROM actions_statusupdate
    UNION ALL SELECT name FROM actions_theme
) AS texts (value)
"""


class Migration(migrations.Migration):
    dependencies = [
        ("actions", "0012_outcomes"),
    ]

    operations = [
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("word", models.CharField(db_index=True, max_length=40, verbose_name="woord")),
                (
                    "one_letter_less",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        size=None,
                        verbose_name="zonder een letter",
                    ),
                ),
            ],
            options={
                "verbose_name": "zoekwoord",
                "verbose_name_plural": "zoekwoorden",
                "default_permissions": (),
            },
        ),
        migrations.RunSQL(LESS, "DROP FUNCTION pok_one_letter_less(text)"),
        migrations.RunSQL(LEARN, "DROP FUNCTION pok_learn_words(text)"),
        pgtrigger.migrations.AddTrigger(
            model_name="action",
            trigger=pgtrigger.compiler.Trigger(
                name="learns_words_of_description",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="PERFORM pok_learn_words(NEW.description); RETURN NULL;",
                    hash="4cadb8530d7996a38a3cde9acd07b8989837d863",
                    operation='INSERT OR UPDATE OF "description"',
                    pgid="pgtrigger_learns_words_of_description_309db",
                    table="actions_action",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="actionmotion",
            trigger=pgtrigger.compiler.Trigger(
                name="learns_words_of_label",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="PERFORM pok_learn_words(NEW.label); RETURN NULL;",
                    hash="0b7b33186289b9271515fc2275f0b70d9ef24fdc",
                    operation='INSERT OR UPDATE OF "label"',
                    pgid="pgtrigger_learns_words_of_label_95a32",
                    table="actions_actionmotion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="statusupdate",
            trigger=pgtrigger.compiler.Trigger(
                name="learns_words_of_text",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="PERFORM pok_learn_words(NEW.text); RETURN NULL;",
                    hash="497f97360611a4044944e84a4559d8ba80c4c5c7",
                    operation='INSERT OR UPDATE OF "text"',
                    pgid="pgtrigger_learns_words_of_text_bc209",
                    table="actions_statusupdate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="theme",
            trigger=pgtrigger.compiler.Trigger(
                name="learns_words_of_name",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="PERFORM pok_learn_words(NEW.name); RETURN NULL;",
                    hash="c2c25efba6a84540e81d75ecde63b5d876246340",
                    operation='INSERT OR UPDATE OF "name"',
                    pgid="pgtrigger_learns_words_of_name_964c7",
                    table="actions_theme",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="searchword",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass("word", "gin_trgm_ops"),
                name="search_word_trigrams",
            ),
        ),
        migrations.AddIndex(
            model_name="searchword",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["one_letter_less"], name="search_word_less"
            ),
        ),
        migrations.RunSQL(LEARN_ALL, migrations.RunSQL.noop),
    ]

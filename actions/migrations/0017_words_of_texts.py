"""Which words each text says, so that a search need not read the texts."""

import actions.models.text_search
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

# ROWS: with the thousand that PostgreSQL takes for granted it would read all words for each text.
WORDS = """
CREATE FUNCTION pok_words(value text) RETURNS SETOF text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE ROWS 50
    AS $$
        SELECT DISTINCT left(word, 200)
        FROM regexp_split_to_table(pok_plain(value), '[^[:alnum:]]+') AS said (word)
        WHERE word <> ''
    $$;
"""

LESS = """
CREATE FUNCTION pok_pieces_to_compare(word text) RETURNS text[]
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
        SELECT CASE
            WHEN word ~ '^[[:alpha:]]{4,40}$' THEN pok_one_letter_less(word)
            ELSE '{}'
        END
    $$;
"""

IDS = """
CREATE FUNCTION pok_word_ids(value text) RETURNS integer[]
    LANGUAGE sql STABLE STRICT
    AS $$
        SELECT coalesce(array_agg(known.id::integer), '{}')
        FROM pok_words(value) AS said (word)
        JOIN actions_searchword AS known ON known.word = said.word
    $$;
"""

# Not ON CONFLICT: two texts that share new words would wait for each other, or for ever.
NOTE = """
CREATE FUNCTION pok_note_words(of_place text, of_key bigint, value text) RETURNS void
    LANGUAGE sql
    AS $$
        INSERT INTO actions_searchword (word, one_letter_less)
        SELECT word, pok_pieces_to_compare(word)
        FROM pok_words(value) AS said (word)
        WHERE NOT EXISTS (
            SELECT FROM actions_searchword AS known WHERE known.word = said.word
        );
        SELECT pok_forget_words(of_place, of_key);
        INSERT INTO actions_textwords (place, key, words)
        SELECT of_place, of_key, pok_word_ids(value);
    $$;
"""

FORGET = """
CREATE FUNCTION pok_forget_words(of_place text, of_key bigint) RETURNS void
    LANGUAGE sql
    AS $$ DELETE FROM actions_textwords WHERE place = of_place AND key = of_key; $$;
"""

NOTE_ALL = """
INSERT INTO actions_searchword (word, one_letter_less)
SELECT word, pok_pieces_to_compare(word)
FROM (
    SELECT pok_words(description) FROM actions_action
    UNION SELECT pok_words(text) FROM actions_statusupdate
) AS said (word)
WHERE NOT EXISTS (SELECT FROM actions_searchword AS known WHERE known.word = said.word);

INSERT INTO actions_textwords (place, key, words)
SELECT 'description', id, pok_word_ids(description) FROM actions_action
UNION ALL SELECT 'text', id, pok_word_ids(text) FROM actions_statusupdate;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("actions", "0016_plainer_help_texts"),
    ]

    operations = [
        migrations.CreateModel(
            name="TextWords",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.CharField(max_length=11, verbose_name="plaats")),
                ("key", models.BigIntegerField(verbose_name="sleutel")),
                (
                    "words",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.IntegerField(), size=None, verbose_name="woorden"
                    ),
                ),
            ],
            options={
                "verbose_name": "woorden van een tekst",
                "verbose_name_plural": "woorden van teksten",
                "default_permissions": (),
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="action",
            name="learns_words_of_description",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="statusupdate",
            name="learns_words_of_text",
        ),
        migrations.AlterField(
            model_name="searchword",
            name="word",
            field=models.CharField(db_index=True, max_length=200, verbose_name="woord"),
        ),
        migrations.AddField(
            model_name="searchword",
            name="stems",
            field=models.GeneratedField(
                db_persist=True,
                expression=actions.models.text_search.DutchWords("word"),
                output_field=django.contrib.postgres.search.SearchVectorField(),
            ),
        ),
        migrations.RunSQL(WORDS, "DROP FUNCTION pok_words(text)"),
        migrations.RunSQL(LESS, "DROP FUNCTION pok_pieces_to_compare(text)"),
        migrations.RunSQL(IDS, "DROP FUNCTION pok_word_ids(text)"),
        migrations.RunSQL(FORGET, "DROP FUNCTION pok_forget_words(text, bigint)"),
        migrations.RunSQL(NOTE, "DROP FUNCTION pok_note_words(text, bigint, text)"),
        migrations.RunSQL(NOTE_ALL, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="searchword",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["stems"], name="search_word_stems"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="action",
            trigger=pgtrigger.compiler.Trigger(
                name="learns_words_of_description",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="PERFORM pok_note_words('description', NEW.id, NEW.description); RETURN NULL;",
                    hash="ed8113ddb86ac642cb117cfc390b73967fe96be1",
                    operation='INSERT OR UPDATE OF "description"',
                    pgid="pgtrigger_learns_words_of_description_309db",
                    table="actions_action",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="action",
            trigger=pgtrigger.compiler.Trigger(
                name="forgets_words_of_description",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="PERFORM pok_forget_words('description', OLD.id); RETURN NULL;",
                    hash="880fee3826055a11118d311ffd4c49d45804ba72",
                    operation="DELETE",
                    pgid="pgtrigger_forgets_words_of_description_b05f0",
                    table="actions_action",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="statusupdate",
            trigger=pgtrigger.compiler.Trigger(
                name="learns_words_of_text",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="PERFORM pok_note_words('text', NEW.id, NEW.text); RETURN NULL;",
                    hash="37145b1bef0c3c177d17c2e5b7e430bcc7f5cf50",
                    operation='INSERT OR UPDATE OF "text"',
                    pgid="pgtrigger_learns_words_of_text_bc209",
                    table="actions_statusupdate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="statusupdate",
            trigger=pgtrigger.compiler.Trigger(
                name="forgets_words_of_text",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="PERFORM pok_forget_words('text', OLD.id); RETURN NULL;",
                    hash="dd06084c793b67ec9afb0e62e0b9139b3b4ee6ea",
                    operation="DELETE",
                    pgid="pgtrigger_forgets_words_of_text_3277c",
                    table="actions_statusupdate",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="textwords",
            index=django.contrib.postgres.indexes.GinIndex(fields=["words"], name="text_words"),
        ),
        migrations.AddConstraint(
            model_name="textwords",
            constraint=models.UniqueConstraint(
                fields=("place", "key"), name="one_set_of_words_per_text"
            ),
        ),
    ]

"""The indexes of words keep no new rows aside, so that a word is looked up in one way."""

import django.contrib.postgres.indexes
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("actions", "0017_words_of_texts"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="searchword",
            name="search_word_trigrams",
        ),
        migrations.RemoveIndex(
            model_name="searchword",
            name="search_word_less",
        ),
        migrations.RemoveIndex(
            model_name="searchword",
            name="search_word_stems",
        ),
        migrations.RemoveIndex(
            model_name="textwords",
            name="text_words",
        ),
        migrations.AddIndex(
            model_name="searchword",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass("word", "gin_trgm_ops"),
                fastupdate=False,
                name="search_word_trigrams",
            ),
        ),
        migrations.AddIndex(
            model_name="searchword",
            index=django.contrib.postgres.indexes.GinIndex(
                fastupdate=False, fields=["one_letter_less"], name="search_word_less"
            ),
        ),
        migrations.AddIndex(
            model_name="searchword",
            index=django.contrib.postgres.indexes.GinIndex(
                fastupdate=False, fields=["stems"], name="search_word_stems"
            ),
        ),
        migrations.AddIndex(
            model_name="textwords",
            index=django.contrib.postgres.indexes.GinIndex(
                fastupdate=False, fields=["words"], name="text_words"
            ),
        ),
    ]

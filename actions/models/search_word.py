"""The words that the texts use: what a misspelt or joined word of a reader is compared with."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models

LEARNS = "learns_words_of_"


class SearchWord(models.Model):
    """A word of four letters or more, in lower case and without accents.

    Triggers add the words of each text that is written, of drafts as well, and nothing takes them
    away: whoever answers the public asks first whether a public text says the word. Two texts
    written at once may add a word twice; a unique index would make them wait for each other.
    """

    word = models.CharField("woord", max_length=40, db_index=True)
    # Words that are one letter apart share one of these; see pok_one_letter_less.
    one_letter_less = ArrayField(models.CharField(max_length=40), verbose_name="zonder een letter")

    class Meta:
        verbose_name = "zoekwoord"
        verbose_name_plural = "zoekwoorden"
        default_permissions = ()
        indexes = [
            GinIndex(OpClass("word", "gin_trgm_ops"), name="search_word_trigrams"),
            GinIndex(fields=["one_letter_less"], name="search_word_less"),
        ]

    def __str__(self) -> str:
        return self.word


def learns_words(column: str) -> pgtrigger.Trigger:
    """Return a trigger that adds the words of a column to the search words."""
    return pgtrigger.Trigger(
        name=f"{LEARNS}{column}",
        operation=pgtrigger.Insert | pgtrigger.UpdateOf(column),
        when=pgtrigger.After,
        func=f"PERFORM pok_learn_words(NEW.{column}); RETURN NULL;",
    )

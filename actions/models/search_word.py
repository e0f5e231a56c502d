"""The words that the texts use, and which text says which of them."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import GeneratedField, UniqueConstraint

from actions.models.text_search import DutchWords

LEARNS, FORGETS = "learns_words_of_", "forgets_words_of_"
DESCRIPTION, TEXT = "description", "text"
LONGEST_WORD = 200
# An index that keeps new rows aside until a vacuum reads all of them for every word it looks up:
# an edition, of which each text looks up its words, then took eight times as long.
WRITES_ASIDE = False


class SearchWord(models.Model):
    """A run of letters and digits in a text, in lower case and without accents.

    Of a longer one the beginning. Triggers add the words of each text that is written, of drafts
    as well, and nothing takes them away: whoever answers the public asks first whether a public
    text says the word. Two texts written at once may add a word twice; a unique index would make
    them wait for each other.
    """

    word = models.CharField("woord", max_length=LONGEST_WORD, db_index=True)
    # Words that are one letter apart share one of these; see pok_one_letter_less. Empty for what
    # no misspelt word is compared with: digits, less than four letters, more than forty.
    one_letter_less = ArrayField(models.CharField(max_length=40), verbose_name="zonder een letter")
    stems = GeneratedField(
        expression=DutchWords("word"),
        output_field=SearchVectorField(),
        db_persist=True,
        editable=False,
    )

    class Meta:
        verbose_name = "zoekwoord"
        verbose_name_plural = "zoekwoorden"
        default_permissions = ()
        indexes = [
            GinIndex(
                OpClass("word", "gin_trgm_ops"),
                name="search_word_trigrams",
                fastupdate=WRITES_ASIDE,
            ),
            GinIndex(fields=["one_letter_less"], name="search_word_less", fastupdate=WRITES_ASIDE),
            GinIndex(fields=["stems"], name="search_word_stems", fastupdate=WRITES_ASIDE),
        ]

    def __str__(self) -> str:
        return self.word


class TextWords(models.Model):
    """Which search words one text says: the description of an action, or an update.

    Kept by the triggers of the text, so that to find the texts with a word nobody has to read
    them. `key` is that of the action or the update; it may be a draft.
    """

    place = models.CharField("plaats", max_length=11)
    key = models.BigIntegerField("sleutel")
    words = ArrayField(models.IntegerField(), verbose_name="woorden")

    class Meta:
        verbose_name = "woorden van een tekst"
        verbose_name_plural = "woorden van teksten"
        default_permissions = ()
        constraints = [
            UniqueConstraint(fields=["place", "key"], name="one_set_of_words_per_text"),
        ]
        indexes = [GinIndex(fields=["words"], name="text_words", fastupdate=WRITES_ASIDE)]

    def __str__(self) -> str:
        return f"{self.place} {self.key}"


def learns_words(column: str) -> pgtrigger.Trigger:
    """Return a trigger that adds the words of a column to the search words."""
    return pgtrigger.Trigger(
        name=f"{LEARNS}{column}",
        operation=pgtrigger.Insert | pgtrigger.UpdateOf(column),
        when=pgtrigger.After,
        func=f"PERFORM pok_learn_words(NEW.{column}); RETURN NULL;",
    )


def notes_words(column: str) -> list[pgtrigger.Trigger]:
    """Return triggers that learn the words of a column and keep which of them it says."""
    return [
        pgtrigger.Trigger(
            name=f"{LEARNS}{column}",
            operation=pgtrigger.Insert | pgtrigger.UpdateOf(column),
            when=pgtrigger.After,
            func=f"PERFORM pok_note_words('{column}', NEW.id, NEW.{column}); RETURN NULL;",
        ),
        pgtrigger.Trigger(
            name=f"{FORGETS}{column}",
            operation=pgtrigger.Delete,
            when=pgtrigger.After,
            func=f"PERFORM pok_forget_words('{column}', OLD.id); RETURN NULL;",
        ),
    ]

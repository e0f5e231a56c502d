"""What the database makes of a text so that it can be searched."""

from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Func


class PlainText(Func):
    """Lower case without accents: what substring search compares."""

    function = "pok_plain"
    output_field = models.TextField()


class DutchWords(Func):
    """The words of a text, stemmed as Dutch, without accents: what word search compares."""

    function = "to_tsvector"
    template = "%(function)s('pok_dutch'::regconfig, %(expressions)s)"
    output_field = SearchVectorField()

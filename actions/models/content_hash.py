"""The fingerprint of what a reviewer reads, computed by the database itself."""

from django.db import models
from django.db.models import Func

# What a reviewer approves: the text and our reading of it. Also the order of the arguments.
HASHED_FIELDS = ("text", "status", "status_quote", "waiting_for", "as_of", "footnotes")


class ContentHash(Func):
    """The sha256, in hexadecimal, of the columns named in HASHED_FIELDS."""

    function = "pok_content_hash"
    output_field = models.CharField(max_length=64)

"""Dutch search that ignores accents, and the plain text in which parts of words are found."""

from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations

# A generated column asks for an immutable function; unaccent() itself is only stable because its
# dictionary could be replaced. Naming schema and dictionary makes the promise true here.
PLAIN = """
CREATE FUNCTION pok_plain(value text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$ SELECT lower(public.unaccent('public.unaccent'::regdictionary, value)) $$;
"""

DUTCH = """
CREATE TEXT SEARCH CONFIGURATION pok_dutch (COPY = pg_catalog.dutch);
ALTER TEXT SEARCH CONFIGURATION pok_dutch
    ALTER MAPPING FOR hword, hword_part, word WITH public.unaccent, dutch_stem;
"""


class Migration(migrations.Migration):
    dependencies = []

    operations = [
        TrigramExtension(),
        UnaccentExtension(),
        migrations.RunSQL(PLAIN, "DROP FUNCTION pok_plain(text)"),
        migrations.RunSQL(DUTCH, "DROP TEXT SEARCH CONFIGURATION pok_dutch"),
    ]

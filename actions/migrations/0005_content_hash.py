"""The fingerprint of what a reviewer reads, as a function that a generated column may use."""

from django.db import migrations

# A generated column asks for an immutable function. The functions inside are only called stable
# because others of that name depend on settings; with these arguments they do not. JSON keeps the
# parts apart: two different rows never give the same words to sha256.
HASH = """
CREATE FUNCTION pok_content_hash(
    content text, status text, status_quote text, waiting_for text, as_of date, footnotes jsonb
) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
        SELECT encode(
            sha256(
                convert_to(
                    jsonb_build_array(
                        content, status, status_quote, waiting_for,
                        to_char(as_of, 'YYYY-MM-DD'), footnotes
                    )::text,
                    'UTF8'
                )
            ),
            'hex'
        )
    $$;
"""


class Migration(migrations.Migration):
    dependencies = [("actions", "0004_drafts_without_status")]

    operations = [
        migrations.RunSQL(
            HASH, "DROP FUNCTION pok_content_hash(text, text, text, text, date, jsonb)"
        )
    ]

"""Where transactions that change what the public reads leave their number."""

from django.db import migrations

# No transaction has the number of another, so the numbers that stand here never come back
# together: they name what is published. A row that another transaction is writing is skipped, so
# nobody waits; when all are being written there is one more row.
MAKE = """
CREATE TABLE public_change (
    place serial PRIMARY KEY,
    changed_in xid8 NOT NULL
);
CREATE FUNCTION pok_public_change() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM public_change WHERE changed_in = pg_current_xact_id()) THEN
        RETURN;
    END IF;
    UPDATE public_change SET changed_in = pg_current_xact_id() WHERE place = (
        SELECT place FROM public_change ORDER BY place LIMIT 1 FOR UPDATE SKIP LOCKED
    );
    IF NOT FOUND THEN
        INSERT INTO public_change (changed_in) VALUES (pg_current_xact_id());
    END IF;
END $$;
"""
UNMAKE = "DROP FUNCTION pok_public_change(); DROP TABLE public_change;"


class Migration(migrations.Migration):
    dependencies = [("pok_tracker", "0003_history_of_people")]
    operations = [migrations.RunSQL(MAKE, UNMAKE)]

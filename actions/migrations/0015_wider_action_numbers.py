"""Numbers of actions beyond 32,767, also where a text refers to other actions."""

import django.contrib.postgres.fields
from django.db import migrations, models

# Changing the type of a column that a trigger compares makes pgtrigger put the trigger back
# without its comment, and `pgtrigger ls` would call it outdated for ever.
COMMENTS = """
COMMENT ON TRIGGER pgtrigger_update_update_1d90e ON actions_action
    IS '2a2f0b2f3742a4fc381258700110bb7034833a06';
COMMENT ON TRIGGER pgtrigger_update_update_59cc0 ON actions_statusupdate
    IS '80e9d0d7c45427fd0bd356ca05a238509092a7f3';
"""


class Migration(migrations.Migration):
    dependencies = [
        ("actions", "0014_public_changes"),
    ]

    operations = [
        migrations.AlterField(
            model_name="action",
            name="number",
            field=models.PositiveIntegerField(
                help_text="Het nummer in de tabel.", unique=True, verbose_name="nummer"
            ),
        ),
        migrations.AlterField(
            model_name="actionevent",
            name="number",
            field=models.PositiveIntegerField(
                help_text="Het nummer in de tabel.", verbose_name="nummer"
            ),
        ),
        migrations.AlterField(
            model_name="statusupdate",
            name="see_also",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.PositiveIntegerField(),
                blank=True,
                default=list,
                editable=False,
                size=None,
                verbose_name="verwijst naar acties",
            ),
        ),
        migrations.AlterField(
            model_name="statusupdate",
            name="shared_with",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.PositiveIntegerField(),
                blank=True,
                default=list,
                help_text="Nummers van acties die in de tabel dezelfde cel delen, met komma's ertussen.",
                size=None,
                verbose_name="gedeeld met acties",
            ),
        ),
        migrations.AlterField(
            model_name="statusupdateevent",
            name="see_also",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.PositiveIntegerField(),
                blank=True,
                default=list,
                editable=False,
                size=None,
                verbose_name="verwijst naar acties",
            ),
        ),
        migrations.AlterField(
            model_name="statusupdateevent",
            name="shared_with",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.PositiveIntegerField(),
                blank=True,
                default=list,
                help_text="Nummers van acties die in de tabel dezelfde cel delen, met komma's ertussen.",
                size=None,
                verbose_name="gedeeld met acties",
            ),
        ),
        migrations.RunSQL(COMMENTS, COMMENTS),
    ]

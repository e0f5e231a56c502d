"""Help with signing in is kept, the auditor sees the history of people, reviewers set ministries."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

PEOPLE = ("account", "accountright", "accountrole", "secondfactor", "signon")
SEEN_BY_AUDITOR = [
    ("actions", "signinhelp"),
    ("actions", "signinhelpevent"),
    *(("pok_tracker", name) for name in PEOPLE),
    *(("pok_tracker", f"{name}event") for name in PEOPLE),
]
ADDED = {
    "auditor": [("view", *model) for model in SEEN_BY_AUDITOR],
    # Which ministries act is our reading, so whoever reviews may mend it.
    "eindredacteur": [
        (verb, "actions", "actionministry") for verb in ("add", "change", "delete")
    ],
}


def give_rights(apps, schema_editor):
    """Add the rights to the roles; rights are normally made after the last migration."""
    database = schema_editor.connection.alias
    content_types = apps.get_model("contenttypes", "ContentType").objects.using(database)
    permissions = apps.get_model("auth", "Permission").objects.using(database)
    for role, rights in ADDED.items():
        group = apps.get_model("auth", "Group").objects.using(database).get(name=role)
        for verb, app, model in rights:
            content_type, _ = content_types.get_or_create(app_label=app, model=model)
            verbose_name = apps.get_model(app, model)._meta.verbose_name
            permission, _ = permissions.get_or_create(
                content_type=content_type,
                codename=f"{verb}_{model}",
                defaults={"name": f"Can {verb} {verbose_name}"[:255]},
            )
            group.permissions.add(permission)


class Migration(migrations.Migration):

    dependencies = [
        ('actions', '0010_editions_released'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('pok_tracker', '0003_history_of_people'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SignInHelp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('wachtwoord', 'wachtwoord ingesteld'), ('tweede-factor', 'tweede factor verwijderd')], max_length=13, verbose_name='soort')),
                ('given_at', models.DateTimeField(verbose_name='gedaan op')),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sign_in_help', to=settings.AUTH_USER_MODEL, verbose_name='account')),
                ('given_by', models.ForeignKey(blank=True, help_text='Leeg als het op de server zelf gebeurde.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='gedaan door')),
            ],
            options={
                'verbose_name': 'hulp bij inloggen',
                'verbose_name_plural': 'hulp bij inloggen',
                'ordering': ['-given_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='SignInHelpEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('wachtwoord', 'wachtwoord ingesteld'), ('tweede-factor', 'tweede factor verwijderd')], max_length=13, verbose_name='soort')),
                ('given_at', models.DateTimeField(verbose_name='gedaan op')),
                ('account', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='account')),
                ('given_by', models.ForeignKey(blank=True, db_constraint=False, help_text='Leeg als het op de server zelf gebeurde.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='gedaan door')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='actions.signinhelp')),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='signinhelp',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actions_signinhelpevent" ("account_id", "given_at", "given_by_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."account_id", NEW."given_at", NEW."given_by_id", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='18389a21490149ad476d15116a8dd07726309931', operation='INSERT', pgid='pgtrigger_insert_insert_259b2', table='actions_signinhelp', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='signinhelp',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "actions_signinhelpevent" ("account_id", "given_at", "given_by_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."account_id", NEW."given_at", NEW."given_by_id", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='22dbeaf21a192723b6ffee3fe4509b0398838077', operation='UPDATE', pgid='pgtrigger_update_update_13673', table='actions_signinhelp', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='signinhelp',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actions_signinhelpevent" ("account_id", "given_at", "given_by_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."account_id", OLD."given_at", OLD."given_by_id", OLD."id", OLD."kind", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='9b81907bb56eb99f5fa9e6ba625ba85d5034a841', operation='DELETE', pgid='pgtrigger_delete_delete_8bd04', table='actions_signinhelp', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='signinhelpevent',
            trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF current_database() NOT LIKE 'test\\_%' OR current_setting('pok.guard_tests', true) = 'yes' THEN\n            RAISE EXCEPTION 'De geschiedenis wordt nooit gewist.' USING ERRCODE = 'check_violation';\n        END IF;\n        RETURN NULL;\n        ", hash='7c5d22715338a8183eeb62591f85e99293b94497', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_95aa6', table='actions_signinhelpevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='signinhelpevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='9c0cd89d4faeebd802fcfd91aa002a0dea16e1e7', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_be04f', table='actions_signinhelpevent', when='BEFORE')),
        ),
        migrations.RunPython(give_rights, migrations.RunPython.noop),
    ]

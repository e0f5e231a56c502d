"""Whoever may see a motion may see its terms; the auditor sees their history as well."""

from django.db import migrations

RIGHTS = {
    "redacteur": ("motionterm",),
    "eindredacteur": ("motionterm",),
    "auditor": ("motionterm", "motiontermevent"),
}


def give_rights(apps, schema_editor):
    """Add the right to see, made when it is not there, to each role."""
    database = schema_editor.connection.alias
    groups = apps.get_model("auth", "Group").objects.using(database)
    for role, models in RIGHTS.items():
        group = groups.get(name=role)
        for model in models:
            group.permissions.add(right_to_see(apps, database, model))


def right_to_see(apps, database, model):
    """The right to see the rows of a model of this app."""
    content_type, _ = (
        apps.get_model("contenttypes", "ContentType")
        .objects.using(database)
        .get_or_create(app_label="motions", model=model)
    )
    name = apps.get_model("motions", model)._meta.verbose_name
    made, _ = (
        apps.get_model("auth", "Permission")
        .objects.using(database)
        .get_or_create(
            content_type=content_type,
            codename=f"view_{model}",
            defaults={"name": f"Can view {name}"[:255]},
        )
    )
    return made


def take_rights(apps, schema_editor):
    """Take the rights back from the roles."""
    database = schema_editor.connection.alias
    links = apps.get_model("auth", "Group").permissions.through.objects.using(database)
    models = {model for models in RIGHTS.values() for model in models}
    links.filter(
        group__name__in=RIGHTS,
        permission__content_type__app_label="motions",
        permission__codename__in=[f"view_{model}" for model in models],
    ).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("motions", "0004_motion_terms"),
        ("actions", "0007_roles"),
    ]

    operations = [migrations.RunPython(give_rights, take_rights)]

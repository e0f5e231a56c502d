"""The four roles as groups, with the rights that each has on the day of this migration."""

from django.db import migrations

CONTENT = {
    "actions": (
        "action",
        "actionministry",
        "actionmotion",
        "milestone",
        "ministry",
        "statusreport",
        "statusupdate",
        "theme",
    ),
    "motions": (
        "document",
        "member",
        "membership",
        "motion",
        "motionsubmitter",
        "party",
    ),
}
STAFF = {"actions": ("editor", "editorministry")}
ACCOUNTS = {"auth": ("user", "group")}
LOGS = {"pghistory": ("context",), "admin": ("logentry",)}


def rights(verbs, models):
    """Names of rights: app, model and codename."""
    return {
        (app, model, f"{verb}_{model}")
        for app, names in models.items()
        for model in names
        for verb in verbs
    }


def events(models):
    """The tables that hold the history of these models."""
    return {app: tuple(f"{model}event" for model in names) for app, names in models.items()}


SUBMIT = ("actions", "statusupdate", "submit_statusupdate")
REVIEW = ("actions", "statusupdate", "review_statusupdate")
WITHDRAW = ("actions", "statusupdate", "withdraw_statusupdate")

WRITER = (
    rights(["view"], CONTENT)
    | rights(["add", "change"], {"actions": ("statusupdate", "milestone")})
    | {SUBMIT}
)
ROLES = {
    "redacteur": WRITER,
    "eindredacteur": WRITER | {REVIEW, WITHDRAW},
    "beheerder accounts": (
        rights(["view", "add", "change"], {"auth": ("user",)})
        | rights(["view"], {"auth": ("group",), "actions": ("ministry",)})
        | rights(["view", "add", "change"], {"actions": ("editor",)})
        | rights(["view", "add", "change", "delete"], {"actions": ("editorministry",)})
    ),
    "auditor": (
        rights(["view"], CONTENT)
        | rights(["view"], events(CONTENT))
        | rights(["view"], STAFF)
        | rights(["view"], events(STAFF))
        | rights(["view"], ACCOUNTS)
        | rights(["view"], LOGS)
    ),
}
# Rights are normally made after the last migration; the names are those Django would give.
OWN_NAMES = {
    SUBMIT[2]: "Kan een stand van zaken indienen ter beoordeling",
    REVIEW[2]: "Kan een stand van zaken beoordelen en publiceren",
    WITHDRAW[2]: "Kan een gepubliceerde stand van zaken intrekken",
}


def make_roles(apps, schema_editor):
    """Make the groups, and the rights that are not there yet."""
    group_model = apps.get_model("auth", "Group")
    database = schema_editor.connection.alias
    for name, wanted in ROLES.items():
        group, _ = group_model.objects.using(database).get_or_create(name=name)
        group.permissions.set(permission(apps, database, *right) for right in sorted(wanted))


def permission(apps, database, app, model, codename):
    """The right of that name, made when it is not there."""
    content_type, _ = (
        apps.get_model("contenttypes", "ContentType")
        .objects.using(database)
        .get_or_create(app_label=app, model=model)
    )
    verb = codename.partition("_")[0]
    verbose_name = apps.get_model(app, model)._meta.verbose_name
    made, _ = (
        apps.get_model("auth", "Permission")
        .objects.using(database)
        .get_or_create(
            content_type=content_type,
            codename=codename,
            defaults={"name": OWN_NAMES.get(codename, f"Can {verb} {verbose_name}")[:255]},
        )
    )
    return made


def remove_roles(apps, schema_editor):
    """Remove the groups; whoever had one has it no longer."""
    groups = apps.get_model("auth", "Group").objects.using(schema_editor.connection.alias)
    groups.filter(name__in=ROLES).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("actions", "0006_publishing"),
        ("admin", "0003_logentry_add_action_flag_choices"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("motions", "0003_never_emptied"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [migrations.RunPython(make_roles, remove_roles)]

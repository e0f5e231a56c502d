"""The tables of the site, read only."""

from django.db import models


class Theme(models.Model):
    """A theme, or a theme below one."""

    slug = models.SlugField()
    name = models.CharField(max_length=120)
    parent = models.ForeignKey("self", models.DO_NOTHING, null=True)

    class Meta:
        managed = False
        db_table = "actions_theme"

    def __str__(self) -> str:
        return self.name


class Ministry(models.Model):
    """A ministry."""

    code = models.CharField(max_length=20)

    class Meta:
        managed = False
        db_table = "actions_ministry"

    def __str__(self) -> str:
        return self.code


class Action(models.Model):
    """A numbered action."""

    number = models.PositiveIntegerField()
    description = models.TextField()
    theme = models.ForeignKey(Theme, models.DO_NOTHING)
    ministries = models.ManyToManyField(Ministry, through="ActionMinistry")

    class Meta:
        managed = False
        db_table = "actions_action"

    def __str__(self) -> str:
        return f"{self.number}. {self.description}"


class ActionMinistry(models.Model):
    """A ministry at an action."""

    action = models.ForeignKey(Action, models.DO_NOTHING)
    ministry = models.ForeignKey(Ministry, models.DO_NOTHING)

    class Meta:
        managed = False
        db_table = "actions_actionministry"

    def __str__(self) -> str:
        return str(self.ministry)


class Update(models.Model):
    """What was said about an action."""

    action = models.ForeignKey(Action, models.DO_NOTHING)
    status = models.CharField(max_length=20)
    state = models.CharField(max_length=16)
    published_at = models.DateTimeField()

    class Meta:
        managed = False
        db_table = "actions_statusupdate"

    def __str__(self) -> str:
        return f"{self.action.number} {self.status}"

"""The table, as the tutorial of django-tables2 declares one."""

import django_tables2 as tables

from bench.textbook.models import Update


class UpdateTable(tables.Table):
    """A row for each action, with what was last said."""

    number = tables.Column(accessor="action__number")
    description = tables.Column(accessor="action__description")
    theme = tables.Column(accessor="action__theme")
    ministries = tables.ManyToManyColumn(accessor="action__ministries")
    changed = tables.DateColumn(accessor="published_at")

    class Meta:
        model = Update
        template_name = "django_tables2/bootstrap.html"
        fields = ("number", "description", "theme", "status", "ministries", "changed")

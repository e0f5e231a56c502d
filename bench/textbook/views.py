"""The page, as both tutorials join their views."""

from django_filters.views import FilterView
from django_tables2 import SingleTableMixin

from bench.textbook.filters import UpdateFilter
from bench.textbook.models import Update
from bench.textbook.tables import UpdateTable


class UpdateList(SingleTableMixin, FilterView):
    """A page of 25 rows under a form."""

    queryset = Update.objects.filter(state="gepubliceerd")
    table_class = UpdateTable
    filterset_class = UpdateFilter
    template_name = "textbook/list.html"
    paginate_by = 25

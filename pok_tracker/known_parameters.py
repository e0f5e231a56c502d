"""The names that the addresses of public pages know; any other says nothing and is left out."""

from actions.change_filters import ChangeFilter
from actions.filters import ActionFilter
from actions.fingerprints import PARAMETER as FINGERPRINT
from actions.period import PeriodForm
from actions.term_filters import TermFilter
from motions.filters import MotionFilter
from pok_tracker.lib.api_parameters import PAGE
from pok_tracker.lib.viewpoint import PARAMETER as PEILDATUM

KNOWN_PARAMETERS = frozenset(
    {
        *ActionFilter.base_filters,
        *ChangeFilter.base_filters,
        *MotionFilter.base_filters,
        *TermFilter.base_filters,
        *PeriodForm.base_fields,
        FINGERPRINT,
        PAGE,
        PEILDATUM,
    }
)

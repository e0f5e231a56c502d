"""The models of the app, one subject a file; import them from here."""

from motions.models.document import Document
from motions.models.member import DaySpan, Member, Membership, member_of_party_then
from motions.models.motion import Motion
from motions.models.natural_keys import KamerstukManager, NaturalKeyManager
from motions.models.party import Party
from motions.models.settlement import MotionQuerySet, Settlement
from motions.models.submitter import MotionSubmitter
from motions.models.term import MotionTerm

__all__ = [
    "DaySpan",
    "Document",
    "KamerstukManager",
    "Member",
    "Membership",
    "Motion",
    "MotionQuerySet",
    "MotionSubmitter",
    "MotionTerm",
    "NaturalKeyManager",
    "Party",
    "Settlement",
    "member_of_party_then",
]

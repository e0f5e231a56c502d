"""The models of the app, one subject a file; import them from here."""

from actions.models.action import Action, ActionMinistry, ActionMotion
from actions.models.edition import EditionPreview, EditionRow
from actions.models.editor import Editor, EditorMinistry
from actions.models.milestone import Milestone
from actions.models.ministry import Ministry
from actions.models.outcome import Outcome
from actions.models.promises import Standing
from actions.models.report import StatusReport
from actions.models.search_word import SearchWord, TextWords
from actions.models.sign_in_help import SignInHelp
from actions.models.status import Status, WaitingFor
from actions.models.theme import Theme
from actions.models.update import StatusUpdate

__all__ = [
    "Action",
    "ActionMinistry",
    "ActionMotion",
    "EditionPreview",
    "EditionRow",
    "Editor",
    "EditorMinistry",
    "Milestone",
    "Ministry",
    "Outcome",
    "SearchWord",
    "SignInHelp",
    "Standing",
    "Status",
    "StatusReport",
    "StatusUpdate",
    "TextWords",
    "Theme",
    "WaitingFor",
]

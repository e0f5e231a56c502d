"""The headings of a grid to themes and sub-themes.

A heading says what it is by its outline level, by the notes, or by its capitals. Where none of
these tells, and two headings follow each other, the document is refused.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from actions.statustable.errors import Place, StatusTableError
from actions.statustable.gridrows import ActionRow, HeadingRow
from actions.statustable.layout import LayoutNotes
from actions.statustable.notices import Notice
from actions.statustable.records import Heading

NOTHING = frozenset({"", "-", "–", "geen", "n.v.t.", "nvt"})
TELL_APART = (
    "zet de thema's in hoofdletters en de subthema's niet, of gebruik kolommen Thema en Subthema."
)


class Themes:
    """Tells of each row under which theme and sub-theme it stands; remembers their headings."""

    def __init__(self, items: Sequence[HeadingRow | ActionRow], notes: LayoutNotes) -> None:
        self._notes = notes
        self._main = _main_headings(items, notes)
        self._all_capitals = _all_in_capitals(items)
        self._theme: str | None = None
        self._subtheme: str | None = None
        self._headings: dict[tuple[str, str | None], Heading] = {}
        self.notices: list[Notice] = []

    @property
    def headings(self) -> tuple[Heading, ...]:
        """Return each heading once, in the order of the document."""
        return tuple(self._headings.values())

    def start(self, heading: HeadingRow) -> None:
        """Go on under this heading; raises StatusTableError when it is a sub-theme of nothing."""
        if id(heading) in self._main:
            capitals_shown = heading.capitals
            self._theme = heading.text if capitals_shown else self._theme_name(heading.text)
            self._subtheme = None
        elif self._theme is None:
            raise StatusTableError.at(
                heading.place,
                f"Het subthema “{heading.text}” staat niet onder een thema.",
                TELL_APART,
            )
        else:
            self._subtheme = heading.text
        self._remember(heading.text, heading.row, heading.place)

    def of(self, action: ActionRow) -> tuple[str, str | None]:
        """Return the theme and the sub-theme of a row.

        Columns Thema and Subthema overrule the headings; an empty Thema is that of the row above.
        Raises StatusTableError when the row stands under no theme.
        """
        theme, subtheme = _filled(action.text("theme")), _filled(action.text("subtheme"))
        if theme:
            self._theme, self._subtheme = self._theme_name(theme), subtheme or None
        elif subtheme:
            self._subtheme = subtheme
        if self._theme is None:
            raise StatusTableError.at(
                action.place,
                "Deze actie staat niet onder een thema.",
                "zet een kopje met het thema boven de rij, of voeg een kolom Thema toe.",
            )
        if theme or subtheme:
            self._remember_columns(theme, action)
        return self._theme, self._subtheme

    def _remember_columns(self, printed: str, action: ActionRow) -> None:
        subtheme, self._subtheme = self._subtheme, None
        self._remember(printed or self._theme or "", action.rows[0], action.place)
        self._subtheme = subtheme
        if subtheme:
            self._remember(subtheme, action.rows[0], action.place)

    def _remember(self, printed: str, row: int, place: Place) -> None:
        theme = self._theme or ""
        if (theme, self._subtheme) in self._headings:
            return
        self._headings[theme, self._subtheme] = Heading(printed, theme, self._subtheme, row)
        if self._notes.themes and printed.casefold() not in _known(self._notes):
            self.notices.append(Notice(f"Het kopje “{printed}” is nieuw.", place))

    def _theme_name(self, text: str) -> str:
        """Return a theme in sentence case when the document prints its themes in capitals."""
        known = text.casefold() in _known_themes(self._notes)
        in_capitals = text.isupper() and (known or self._all_capitals)
        return text.capitalize() if in_capitals else text


def _filled(text: str | None) -> str:
    plain = " ".join((text or "").split())
    return "" if plain.casefold() in NOTHING else plain


def _known_themes(notes: LayoutNotes) -> frozenset[str]:
    return frozenset(theme.heading.casefold() for theme in notes.themes)


def _known_subthemes(notes: LayoutNotes) -> frozenset[str]:
    return frozenset(name.casefold() for theme in notes.themes for name in theme.subthemes)


def _known(notes: LayoutNotes) -> frozenset[str]:
    return _known_themes(notes) | _known_subthemes(notes)


def _all_in_capitals(items: Iterable[HeadingRow | ActionRow]) -> bool:
    """Tell whether capitals are how this document prints a theme, not the name of one theme."""
    columns = [_filled(item.text("theme")) for item in items if isinstance(item, ActionRow)]
    return all(text.isupper() for text in columns if text)


def _main_headings(items: Sequence[HeadingRow | ActionRow], notes: LayoutNotes) -> frozenset[int]:
    """Return the ids of the headings that are themes; the others are sub-themes."""
    headings = [item for item in items if isinstance(item, HeadingRow)]
    levels = [heading.level for heading in headings if heading.level is not None]
    if levels and len(levels) == len(headings):
        return frozenset(id(item) for item in headings if item.level == min(levels))
    shown = any(heading.capitals for heading in headings)
    in_capitals = [
        item for item in headings if item.capitals or (item.text.isupper() and not shown)
    ]
    main = {id(item) for item in headings if item.text.casefold() in _known_themes(notes)}
    known = {id(item) for item in headings if item.text.casefold() in _known(notes)}
    main |= {id(item) for item in in_capitals if id(item) not in known}
    if not in_capitals:
        unclear = [item for item in headings if id(item) not in known]
        _refuse_unclear(items, unclear, anything_known=bool(known))
        main |= {id(item) for item in unclear}
    return frozenset(main)


def _refuse_unclear(
    items: Sequence[HeadingRow | ActionRow],
    unclear: Sequence[HeadingRow],
    *,
    anything_known: bool,
) -> None:
    """Refuse headings of which nothing tells whether they are themes or sub-themes."""
    follows = [
        after
        for before, after in pairwise(items)
        if isinstance(before, HeadingRow) and isinstance(after, HeadingRow)
    ]
    if unclear and (anything_known or follows):
        raise StatusTableError.at(
            unclear[0].place if anything_known else follows[0].place,
            f"Is “{unclear[0].text}” een thema of een subthema?",
            TELL_APART,
        )

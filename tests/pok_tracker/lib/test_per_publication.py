"""What is made of a publication is kept until there is another."""

import pytest

from pok_tracker.lib import per_publication
from pok_tracker.lib.per_publication import PerPublication
from pok_tracker.lib.publication import Publication


def publication(version: str) -> Publication:
    return Publication((version, float("inf")), float("inf"), float("inf"))


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> list[Publication | None]:
    """What the process knows: the first of the list, the last one for good."""
    answers: list[Publication | None] = [None]
    monkeypatch.setattr(
        per_publication,
        "known_publication",
        lambda: answers.pop(0) if len(answers) > 1 else answers[0],
    )
    return answers


def test_the_same_publication_is_made_once(known: list[Publication | None]):
    known[:] = [publication("1")]
    kept: PerPublication[object] = PerPublication()

    assert kept.get(object) is kept.get(object)


def test_another_publication_is_made_anew(known: list[Publication | None]):
    kept: PerPublication[str] = PerPublication()
    known[:] = [publication("1")]
    first = kept.get(lambda: "first")
    known[:] = [publication("2")]

    assert (first, kept.get(lambda: "second")) == ("first", "second")


def test_without_a_publication_nothing_is_made(known: list[Publication | None]):
    kept: PerPublication[str] = PerPublication()
    known[:] = [publication("1")]
    kept.get(lambda: "first")
    known[:] = [None]

    assert kept.get(lambda: "second") is None


@pytest.mark.parametrize("after", [publication("2"), None])
def test_what_was_made_while_something_was_published_is_thrown_away(
    known: list[Publication | None], after: Publication | None
):
    kept: PerPublication[str] = PerPublication()
    known[:] = [publication("1"), after]
    half = kept.get(lambda: "half old, half new")
    known[:] = [publication("1")]

    assert (half, kept.get(lambda: "whole")) == (None, "whole")


def test_who_comes_while_it_is_made_does_not_wait(known: list[Publication | None]):
    known[:] = [publication("1")]
    kept: PerPublication[str] = PerPublication()
    meanwhile = []

    def make() -> str:
        meanwhile.append(kept.get(lambda: "again"))
        return "made"

    assert (kept.get(make), meanwhile) == ("made", [None])


def test_what_cannot_be_made_is_tried_again(known: list[Publication | None]):
    known[:] = [publication("1")]
    kept: PerPublication[int] = PerPublication()
    with pytest.raises(ZeroDivisionError):
        kept.get(lambda: 1 // 0)

    assert kept.get(lambda: 2) == 2

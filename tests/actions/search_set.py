"""The questions of search_queries.txt, and how well a search answers them."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

QUESTIONS = Path(__file__).with_name("search_queries.txt")
FIRST_PAGE = 10


@dataclass(frozen=True, slots=True)
class Question:
    """What a reader types, which actions may come first, and all that belong in the first ten."""

    words: str
    first: frozenset[int]
    right: frozenset[int]


@dataclass(frozen=True, slots=True)
class Score:
    """How a search did on several questions; `report` says so for each question it got wrong."""

    recall: float
    first: float
    report: str


def read_questions() -> list[Question]:
    """Return the questions in the order of the file."""
    lines = QUESTIONS.read_text(encoding="utf-8").splitlines()
    return [_question(line) for line in lines if line.strip() and not line.startswith("#")]


def measure(questions: Sequence[Question], search: Callable[[str], list[int]]) -> Score:
    """Ask every question; recall at ten over all of them, first hits over those that have one."""
    found = {question: search(question.words)[:FIRST_PAGE] for question in questions}
    recalls = [_recall(question, found[question]) for question in questions]
    with_first = [question for question in questions if question.first]
    right_first = [question for question in with_first if _is_first_right(question, found)]
    wrong = [
        question
        for question in questions
        if _recall(question, found[question]) < 1
        or (question.first and question not in right_first)
    ]
    recall, first = sum(recalls) / len(recalls), len(right_first) / len(with_first)
    lines = [
        f"{question.words:<60} first {_numbers(question.first):<9} right "
        f"{_numbers(question.right):<15} found {_numbers(found[question], ordered=True)}"
        for question in wrong
    ]
    head = f"{len(questions)} questions: recall at {FIRST_PAGE} {recall:.3f}, first {first:.3f}"
    return Score(recall, first, "\n".join(["", head, *lines]))


def _question(line: str) -> Question:
    words, first, others = (cell.strip() for cell in line.split("|"))
    firsts = frozenset(map(int, re.findall("[0-9]+", first)))
    return Question(words, firsts, firsts | frozenset(map(int, others.split())))


def _recall(question: Question, found: Sequence[int]) -> float:
    return len(question.right & set(found)) / len(question.right)


def _is_first_right(question: Question, found: dict[Question, list[int]]) -> bool:
    return found[question][:1] != [] and found[question][0] in question.first


def _numbers(numbers: Sequence[int] | frozenset[int], *, ordered: bool = False) -> str:
    return " ".join(map(str, numbers if ordered else sorted(numbers))) or "-"

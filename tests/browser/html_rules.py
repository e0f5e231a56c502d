"""Asks html-validate what is wrong with the HTML of pages."""

import json
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

HERE = Path(__file__).parent
PROGRAM = HERE / "node_modules" / ".bin" / "html-validate"
RULES = HERE / "html_rules.cjs"
PLACE_IN_ROW = re.compile(r":nth-child\(\d+\)")


def html_rules_broken(
    pages: dict[str, str], folder: Path, *, without: Mapping[str, str] | None = None
) -> dict[str, list[str]]:
    """For each page, by its address, the rules that it breaks; the pages are written in the folder.

    `without` looks past elements: a rule, and as a regular expression which selectors may break it.
    One start of Node reads all pages: a start takes longer than reading them.
    """
    files = {folder / f"{place}.html": address for place, address in enumerate(pages)}
    for file, address in files.items():
        file.write_text(pages[address])
    # Through a pipe, Node leaves before a long answer is written; a file it writes to the end.
    answer = folder / "answer.json"
    # It leaves with 1 when a rule is broken, which its answer says as well.
    done = subprocess.run(
        [PROGRAM, "--config", RULES, "--formatter", f"json={answer}", *files],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.stderr == "", done.stderr
    found = json.loads(answer.read_text())
    broken = {files[Path(page["filePath"])]: page["messages"] for page in found}
    return {address: _as_texts(broken.get(address, []), without or {}) for address in pages}


def _as_texts(messages: list[dict[str, object]], without: Mapping[str, str]) -> list[str]:
    return [
        f"{each['ruleId']}, line {each['line']}: {each['message']}"
        for each in messages
        if not _is_left_out(each, without)
    ]


def _is_left_out(message: dict[str, object], without: Mapping[str, str]) -> bool:
    selectors = without.get(str(message["ruleId"]))
    place = PLACE_IN_ROW.sub("", str(message["selector"]))
    return selectors is not None and re.fullmatch(selectors, place) is not None

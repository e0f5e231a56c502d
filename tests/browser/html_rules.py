"""Asks html-validate what is wrong with the HTML of pages."""

import json
import subprocess
from pathlib import Path

HERE = Path(__file__).parent
PROGRAM = HERE / "node_modules" / ".bin" / "html-validate"
RULES = HERE / "html_rules.cjs"


def html_rules_broken(pages: dict[str, str], folder: Path) -> dict[str, list[str]]:
    """For each page, by its address, the rules that it breaks; the pages are written in the folder.

    One start of Node reads all pages: a start takes longer than reading them.
    """
    files = {folder / f"{place}.html": address for place, address in enumerate(pages)}
    for file, address in files.items():
        file.write_text(pages[address])
    # It leaves with 1 when a rule is broken, which its answer says as well.
    done = subprocess.run(
        [PROGRAM, "--config", RULES, "--formatter", "json", *files],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.stderr == "", done.stderr
    broken = {files[Path(page["filePath"])]: page["messages"] for page in json.loads(done.stdout)}
    return {address: _as_texts(broken.get(address, [])) for address in pages}


def _as_texts(messages: list[dict[str, object]]) -> list[str]:
    return [f"{each['ruleId']}, line {each['line']}: {each['message']}" for each in messages]

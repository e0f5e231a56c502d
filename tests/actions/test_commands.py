"""The commands that turn tables into fixtures."""

import io
import json
import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

FIXTURES = settings.BASE_DIR / "fixtures"
SOURCE = FIXTURES / "source" / "stand-van-zaken-2021-06.txt"


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def parse(*arguments: str) -> str:
    output = io.StringIO()
    call_command("parse_status_table", *arguments, stdout=output)
    return output.getvalue()


def test_rebuilding_the_fixtures_changes_no_byte() -> None:
    before = contents(FIXTURES)
    call_command("rebuild_fixtures", stdout=io.StringIO())
    assert contents(FIXTURES) == before


def test_a_source_that_is_wrong_leaves_the_fixtures_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "fixtures"
    shutil.copytree(FIXTURES, broken)
    source = broken / "source" / SOURCE.name
    source.write_bytes(source.read_bytes()[:40_000])
    before = contents(broken)
    monkeypatch.setattr("actions.management.commands.rebuild_fixtures.FIXTURES", broken)
    with pytest.raises(CommandError, match=r"Er is niets geschreven\.$"):
        call_command("rebuild_fixtures", stdout=io.StringIO())
    assert contents(broken) == before


def test_a_parsed_table_is_the_committed_fixture() -> None:
    printed = json.loads(
        parse(
            str(SOURCE),
            "--editorial",
            str(FIXTURES / "editorial" / "2021-06.json"),
            "--facts",
            str(FIXTURES / "editorial" / "motions.json"),
        )
    )
    committed = [
        item
        for name in ("themes", "motions", "editions/2021-06")
        for item in json.loads((FIXTURES / f"{name}.json").read_text())
    ]
    assert printed == committed


def test_a_table_that_is_wrong_prints_nothing(tmp_path: Path) -> None:
    file = tmp_path / "leeg.txt"
    file.write_bytes(b"")
    output = io.StringIO()
    with pytest.raises(CommandError, match=r"^leeg\.txt: .* Er is niets geschreven\.$"):
        call_command("parse_status_table", str(file), "--peildatum=2021-06-30", stdout=output)
    assert output.getvalue() == ""


def test_a_peildatum_that_is_no_date_is_refused_in_dutch() -> None:
    with pytest.raises(CommandError, match=r"'morgen' is geen datum. Schrijf jaar-maand-dag"):
        parse(str(SOURCE), "--peildatum=morgen")

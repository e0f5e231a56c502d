"""The command that takes the next edition in, on the table as it was received."""

import io
import json
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from actions.models import StatusReport, StatusUpdate
from pok_tracker.seeding import seed_empty_database
from tests.cast import Cast

pytestmark = pytest.mark.django_db

SOURCE = settings.BASE_DIR / "fixtures" / "source" / "stand-van-zaken-2021-06.txt"
ALL = list(range(1, 87))


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """The received table with one word changed, as another file, without notes beside it."""
    file = tmp_path / "2022-01.txt"
    text = SOURCE.read_text(encoding="utf-8")
    file.write_text(text.replace("Cathuisregeling", "Catshuisregeling"), encoding="utf-8")
    return file


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    file = tmp_path / "kapot.txt"
    file.write_text("Geen tabel.\n", encoding="utf-8")
    return file


def run(file: Path, *arguments: str, peildatum: str = "2022-01-15") -> tuple[str, str]:
    """What the command printed as its answer, and what it said beside it."""
    answer, said = io.StringIO(), io.StringIO()
    call_command(
        "import_edition",
        str(file),
        f"--peildatum={peildatum}",
        *arguments,
        stdout=answer,
        stderr=said,
    )
    return answer.getvalue(), said.getvalue()


@pytest.mark.parametrize("peildatum", ["2021-06-30", "2022-01-15"])
def test_the_table_as_received_differs_in_nothing(peildatum: str) -> None:
    seed_empty_database()

    answer, _ = run(SOURCE, "--dry-run", "--json", peildatum=peildatum)

    assert json.loads(answer) == {
        "ongewijzigd": ALL,
        "gewijzigd": [],
        "nieuw": [],
        "ontbrekend": [],
        "problemen": [],
    }


def test_a_dry_run_names_what_changed_and_writes_nothing(changed: Path) -> None:
    seed_empty_database()

    answer, _ = run(changed, "--dry-run", "--json")

    assert json.loads(answer) == {
        "ongewijzigd": ALL[1:],
        "gewijzigd": [{"nummer": 1, "velden": ["standVanZaken"]}],
        "nieuw": [],
        "ontbrekend": [],
        "problemen": [],
    }
    assert (StatusReport.objects.count(), StatusUpdate.objects.count()) == (1, 86)


def test_in_an_empty_database_everything_is_new() -> None:
    answer, _ = run(SOURCE, "--dry-run", "--json")

    assert json.loads(answer)["nieuw"] == ALL


def test_people_read_the_same_in_words(changed: Path) -> None:
    seed_empty_database()

    answer, _ = run(changed, "--dry-run")

    assert answer.splitlines() == [
        "Ongewijzigd: 85",
        "Gewijzigd: 1 (standVanZaken)",
        "Nieuw: geen",
        "Ontbrekend: geen",
    ]


def test_a_table_that_cannot_be_read_names_the_place_and_ends_with_one(broken: Path) -> None:
    answer = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command(
            "import_edition",
            str(broken),
            "--peildatum=2022-01-15",
            "--dry-run",
            "--json",
            stdout=answer,
        )
    printed = json.loads(answer.getvalue())
    assert ended.value.code == 1
    assert [problem["plaats"] for problem in printed["problemen"]] == ["Regel 2"]
    assert printed["problemen"][0]["melding"].startswith("De kop van de tabel")
    assert (printed["ongewijzigd"], printed["nieuw"]) == ([], [])


def test_a_table_that_cannot_be_read_is_not_taken_over(broken: Path) -> None:
    with pytest.raises(CommandError, match=r"^Regel 2: .* Er is niets geschreven\.$"):
        run(broken)
    assert StatusReport.objects.count() == 0


OLDER = (
    "Hier staat al een nieuwere tekst. Doe dit: laat de tabel aanpassen, of geef --ook-ouder mee."
)


def test_a_table_that_is_older_than_what_stands_is_a_problem(
    changed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seed_empty_database()

    with pytest.raises(SystemExit) as ended:
        call_command(
            "import_edition", str(changed), "--peildatum=2021-01-15", "--dry-run", "--json"
        )

    printed = json.loads(capsys.readouterr().out)
    assert (ended.value.code, printed["problemen"]) == (
        1,
        [{"plaats": "actie 1", "melding": OLDER}],
    )
    assert printed["gewijzigd"] == [{"nummer": 1, "velden": ["standVanZaken"]}]


def test_it_is_not_taken_over_unless_that_is_meant(changed: Path) -> None:
    seed_empty_database()

    with pytest.raises(CommandError, match=r"^actie 1: Hier staat .* Er is niets geschreven\.$"):
        run(changed, peildatum="2021-01-15")
    assert StatusReport.objects.count() == 1

    answer, _ = run(changed, "--ook-ouder", "--dry-run", "--json", peildatum="2021-01-15")
    assert json.loads(answer)["problemen"] == []
    _, said = run(changed, "--ook-ouder", peildatum="2021-01-15")
    assert said == "Rapportage 2021-01 is overgenomen. Concepten: 1.\n"


def test_an_edition_comes_in_as_drafts_of_the_editor_who_takes_it(
    cast: Cast, changed: Path
) -> None:
    seed_empty_database()

    _, said = run(changed, "--door=eindredacteur-bzk")

    assert said == "Rapportage 2022-01 is overgenomen. Concepten: 1.\n"
    draft = StatusUpdate.objects.get(report__slug="2022-01")
    assert (draft.state, draft.author, draft.verbatim) == ("concept", cast.reviewer, False)
    assert "Catshuisregeling" in draft.text


def test_the_same_file_again_is_no_second_edition(changed: Path) -> None:
    seed_empty_database()
    run(changed)

    _, said = run(changed)

    assert said.startswith("Dit bestand is al overgenomen als rapportage 2022-01.")
    assert StatusReport.objects.count() == 2


def test_another_file_for_the_same_day_is_refused(changed: Path) -> None:
    seed_empty_database()

    with pytest.raises(CommandError, match=r"Er is al een rapportage 2021-06"):
        run(changed, peildatum="2021-06-30")


@pytest.mark.parametrize(
    "name", ["redacteur-bzk", "auditor", "beheerder-accounts", "vertrokken-eindredacteur", "wie"]
)
def test_only_a_reviewer_takes_an_edition_over(cast: Cast, changed: Path, name: str) -> None:
    with pytest.raises(CommandError, match=f"^{name} is geen eindredacteur"):
        run(changed, f"--door={name}")
    assert StatusReport.objects.count() == 0


def test_a_file_that_is_not_there_is_named() -> None:
    with pytest.raises(CommandError, match=r"weg\.docx is niet te openen"):
        run(Path("weg.docx"), "--dry-run")

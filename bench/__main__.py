"""`make bench`: every case, one after the other, and a table at the end."""

import shutil
import signal
import sys
import traceback
from collections.abc import Iterable
from types import FrameType

from bench.cases.case import Case, Workplace
from bench.cases.forms import CASES as FORMS
from bench.cases.freshness import CASES as FRESHNESS
from bench.cases.growth import CASES as GROWTH
from bench.cases.lists import CASES as LISTS
from bench.cases.memory import CASES as MEMORY
from bench.cases.search import CASES as SEARCH
from bench.cases.single import CASES as SINGLE
from bench.cases.warm import CASES as WARM
from bench.database import databases, say
from bench.load.slice import WrongAnswer
from bench.options import Options, read_options
from bench.places import LOGS, PEERS, ROOT
from bench.report import print_table, write_json
from bench.servers.nginx import program
from bench.servers.process import NotStarted
from bench.servers.site import collect_static
from bench.verdict import Row

CASES = [*WARM, *LISTS, *SEARCH, *SINGLE, *FORMS, *GROWTH, *MEMORY, *FRESHNESS]


def main() -> None:
    """Measure what was asked, print it, and exit with 1 when something is short or failed."""
    options = read_options()
    chosen = _chosen(options)
    _refuse_missing_programs()
    LOGS.mkdir(parents=True, exist_ok=True)
    # A signal becomes an exception, so that every server is ended on the way out.
    signal.signal(signal.SIGTERM, _stop)
    rows: list[Row] = []
    with databases() as found:
        place = Workplace(found, options)
        try:
            collect_static(found.address)
            for case in chosen:
                rows += _run(case, place)
        except KeyboardInterrupt:
            say("Afgebroken. Alles wat gestart was, is gestopt.")
        print_table(rows, pinned=found.pinned)
        kept = write_json(rows, options, pinned=found.pinned)
        say(f"Hetzelfde staat in {kept.relative_to(ROOT)}.")
    sys.exit(any(row.verdict in ("tekort", "mislukt") for row in rows))


def _run(case: Case, place: Workplace) -> Iterable[Row]:
    """The lines of a case; one that fails is a line as well, and keeps no other from its turn."""
    say(f"-- {case.title}")
    rows: list[Row] = []
    try:
        rows.extend(case.run(place))
    except (WrongAnswer, NotStarted) as problem:
        rows.append(Row(case.title, "", "mislukt", remark=str(problem)))
    # Whatever it is: a case that breaks after minutes must not take the others with it.
    except Exception as problem:  # noqa: BLE001
        traceback.print_exc()
        rows.append(Row(case.title, "", "mislukt", remark=repr(problem)[:300]))
    return rows


def _chosen(options: Options) -> list[Case]:
    known = [case.key for case in CASES]
    unknown = [key for key in options.cases if key not in known]
    if unknown:
        sys.exit(f"Dit geval is er niet: {', '.join(unknown)}. Kies uit: {', '.join(known)}.")
    return [case for case in CASES if not options.cases or case.key in options.cases]


def _refuse_missing_programs() -> None:
    if not (PEERS / "datasette").exists():
        sys.exit("Datasette ontbreekt. `make bench` zet het klaar.")
    missing = [
        package
        for package, path in (
            ("wrk", shutil.which("wrk")),
            ("nginx-light", program()),
            ("util-linux", shutil.which("taskset")),
        )
        if path is None
    ]
    if missing:
        sys.exit(f"Installeer eerst: apt-get install {' '.join(missing)}")


def _stop(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    main()

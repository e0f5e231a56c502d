"""Fill a database that holds the real actions until it has SCALE of them.

Run it as `SCALE=100000 DATABASE_URL=postgres://.../scale100k python -m bench.rows`.
"""

import os
import sys
import time

import psycopg2

from bench.rows.filling import NotFilled, fill


def main() -> None:
    """Fill it, and say how long that took."""
    started = time.perf_counter()
    scale = int(os.environ.get("SCALE", "100000"))
    try:
        made = fill(os.environ["DATABASE_URL"], scale)
    except (NotFilled, psycopg2.Error) as problem:
        sys.exit(f"De database is niet gevuld: {problem}")
    seconds = time.perf_counter() - started
    sys.stdout.write(f"{made:,} acties bijgemaakt in {seconds:.0f} s\n")


if __name__ == "__main__":
    main()

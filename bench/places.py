"""Where the measurement keeps its things, and the programs that it runs."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BENCH = ROOT / "bench"
LOCAL = ROOT / ".local" / "bench"
LOGS = LOCAL / "log"
LATEST = BENCH / "latest.json"
PYTHON = sys.executable
PEERS = LOCAL / "venv" / "bin"

"""What Lighthouse and axe say of one page, and what the page weighs."""

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from urllib.request import Request, urlopen

from playwright.sync_api import Page

from tests.browser.axe import rules_broken

PROGRAM = Path(__file__).parent / "node_modules" / ".bin" / "lighthouse"
FLAGS = "--headless=new --disable-gpu --disable-quic --no-first-run"
SCORES = ("performance", "accessibility", "best-practices", "seo")
LIMIT_OF_PAINT = 1_000
ATTEMPTS = 3
FULL = 100


@dataclass(frozen=True, slots=True)
class PageQuality:
    """The figures of one page; `faults` names each audit that cost it points."""

    address: str
    axe: int
    scores: tuple[int, ...]
    paint: float
    shift: float
    requests: int
    html_bytes: int
    faults: tuple[str, ...]

    @property
    def is_fast(self) -> bool:
        """Whether all that depends on time is as asked."""
        return self.scores[0] == FULL and self.paint < LIMIT_OF_PAINT

    @property
    def falls_short(self) -> bool:
        """Whether it misses what is asked of overview, list and detail."""
        full = set(self.scores) == {FULL}
        return not (full and self.is_fast and self.axe == 0 and self.shift == 0)


def quality_of(site: str, address: str, page: Page) -> PageQuality:
    """Measure one page of the site on the slow phone that Lighthouse imitates."""
    page.goto(site + address)
    broken, weight = len(rules_broken(page)), _html_bytes(site + address)
    # Other work of this computer makes a page slower, never faster: so it may try again.
    for _ in range(ATTEMPTS):
        quality = _quality(address, _lighthouse(site + address), broken, weight)
        if quality.is_fast:
            break
    return quality


def _quality(address: str, report: dict, broken: int, weight: int) -> PageQuality:
    audits = report["audits"]
    return PageQuality(
        address=address,
        axe=broken,
        scores=tuple(round(100 * report["categories"][name]["score"]) for name in SCORES),
        paint=audits["largest-contentful-paint"]["numericValue"],
        shift=audits["cumulative-layout-shift"]["numericValue"],
        requests=len(_fetched(audits)),
        html_bytes=weight,
        faults=_faults(report),
    )


def lighthouse_version() -> str:
    """Which Lighthouse measures."""
    return subprocess.run(
        [PROGRAM, "--version"], capture_output=True, text=True, check=True
    ).stdout.strip()


def _lighthouse(url: str) -> dict:
    # Chromium's sandbox refuses to run as root.
    flags = f"{FLAGS} --no-sandbox" if os.geteuid() == 0 else FLAGS
    done = subprocess.run(
        [PROGRAM, url, "--quiet", "--output=json", f"--chrome-flags={flags}"],
        env={**os.environ, "CHROME_PATH": shutil.which("chromium") or ""},
        capture_output=True,
        text=True,
        timeout=180,
        check=True,
    )
    return json.loads(done.stdout)


def _fetched(audits: dict) -> set[str]:
    """The icon in the head of the page and in its tab is fetched once."""
    items = audits["network-requests"]["details"]["items"]
    return {item["url"] for item in items if not item["url"].startswith("data:")}


def _html_bytes(url: str) -> int:
    with urlopen(Request(url, headers={"Accept-Encoding": "gzip"}), timeout=60) as answer:
        return len(answer.read())


def _faults(report: dict) -> tuple[str, ...]:
    weighed = {
        part["id"]
        for category in report["categories"].values()
        for part in category["auditRefs"]
        if part["weight"]
    }
    found = (report["audits"][name] for name in sorted(weighed))
    # The score of a figure (a time) falls below 1 long before its category does.
    return tuple(
        audit["id"]
        for audit in found
        if audit["score"] is not None
        and audit["score"] < 1
        and audit["scoreDisplayMode"] == "binary"
    )

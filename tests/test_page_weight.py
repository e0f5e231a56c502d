"""What a reader's phone fetches beside a page stays small."""

import gzip

from tests.source_tree import PROJECT

KILOBYTE = 1000
STYLES = ("static/css/tokens.css", "static/css/site.css")


def weight(*paths: str) -> int:
    """How many bytes these files are together, each as it is sent."""
    return sum(len(gzip.compress((PROJECT / path).read_bytes(), 9)) for path in paths)


def test_the_styles_of_the_public_pages_stay_below_twelve_kilobytes() -> None:
    assert 0 < weight(*STYLES) <= 12 * KILOBYTE


def test_all_scripts_together_stay_below_five_kilobytes() -> None:
    scripts = [str(path) for path in (PROJECT / "static/js").glob("*.js")]

    assert 0 < weight(*scripts) <= 5 * KILOBYTE

"""An answer as it goes out: who reads gzip, and who has the page already."""

import pytest

from pok_tracker.lib.ready_answer import accepts_gzip


@pytest.mark.parametrize(
    ("accepted", "reads"),
    [
        ("", False),
        ("gzip", True),
        ("GZIP", True),
        ("br;q=1, gzip;q=0.5", True),
        ("gzip;q=0", False),
        ("gzip; q=0.000", False),
        ("deflate, br", False),
        ("x-gzip-y", False),
    ],
)
def test_who_can_read_gzip(accepted: str, reads: bool) -> None:
    assert accepts_gzip(accepted) is reads

"""The servers of the measurement are those of deploy/."""

from pathlib import Path

import pytest

from bench.servers.proxy import DEPLOYED, on_loopback
from bench.servers.site import command


def test_the_site_runs_by_the_server_of_the_service_with_one_worker() -> None:
    words = command(8123)

    assert words[1:3] == ["-m", "granian"]
    assert words[-1] == "pok_tracker.wsgi:application"
    assert words[words.index("--port") + 1] == "8123"
    assert words[words.index("--workers") + 1] == "1"


def test_nginx_is_that_of_deploy_without_certificates_for_the_workers_of_the_measurement(
    tmp_path: Path,
) -> None:
    text = on_loopback(
        DEPLOYED.read_text(encoding="utf-8"), port=8123, folder=tmp_path, workers=[1, 2]
    )

    assert text.count("listen ") == 1
    assert "listen 127.0.0.1:8123;" in text
    assert "    server 127.0.0.1:1;\n    server 127.0.0.1:2;\n" in text
    assert f"proxy_cache_path {tmp_path}/cache " in text
    assert "ssl_" not in text
    assert "return 301" not in text
    assert "X-Forwarded-Proto https" in text


def test_a_configuration_that_changed_too_much_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"deploy/nginx\.conf: .*listen 443"):
        on_loopback(
            DEPLOYED.read_text(encoding="utf-8").replace("listen 443", "listen 444"),
            port=8123,
            folder=tmp_path,
            workers=[1],
        )

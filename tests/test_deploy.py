"""What stands ready for a server: nginx can read its file, and nothing in it outlives a lease."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

from tests.source_tree import PROJECT

CONFIGURATION = PROJECT / "deploy" / "nginx.conf"
NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")


def directives(name: str) -> list[str]:
    """What the file says under a name."""
    return re.findall(rf"^\s*{name}\s+(.+);", CONFIGURATION.read_text(), re.MULTILINE)


@pytest.mark.skipif(NGINX is None, reason="apt-get install nginx-light")
def test_nginx_can_read_its_file(tmp_path: Path) -> None:
    certificate, key = tmp_path / "fullchain.pem", tmp_path / "privkey.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes"),
            *("-subj", "/CN=example.nl", "-keyout", str(key), "-out", str(certificate)),
        ],
        check=True,
        capture_output=True,
    )
    text = CONFIGURATION.read_text()
    text = text.replace("/etc/ssl/pok-tracker/", f"{tmp_path}/")
    text = text.replace("/var/cache/nginx/pok-tracker", str(tmp_path / "pages"))
    whole = tmp_path / "nginx.conf"
    whole.write_text(f"pid {tmp_path}/pid; events {{}} http {{ access_log off; {text} }}")
    done = subprocess.run(
        [NGINX, "-t", "-c", str(whole), "-e", str(tmp_path / "errors")],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, "warn" in done.stderr) == (0, False), done.stderr


def test_nginx_keeps_a_page_for_as_long_as_the_site_says_and_no_longer() -> None:
    assert directives("proxy_cache_valid") == []
    assert directives("proxy_cache_lock") == []
    assert directives("proxy_cache_use_stale") == ["off"]
    assert directives("proxy_cache_background_update") == []
    # X-Accel-Expires and Set-Cookie are not among them.
    assert directives("proxy_ignore_headers") == ["Cache-Control Expires Vary"]


def test_nginx_keeps_apart_what_the_site_keeps_apart() -> None:
    (key,) = directives("proxy_cache_key")

    assert set(key.split("|")) == {"$scheme", "$host", "$request_uri", "$pok_encoding"}
    assert directives("proxy_set_header Host") == ["$host"]
    assert directives("proxy_set_header X-Forwarded-Proto") == ["$scheme"]


def test_no_block_of_nginx_loses_the_headers_that_the_site_needs() -> None:
    """One proxy_set_header in a location replaces all those of the server around it."""
    lines = CONFIGURATION.read_text().splitlines()
    headers = [line for line in lines if line.strip().startswith("proxy_set_header")]

    assert [line for line in headers if line.startswith("     ")] == []
    assert len(headers) == 5


def test_nginx_says_of_a_file_what_the_site_says_of_a_page() -> None:
    told = {line.partition(" ")[0]: line.partition(" ")[2] for line in directives("add_header")}

    assert told["X-Content-Type-Options"] == "nosniff"
    assert told["Referrer-Policy"] == settings.SECURE_REFERRER_POLICY
    assert told["Strict-Transport-Security"].startswith('"max-age=31536000; includeSubDomains')


def test_the_threads_of_the_service_leave_connections_of_postgresql() -> None:
    """PostgreSQL has 100 unless somebody says otherwise."""
    service = (PROJECT / "deploy" / "pok-tracker.service").read_text()
    workers = int(re.search(r"--workers (\d+)", service)[1])
    threads = int(re.search(r"--blocking-threads (\d+)", service)[1])

    assert workers * (threads + 1) <= 50

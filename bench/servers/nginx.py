"""nginx from Debian: one worker, in memory what it can, no log."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from bench.places import LOCAL, LOGS
from bench.servers.process import HOST, Server, free_port, running

AROUND = """
daemon off;
user {user};
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
    access_log off;
    # As in the nginx.conf of Debian.
    sendfile on;
    tcp_nopush on;
    keepalive_requests 1000000;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
{inside}
}}
"""
FILES = """
    open_file_cache max=100;
    server {{
        listen {host}:{port};
        root {folder}/files;
        location / {{
            default_type "text/html; charset=utf-8";
            types {{ }}
            etag on;
            {headers}
        }}
    }}
"""


def program() -> str | None:
    """Where nginx is, also for whoever has no /usr/sbin in the path."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")


@contextmanager
def serving_file(name: str, body: bytes, headers: Mapping[str, str]) -> Iterator[Server]:
    """nginx with one file, sent with the given headers added, for as long as the block takes."""
    port = free_port()
    with working_folder(port) as folder:
        (folder / "files").mkdir()
        (folder / "files" / name).write_bytes(body)
        added = " ".join(f'add_header {key} "{value}";' for key, value in headers.items())
        inside = FILES.format(folder=folder, host=HOST, port=port, headers=added)
        with running_nginx(folder, inside, port, ready=f"/{name}") as server:
            yield server


@contextmanager
def working_folder(port: int) -> Iterator[Path]:
    """An empty folder for the nginx on that port, gone afterwards."""
    folder = LOCAL / f"nginx-{port}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def running_nginx(folder: Path, inside: str, port: int, *, ready: str) -> Iterator[Server]:
    """nginx that works in a folder; `inside` is what its http block holds."""
    configuration = folder / "nginx.conf"
    configuration.write_text(AROUND.format(folder=folder, user=owner(), inside=inside))
    found = program() or "nginx"
    with running(
        [found, "-c", str(configuration), "-e", str(LOGS / f"nginx-{port}.log")],
        port=port,
        log=LOGS / f"nginx-start-{port}.log",
        ready=ready,
    ) as server:
        yield server


def owner() -> str:
    """The user whose files nginx may read: whoever measures."""
    return Path.home().owner()

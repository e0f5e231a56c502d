"""nginx from Debian: one worker, in memory what it can, no log."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from bench.places import LOCAL, LOGS
from bench.servers.process import HOST, Server, free_port, running

FILES = """
daemon off;
user {user};
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
    access_log off;
    sendfile on;
    tcp_nopush on;
    keepalive_requests 1000000;
    open_file_cache max=100;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen {host}:{port} backlog=1024;
        root {folder}/files;
        location / {{
            default_type "text/html; charset=utf-8";
            types {{ }}
            etag on;
            {headers}
        }}
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
    folder = LOCAL / f"nginx-{port}"
    (folder / "files").mkdir(parents=True, exist_ok=True)
    (folder / "files" / name).write_bytes(body)
    configuration = folder / "nginx.conf"
    added = "\n            ".join(f'add_header {key} "{value}";' for key, value in headers.items())
    configuration.write_text(
        FILES.format(folder=folder, host=HOST, port=port, headers=added, user=owner())
    )
    try:
        with running_nginx(configuration, port, ready=f"/{name}") as server:
            yield server
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def running_nginx(configuration: Path, port: int, *, ready: str = "/") -> Iterator[Server]:
    """nginx with a configuration that keeps it in the foreground."""
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

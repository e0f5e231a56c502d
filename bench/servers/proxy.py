"""nginx with the configuration of deploy/, made fit for the loopback."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bench.places import ROOT
from bench.servers.nginx import running_nginx, working_folder
from bench.servers.process import HOST, Server, free_port

DEPLOYED = ROOT / "deploy" / "nginx.conf"
REDIRECT = re.compile(r"^server \{[^{}]*return 301[^{}]*\}\n", re.MULTILINE)
CERTIFICATES = re.compile(r"^ *(?:ssl_|listen \[).*\n", re.MULTILINE)
LISTEN = re.compile(r"listen 443[^;]*;")
WORKER = re.compile(r"^ *server 127\.0\.0\.1:8000;", re.MULTILINE)
CACHE = re.compile(r"proxy_cache_path \S+")
STATIC = re.compile(r"alias \S+;")


@contextmanager
def proxy(workers: Sequence[Server]) -> Iterator[Server]:
    """It in front of workers, for as long as the block takes."""
    port = free_port()
    with working_folder(port) as folder:
        inside = on_loopback(
            DEPLOYED.read_text(encoding="utf-8"),
            port=port,
            folder=folder,
            workers=[worker.port for worker in workers],
        )
        with running_nginx(folder, inside, port, ready="/acties/") as server:
            yield server


def on_loopback(text: str, *, port: int, folder: Path, workers: Sequence[int]) -> str:
    """The same configuration without certificates and redirect, on a port, for those workers.

    The site hears that the reader came by https, as it does behind the real one.
    """
    upstream = "\n".join(f"    server {HOST}:{worker};" for worker in workers)
    replaced = (
        (REDIRECT, ""),
        (CERTIFICATES, ""),
        (LISTEN, f"listen {HOST}:{port};"),
        (WORKER, upstream),
        (CACHE, f"proxy_cache_path {folder}/cache"),
        (STATIC, f"alias {ROOT}/staticfiles/;"),
    )
    for pattern, words in replaced:
        text, times = pattern.subn(words, text)
        if not times:
            raise ValueError(f"deploy/nginx.conf: {pattern.pattern} is er niet meer")
    return text.replace("X-Forwarded-Proto $scheme", "X-Forwarded-Proto https")

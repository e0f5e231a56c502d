"""nginx with the configuration of deploy/, made fit for the loopback."""

import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from bench.places import LOCAL, ROOT
from bench.servers.nginx import running_nginx
from bench.servers.process import NotStarted, Server, free_port

DEPLOYED = ROOT / "deploy" / "nginx.conf"


@contextmanager
def proxy(workers: Sequence[Server]) -> Iterator[Server]:
    """It in front of workers, for as long as the block takes. Raises NotStarted."""
    if not DEPLOYED.exists():
        raise NotStarted("deploy/nginx.conf is er niet")
    port = free_port()
    folder = LOCAL / f"nginx-{port}"
    folder.mkdir(parents=True, exist_ok=True)
    configuration = folder / "nginx.conf"
    configuration.write_text(on_loopback(DEPLOYED.read_text(), port, workers))
    try:
        with running_nginx(configuration, port, ready="/acties/") as server:
            yield server
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def on_loopback(text: str, port: int, workers: Sequence[Server]) -> str:
    """The same configuration without its certificates, for these workers, on that port."""
    return re.sub("$^", "", text)

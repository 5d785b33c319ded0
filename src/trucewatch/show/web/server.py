"""Serve the page of a record on this machine."""

from __future__ import annotations

import socket
from pathlib import Path

import uvicorn

from trucewatch.errors import UsageError
from trucewatch.show.web.app import make_app

LOOPBACK = ("127.0.0.1", "::1", "localhost")


def serve(record_path: Path | str, host: str = "127.0.0.1", port: int = 8765, *, profile: str | None = None) -> None:
    """Serve a record until interrupted, and print the page's address.

    `port` 0 takes a free one; `profile` is a conflict profile of the user's own, for filters. Raises UsageError for a
    port that is taken, and for a host other than this machine: the page has no log-in, so it is never offered to a
    network. Raises RecordError where the record cannot be read.
    """
    if host not in LOOPBACK:
        raise UsageError(f"the page is served on this machine only, not on {host}", do="leave --host out")
    app = make_app(Path(record_path), profile=profile)
    listener = _listen(host, port)
    address = listener.getsockname()[1]
    shown = f"[{host}]" if ":" in host else host
    print(f"Trucewatch serves {record_path} on http://{shown}:{address} (Ctrl-C ends it)", flush=True)
    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False)
    uvicorn.Server(config).run(sockets=[listener])


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise UsageError(f"port {port} cannot be used: {error.strerror}", do="give another --port, or 0") from error
    listener.listen(128)
    return listener

"""Which addresses of the network may be fetched from: public ones only, however they are written."""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, urlsplit

#: (host, port) -> addresses
Resolver = Callable[[str, int], list[str]]

_PORTS = {"http": 80, "https": 443}
_MAX_URL = 2_000
#: What is not a public address (IANA IPv4 Special-Purpose Address Registry; multicast; 6to4 relays).
_REFUSED_4 = tuple(
    IPv4Network(block)
    for block in (
        "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 "
        "192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4"
    ).split()
)
#: Only global unicast is public; within it Teredo and other protocol blocks, documentation and 6to4 are not. NAT64
#: (64:ff9b::/96), mapped IPv4, unique local, link-local and multicast addresses lie outside of it.
_PUBLIC_6 = IPv6Network("2000::/3")
_REFUSED_6 = tuple(IPv6Network(block) for block in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"))


class Refused(Exception):
    """A URL leads to where nothing is fetched from."""


@dataclass(frozen=True, slots=True)
class Target:
    """Hold a URL's parts and the one address that is connected to."""

    scheme: str
    host: str
    port: int
    address: str
    path: str


def refusal(address: str) -> str | None:
    """Return why nothing is fetched from an address, None where it is public."""
    try:
        found = ip_address(address)
    except ValueError:
        return "it is no address"
    if isinstance(found, IPv6Address):
        public = found in _PUBLIC_6 and not found.scope_id and not any(found in block for block in _REFUSED_6)
    else:
        public = not any(found in block for block in _REFUSED_4)
    return None if public else f"{address} is not a public address"


def resolve(host: str, port: int) -> list[str]:
    """Return the addresses of a host as the system resolves it, in its order; raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def target_of(url: str, resolver: Resolver, exempt: frozenset[tuple[str, int]] = frozenset()) -> Target:
    """Return where a URL leads; raise Refused where that may not be fetched, OSError where it cannot be resolved.

    Every address of the host must be public, so that no second look-up can lead elsewhere; the first one is used.
    `exempt` are address and port of servers that tests run themselves; no command sets it.
    """
    parts = _parts(url)
    host = _host(parts)
    port = parts.port or _PORTS[parts.scheme]
    addresses = resolver(host, port)
    if not addresses:
        raise Refused("the host has no address")
    if not all((address, port) in exempt for address in addresses):
        if port not in _PORTS.values():
            raise Refused(f"port {port} is not one of the web")
        for address in addresses:
            if why := refusal(address):
                raise Refused(why)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme, host, port, addresses[0], path)


def _parts(url: str) -> SplitResult:
    if len(url) > _MAX_URL or not url.isascii() or any(c <= " " or c == "\x7f" for c in url) or "\\" in url:
        raise Refused("the URL is too long or holds characters that none may")
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - a port that is no number raises here
    except ValueError as error:
        raise Refused(f"no URL: {error}") from None
    if parts.scheme not in _PORTS:
        raise Refused("only http and https are fetched")
    if parts.username is not None or parts.password is not None:
        raise Refused("a URL with a name and password is not fetched")
    return parts


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    if not host or "%" in host or "/" in host:
        raise Refused("the URL names no host")
    return host

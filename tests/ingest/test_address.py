"""Addresses: what is not public is refused in every form that it can be written in."""

from __future__ import annotations

import contextlib
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.ingest.address import Refused, refusal, resolve, target_of

#: Private, loopback, link-local, shared, multicast, reserved, documentation, mapped, NAT64, 6to4 and Teredo forms.
NOT_PUBLIC = (
    "0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.127.255.254 127.0.0.1 127.1.2.3 169.254.169.254 172.16.0.1 "
    "172.31.255.255 192.0.0.8 192.0.0.171 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.19.255.255 198.51.100.7 "
    "203.0.113.9 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255 :: ::1 ::7f00:1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 "
    "::ffff:8.8.8.8 ::ffff:0:127.0.0.1 64:ff9b::7f00:1 64:ff9b::808:808 64:ff9b:1::1 100::1 2001::1 2001:0:53aa:64c::1 "
    "2001:2::1 2001:10::1 2001:20::1 2001:db8::1 2002:7f00:1:: 2002:a00:1::1 2002:808:808::1 3fff::1 fc00::1 fd12::1 "
    "fe80::1 fe80::1%eth0 fec0::1 ff02::1 ff0e::1"
).split()
#: Forms that a resolver understands as loopback or private addresses.
DISGUISED = (
    "2130706433 0x7f000001 0x7f.1 017700000001 0177.0.0.1 127.1 127.0.1 0 10.1 0xa9fea9fe 192.168.257 [::1] "
    "[::ffff:7f00:1] [0:0:0:0:0:0:0:1] 127.0.0.1. "
).split()


def public(_host: str, _port: int) -> list[str]:
    return ["93.184.216.34"]


def test_there_are_more_than_40_forms() -> None:
    assert len({*NOT_PUBLIC, *DISGUISED}) > 60


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_what_is_not_public_is_refused(address: str) -> None:
    assert refusal(address)
    with pytest.raises(Refused):
        target_of("http://name.example/", lambda _h, _p: [address])
    with pytest.raises(Refused):
        target_of("http://name.example/", lambda _h, _p: ["93.184.216.34", address])


@pytest.mark.parametrize("host", DISGUISED)
def test_what_is_written_otherwise_is_refused(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    numeric = socket.getaddrinfo

    def no_names(name: str, port: int, **how: int) -> object:
        return numeric(name, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)

    monkeypatch.setattr(socket, "getaddrinfo", no_names)
    with pytest.raises((Refused, OSError)):
        target_of(f"http://{host}/", resolve)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://a.example/",
        "gopher://a.example/",
        "javascript:1",
        "//a.example/",
        "",
        "http://",
        "http:///a",
        "http://user:word@a.example/",
        "http://a.example@b.example/",
        "http://a.example:22/",
        "http://a.example:99999/",
        "http://a.example:x/",
        "http://a.example\\@b.example/",
        "http://a.example/\r\nX: y",
        "http://a.example/ b",
        "http://\u0430.example/",
        "http://[fe80::1%25eth0]/",
        "http://[::1",
        "http://a.example/" + "x" * 3_000,
    ],
)
def test_urls_that_are_refused(url: str) -> None:
    with pytest.raises(Refused):
        target_of(url, public)


def test_public_addresses_are_not_refused() -> None:
    for address in ("8.8.8.8", "93.184.216.34", "2606:4700::1111", "2a00:1450::1", "172.32.0.1", "100.128.0.1"):
        assert refusal(address) is None
    target = target_of("https://a.example/b?c#d", public)
    assert (target.host, target.port, target.address, target.path) == ("a.example", 443, "93.184.216.34", "/b?c")


@given(st.text(max_size=60))
def test_any_url_is_a_target_or_refused(text: str) -> None:
    for url in (text, f"http://{text}", f"http://a.example/{text}"):
        with contextlib.suppress(Refused):
            assert target_of(url, public).scheme in ("http", "https")

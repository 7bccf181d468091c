"""A network that reaches public servers alone: none in a school, a home or this machine can be asked by an address."""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Collection
from typing import Any

from kit.errors import ReadError
from kit.readers.advice import SAVE_IT

__all__ = ["public_network"]

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_INSIDE = tuple(map(ipaddress.ip_network, ("192.0.0.0/24", "64:ff9b:1::/48")))  # which Python 3.11 takes for public


def public_network(allowed: Collection[str], seconds: float) -> Any:
    """A network for httpcore that connects to public addresses only, and is over after so many seconds.

    ``allowed`` are hosts (``host:port``) that may be private. A name is looked up once, so that the address that was
    looked at is the one that is asked. Its connections raise ``ReadError`` where a host is not public, ``OSError``
    where there is none of its name, and httpcore's own errors.

    Source: the IANA special-purpose address registries, as ``ipaddress`` has them.
    """
    import httpcore

    until = time.monotonic() + seconds

    def left() -> float:
        if (more := until - time.monotonic()) <= 0:
            raise httpcore.ReadTimeout(f"it took longer than {seconds:g} seconds")
        return more

    class Stream(httpcore.NetworkStream):
        def __init__(self, inner: Any) -> None:
            self._inner = inner

        def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
            return bytes(self._inner.read(max_bytes, left()))

        def write(self, buffer: bytes, timeout: float | None = None) -> None:
            self._inner.write(buffer, left())

        def close(self) -> None:
            self._inner.close()

        def start_tls(
            self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
        ) -> Stream:
            return Stream(self._inner.start_tls(ssl_context, server_hostname, left()))

        def get_extra_info(self, info: str) -> Any:
            return self._inner.get_extra_info(info)

    class Network(httpcore.SyncBackend):
        def connect_tcp(self, host: str, port: int, *_: Any, **__: Any) -> Stream:
            failed: Exception = httpcore.ConnectError("it has no address")
            for address in _addresses(host, port, private=f"{host}:{port}" in allowed):
                try:
                    return Stream(super().connect_tcp(address, port, timeout=left()))
                except httpcore.ConnectError as error:  # the next address may answer
                    failed = error
            raise failed

    return Network()


def _addresses(host: str, port: int, *, private: bool) -> list[str]:
    """The addresses a host's name stands for; raises ``ReadError`` where one of them is not public.

    All have to be: a name that stands for a public and a private one is a trap.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise OSError(
            f"no server {host} was found ({error}); look whether the address is right and the network there"
        ) from error
    addresses = list(dict.fromkeys(str(each[4][0]) for each in found))
    for address in addresses:
        if not private and not _is_public(address):
            raise ReadError(
                f"{host} is {address}, inside a private network; the kit reads public pages only. Else {SAVE_IT}"
            )
    return addresses


def _is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet, also through IPv6 forms that hold an IPv4 address.

    >>> [_is_public(a) for a in ("93.184.215.14", "127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "224.0.0.1")]
    [True, False, False, False, False]
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and (ip in _NAT64 or int(ip) >> 32 == 0):
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return _is_public(str(inner))
    return ip.is_global and not ip.is_multicast and not any(ip in network for network in _INSIDE)

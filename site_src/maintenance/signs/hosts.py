"""Which machines may be asked: those on the public internet, never one beside the machine that runs the check.

A record comes from anyone, and a redirect leads anywhere. The address that was judged is the one that is called, so
that a name can't lead elsewhere in between (RFC 6890 lists the addresses that are not public).
"""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import SplitResult

PORTS = {"http": 80, "https": 443}
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


class Refused(OSError):
    """An address that is not asked: no web address, another port, or not on the public internet."""


def call(parts: SplitResult, timeout: float, *, local: bool) -> socket.socket:
    """A connection to the host of a web address; raises OSError. `local` lets tests ask this machine."""
    standard = PORTS.get(parts.scheme)
    port = parts.port or standard
    if not standard or not port or not parts.hostname or (port != standard and not local):
        raise Refused(f"{parts.scheme}:{port}")
    found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    addresses = [str(row[4][0]) for row in found]
    if not local and not all(is_public(address) for address in addresses):
        raise Refused(parts.hostname)
    return socket.create_connection((addresses[0], port), timeout=timeout)


def is_public(address: str) -> bool:
    """Whether an address is on the public internet, also when it is an IPv4 address in the dress of IPv6."""
    found = ipaddress.ip_address(address.split("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo or (None, None))[1]
        if found in _NAT64:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return found.is_global and not found.is_multicast

"""From where a request comes: the station's own screen, somebody's HTTPS, or the open Wi-Fi."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

FORWARDED: Final = ("forwarded", "x-forwarded-for", "x-real-ip")
IPV6_OF_ONE_HOUSE: Final = 64
"""A machine has as many IPv6 addresses as it likes below these bits. Source: RFC 4291, 2.5.4."""


@dataclass(frozen=True, slots=True)
class Channel:
    """The way a request took.

    Attributes:
        address: The machine that asked, as it is counted by.
        is_screen: Whether it is the station itself.
        is_https: Whether nobody on the way could read it.
    """

    address: str
    is_screen: bool
    is_https: bool

    @property
    def is_safe(self) -> bool:
        """Whether nobody can listen."""
        return self.is_screen or self.is_https

    def cookie(self, name: str) -> str:
        """Return the name of a cookie here; what travelled openly is worth nothing over HTTPS.

        Source: RFC 6265bis, 4.1.3.2: a browser takes a `__Host-` cookie over HTTPS only.
        """
        return f"__Host-{name}" if self.is_https else name


def channel_of(host: str | None, scheme: str, headers: Mapping[str, str]) -> Channel:
    """Return the channel of a request.

    Args:
        host: The other end of the connection.
        scheme: `http` or `https`.
        headers: With names in lower case; whoever passes a request on for others names them there, and is
            not the station's screen.
    """
    address = _counted(host or "")
    passed_on = any(name in headers for name in FORWARDED)
    return Channel(address, _is_loopback(address) and not passed_on, scheme == "https")


def _counted(host: str) -> str:
    try:
        found = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return host
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    if found.is_loopback:
        return str(found)
    return str(ipaddress.ip_network((found, IPV6_OF_ONE_HOUSE), strict=False))


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False

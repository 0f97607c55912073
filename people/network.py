"""From which network a request comes: known only as a keyed hash, to count by."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac


def network_of(request: HttpRequest) -> str:
    """A keyed hash (64 hex digits) of the network that asks; all requests without an address share one."""
    return salted_hmac("people.network", _network(_address(request)), algorithm="sha256").hexdigest()


def _address(request: HttpRequest) -> str:
    """The peer's address, or what the last trusted proxy has seen: the n-th from the right."""
    peer = request.META.get("REMOTE_ADDR", "")
    if not settings.TRUSTED_PROXIES:
        return peer
    passed_on = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    if len(passed_on) < settings.TRUSTED_PROXIES:
        return peer
    return passed_on[-settings.TRUSTED_PROXIES].strip()


def _network(address: str) -> str:
    """One IPv4 address, or the /64 that one IPv6 household has; "" for what is no address."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return ""
    if isinstance(parsed, IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ip_network((parsed.packed, 64), strict=False))
    return str(parsed)

"""What a first visit transfers: the page with its style sheets, scripts and icon, packed as served."""

import gzip
import re
from http.client import HTTPConnection

ASKED_BY_BROWSERS = {"Accept-Encoding": "gzip, deflate, br", "Accept-Language": "de"}
PARTS = re.compile(r'<link rel="(?:stylesheet|icon)" href="([^"]+)"|<script src="([^"]+)"')


def first_visit_kb(port: int, address: str) -> float:
    """Kilobytes (1000 bytes) of all bodies that a browser with an empty cache gets."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    packed = _body(connection, address)
    parts = {link or script for link, script in PARTS.findall(gzip.decompress(packed).decode())}
    total = len(packed) + sum(len(_body(connection, part)) for part in parts)
    connection.close()
    return total / 1000


def _body(connection: HTTPConnection, address: str) -> bytes:
    connection.request("GET", address, headers=ASKED_BY_BROWSERS)
    response = connection.getresponse()
    body = response.read()
    if response.status != 200:
        raise RuntimeError(f"{address} answers {response.status}.")
    return body

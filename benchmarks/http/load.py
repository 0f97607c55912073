"""A client that keeps a fixed number of requests under way."""

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from typing import NamedTuple

HEADERS = {"Accept-Encoding": "gzip", "Accept-Language": "de"}  # kept alive where the server allows it


class Answer(NamedTuple):
    """One answer as it came over the wire."""

    milliseconds: float
    status: int
    body: bytes


def ask(port: int, addresses: Sequence[str], connections: int = 1) -> list[Answer]:
    """Get every address once, by so many threads at a time with a connection each."""
    shares = [addresses[start::connections] for start in range(connections)]
    with ThreadPoolExecutor(connections) as threads:
        return [
            answer for share in threads.map(lambda part: _one_by_one(port, part), shares) for answer in share
        ]


def _one_by_one(port: int, addresses: Sequence[str]) -> list[Answer]:
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        return [_answer(connection, address) for address in addresses]
    finally:
        connection.close()


def _answer(connection: HTTPConnection, address: str) -> Answer:
    start = time.perf_counter()
    connection.request("GET", address, headers=HEADERS)
    response = connection.getresponse()
    body = response.read()
    return Answer((time.perf_counter() - start) * 1000, response.status, body)

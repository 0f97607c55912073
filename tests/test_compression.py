"""Compression of answers: the same text comes out again, and its size tells nothing."""

import gzip
import zlib

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def ask(address="/projekte/", **headers):
    return Client().get(address, headers=headers)


def test_a_packed_page_says_the_same():
    plain, packed = ask(), ask(accept_encoding="gzip, br")

    assert packed["Content-Encoding"] == "gzip"
    assert packed["Content-Length"] == str(len(packed.content))
    assert gzip.decompress(packed.content) == plain.content
    assert len(packed.content) < len(plain.content) / 2


def test_who_does_not_understand_it_gets_it_plain():
    page = ask(accept_encoding="br")

    assert not page.has_header("Content-Encoding")
    assert "Accept-Encoding" in page["Vary"]


def test_the_size_of_a_page_varies():
    sizes = {len(ask(accept_encoding="gzip").content) for _ in range(12)}

    assert len(sizes) > 1


def test_few_bytes_are_left_alone():
    assert not ask("/robots.txt", accept_encoding="gzip").has_header("Content-Encoding")


def test_a_browser_that_reads_as_it_comes_understands_it():
    packed = ask(accept_encoding="gzip").content

    assert zlib.decompressobj(wbits=31).decompress(packed).startswith(b"<!doctype html>")

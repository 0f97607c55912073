"""From where somebody asks: behind proxies, too, and kept only as a hash."""

import pytest
from django.test import RequestFactory

from people.network import network_of


def key(settings=None, proxies=0, **headers):
    if settings:
        settings.TRUSTED_PROXIES = proxies
    return network_of(RequestFactory().get("/", **headers))


def test_key_is_a_hash_that_does_not_show_the_address():
    assert len(key(REMOTE_ADDR="192.0.2.7")) == 64
    assert "192.0.2.7" not in key(REMOTE_ADDR="192.0.2.7")
    assert key(REMOTE_ADDR="192.0.2.7") != key(REMOTE_ADDR="192.0.2.8")


def test_key_depends_on_the_secret(settings):
    before = key(REMOTE_ADDR="192.0.2.7")
    settings.SECRET_KEY = "another"

    assert key(REMOTE_ADDR="192.0.2.7") != before


def test_household_with_ipv6_is_one_network():
    assert key(REMOTE_ADDR="2001:db8:1:2::3") == key(REMOTE_ADDR="2001:db8:1:2:ffff::9")
    assert key(REMOTE_ADDR="2001:db8:1:2::3") != key(REMOTE_ADDR="2001:db8:1:3::3")
    assert key(REMOTE_ADDR="::ffff:192.0.2.7") == key(REMOTE_ADDR="192.0.2.7")


def test_header_of_strangers_is_not_believed(settings):
    forged = key(settings, REMOTE_ADDR="192.0.2.7", HTTP_X_FORWARDED_FOR="203.0.113.1")

    assert forged == key(REMOTE_ADDR="192.0.2.7")


@pytest.mark.parametrize(("proxies", "seen"), [(1, "203.0.113.3"), (2, "203.0.113.2"), (3, "203.0.113.1")])
def test_trusted_proxies_count_from_the_right(settings, proxies, seen):
    header = "203.0.113.1, 203.0.113.2,203.0.113.3"
    behind = key(settings, proxies, REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=header)

    assert behind == key(settings, REMOTE_ADDR=seen)


def test_shorter_header_than_trusted_falls_back_to_the_peer(settings):
    behind = key(settings, 2, REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="203.0.113.1")

    assert behind == key(settings, REMOTE_ADDR="10.0.0.1")


def test_requests_without_an_address_share_one_network():
    assert key(REMOTE_ADDR="") == key(REMOTE_ADDR="unix:")

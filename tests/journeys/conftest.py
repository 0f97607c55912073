"""Journeys type faster than people."""

import pytest


@pytest.fixture(autouse=True)
def hurry(quick_hands):
    """The form for machines would stop them; what it does is tested in tests/people/test_guard.py."""

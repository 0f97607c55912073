"""Two browsers for the admin: of the group, and of who looks after the site."""

import pytest


@pytest.fixture
def curator(curator):
    """A member of the group who may enter the admin, as `make curator` makes them."""
    curator.is_staff = True
    curator.save()
    return curator


@pytest.fixture
def as_curator(client_of, curator):
    return client_of(curator)


@pytest.fixture
def as_admin(client_of, admin_user):
    return client_of(admin_user)

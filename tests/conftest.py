"""Fixtures for all tests: four people, a throw-away site, commits that happen, no network."""

import fcntl
import ipaddress
import os
import socket
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.utils import translation
from hypothesis import settings as hypothesis_settings

from people.guard import GuardedForm
from tests.factories import CuratorFactory, UserFactory

# A deadline would measure how busy the machine is, not the code.
hypothesis_settings.register_profile("unhurried", deadline=None)
hypothesis_settings.load_profile("unhurried")


@pytest.fixture(scope="session", autouse=True)
def no_network():
    """No test reaches a machine other than this one."""
    patch = pytest.MonkeyPatch()
    for name in ("connect", "connect_ex"):
        patch.setattr(socket.socket, name, _only_loopback(getattr(socket.socket, name)))
    yield
    patch.undo()


def _only_loopback(connect):
    def connect_to_loopback(self, address):
        is_inet = self.family in (socket.AF_INET, socket.AF_INET6)
        if is_inet and address[0] != "localhost" and not ipaddress.ip_address(address[0]).is_loopback:
            raise PermissionError(f"A test wanted to reach {address[0]}.")
        return connect(self, address)

    return connect_to_loopback


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """A SQLite file rather than memory: transactions and locks are those of the real site."""
    from django.conf import settings

    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database["TEST"]["NAME"] = str(settings.VAR_DIR / "test.sqlite3")


@pytest.fixture(scope="module")
def shared_rows(django_db_setup, django_db_blocker):
    """What a fixture of the module makes on top of this is made once: each test is rolled back to it.

    Not for a module with tests that commit: their flush would take the rows away.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def plain_static_files(settings):
    """Pages name static files as they lie in the sources: nothing has to be collected."""
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


@pytest.fixture(autouse=True)
def in_german():
    """A page under /en/ leaves its language behind in the thread: every test starts in the site's own."""
    translation.deactivate()


@pytest.fixture(autouse=True)
def clean_cache(request):
    """The cache is a table no flush knows: what a test with real commits left there goes after it."""
    yield
    if "transactional_db" in request.fixturenames:
        cache.clear()


@pytest.fixture
def commits(db, monkeypatch):
    """What waits for a commit happens when the code's own outermost transaction ends, as on the site.

    Without it a test rolls back and nothing is ever committed: no mail is sent, nothing is indexed. A thread
    or another process would not see what is only pretended to be committed: their work is done in its place.
    """
    from search.actions import rebuild

    monkeypatch.setattr("outbox.actions._beside", lambda work, patience: work())
    monkeypatch.setattr("search.healing.build_apart", rebuild)
    depth = len(connection.savepoint_ids)
    leave = transaction.Atomic.__exit__

    def leave_and_commit(self, exc_type, exc_value, traceback):
        leave(self, exc_type, exc_value, traceback)
        while (
            len(connection.savepoint_ids) == depth and connection.in_atomic_block and connection.run_on_commit
        ):
            _savepoints, callback, _is_robust = connection.run_on_commit.pop(0)
            callback()

    monkeypatch.setattr(transaction.Atomic, "__exit__", leave_and_commit)


@pytest.fixture(autouse=True)
def unhurried_requests(monkeypatch):
    """On a busy machine, too, what a request owes is done with it: no thread goes on beside the test."""
    monkeypatch.setattr("outbox.actions.LOCAL_BUDGET", timedelta(seconds=30))


@pytest.fixture
def quick_hands(monkeypatch):
    """Tests type faster than people: forms take what comes back at once, and without having been opened."""
    monkeypatch.setattr(GuardedForm, "_was_open_long_enough", lambda form: True)


@pytest.fixture(scope="session", autouse=True)
def some_index():
    """As on a site that was prepared: no page has to build an index."""
    from haystack import connections

    for name in connections.connections_info:
        connections[name].get_backend().clear()


@contextmanager
def empty_indexes():
    """Both indexes, empty before and after; yields the catalogue's."""
    from haystack import connections

    backends = [connection.get_backend() for connection in connections.all()]
    for backend in backends:
        backend.clear()
    yield backends[0]
    for backend in backends:
        backend.clear()


@pytest.fixture
def empty_index(db):
    """Indexes of this test's own; returns the catalogue's. `outbox.actions.drain` brings them up to date."""
    with empty_indexes() as catalogue:
        yield catalogue


@pytest.fixture(scope="module")
def shared_index(shared_rows):
    """The same for tests of a module that leave it as it is: what they change is not committed."""
    with empty_indexes() as catalogue:
        yield catalogue


@pytest.fixture
def search_index(empty_index, commits):
    """An empty index that follows every change, as on the site."""
    return empty_index


@pytest.fixture
def forked_meanwhile(monkeypatch):
    """Each file that is locked stays open elsewhere, too, as in a process that is forked at this moment."""
    copies, lock = [], fcntl.flock

    def lock_and_copy(file, how):
        lock(file, how)
        if how & fcntl.LOCK_EX:
            copies.append(os.dup(file.fileno()))

    monkeypatch.setattr(fcntl, "flock", lock_and_copy)
    yield copies
    for copy in copies:
        os.close(copy)


@pytest.fixture
def visitor():
    return AnonymousUser()


@pytest.fixture
def contributor(db):
    return UserFactory(email="contributor@example.org")


@pytest.fixture
def other_contributor(db):
    return UserFactory(email="other@example.org")


@pytest.fixture
def curator(db):
    return CuratorFactory(email="curator@example.org")


@pytest.fixture
def other_curator(db):
    return CuratorFactory(email="second-curator@example.org")


@pytest.fixture
def client_of():
    """A browser without scripts in which somebody is signed in: `client_of(curator).get(…)`."""

    def client(person):
        browser = Client()
        if person.is_authenticated:
            browser.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return browser

    return client


@pytest.fixture
def admin_user(db):
    return UserFactory(email="admin@example.org", is_staff=True, is_superuser=True)

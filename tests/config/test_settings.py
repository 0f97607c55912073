"""Settings come from the environment; a wrong one stops the start with a sentence that helps."""

import os
import runpy
import subprocess
import sys

import pytest
from django.conf import settings as loaded
from django.core.exceptions import ImproperlyConfigured

SETTINGS = str(loaded.BASE_DIR / "config/settings.py")


@pytest.fixture
def read(monkeypatch, tmp_path):
    """Settings as they would be under these variables, in a `var/` of their own."""

    def read(**variables):
        for name, value in {"VAR_DIR": str(tmp_path / "var"), "DATABASE_URL": "", **variables}.items():
            monkeypatch.setenv(name, value) if value else monkeypatch.delenv(name, raising=False)
        return runpy.run_path(SETTINGS)

    return read


def test_everything_the_program_writes_lies_in_one_folder(read, tmp_path):
    found = read()

    assert found["DATABASES"]["default"]["NAME"] == str(tmp_path / "var/catalogue.sqlite3")
    assert found["HAYSTACK_CONNECTIONS"]["default"]["PATH"] == str(tmp_path / "var/index")
    for name in ("STATIC_ROOT", "MEDIA_ROOT"):
        assert (tmp_path / "var") in found[name].parents


def test_a_missing_secret_key_stops_the_start_with_a_sentence(read):
    with pytest.raises(ImproperlyConfigured, match="Set SECRET_KEY to a long random text"):
        read(SECRET_KEY="")


def test_an_address_for_mail_that_is_none_stops_the_start_with_a_sentence(read):
    with pytest.raises(ImproperlyConfigured, match="Set it to smtp"):
        read(EMAIL_URL="taube://dach")


def test_the_sentence_is_what_a_person_reads(tmp_path):
    environment = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path)}
    command = [sys.executable, str(loaded.BASE_DIR / "manage.py"), "check"]

    done = subprocess.run(command, env=environment, capture_output=True, text=True)

    assert done.returncode != 0
    assert "SECRET_KEY is missing" in done.stderr.splitlines()[-1]


def test_the_secret_key_is_kept_under_var(read, tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "")  # so that what the file brings goes with this test
    (tmp_path / "var").mkdir()
    (tmp_path / "var/env").write_text("SECRET_KEY=from-the-file\n")

    assert read(SECRET_KEY="")["SECRET_KEY"] == "from-the-file"


def test_the_environment_wins_over_the_file(read, tmp_path):
    (tmp_path / "var").mkdir()
    (tmp_path / "var/env").write_text("SECRET_KEY=from-the-file\n")

    assert read(SECRET_KEY="from-the-environment")["SECRET_KEY"] == "from-the-environment"


def test_an_engine_that_is_not_built_in_is_refused_with_a_sentence(read):
    with pytest.raises(ImproperlyConfigured, match="an engine that is not built in: 'solr'"):
        read(SEARCH_URL="solr://127.0.0.1:8983/core")


def test_the_index_may_lie_elsewhere(read):
    found = read(SEARCH_URL="whoosh:////srv/index")

    assert found["HAYSTACK_CONNECTIONS"]["default"]["PATH"] == "/srv/index"


def test_sqlite_takes_the_write_lock_at_the_start_of_a_transaction(read):
    options = read()["DATABASES"]["default"]["OPTIONS"]

    assert options["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in options["init_command"]


def test_postgresql_is_one_setting_away(read):
    database = read(DATABASE_URL="postgres://me:pw@127.0.0.1:5432/catalogue")["DATABASES"]["default"]

    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert database["CONN_HEALTH_CHECKS"]


def test_the_cache_is_the_database_unless_another_is_named(read):
    assert read()["CACHES"]["default"]["BACKEND"].endswith("DatabaseCache")
    assert read(CACHE_URL="locmem://")["CACHES"]["default"]["BACKEND"].endswith("LocMemCache")


def test_an_https_address_makes_cookies_secure(read):
    plain, secure = read(SITE_URL="http://example.org"), read(SITE_URL="https://example.org/")

    assert not plain["SESSION_COOKIE_SECURE"]
    assert plain["SECURE_HSTS_SECONDS"] == 0
    assert secure["SESSION_COOKIE_SECURE"]
    assert secure["CSRF_COOKIE_SECURE"]
    assert secure["SECURE_HSTS_SECONDS"] > 0
    assert secure["SITE_URL"] == "https://example.org"
    assert "example.org" in secure["ALLOWED_HOSTS"]


def test_a_proxy_is_believed_only_when_it_is_trusted(read):
    assert "SECURE_PROXY_SSL_HEADER" not in read()
    assert "SECURE_PROXY_SSL_HEADER" in read(TRUSTED_PROXIES="1")


def test_static_files_are_plain_while_developing(read):
    assert "whitenoise" in read()["STORAGES"]["staticfiles"]["BACKEND"]
    assert "whitenoise" not in read(DEBUG="1")["STORAGES"]["staticfiles"]["BACKEND"]


def test_mail_goes_where_the_address_says(read):
    found = read(EMAIL_URL="smtp://me:pw@127.0.0.1:2525")

    assert (found["EMAIL_HOST"], found["EMAIL_PORT"]) == ("127.0.0.1", 2525)
    assert found["EMAIL_BACKEND"].endswith("smtp.EmailBackend")
    assert read(EMAIL_URL="")["EMAIL_BACKEND"].endswith("console.EmailBackend")


def test_a_deployment_under_https_has_nothing_to_mend(tmp_path):
    environment = {name: os.environ[name] for name in ("PATH", "SECRET_KEY")}
    environment |= {"SITE_URL": "https://example.org", "VAR_DIR": str(tmp_path)}
    (tmp_path / "static").mkdir()
    command = [sys.executable, "-W", "error", str(loaded.BASE_DIR / "manage.py"), "check", "--deploy"]

    done = subprocess.run([*command, "--fail-level=WARNING"], env=environment, capture_output=True, text=True)

    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout

"""All settings, from the environment only; docs/operations.md lists them."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environs import Env

BASE_DIR = Path(__file__).resolve().parent.parent
env = Env()
VAR_DIR = Path(env.str("VAR_DIR", str(BASE_DIR / "var")))  # everything the program writes lives here
VAR_DIR.mkdir(parents=True, exist_ok=True)
env.read_env(str(VAR_DIR / "env"), recurse=False)  # made by `make run`; the environment wins

DEBUG = env.bool("DEBUG", False)
SECRET_KEY = env.str("SECRET_KEY", "")
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "SECRET_KEY is missing. Set SECRET_KEY to a long random text, or run `make run` once: "
        "it makes one and keeps it under var/."
    )

SITE_NAME = env.str("SITE_NAME", "Stadtteilwissen")
SITE_CURATORS = env.str("SITE_CURATORS", "Steuerungsgruppe")
SITE_URL = env.str("SITE_URL", f"http://127.0.0.1:{env.int('PORT', 8000)}").rstrip("/")
IS_HTTPS = urlsplit(SITE_URL).scheme == "https"
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", [urlsplit(SITE_URL).hostname or "", "127.0.0.1", "localhost"])
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", 0)
# How many members of the group must agree, by what they decide on.
APPROVALS_NEEDED = {
    "project": env.int("APPROVALS_PROJECT", 1),
    "topicproposal": env.int("APPROVALS_TOPIC", 2),
    "handout": env.int("APPROVALS_HANDOUT", 2),
}

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",  # its templates, for those of ours that take their place
    "csp",
    "django_filters",
    "django_htmx",
    "search",  # before haystack: its `rebuild_index` builds beside the index that answers
    "haystack",
    "heroicons",
    "rules",
    "taggit",
    "outbox",
    "districts",
    "people",
    "projects",
    "knowledge",
    "needs",
    "meetings",
    "handouts",
    "editorial",
    "pages",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "config.compression.TextCompression",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.policy.middleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "people.middleware.last_seen",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "outbox.edition.middleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "pages.context.site",
            ],
            "builtins": ["django.templatetags.i18n", "heroicons.templatetags.heroicons"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {"default": env.dj_db_url("DATABASE_URL", f"sqlite:///{VAR_DIR / 'catalogue.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Immediate transactions take the write lock at once: no deadlock when a reader turns writer,
    # and the graph lock of the knowledge floor comes with every transaction. Writers stand in a queue.
    DATABASES["default"]["ENGINE"] = "config.sqlite3"
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY;",
    }
    DATABASES["default"]["CONN_MAX_AGE"] = None  # a file opened anew for each request has an empty cache
else:
    DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

_cache_url = env.str("CACHE_URL", "")
CACHES = {
    "default": env.dj_cache_url("CACHE_URL")
    if _cache_url
    else {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}
}

SEARCH_URL = env.str("SEARCH_URL", "whoosh:///" + str(VAR_DIR / "index"))
if urlsplit(SEARCH_URL).scheme != "whoosh":
    raise ImproperlyConfigured(
        f"SEARCH_URL names an engine that is not built in: {urlsplit(SEARCH_URL).scheme!r}. "
        "Set it to whoosh:////absolute/path or leave it out."
    )
_index: dict[str, Any] = {
    "ENGINE": "search.engines.whoosh.backend.WhooshEngine",
    "PATH": "/" + urlsplit(SEARCH_URL).path.lstrip("/"),
    "INCLUDE_SPELLING": True,  # a suggestion is worked out only when somebody asks for it
}
HAYSTACK_CONNECTIONS: dict[str, dict[str, Any]] = {
    "default": _index | {"EXCLUDED_INDEXES": ["search.search_indexes.LessonIndex"]},
    # Beside it, so that the catalogue counts and spells by projects alone.
    "lessons": _index
    | {"PATH": f"{_index['PATH']}-lessons", "EXCLUDED_INDEXES": ["search.search_indexes.ProjectIndex"]},
}

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS: list[dict[str, str]] = []  # nobody has a password
LOGIN_URL = "people:sign-in"
LOGIN_REDIRECT_URL = "people:account"

_email = env.dj_email_url("EMAIL_URL", "console:")
if "EMAIL_BACKEND" not in _email:
    raise ImproperlyConfigured(
        "EMAIL_URL is not understood. Set it to smtp+tls://user:password@host:587/ or leave it out: "
        "mail is printed on the console then."
    )
for _name in ("EMAIL_BACKEND", "EMAIL_HOST", "EMAIL_PORT", "EMAIL_HOST_USER", "EMAIL_HOST_PASSWORD"):
    globals()[_name] = _email[_name]
EMAIL_USE_TLS, EMAIL_USE_SSL, EMAIL_TIMEOUT = _email["EMAIL_USE_TLS"], _email["EMAIL_USE_SSL"], 10
DEFAULT_FROM_EMAIL = _email.get("DEFAULT_FROM_EMAIL") or f"{SITE_NAME} <noreply@{ALLOWED_HOSTS[0]}>"

LANGUAGE_CODE = "de"
LANGUAGES = [("de", "Deutsch"), ("en", "English")]
LOCALE_PATHS = [VAR_DIR / "locale"]
TIME_ZONE = env.str("TIME_ZONE", "Europe/Berlin")
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
MEDIA_ROOT = VAR_DIR / "media"  # served by a view that asks who may see, never as an open folder
# The prefix under which nginx sends these files on our word ("/geschuetzt/"); empty: we send them.
ACCEL_PREFIX = env.str("ACCEL_PREFIX", "")
FILE_UPLOAD_HANDLERS = [
    "projects.pictures.receiving.CutOffUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_TEMP_DIR = VAR_DIR / "uploads"
FILE_UPLOAD_TEMP_DIR.mkdir(exist_ok=True)

# Spellings that mean the same are one tag; commas part tags, spaces do not.
TAGGIT_TAGS_FROM_STRING = "projects.tags.words_of"
TAGGIT_STRING_FROM_TAGS = "projects.tags.text_of"

# No inline script or style anywhere, the admin included; nothing from another host.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = IS_HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SILENCED_SYSTEM_CHECKS = [
    # Sub-domains of the host may belong to others (a city, a network): not ours to bind.
    "security.W005",
    "security.W021",
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django.security.DisallowedHost": {"handlers": [], "propagate": False}},
}

"""All settings, in one file. README lists the variables that the environment may set."""

import os
from pathlib import Path

from csp.constants import NONE, SELF

from pok_tracker.lib.environment import (
    read_boolean,
    read_database,
    read_examples,
    read_hosts,
    read_openid_connect,
    read_secret_key,
    read_site_url,
)
from pok_tracker.lib.site_owner import read_site_owner
from pok_tracker.lib.theme import read_theme_stylesheet

BASE_DIR = Path(__file__).resolve().parent.parent
LOCAL_DIR = BASE_DIR / ".local"

# -- Where it runs -------------------------------------------------------------
_database = read_database(os.environ)
EMBEDDED_DATABASE = _database is None
DEBUG = read_boolean(os.environ, "DEBUG", default=EMBEDDED_DATABASE)
EXAMPLES = read_examples(os.environ, may_show=EMBEDDED_DATABASE and DEBUG)
SECRET_KEY = read_secret_key(
    os.environ,
    demo_file=LOCAL_DIR / "secret-key",
    may_generate=EMBEDDED_DATABASE and DEBUG,
)
ALLOWED_HOSTS = read_hosts(os.environ, default=["127.0.0.1", "localhost", "[::1]"])
SITE_URL = read_site_url(os.environ, default="http://127.0.0.1:8000")
SITE_OWNER = read_site_owner(os.environ)

# -- Applications --------------------------------------------------------------
INSTALLED_APPS = [
    "pok_tracker",
    "actions",
    "motions",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_filters",
    "django_tables2",
    "drf_spectacular",
    "pghistory",
    "pgtrigger",
    "rest_framework",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "pok_tracker.lib.security_headers.SecurityHeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "pok_tracker.lib.peildatum_middleware.PeildatumMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "pok_tracker.sign_in.middleware.SecondFactorMiddleware",
    # Writes who did it into the history of every change that a request makes.
    "pghistory.middleware.HistoryMiddleware",
]

# Reading changes nothing. Without this the middleware asks every reader of a public page who they
# are, and the answer then says `Vary: Cookie`, which no cache can keep.
PGHISTORY_MIDDLEWARE_METHODS = ("POST", "PUT", "PATCH", "DELETE")

ROOT_URLCONF = "pok_tracker.urls"
WSGI_APPLICATION = "pok_tracker.wsgi.application"

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
                "pok_tracker.day_shown.day_shown",
                "pok_tracker.example_notice.example_notice",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
INSTALLED_APPS.append("django.forms")

# -- Database ------------------------------------------------------------------
DATABASES = {
    "default": _database
    or {
        "ENGINE": "pok_tracker.lib.embedded_postgres",
        "NAME": "postgres",
        "USER": "postgres",
        # What is not real never comes into the database of `make run`.
        "DATA_FOLDER": (LOCAL_DIR / "examples" if EXAMPLES else LOCAL_DIR) / "postgres",
    }
}
DATABASES["default"]["CONN_MAX_AGE"] = 60
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# PostgreSQL may compile a query before it runs it. For ours that takes longer than running them:
# with 10,000 actions the list took three times as long.
DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", "-c jit=off")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FIXTURE_DIRS = [BASE_DIR / "fixtures"]

# Processes share PostgreSQL and nothing else, so the counts behind the lock-out are kept there.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        # A full cache throws counts away. With the default of 300, whoever guesses could fill it
        # with made-up names and so undo his own lock-out.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    # How large files turned out; each process knows those that it made itself.
    "file_sizes": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "file-sizes",
        "TIMEOUT": 60 * 60,
        "OPTIONS": {"MAX_ENTRIES": 2_000},
    },
}

# Rows that a process made before and keeps in a temporary file, so that a question never asked
# before costs no more than choosing among them. Room for those of a hundred thousand actions.
KEPT_ROWS_BYTES = 600_000_000
# The same for pages of actions, each for the days on which it shows the same.
KEPT_DOSSIERS_BYTES = 16_000_000
# Public pages from memory, see pok_tracker/lib/publication.py. While somebody writes templates they
# come from the files.
CACHE_PAGES = read_boolean(os.environ, "CACHE_PAGES", default=not DEBUG)
# Each process keeps so many of its own.
CACHE_PAGES_BYTES = 32 * 1024 * 1024

# -- People --------------------------------------------------------------------
AUTHENTICATION_BACKENDS = ["pok_tracker.sign_in.backends.StaffBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 14},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# -- Signing in ----------------------------------------------------------------
# The demo prints its passwords and runs on somebody's own computer; anywhere else, always.
SECOND_FACTOR_REQUIRED = not (EMBEDDED_DATABASE and DEBUG)
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"
# A reader of the public pages sends no cookie, also when signed in.
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = "/beheer/"
SESSION_COOKIE_AGE = 8 * 60 * 60
# Its other way is a cookie for the whole site.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

ACCOUNT_ADAPTER = "pok_tracker.sign_in.accounts.StaffAccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_FORMS = {
    "login": "pok_tracker.sign_in.forms.SignInForm",
    "reauthenticate": "pok_tracker.sign_in.forms.PasswordAgainForm",
    "change_password": "pok_tracker.sign_in.forms.NewPasswordForm",
}
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_SESSION_REMEMBER = True
# Wrong passwords and wrong codes alike: five a quarter of an hour for one name, whether it exists
# or not; more for one address, since a whole ministry may share it.
ACCOUNT_RATE_LIMITS = {"login_failed": "30/15m/ip,5/15m/key", "login": "60/m/ip"}
# The proxy that speaks TLS adds the reader's address to X-Forwarded-For as the last one.
ALLAUTH_TRUSTED_PROXY_COUNT = 0 if DEBUG else 1

MFA_ADAPTER = "pok_tracker.sign_in.second_factor.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "pok_tracker.sign_in.forms.SecondFactorForm",
    "reauthenticate": "pok_tracker.sign_in.forms.SecondFactorAgainForm",
    "activate_totp": "pok_tracker.sign_in.forms.SetUpSecondFactorForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "POK-tracker"
# A used code is remembered for one period. With any tolerance it would still be valid after that.
MFA_TOTP_TOLERANCE = 0
MFA_RECOVERY_CODES_SHOW_ONCE = True

_sign_on = read_openid_connect(os.environ)
OIDC_CLAIM = _sign_on.claim if _sign_on else ""
SOCIALACCOUNT_ADAPTER = "pok_tracker.sign_in.openid_connect.SignOnAdapter"
# A form that leads to another site is stopped by our own form-action; a link is not.
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "ministerie",
                "name": "uw ministerie",
                "client_id": _sign_on.client_id,
                "secret": _sign_on.client_secret,
                "settings": {"server_url": _sign_on.issuer},
            }
        ]
        if _sign_on
        else [],
    }
}

# -- Language and time ---------------------------------------------------------
LANGUAGE_CODE = "nl"
# What Django's own Dutch leaves in English.
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True

# -- Static files --------------------------------------------------------------
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = BASE_DIR / "staticfiles"
THEME_STYLESHEET = read_theme_stylesheet(os.environ, folder=BASE_DIR / "static")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "pok_tracker.lib.collected_files.CollectedFiles"
    },
}

# -- Security ------------------------------------------------------------------
# In front of a site without DEBUG stands a proxy that speaks TLS and sets X-Forwarded-Proto.
SECURE_PROXY_SSL_HEADER = None if DEBUG else ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = not DEBUG
SECURE_HSTS_SECONDS = 0 if DEBUG else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = not DEBUG
SECURE_HSTS_PRELOAD = not DEBUG
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = not DEBUG
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_SECURE = not DEBUG
CSRF_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "script-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# -- Parts ---------------------------------------------------------------------
DJANGO_TABLES2_TEMPLATE = "includes/table.html"
FILTERS_EMPTY_CHOICE_LABEL = None
REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "pok_tracker.lib.problems.AlwaysJson",
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "pok_tracker.lib.problems.problem_response",
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_PAGINATION_CLASS": "pok_tracker.lib.pagination.NumberedPages",
    "PAGE_SIZE": 100,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "POK-tracker",
    "DESCRIPTION": (
        "De vervolgacties na de Parlementaire ondervraging kinderopvangtoeslag, met wat de "
        "bron zegt en wat wij erin lezen. Statuscode, ministeries en termijnen zijn onze lezing; "
        "elk draagt het citaat waarop het rust."
    ),
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.1.1",
    "SERVE_INCLUDE_SCHEMA": False,
    "LICENSE": {
        "name": "CC0 1.0",
        "url": "https://creativecommons.org/publicdomain/zero/1.0/deed.nl",
    },
    "CONTACT": {
        "name": "Redactie van de POK-tracker",
        "url": f"{SITE_URL}/over/",
        **({"email": SITE_OWNER.email} if SITE_OWNER.email else {}),
    },
    "EXTERNAL_DOCS": {
        "description": "Uitleg, wijzigingen en hoe lang een versie blijft bestaan",
        "url": f"{SITE_URL}/open-data/api/",
    },
    "SERVERS": [{"url": f"{SITE_URL}/api/v1", "description": "Deze site, versie 1"}],
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SCHEMA_PATH_PREFIX_TRIM": True,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "pok_tracker.api_document.complete_document",
    ],
    "SORT_OPERATION_PARAMETERS": False,
    "ENUM_SUFFIX": "Code",
    # Two kinds have the name "soort".
    "ENUM_NAME_OVERRIDES": {
        "SoortTermijnCode": "actions.models.milestone.Milestone.Kind",
        "SoortStandCode": "actions.models.update.StatusUpdate.Kind",
    },
}
SILENCED_SYSTEM_CHECKS: list[str] = []

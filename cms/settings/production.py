"""Settings of the real site: secrets come from the environment, readers come by HTTPS."""

from django.core.exceptions import ImproperlyConfigured

from .base import *
from .base import BASE_DIR, BEHIND_PROXY, STORAGES, env


def _required(name: str) -> str:
    """A variable that the site cannot start without; raises ImproperlyConfigured naming it."""
    value = env.str(name, default="").strip()
    if not value:
        raise ImproperlyConfigured(f"Set the environment variable {name}: the site does not start without it.")
    return value


def _required_list(name: str) -> list[str]:
    """As `_required`, for values separated by commas."""
    return [value.strip() for value in _required(name).split(",") if value.strip()]


DEBUG = False

# Secrets and addresses

SECRET_KEY = _required("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
SALT_KEY = _required_list("FIELD_ENCRYPTION_KEYS")
LOOKUP_KEY = _required("LOOKUP_KEY")
ALLOWED_HOSTS = _required_list("ALLOWED_HOSTS")
WAGTAILADMIN_BASE_URL = _required("BASE_URL").rstrip("/")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[WAGTAILADMIN_BASE_URL])

# HTTPS

SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=30 * 24 * 3600)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("SECURE_HSTS_INCLUDE_SUBDOMAINS", default=False)
SECURE_HSTS_PRELOAD = env.bool("SECURE_HSTS_PRELOAD", default=False)
if BEHIND_PROXY:
    # Only for a proxy that sets this header itself: otherwise any client could claim HTTPS.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Subdomains and preload lists bind hosts that other offices of the province may run.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

# Mail: a server that does not answer must not hold up whoever approves.

EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", default=20)

# Static files carry a digest in their names, so that browsers may keep them for ever.

STORAGES["staticfiles"] = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}

# Logs: to stderr, for the service manager to keep, without personal data.

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"discreet": {"()": "cms.settings.logs.DiscreetFormatter", "root": str(BASE_DIR)}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "discreet"}},
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {
        # Django's own handlers would send errors by mail, with the request's data.
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        # Addresses that were not found can hold one-time links.
        "django.request": {"level": "ERROR"},
    },
}

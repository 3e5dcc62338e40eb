"""Settings of `make demo` and of development: no secrets needed, everything local."""

from .base import *
from .base import env

DEBUG = env.bool("DEBUG", default=True)
SECRET_KEY = "development-only-not-a-secret"
SALT_KEY = ["development-only-not-a-secret"]
ALLOWED_HOSTS = ["*"]

# Logs: Django's own, without the tokens of one-time links.

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_tokens": {"()": "cms.settings.logs.WithoutTokens"}},
    "formatters": {
        "server": {"()": "django.utils.log.ServerFormatter", "format": "[{server_time}] {message}", "style": "{"}
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "filters": ["without_tokens"]},
        "server": {"class": "logging.StreamHandler", "formatter": "server", "filters": ["without_tokens"]},
    },
    "loggers": {
        "django": {"handlers": ["console"], "level": "INFO"},
        "django.server": {"handlers": ["server"], "level": "INFO", "propagate": False},
    },
}

"""Settings of `make demo` and of development: no secrets needed, everything local."""

from .base import *
from .base import env

DEBUG = env.bool("DEBUG", default=True)
SECRET_KEY = "development-only-not-a-secret"
SALT_KEY = ["development-only-not-a-secret"]
ALLOWED_HOSTS = ["*"]

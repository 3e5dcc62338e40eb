"""Settings of the test suite: as in production, with fast password hashes and files in a temporary folder."""

import os
import tempfile
from pathlib import Path

from .base import *
from .base import CACHES, DATABASES, STORAGES

DEBUG = False
SECRET_KEY = "test-only-not-a-secret"
SALT_KEY = ["test-only-not-a-secret"]
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

# Removed when the process ends.
_FILES = tempfile.TemporaryDirectory(prefix="newsdesk-test-")
for _alias in ("default", "originals", "renditions", "papers", "notices"):
    STORAGES[_alias] = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": f"{_FILES.name}/{_alias}"},
    }
PHOTO_UPLOADS_FOLDER = Path(_FILES.name) / "uploads"

# In a file, as on a site: the threads of a live server cannot share one connection to a database in memory.
# What a crash of the machine would lose is no loss here, so neither database waits for the disk.
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["TEST"] = {"NAME": f"{_FILES.name}/test.sqlite3"}
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
else:
    DATABASES["default"]["OPTIONS"] = {"options": "-c synchronous_commit=off"}

# Test processes share one Redis server: each keeps, and clears, keys of its own only.
if CACHES["default"]["BACKEND"].endswith("RedisCache"):
    _worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    CACHES["default"] |= {
        "BACKEND": "tests.redis_cache.OwnKeysRedisCache",
        "KEY_PREFIX": f"test-{_worker}-{os.getpid()}",
    }

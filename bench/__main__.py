"""``python -m bench``: with the settings of the tests, unless the environment names others."""

import os
import sys
from importlib import import_module

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.test")
django.setup()
sys.exit(import_module("bench.run").main())

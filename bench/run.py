"""Builds the province and measures; what is too slow makes the run fail."""

from __future__ import annotations

import argparse
import time

from django.db import connection

from bench.comparing import compare, table
from bench.own_database import know_the_numbers, own_database
from bench.province import Province
from cms.portal.setup import set_up_portal


def main() -> int:
    """Print a table; 1 if something takes longer than it may, 0 if not."""
    asked = _asked()
    with own_database():
        began = time.perf_counter()
        set_up_portal()
        Province(asked.units, asked.publications).build()
        know_the_numbers()
        took = time.perf_counter() - began
        print(f"{connection.vendor}: {asked.units} units, {asked.publications} publications, built in {took:.0f} s")
        comparisons = compare(turns=asked.turns)
    print(table(comparisons))
    return int(any(each.is_refused for each in comparisons))


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--units", type=int, default=1_000)
    parser.add_argument("--publications", type=int, default=100_000)
    parser.add_argument("--turns", type=int, default=15, help="how often each thing is measured")
    return parser.parse_args()

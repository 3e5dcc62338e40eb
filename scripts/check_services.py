"""Fail unless the database and the cache that the environment names answer."""

import sys
from collections.abc import Callable

import environ
import psycopg
import redis

env = environ.Env()


def ask_postgresql() -> None:
    """Raises psycopg.Error if the server of DATABASE_URL does not answer."""
    with psycopg.connect(env.str("DATABASE_URL"), connect_timeout=5) as connection:
        connection.execute("SELECT 1")


def ask_redis() -> None:
    """Raises redis.RedisError if the server of CACHE_URL does not answer."""
    url = env.str("CACHE_URL").replace("rediscache://", "redis://", 1)
    redis.Redis.from_url(url, socket_connect_timeout=5).ping()


def answers(name: str, variable: str, ask: Callable[[], None]) -> bool:
    """Whether a service answers; says so if it does not."""
    try:
        ask()
    except (psycopg.Error, redis.RedisError, environ.ImproperlyConfigured) as error:
        print(f"{name} cannot be reached by {variable}: {error}", file=sys.stderr)
        return False
    return True


if __name__ == "__main__":
    found = [answers("PostgreSQL", "DATABASE_URL", ask_postgresql), answers("Redis", "CACHE_URL", ask_redis)]
    sys.exit(not all(found))

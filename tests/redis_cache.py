"""A Redis cache for test processes that share one server."""

from django.core.cache.backends.redis import RedisCache


class OwnKeysRedisCache(RedisCache):
    """Clears the keys of its own prefix only, where Django's would empty the whole database."""

    def clear(self) -> bool:
        client = self._cache.get_client(None, write=True)
        for key in client.scan_iter(f"{self.key_prefix}:*"):
            client.delete(key)
        return True

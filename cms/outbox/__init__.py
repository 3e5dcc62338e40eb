"""The outbox: outward effects that follow the commit, and the work that time brings.

Guarantee: every effect is delivered at least once, never before the transaction
that caused it commits, and never if it rolls back. A crash between an effect and
the mark that it was done repeats it, so handlers are idempotent by the effect's key.

An app declares its handlers in its module `effects` (`registry.effect_handler`)
and its scheduled work in its module `due_jobs` (`due.due_job`); both modules are
found by name when the apps are ready.
"""

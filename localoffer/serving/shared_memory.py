"""Memory that the workers of a server share: made before it forks, and left alone afterwards.

Python's garbage collector writes a mark into each object that it looks at, and each page of memory
that a worker writes to is copied for it (docs.python.org/3/library/gc.html#gc.freeze).
"""

import gc


def freeze() -> None:
    """Have the collector leave alone all that there is now: what a server made before it forks."""
    gc.collect()
    gc.freeze()


def unfreeze() -> None:
    """Have the collector look at everything again, so that what is replaced can go."""
    gc.unfreeze()

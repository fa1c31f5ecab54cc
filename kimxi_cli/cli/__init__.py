"""The command line: `app` is the entry point, each command a module, `run` what they have in common."""

import gc

gc.set_threshold(100_000, 50, 50)
"""Nearly all that is imported and read stays until the end: looking for garbage in it is a sixth of the start-up."""

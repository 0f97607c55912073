"""`python -m benchmarks [subject …]`: measures the catalogue and prints a table per subject."""

import logging
import sys
from importlib import import_module

from tests.environment import VAR_DIR  # first: it is the environment that Django reads

SUBJECTS = ["pages"]


def main(*wanted: str) -> None:
    import django

    django.setup()
    logging.disable(logging.WARNING)  # a page that is not there is measured, too
    print(f"Everything is measured in {VAR_DIR}, which goes afterwards.")
    for subject in wanted or SUBJECTS:
        import_module(f"benchmarks.{subject}").main()


if __name__ == "__main__":
    main(*sys.argv[1:])

"""`python -m benchmarks [subject …]`: measures the catalogue and prints a table per subject.

Every subject, and every size of it, gets a process and a folder of its own.
"""

import logging
import subprocess
import sys
from importlib import import_module

from benchmarks.options import SUBJECTS, Options, sizes_of


def main(arguments: list[str]) -> None:
    options = Options.read(arguments)
    runs = [(name, size) for name in options.subjects for size in options.projects or sizes_of(name)]
    if len(runs) == 1:
        measure(*runs[0], options)
        return
    for name, size in runs:
        command = [sys.executable, "-m", "benchmarks", name, "--projects", str(size), *options.passed_on()]
        subprocess.run(command, check=True)


def measure(name: str, size: int, options: Options) -> None:
    """Run one subject in this process."""
    import django

    from tests.environment import VAR_DIR  # before the setup: it is the environment that Django reads

    django.setup()
    logging.disable(logging.WARNING)  # what goes wrong on purpose is counted, not logged
    print(f"\n{SUBJECTS[name].title} · {size:,} projects · measured in {VAR_DIR}, which goes afterwards")
    import_module(SUBJECTS[name].module).main(size, options)


if __name__ == "__main__":
    main(sys.argv[1:])

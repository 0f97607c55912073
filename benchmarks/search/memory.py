"""How much memory the search takes in a process that answers, above one that is idle."""

import subprocess
import sys


def memory_of_search() -> float:
    """Megabytes that a fresh process grows by when it answers every question."""
    command = [sys.executable, "-m", "benchmarks.search.memory"]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def growth() -> float:
    """Megabytes that this process grows by; it should have done nothing yet."""
    import django

    django.setup()
    from benchmarks.measuring import resident_mb
    from benchmarks.search.engines.ours import Ours
    from benchmarks.search.questions import questions
    from projects.models import Project
    from search import views  # noqa: F401 - an idle process of the site has loaded its pages

    Project.objects.first()
    idle, ours = resident_mb(), Ours()
    for measure, arguments in questions():
        getattr(ours, measure)(*arguments)
    return resident_mb() - idle


if __name__ == "__main__":
    print(growth())

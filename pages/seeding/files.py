"""The files of a seed, and the memory of what it has brought."""

import csv
import json
from pathlib import Path
from typing import Any

from pages.models import SeedRecord


class Seed:
    """The files of one town, and which of their rows were brought before."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._brought = set(SeedRecord.objects.values_list("key", flat=True))

    def rows(self, name: str) -> list[dict[str, str]]:
        """The rows of a CSV file."""
        with (self.folder / name).open(newline="") as file:
            return list(csv.DictReader(file))

    def json(self, name: str) -> Any:
        return json.loads((self.folder / name).read_text())

    def lines(self, name: str) -> list[str]:
        return (self.folder / name).read_text().splitlines()

    def is_new(self, key: str) -> bool:
        """True exactly once for each key, over all runs."""
        if key in self._brought:
            return False
        SeedRecord.objects.create(key=key)
        self._brought.add(key)
        return True

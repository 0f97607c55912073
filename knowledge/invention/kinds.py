"""What neighbourhood projects are about: the vocabulary of each kind, from kinds.json."""

import json
from pathlib import Path
from typing import NamedTuple


class Kind(NamedTuple):
    """One kind of project. `topics` are slugs to look for; `{place}` in a text is where it happens."""

    names: list[str]
    topics: list[str]
    tags: list[str]
    summaries: list[str]
    sentences: list[str]
    core: str
    flexible: str


KINDS = [Kind(**row) for row in json.loads(Path(__file__).with_name("kinds.json").read_text("utf-8"))]

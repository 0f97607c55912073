"""Translations without gettext: extract, update and compile with Babel.

`python -m config.translations update` writes locale/de/LC_MESSAGES/django.po from the sources;
`compile DIR` writes DIR/<language>/LC_MESSAGES/django.mo; `check` fails if anything is untranslated
or quoted otherwise.
"""

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "locale/de/LC_MESSAGES/django.po"
APPS = [
    "config",
    "outbox",
    "districts",
    "people",
    "projects",
    "knowledge",
    "needs",
    "meetings",
    "handouts",
    "search",
    "editorial",
    "pages",
]
KEYWORDS: dict[str, Any] = (
    dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"))
    | dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2))
    | dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2))
    | dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3))
)


def extract_template(fileobj: IO[bytes], keywords: Any, comment_tags: Any, options: Any) -> Iterator[Any]:
    """Messages of a Django template: Django turns it into Python, Babel reads that."""
    code = templatize(fileobj.read().decode())
    yield from extract_python(BytesIO(code.encode()), keywords, comment_tags, options)


def extract() -> Catalog:
    """All messages of the sources, in the order of their files."""
    catalog = Catalog(project="Stadtteilwissen", charset="utf-8")
    for folder, methods in [
        *((app, [("**/migrations/**.py", "ignore"), ("**.py", "python")]) for app in APPS),
        ("templates", [("**.*", "config.translations:extract_template")]),
    ]:
        found = extract_from_dir(ROOT / folder, methods, keywords=KEYWORDS)
        for name, _line, message, _comments, context in sorted(found, key=lambda row: (row[0], row[1])):
            catalog.add(message, locations=[(f"{folder}/{name}", None)], context=context)  # type: ignore[list-item]
    return catalog


def load() -> Catalog:
    with SOURCE.open("rb") as file:
        return read_po(file, locale="de")


def update() -> None:
    """Bring the German catalogue up to date; what is gone from the sources goes from it."""
    catalog = load() if SOURCE.exists() else Catalog(locale="de")
    created = catalog.creation_date
    catalog.update(extract(), no_fuzzy_matching=True)
    catalog.creation_date = created  # the date of each run would be a conflict in each branch
    catalog.obsolete.clear()
    for message in catalog:  # a text that gains a plural is flagged, and what is flagged is not compiled
        message.flags.discard("fuzzy")
    SOURCE.parent.mkdir(parents=True, exist_ok=True)
    with SOURCE.open("wb") as file:
        write_po(file, catalog, width=110, omit_header=False, include_lineno=False)


def missing() -> list[str]:
    """Messages of the sources without a German translation."""
    catalog = load()
    return [
        str(message.id)
        for message in extract()
        if message.id
        and not ((known := catalog.get(message.id, message.context)) and all_filled(known.string))
    ]


def quoted_otherwise() -> list[str]:
    """Messages whose German has »these« quotation marks: one text does not mix two kinds."""
    return [str(message.id) for message in load() if "»" in str(message.string)]


def all_filled(string: Any) -> bool:
    return all(string) if isinstance(string, list | tuple) else bool(string)


def compile_to(target: Path) -> None:
    """Write the .mo files; English is the source and needs an empty one only for its plural rule."""
    for catalog in (load(), Catalog(locale="en")):
        path = target / str(catalog.locale) / "LC_MESSAGES/django.mo"
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_mo(file, catalog)


def main(command: str, *rest: str) -> int:
    if command == "update":
        update()
    elif command == "compile":
        compile_to(Path(*rest))
    elif command == "check":
        lines = [f"not translated: {text}" for text in missing()]
        lines += [f"quoted with »« instead of „“: {text}" for text in quoted_otherwise()]
        sys.stderr.writelines(f"{line}\n" for line in lines)
        return 1 if lines else 0
    else:
        sys.stderr.write(str(__doc__))
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

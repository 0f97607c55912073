"""The house as docs/architecture.md draws it, proved on the sources and on the models."""

import ast
import re
import subprocess
import sys
from pathlib import Path

from django.apps import apps

ROOT = Path(__file__).resolve().parent.parent
FLOORS = {
    "outbox": 1,
    "districts": 2,
    "people": 3,
    "projects": 4,
    "knowledge": 5,
    "needs": 5,
    "meetings": 6,
    "handouts": 7,
    "search": 8,
    "editorial": 9,
    "pages": 10,
}
# Rooms beside the floors: the wiring, and what nobody imports.
OUTSIDE = {"benchmarks", "config", "docs", "tests"}
TOOLS = {"aiosmtpd", "axe_playwright_python", "factory", "hypothesis", "mypy", "playwright", "pytest", "ruff"}
VAGUE = {"common", "helper", "helpers", "misc", "util", "utils"}
INLINE = re.compile(r"""\sstyle\s*=\s*\\?["']|<style|\son[a-z]+\s*=\s*\\?["']|javascript:""")
TOWN = "stutt" + "gart"
REGISTRIES = re.compile(
    r"pypi\.org|pythonhosted|registry\.npmjs|crates\.io|proxy\.golang|maven\.org|deb\.debian|index-url"
)


def tracked(*patterns):
    """Files of the project: committed, or new and not ignored."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", *patterns],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.splitlines()
    return [ROOT / name for name in listed if (ROOT / name).is_file()]


def text_of(path):
    return path.read_bytes().decode(errors="ignore")


def room_of(path):
    return path.relative_to(ROOT).parts[0]


def sources():
    """Python files of the floors, migrations included."""
    return [path for path in tracked("*.py") if room_of(path) in FLOORS]


def migrations():
    return [path for path in sources() if "migrations" in path.parts]


def names_in(text):
    """Modules that a source names, with the line: imported wherever it stands, or as a dotted string."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or ""), node.lineno
        elif isinstance(node, ast.Constant) and is_dotted(node.value):
            yield node.value, node.lineno


def naming(is_wrong):
    """Places in the floors where a wrong module is named; `is_wrong` gets the file's room and the package."""
    return [
        f"{path.relative_to(ROOT)}:{line} names {name}"
        for path in sources()
        for name, line in names_in(path.read_text())
        if is_wrong(room_of(path), name.split(".")[0])
    ]


def is_dotted(value):
    """A reference such as "projects.Project" or "search.engines.whoosh.backend"."""
    return isinstance(value, str) and bool(re.fullmatch(r"[a-z_]+(\.\w+)+", value))


def test_the_proof_sees_every_way_to_name_a_module():
    source = "import a.b\ndef f():\n    from c.d import e\nx = 'f.g.H'\ny = 'A sentence. No module.'"

    assert {name for name, _line in names_in(source)} == {"a.b", "c.d", "f.g.H"}


def test_a_floor_imports_only_floors_below():
    assert naming(lambda room, package: FLOORS.get(package, 0) > FLOORS[room]) == []


def test_nothing_but_an_engine_names_an_engine():
    """Another one comes as one more folder; which one is used is a setting."""
    named = [
        f"{path.relative_to(ROOT)} names {name}"
        for path in sources()
        if path.parts[len(ROOT.parts) :][:2] != ("search", "engines")
        for name, _line in names_in(path.read_text())
        if name.startswith("search.engines.")
    ]

    assert named == []


def test_the_sources_name_modules_in_full():
    """A relative import would slip past the rule above."""
    assert naming(lambda room, package: package == "") == []


def test_nobody_imports_the_wiring_or_the_tests_or_their_tools():
    assert naming(lambda room, package: package in OUTSIDE | TOOLS) == []


def test_every_room_of_the_house_has_a_floor():
    rooms = {room_of(path) for path in tracked("*/*.py")}

    assert rooms - set(FLOORS) == OUTSIDE


def test_a_row_points_only_to_rows_below():
    upwards = [
        f"{model._meta.label}.{field.name} points to {field.related_model._meta.label}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if field.concrete and field.related_model
        if FLOORS.get(field.related_model._meta.app_label, 0) > FLOORS.get(model._meta.app_label, 0)
        and model._meta.app_label in FLOORS
    ]
    assert upwards == []


def test_the_permissions_of_every_floor_are_read_at_the_start():
    """Whether or not anything imports them."""
    program = "import django, sys; django.setup(); print(*sys.modules)"
    started = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    modules = {f"{room_of(path)}.permissions" for path in sources() if path.stem == "permissions"}

    assert modules - set(started.stdout.split()) == set()


def test_no_room_has_a_name_that_says_nothing():
    files = tracked("*.py")

    assert [path for path in files if VAGUE & {*path.relative_to(ROOT).parts, path.stem}] == []


def may_name_the_town(path):
    place = str(path.relative_to(ROOT))
    return place.startswith(("pages/seed/", "docs/")) or path.suffix == ".md" or path.stem == f"seed_{TOWN}"


def test_only_the_seed_knows_the_town():
    """The seed command may be called by its name; the town's own name stands nowhere else."""
    knowing = [
        path
        for path in tracked()
        if not may_name_the_town(path) and TOWN in text_of(path).lower().replace(f"seed_{TOWN}", "")
    ]
    assert knowing == []


def test_no_file_names_a_package_registry():
    assert [path for path in tracked() if path != Path(__file__) and REGISTRIES.search(text_of(path))] == []


def test_no_page_has_inline_styles_or_scripts():
    templates = tracked("templates")
    texts = {path: re.sub(r"{#.*?#}", "", text_of(path)) for path in templates + sources()}

    assert [f"{path}: {found[0]}" for path, text in texts.items() if (found := INLINE.findall(text))] == []
    scripts = [tag for path in templates for tag in re.findall(r"<script[^>]*>", texts[path])]
    assert [tag for tag in scripts if "src=" not in tag] == []


def test_every_module_says_what_lives_in_it():
    files = [path for path in tracked("*.py") if "migrations" not in path.parts and path.read_text().strip()]

    assert [path for path in files if not ast.get_docstring(ast.parse(path.read_text()))] == []


def test_a_migration_imports_no_code_of_an_app():
    """Code moves on and the migration would no longer say what it did."""
    importing = [
        path
        for path in migrations()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Import | ast.ImportFrom)
        and (node.module if isinstance(node, ast.ImportFrom) else node.names[0].name).split(".")[0] in FLOORS
    ]
    assert importing == []


def test_a_migration_is_named_by_its_intent():
    assert [path for path in migrations() if re.search(r"_auto_\d|_and_more", path.stem)] == []


def test_the_translations_cover_every_floor():
    from config.translations import APPS

    assert set(APPS) == {room_of(path) for path in sources()} | {"config"}

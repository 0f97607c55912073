"""Somebody's calendar program, khal, with a calendar of its own in a folder that is thrown away.

`python -m tests.meetings.calendar_program FOLDER FILE…` takes in the files one after another and prints after
each, as JSON, what the calendar shows. A process of its own: khal changes how icalendar reads time zones.
"""

import json
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner

SETTINGS = """
[calendars]
[[treffen]]
path = {folder}/treffen
[sqlite]
path = {folder}/khal.db
[locale]
local_timezone = Europe/Berlin
default_timezone = Europe/Berlin
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
timeformat = %H:%M
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
"""
LISTED = ["--format", "{start-long}–{end-time} {title} {status}", "--day-format", ""]


def shown_after_each(folder, files, *, since):
    """What the program shows of half a year, one list of lines after each of the files."""
    paths = [folder / f"{number}.ics" for number, _content in enumerate(files)]
    for path, content in zip(paths, files, strict=True):
        path.write_bytes(content)
    command = [sys.executable, "-m", __name__, folder, since, *paths]
    return json.loads(subprocess.run([*map(str, command)], check=True, stdout=subprocess.PIPE).stdout)


def main(folder, since, *files):
    from khal.cli import main_khal

    settings = Path(folder, "config")
    settings.write_text(SETTINGS.format(folder=folder))
    Path(folder, "treffen").mkdir()

    def khal(*words):
        answer = CliRunner().invoke(main_khal, ["-c", str(settings), *words], catch_exceptions=False)
        assert answer.exit_code == 0, answer.output
        return [line.strip() for line in answer.output.splitlines() if line.strip()]

    shown = []
    for file in files:
        khal("import", "--batch", "-a", "treffen", file)
        shown.append(khal("list", *LISTED, since, "180d"))
    print(json.dumps(shown))


if __name__ == "__main__":
    main(*sys.argv[1:])

"""SQLite FTS5 as one would use it by hand: bm25(), snippet(), facets by GROUP BY over joined tables."""

import sqlite3
import tempfile
from pathlib import Path

from benchmarks.search.rows import FACETS, HITS, Found, Row

SCHEMA = """
    CREATE VIRTUAL TABLE entry USING fts5(
        title, summary, labels, body, tokenize = "unicode61 remove_diacritics 2"
    );
    CREATE TEMP TABLE hit (entry INTEGER PRIMARY KEY, score REAL);
"""
VALUES = "CREATE TABLE {facet} (value TEXT, entry INTEGER, PRIMARY KEY (value, entry)) WITHOUT ROWID"
BY_ENTRY = "CREATE INDEX {facet}_entry ON {facet} (entry, value)"
SCORE = "bm25(entry, 3.0, 1.5, 1.2, 1.0)"
TOTAL = "SELECT count(*) FROM entry WHERE entry MATCH ?"
FIRST = f"SELECT rowid, title FROM entry WHERE entry MATCH ? ORDER BY {SCORE} LIMIT {HITS}"
SNIPPETS = """
    SELECT snippet(entry, -1, '<mark>', '</mark>', '…', 32) FROM entry
    WHERE entry MATCH ? AND rowid IN (SELECT entry FROM hit ORDER BY score LIMIT ?)
"""


class Fts5:
    name = "FTS5"
    most_rounds = 1000

    def build(self, rows: list[Row]) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="fts5-")
        self._database = sqlite3.connect(Path(self._folder.name) / "fts5.sqlite3")
        self._database.execute("PRAGMA journal_mode = WAL")
        self._database.execute("PRAGMA cache_size = -65536")
        self._database.executescript(SCHEMA)
        with self._database:
            self._database.executemany(
                "INSERT INTO entry (rowid, title, summary, labels, body) VALUES (?, ?, ?, ?, ?)",
                ((row.key, row.title, row.summary, row.labels, row.body) for row in rows),
            )
            for facet in FACETS:
                self._write_values(facet, rows)
            self._database.execute("INSERT INTO entry (entry) VALUES ('optimize')")
        self._database.execute("ANALYZE")

    def _write_values(self, facet: str, rows: list[Row]) -> None:
        self._database.execute(VALUES.format(facet=facet))
        self._database.executemany(
            f"INSERT INTO {facet} VALUES (?, ?)",
            ((value, row.key) for row in rows for value in row.values[facet]),
        )
        self._database.execute(BY_ENTRY.format(facet=facet))

    def one_word(self, word: str) -> Found:
        return self._first(_quoted(word))

    def all_words(self, words: str) -> Found:
        return self._first(" ".join(map(_quoted, words.split())))

    def phrase(self, words: str) -> Found:
        return self._first(_quoted(words))

    def facets(self, word: str) -> Found:
        return Found(self._keep_hits(_quoted(word)), [], self._counts())

    def page(self, words: str, district: str) -> Found:
        query = " ".join(map(_quoted, words.split()))
        total = self._keep_hits(query, district)
        shown = [passage for (passage,) in self._database.execute(SNIPPETS, (query, HITS))]
        return Found(total, shown, self._counts())

    def close(self) -> None:
        self._database.close()
        self._folder.cleanup()

    def _first(self, query: str) -> Found:
        (total,) = self._database.execute(TOTAL, (query,)).fetchone()
        return Found(total, [title for _key, title in self._database.execute(FIRST, (query,))], {})

    def _keep_hits(self, query: str, district: str = "") -> int:
        """Put the hits where all that is counted can be counted from; returns how many there are."""
        # The sign keeps SQLite from asking the text index once for every entry of the district.
        chosen = "AND +rowid IN (SELECT entry FROM district WHERE value = ?)" if district else ""
        self._database.execute("DELETE FROM hit")
        return self._database.execute(
            f"INSERT INTO hit SELECT rowid, {SCORE} FROM entry WHERE entry MATCH ? {chosen}",
            (query, district) if district else (query,),
        ).rowcount

    def _counts(self) -> dict[str, dict[str, int]]:
        counted = "SELECT value, count(*) FROM hit JOIN {0} USING (entry) GROUP BY value"
        return {facet: dict(self._database.execute(counted.format(facet))) for facet in FACETS}


def _quoted(words: str) -> str:
    return f'"{words}"'

"""PostgreSQL's text search as one would use it by hand, on a private server: tsvector, GIN, ts_headline."""

from contextlib import ExitStack

import psycopg

from benchmarks.search.rows import FACETS, HITS, Found, Row
from tests.postgres import running_postgres

SCHEMA = """
    CREATE TABLE entry (key integer PRIMARY KEY, title text, summary text, labels text, body text,
        words tsvector GENERATED ALWAYS AS (
            setweight(to_tsvector('german', title), 'A') || setweight(to_tsvector('german', summary), 'B')
            || setweight(to_tsvector('german', labels), 'C') || to_tsvector('german', body)
        ) STORED);
"""
FIRST = f"""
    SELECT title, count(*) OVER () FROM entry, {{query}} AS query WHERE words @@ query
    ORDER BY ts_rank(words, query) DESC LIMIT {HITS}
"""
HIT = """
    WITH hit AS MATERIALIZED (
        SELECT key, ts_rank(words, query) AS score FROM entry, plainto_tsquery('german', %(words)s) AS query
        WHERE words @@ query {chosen}
    )
"""
CHOSEN = "AND EXISTS (SELECT FROM district WHERE district.entry = key AND value = %(district)s)"
COUNTS = " UNION ALL ".join(
    f"SELECT '{facet}', value, count(*) FROM hit JOIN {facet} ON entry = hit.key GROUP BY value"
    for facet in FACETS
)
TOTAL = "SELECT '', '', count(*) FROM hit"
SHOWN = f"""
    SELECT 'shown', ts_headline('german', entry.summary || ' ' || entry.body,
        plainto_tsquery('german', %(words)s), 'StartSel=<mark>, StopSel=</mark>, MaxWords=32, MinWords=15'), 0
    FROM (SELECT key FROM hit ORDER BY score DESC LIMIT {HITS}) AS best JOIN entry USING (key)
"""


class Postgres:
    name = "PostgreSQL"
    most_rounds = 1000

    def build(self, rows: list[Row]) -> None:
        self._open()
        self._connection.execute(SCHEMA)
        copy = "COPY entry (key, title, summary, labels, body) FROM STDIN"
        with self._connection.cursor().copy(copy) as target:
            for row in rows:
                target.write_row((row.key, row.title, row.summary, row.labels, row.body))
        self._connection.execute("CREATE INDEX ON entry USING gin (words)")
        for facet in FACETS:
            self._write_values(facet, rows)
        self._connection.execute("VACUUM ANALYZE")

    def _open(self) -> None:
        """Start a server, which goes with `close`."""
        self._stack = ExitStack()
        address = self._stack.enter_context(running_postgres())
        self._connection = self._stack.enter_context(psycopg.connect(f"{address}postgres", autocommit=True))
        self._connection.execute("SET jit = off")  # it would cost more than it gives here

    def _write_values(self, facet: str, rows: list[Row]) -> None:
        self._connection.execute(f"CREATE TABLE {facet} (entry integer, value text)")
        with self._connection.cursor().copy(f"COPY {facet} FROM STDIN") as target:
            for row in rows:
                for value in row.values[facet]:
                    target.write_row((row.key, value))
        self._connection.execute(f"CREATE INDEX ON {facet} (entry, value)")
        self._connection.execute(f"CREATE INDEX ON {facet} (value, entry)")

    def one_word(self, word: str) -> Found:
        return self._first("plainto_tsquery", word)

    def all_words(self, words: str) -> Found:
        return self._first("plainto_tsquery", words)

    def phrase(self, words: str) -> Found:
        return self._first("phraseto_tsquery", words)

    def facets(self, word: str) -> Found:
        return self._answer(f"{HIT.format(chosen='')} {COUNTS} UNION ALL {TOTAL}", words=word)

    def page(self, words: str, district: str) -> Found:
        query = f"{HIT.format(chosen=CHOSEN)} {COUNTS} UNION ALL {TOTAL} UNION ALL {SHOWN}"
        return self._answer(query, words=words, district=district)

    def close(self) -> None:
        self._stack.close()

    def _first(self, function: str, words: str) -> Found:
        query = FIRST.format(query=f"{function}('german', %s)")
        rows = self._connection.execute(query, (words,)).fetchall()
        return Found(rows[0][1] if rows else 0, [title for title, _total in rows], {})

    def _answer(self, query: str, **values: str) -> Found:
        """Counts, total and passages that came in one answer, put apart."""
        counts: dict[str, dict[str, int]] = {facet: {} for facet in FACETS}
        shown, total = [], 0
        for kind, value, number in self._connection.execute(query, values):
            if kind == "shown":
                shown.append(value)
            elif kind:
                counts[kind][value] = number
            else:
                total = number
        return Found(total, shown, counts)

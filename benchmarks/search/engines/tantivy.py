"""tantivy, a search library in Rust, as one would use it by hand: German stems, fast fields, snippets."""

import tempfile
from typing import Any

import tantivy

from benchmarks.search.rows import FACETS, HITS, Found, Row

TEXTS = {"title": 3.0, "summary": 1.5, "labels": 1.2, "body": 1.0}
HEAP = 128 * 2**20
COUNTED = {facet: {"terms": {"field": facet, "size": 100}} for facet in FACETS}


class Tantivy:
    name = "tantivy"
    most_rounds = 1000

    def build(self, rows: list[Row]) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="tantivy-")
        self._schema = _schema()
        self._index = tantivy.Index(self._schema, path=self._folder.name)
        self._index.register_tokenizer("german", _german())
        writer = self._index.writer(HEAP)
        for row in rows:
            texts = {"title": row.title, "summary": row.summary, "labels": row.labels, "body": row.body}
            writer.add_document(tantivy.Document(**texts, **row.values))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def one_word(self, word: str) -> Found:
        return self._first(self._query(word))

    def all_words(self, words: str) -> Found:
        return self._first(self._query(words))

    def phrase(self, words: str) -> Found:
        return self._first(self._query(f'"{words}"'))

    def facets(self, word: str) -> Found:
        query = self._query(word)
        return Found(self._searcher.search(query, limit=1).count, [], self._counts(query))

    def page(self, words: str, district: str) -> Found:
        asked = self._query(words)
        chosen = tantivy.Query.term_query(self._schema, "district", district)
        query = tantivy.Query.boolean_query([(tantivy.Occur.Must, asked), (tantivy.Occur.Must, chosen)])
        result = self._searcher.search(query, limit=HITS)
        snippets = tantivy.SnippetGenerator.create(self._searcher, asked, self._schema, "body")
        documents = (self._searcher.doc(address) for _score, address in result.hits)
        shown = [snippets.snippet_from_doc(document).to_html() for document in documents]
        return Found(result.count, shown, self._counts(query))

    def close(self) -> None:
        self._folder.cleanup()

    def _query(self, words: str) -> Any:
        return self._index.parse_query(words, list(TEXTS), field_boosts=TEXTS, conjunction_by_default=True)

    def _first(self, query: Any) -> Found:
        result = self._searcher.search(query, limit=HITS)
        titles = [self._searcher.doc(address)["title"][0] for _score, address in result.hits]
        return Found(result.count, titles, {})

    def _counts(self, query: Any) -> dict[str, dict[str, int]]:
        counted = self._searcher.aggregate(query, COUNTED)
        return {
            facet: {bucket["key"]: bucket["doc_count"] for bucket in counted[facet]["buckets"]}
            for facet in FACETS
        }


def _schema() -> Any:
    builder = tantivy.SchemaBuilder()
    for text in TEXTS:
        builder.add_text_field(text, stored=True, tokenizer_name="german")
    for facet in FACETS:
        builder.add_text_field(facet, fast=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


def _german() -> Any:
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    builder = builder.filter(tantivy.Filter.lowercase()).filter(tantivy.Filter.stemmer("german"))
    return builder.build()

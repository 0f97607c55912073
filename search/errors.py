"""What can go wrong with an index. Whoever asks can go on from the database."""


class SearchError(Exception):
    """The index cannot answer or cannot be written now."""


class IndexMissingError(SearchError):
    """There is no index, or it cannot be read: it must be built."""


class IndexBusyError(SearchError):
    """Somebody else is writing the index; try again later."""

"""Whoosh's way to have segments written otherwise: ours are one file of arrays each."""

from whoosh.codec.base import Codec
from whoosh.codec.base import Segment as Listed


class ArraysCodec(Codec):
    """What Whoosh's table of contents notes with each of our segments."""

    EXTENSION = ".arrays"

    @classmethod
    def filename(cls, segment: Listed) -> str:
        """The file that holds a segment."""
        name: str = segment.make_filename(cls.EXTENSION)
        return name

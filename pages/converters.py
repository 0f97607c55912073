"""The addresses of the fixed pages."""

from pages.models import PAGE_SLUGS


class PageSlug:
    regex = "|".join(PAGE_SLUGS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value

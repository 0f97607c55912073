"""Words in a drawing: broken into a few lines that fit, the last one shortened if need be."""

from districts.lettering import width_of

ELLIPSIS = "…"
BROADER = 1.08  # than we reckon some faces are


def lines_of(text: str, width: float, height: float, most: int) -> list[str]:
    """The text in at most so many lines of this width, in letters of this height."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _width(longer, height) <= width:
            lines[-1] = longer
        elif len(lines) < most:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}{ELLIPSIS}"
            break
    return [_fitting(line, width, height) for line in lines]


def _fitting(line: str, width: float, height: float) -> str:
    """The line, shortened until it fits."""
    if _width(line, height) <= width:
        return line
    kept = line.rstrip(ELLIPSIS)
    while kept and _width(kept + ELLIPSIS, height) > width:
        kept = kept[:-1].rstrip(" ,.;:-–")
    return kept + ELLIPSIS


def _width(words: str, height: float) -> float:
    return width_of(words, height) * BROADER

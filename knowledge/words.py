"""What stands in addresses for what a transfer is; other people's links rely on it."""

from collections.abc import Mapping

from knowledge.choices import Certainty, Phase

PHASES: Mapping[str, Phase] = {
    "interesse": Phase.INTEREST,
    "kennenlernen": Phase.GETTING_TO_KNOW,
    "anpassen": Phase.ADAPTING,
    "ausprobieren": Phase.TRYING,
    "angekommen": Phase.ARRIVED,
    "nicht-bekannt": Phase.UNKNOWN,
}
CERTAINTIES: Mapping[str, Certainty] = {
    "beide-seiten": Certainty.BOTH,
    "quelle": Certainty.SOURCED,
    "eine-seite": Certainty.REPORTED,
}

"""A sentence on what happens with something that was sent, in the words of each version."""

from dataclasses import dataclass

from feedback.forms.labels import Version
from feedback.submission import Manner


@dataclass(frozen=True, slots=True)
class ProgressStep:
    """A sentence on where it stands; ``picture`` is for easy read alone."""

    sentence: str
    picture: str


@dataclass(frozen=True, slots=True)
class StepWording:
    """A step in its three versions; what stands in braces is filled in."""

    versions: Version
    picture: str

    def step(self, manner: Manner, **values: str) -> ProgressStep:
        """Return the step as one version says it."""
        return ProgressStep(self.versions[manner].format(**values), self.picture)

"""A request for deepening questions, checked at the edge (command line and HTTP): the judge's form without a text."""

from coach.live.deepening import DeepenAsk
from coach.question.asked import MomentIn


class DeepenForm(MomentIn):
    """Where the conversation stands; everything may be left out."""

    def to_ask(self) -> DeepenAsk:
        """The checked values as the service takes them."""
        return DeepenAsk(self.name(), self.told(), self.said(), self.method, self.phase)

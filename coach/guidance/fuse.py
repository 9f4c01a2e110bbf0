"""Puts lexical and vector scores together."""

import numpy as np
from numpy.typing import NDArray

# Measured on 60 Dutch questions over 270 passages (anchors: performance, "Retrieval"): hit@3 0.83, against 0.72 for
# the words alone and 0.77 for the vectors alone.
LEXICAL_WEIGHT, VECTOR_WEIGHT = 0.6, 0.4
# Headings are questions: one that is asked almost word for word goes first.
HEADING_WEIGHT = 0.3


def fuse(
    lexical: NDArray[np.float64], vector: NDArray[np.float64], heading: NDArray[np.float64]
) -> NDArray[np.float64]:
    """One score per passage, 0 to 1; lexical and vector scores are first divided by their own best."""
    fused = LEXICAL_WEIGHT * _share_of_best(lexical) + VECTOR_WEIGHT * _share_of_best(vector)
    return np.asarray((fused + HEADING_WEIGHT * heading) / (1 + HEADING_WEIGHT))


def _share_of_best(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    lifted = np.clip(scores, 0.0, None)
    best = float(lifted.max(initial=0.0))
    return lifted / best if best > 0 else lifted

"""The trained part of the judge: features of a text, weights as plain data, probabilities per axis."""

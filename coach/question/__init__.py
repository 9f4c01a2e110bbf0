"""The judge of a Dutch question. Pure: text in, judgement out."""

"""The language model: prompts, the gate for what may leave, the endpoint."""

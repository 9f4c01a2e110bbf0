"""Practice rounds with a simulated case presenter."""

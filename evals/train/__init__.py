"""Training the judge: `python -m evals train`. The running product never imports this, nor scikit-learn."""

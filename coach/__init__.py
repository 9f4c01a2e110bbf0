"""Doorvraag: a coach for intervisie. The product, without a web server."""

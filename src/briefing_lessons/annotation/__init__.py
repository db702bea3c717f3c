"""Labelling a text by hand, exchanging labels with a partner, and measuring agreement."""

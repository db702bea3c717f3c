"""Explorers: briefings to click through, each a thin shell over functions that return HTML."""

"""Attributions by patterns, where there is no parser."""

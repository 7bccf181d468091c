"""Attributions by a dependency parse and a grammar of cues."""

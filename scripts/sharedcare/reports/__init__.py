"""Findings and states -> terminal, GitHub, JSON, Markdown, CSV."""

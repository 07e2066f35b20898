"""Duplicate collection: who asks people and companies for what another department already shares (articles 5-3, 13)."""

"""Blockers, enablers and their themes, aims and their reviews, and the wall sheet.

Tables: themes, factors, wider aims, aims with their factors, reviews and what pupils say of them."""

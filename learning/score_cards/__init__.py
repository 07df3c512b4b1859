"""Score cards: opinions, agreeing in a meeting, dated summaries, the grid, and evidence from the journal.

Tables: opinions, scores, card sorts, evidence, drafts of agreeing, summaries and agreed scores."""

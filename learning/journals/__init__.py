"""Learning journals: entries with their answers, and the one-to-ones that follow them.

Tables: entries, answers, one-to-ones and what pupils say of them."""

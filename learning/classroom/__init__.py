"""The way in: tablets, rooms, QR cards, secret pictures and calls by name.

Tables: tablets and their set-up codes, rooms, QR cards, refused cards, calls, secret pictures."""

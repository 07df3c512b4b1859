"""Views from outside the classroom: invitations, letters and paper, and who has answered in a round.

Tables: invitations, and those who declined to answer. What an invitation's status is, and what follows from it, is
decided in statuses.py only."""

"""Views from outside the classroom: invitations, letters and paper, and who has answered in a round.

Tables: invitations, and those who would rather not answer."""

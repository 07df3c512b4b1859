"""One pupil's visit at a tablet: its steps, answers, beginning and end, the room's board, and past visits.

Tables: visits, and everything that pupils gave in them."""

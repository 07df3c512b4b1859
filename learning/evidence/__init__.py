"""What changed: a pupil's and a cohort's scores against the baseline.

Tables: none."""

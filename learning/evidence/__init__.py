"""What changed: a pupil's and a cohort's agreed scores against the baseline, and a pupil's attitudes over time.

Tables: none yet; everything here is read from score cards and journals."""

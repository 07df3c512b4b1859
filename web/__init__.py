"""The shell: puts learning, the kiosk and the staff's side together into one application."""

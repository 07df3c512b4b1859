"""What is asked of whom: question sets, success characteristics, and dated rounds.

Tables: question sets with their versions and questions, characteristics, rounds and what each asks of whom."""

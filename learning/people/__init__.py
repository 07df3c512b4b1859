"""The people of a school: staff, pupils, cohorts and teams, the roll, sign-ins, concerns, and who may see whom.

Tables: the school, members, sign-ins, pupils and their settings, cohorts with their pupils and teams, the adults named
for concerns, and concerns with who was told, who has seen them and what was done."""

"""Every rule and every row: the process of the seed document, one file a step, without Flask and without HTML."""

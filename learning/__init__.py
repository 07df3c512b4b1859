"""Every rule and every row: the process of the seed document, one package a step, without Flask and without HTML."""

from learning import schema  # noqa: F401  (keys that point to later packages are resolved once all tables are known)

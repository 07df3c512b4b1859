"""The tests: they mirror the house, one folder a package."""

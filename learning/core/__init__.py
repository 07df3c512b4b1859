"""The ground under all packages: the store and its one way to write, keys, errors, the scale, names and codes.

Tables: wrong guesses."""

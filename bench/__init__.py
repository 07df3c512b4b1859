"""The benchmark: the real server against the least that the same machine can do, in the same minute."""

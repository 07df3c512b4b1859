"""Scripts that write parts of the documents: the tables' picture and list from the code, the README's pictures."""

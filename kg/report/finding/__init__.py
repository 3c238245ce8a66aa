"""Pure functions over tables that find what is new in a graph (`news`) and what differs between two (`difference`)."""

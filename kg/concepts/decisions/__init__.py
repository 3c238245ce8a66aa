"""Read, write and apply decisions of people about concepts, which take precedence over the program's results."""

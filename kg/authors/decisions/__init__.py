"""Read, write and apply people's decisions about authors; they override what the program finds."""

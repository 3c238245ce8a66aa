"""Functions of the operating system: atomic files, locks, checksums, disks and memory."""

"""Files that appear whole, locks, checksums, disks and memory: what the operating system is asked for."""

"""Commands that make graphs: from files, more files, watched folders, data sets, and the tables of damaged graphs."""

"""Labs: what they are made of, how they are read, linted, packed, proven and proposed."""

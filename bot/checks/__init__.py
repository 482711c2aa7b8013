"""What `plainsight doctor` looks at, one module for each kind of thing; every check that does not hold has its remedy."""

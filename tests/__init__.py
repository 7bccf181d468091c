"""The tests; a package, so that a package of this name elsewhere on the path does not stand in for it."""

"""The tests, mirroring designer/; a package, since a dependency installs one of this name too (ciw)."""

"""What the catalogue is measured with. It may import everything and is imported by nobody but its tests."""

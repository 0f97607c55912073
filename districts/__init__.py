"""Floor 2: places. Districts, their quarters and neighbours, and the hex map as a drawing."""

"""The record as pictures: outlines and colours for whoever draws, the map of the towns, the timeline, and both in words."""

"""Reads the maps of papergraph into pandas, networkx, igraph, and scipy, builds them, and shows them in Jupyter."""

from papergraph._build import BuildError, build
from papergraph._map import Map, read_map, read_networks
from papergraph._map_file import MapFileError

__all__ = ["BuildError", "Map", "MapFileError", "build", "read_map", "read_networks"]

"""Finds the nearest neighbors of papers on Apache Spark, with the join of papergraph."""

from .job import find_neighbors

__all__ = ["find_neighbors"]

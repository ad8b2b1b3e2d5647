"""Distances between places, in RD New (EPSG:28992), the Dutch national grid.

RD New is conformal with a scale error under 0.02 % in this region, so straight lines on it are true to the metre.
Input coordinates are WGS84 degrees (EPSG:4326).
"""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import numpy.typing as npt

WGS84 = "EPSG:4326"
RD_NEW = "EPSG:28992"


def to_rd(lat: npt.ArrayLike, lon: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """WGS84 degrees -> RD New metres, shape (n, 2): x (east), y (north)."""
    points = gpd.GeoSeries.from_xy(np.atleast_1d(lon), np.atleast_1d(lat), crs=WGS84).to_crs(RD_NEW)
    return np.column_stack([points.x, points.y])


def distances_km(places: npt.ArrayLike, targets: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """Straight-line kilometres between n places and m targets, both (·, 2) as (lat, lon); shape (n, m)."""
    here, there = (to_rd(*np.asarray(points, dtype=float).reshape(-1, 2).T) for points in (places, targets))
    difference = here[:, None, :] - there[None, :, :]
    return np.hypot(difference[..., 0], difference[..., 1]) / 1000


def to_degrees(points: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """RD New metres (n, 2) -> WGS84 degrees, shape (n, 2): lon, lat, the order of GeoJSON."""
    x, y = np.asarray(points, dtype=float).reshape(-1, 2).T
    degrees = gpd.GeoSeries.from_xy(x, y, crs=RD_NEW).to_crs(WGS84)
    return np.column_stack([degrees.x, degrees.y])

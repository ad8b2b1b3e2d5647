"""Land, water and the big rivers out of GSHHG, through GMT, as GeoJSON.

Only `python build.py geodata` comes here. GSHHG 2.3.7 (P. Wessel and W. H. F. Smith, Journal of Geophysical Research
101, 1996; LGPL) gives shorelines and, from WDBII, rivers as single lines. Needs Debian's gmt and gmt-gshhg-full:

    gmt pscoast -R3.8/5.0/51.55/52.4 -Df -M -W1      shoreline of the sea
    gmt pscoast -R3.8/5.0/51.55/52.4 -Df -M -W2      shores of lakes
    gmt pscoast -R3.8/5.0/51.55/52.4 -Df -M -I0 …    rivers, one run for each class (0, 1, 2 and 4 occur here)
    gmt select points -R… -Df -Ns/k/s/k/s            which points are on land

The lines and the frame cut the region into faces; a point inside each face tells whether it is land. Neighbouring
faces are simplified together, so that land and water keep touching.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from typing import Any

from shapely import coverage_simplify, set_precision, transform, unary_union
from shapely.geometry import LineString, MultiPolygon, Polygon, box, mapping
from shapely.ops import polygonize

from site_src.derive.projection import to_degrees, to_rd
from site_src.maintenance.geodata.geonames import DECIMALS
from site_src.model.problems import SiteError
from site_src.model.region.region import Extent, Region

MARGIN = 0.05  # degrees around the region, so that lines run on past the frame
SIMPLIFY_M = 100.0  # metres in RD New
SMALLEST_KM2 = 0.3
JOINT_M = 300.0  # how far a river reaches into the sea, so that no sliver of land stays between them
RIVER_WIDTH_M = {0: 200.0, 1: 350.0, 2: 300.0, 4: 250.0}  # drawn, not measured; key: class of river in WDBII


def coast_features(region: Region) -> list[dict[str, Any]]:
    """Features with `soort` land, water or rivier; polygons in WGS84 degrees, rounded to 4 decimals (about 10 m)."""
    extent = region.extent
    faces = _faces([*_lines(extent, "-W1"), *_lines(extent, "-W2")], extent)
    dry = _on_land([face.representative_point().coords[0] for face in faces], extent)
    sketch = unary_union([Polygon(ring) for ring in region.new_land])
    land = unary_union([sketch, *(face for face, wet in zip(faces, dry, strict=True) if wet)])
    water = unary_union([face for face, is_dry in zip(faces, dry, strict=True) if not is_dry]).difference(sketch)
    land, water = (_metric_parts(area) for area in (land, water))
    simple = coverage_simplify([*land, *water], SIMPLIFY_M)
    shapes = {
        "land": MultiPolygon(list(simple[: len(land)])),
        "water": MultiPolygon(list(simple[len(land) :])),
        "rivier": _rivers(unary_union(land), extent),
    }
    return [_feature(kind, shape) for kind, shape in shapes.items()]


def installed() -> str:
    """The version of GMT; raises SiteError when it is not there."""
    return _gmt("--version").strip()


def _gmt(*arguments: str, text: str = "") -> str:
    """Runs GMT in a folder of its own, because it leaves a history behind that changes the next run."""
    command = shutil.which("gmt")
    if not command:
        raise SiteError("GMT is er niet. Het is alleen nodig om de kust te verversen: apt-get install gmt "
                        "gmt-gshhg-full")  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        result = subprocess.run([command, *arguments], input=text, capture_output=True, encoding="utf-8", cwd=folder,
                                check=False, timeout=300)  # fmt: skip
    if result.returncode:
        raise SiteError(f"GMT lukt niet ({' '.join(arguments)}): {result.stderr.strip()[:300]}")
    return result.stdout


def _frame(extent: Extent, margin: float) -> tuple[float, float, float, float]:
    """West, south, east, north."""
    (south, north), (west, east) = extent.lat, extent.lon
    return west - margin, south - margin, east + margin, north + margin


def _window(extent: Extent) -> str:
    west, south, east, north = _frame(extent, MARGIN)
    return f"-R{west:.2f}/{east:.2f}/{south:.2f}/{north:.2f}"


def _lines(extent: Extent, what: str) -> list[LineString]:
    return list(parse_lines(_gmt("pscoast", _window(extent), "-Df", "-M", what)))


def parse_lines(dump: str) -> Iterator[LineString]:
    """GMT's multi-segment text: a line that starts with > opens a segment, the others are lon and lat."""
    for segment in dump.split(">")[1:]:
        points = [tuple(map(float, line.split()[:2])) for line in segment.splitlines()[1:] if line.strip()]
        if len(points) > 1:
            yield LineString(points)


def _faces(lines: Sequence[LineString], extent: Extent) -> list[Polygon]:
    """The pieces that lines and frame cut the region into; points closer than a metre count as one."""
    frame = box(*_frame(extent, 0))
    outer = box(*_frame(extent, MARGIN)).exterior
    noded = unary_union([set_precision(line, 1e-5) for line in [*lines, outer]])
    pieces = (piece.intersection(frame) for piece in polygonize(noded))
    return [part for piece in pieces for part in _parts(piece) if part.area > 0]


def _parts(shape: Any) -> list[Polygon]:
    parts = getattr(shape, "geoms", [shape])
    return [part for part in parts if isinstance(part, Polygon) and not part.is_empty]


def _on_land(points: Sequence[Sequence[float]], extent: Extent) -> list[bool]:
    """For each (lon, lat) whether GSHHG calls it land, so neither sea nor lake. GMT gives back the dry points."""
    text = "".join(f"{lon:.6f} {lat:.6f} {number}\n" for number, (lon, lat) in enumerate(points))
    dry = {int(float(line.split()[2]))
           for line in _gmt("select", _window(extent), "-Df", "-Ns/k/s/k/s", text=text).splitlines()}  # fmt: skip
    return [number in dry for number in range(len(points))]


def _metric_parts(shape: Any) -> list[Polygon]:
    """The polygons in RD New that are large enough to see, from north to south."""
    parts = [_filled(part) for part in _parts(to_rd_shape(shape))]
    return sorted((part for part in parts if part.area > SMALLEST_KM2 * 1e6), key=lambda part: part.bounds[::-1])


def _filled(part: Polygon) -> Polygon:
    """Without the holes that are too small to see."""
    return Polygon(part.exterior, [ring for ring in part.interiors if Polygon(ring).area > SMALLEST_KM2 * 1e6])


def _rivers(land: Any, extent: Extent) -> Any:
    """The rivers as drawn: lines made as wide as the river is, as far as they are over land."""
    frame = to_rd_shape(box(*_frame(extent, 0)))
    wide = [to_rd_shape(line).simplify(SIMPLIFY_M).buffer(width / 2, quad_segs=1)
            for kind, width in RIVER_WIDTH_M.items() for line in _lines(extent, f"-I{kind}")]  # fmt: skip
    return unary_union(wide).intersection(frame).intersection(land.buffer(JOINT_M)).simplify(SIMPLIFY_M / 3)


def to_rd_shape(shape: Any) -> Any:
    """A shape in WGS84 degrees (lon, lat) -> the same in RD New metres."""
    return transform(shape, lambda points: to_rd(points[:, 1], points[:, 0]))


def to_degrees_shape(shape: Any) -> Any:
    """A shape in RD New metres -> the same in WGS84 degrees (lon, lat)."""
    return transform(shape, to_degrees)


def _feature(kind: str, shape: Any) -> dict[str, Any]:
    """All polygons of one kind, in one feature."""
    degrees = set_precision(to_degrees_shape(shape), 10**-DECIMALS)
    geometry = mapping(MultiPolygon(_parts(degrees)).normalize())
    return {"type": "Feature", "properties": {"soort": kind}, "geometry": rounded(geometry)}


def rounded(geometry: dict[str, Any]) -> dict[str, Any]:
    """Coordinates as lists of numbers with 4 decimals."""

    def walk(value: Any) -> Any:
        return round(float(value), DECIMALS) if isinstance(value, int | float) else [walk(part) for part in value]

    return {"type": geometry["type"], "coordinates": walk(geometry["coordinates"])}

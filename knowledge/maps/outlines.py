"""Reads the towns' outlines, in degrees, from the boundaries that a pack keeps."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, Field, ValidationError

from knowledge.maps.errors import OutlinesError

Longitude = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]
Latitude = Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
Place: TypeAlias = tuple[Longitude, Latitude]
Line = Annotated[list[Place], Field(min_length=4)]


class _Area(BaseModel):
    type: Literal["Polygon"]
    coordinates: Annotated[list[Line], Field(min_length=1)]

    @property
    def lines(self) -> list[Line]:
        return self.coordinates


class _Areas(BaseModel):
    type: Literal["MultiPolygon"]
    coordinates: Annotated[list[Annotated[list[Line], Field(min_length=1)]], Field(min_length=1)]

    @property
    def lines(self) -> list[Line]:
        return [line for part in self.coordinates for line in part]


class _Properties(BaseModel):
    name: str


class _Feature(BaseModel):
    properties: _Properties
    geometry: Annotated[_Area | _Areas, Field(discriminator="type")]


class _Boundaries(BaseModel):
    features: list[_Feature]


def read(packed: bytes) -> Mapping[str, list[Line]]:
    """The rings of every town by its name, closed, in degrees east and north; raises OutlinesError for what cannot be read."""
    if not packed:
        raise OutlinesError("the pack holds no outlines of its towns")
    try:
        boundaries = _Boundaries.model_validate_json(zlib.decompress(packed))
    except zlib.error:
        raise OutlinesError("the outlines cannot be unpacked") from None
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, first["loc"])) or "the file"
        raise OutlinesError(f"the outlines cannot be read: {where}: {first['msg']}") from None
    return {feature.properties.name: [_closed(line) for line in feature.geometry.lines] for feature in boundaries.features}


def _closed(line: Line) -> Line:
    return line if line[0] == line[-1] else [*line, line[0]]

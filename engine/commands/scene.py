"""The options that say what a scene is, shared by the commands that read one."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from corina.engine.jobs import BandChoice, Device, JobError, MaskChoice, SceneInput


def add_scene_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that override what the engine finds of a scene."""
    parser.add_argument(
        "--bands",
        default="",
        metavar="B02=1,...",
        help="bands of the raster by hand: BAND=INDEX or BAND=FILE[#INDEX]",
    )
    add_scale_options(parser)


def add_scale_options(parser: argparse.ArgumentParser) -> None:
    """Add the options on the values and the place of a scene."""
    parser.add_argument("--scale", type=float, help="reflectance = DN * scale + offset")
    parser.add_argument("--offset", type=float, help="see --scale")
    parser.add_argument("--nodata", type=float, help="DN of pixels without data")
    parser.add_argument("--crs", help="CRS of a scene that states none, or a wrong one, such as EPSG:32633")


def add_mask_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that leave out pixels of a scene; `scene_input` reads them."""
    parser.add_argument("--mask", metavar="RASTER", help="leave out the pixels of this raster that are not 0")
    parser.add_argument(
        "--mask-values", metavar="V,V", default="", help="leave out these values of the mask only"
    )
    parser.add_argument(
        "--no-scl", action="store_true", help="classify cloud and shadow pixels of the product too"
    )


def add_network_options(parser: argparse.ArgumentParser) -> None:
    """Add the options on how the network runs; `network_options` reads them."""
    parser.add_argument(
        "--device", choices=[d.value for d in Device], default="auto", help="where to run (auto)"
    )
    parser.add_argument("--threads", type=int, default=0, help="CPU threads (all cores)")
    parser.add_argument("--batch", type=int, default=0, help="tiles a run (automatic)")
    parser.add_argument("--tile", type=int, default=0, help="tile edge in px (the model's own)")
    parser.add_argument(
        "--overlap", type=float, help="share of the tile edge shared with the next tile, 0 to 0.5"
    )
    parser.add_argument(
        "--sea-anywhere", action="store_true", help="let the model call water sea far from every coast too"
    )


def network_options(arguments: argparse.Namespace) -> dict[str, Any]:
    """What `add_network_options` asks for, as fields of ClassifyOptions."""
    return {
        "device": Device(arguments.device),
        "threads": arguments.threads,
        "batch": arguments.batch,
        "tile": arguments.tile,
        "overlap": arguments.overlap,
        "sea_at_coast": not arguments.sea_anywhere,
    }


def scene_input(arguments: argparse.Namespace, path: str) -> SceneInput:
    """The scene in `path` with what the options say of it. Raises JobError when an option cannot be read."""
    mask = getattr(arguments, "mask", None)
    values = _mask_values(getattr(arguments, "mask_values", ""))
    return SceneInput(
        path=whole_path(path),
        bands=tuple(_band_choice(item, path) for item in arguments.bands.split(",") if item.strip()),
        scale=arguments.scale,
        offset=arguments.offset,
        nodata=arguments.nodata,
        crs=arguments.crs,
        mask=MaskChoice(mask, values) if mask else None,
        use_scl=not getattr(arguments, "no_scl", False),
    )


def whole_path(path: str) -> str:
    """A path that holds from anywhere: reports are made again later. What is no file stays as it is."""
    return str(Path(path).absolute()) if path and Path(path).exists() else path


def _mask_values(text: str) -> tuple[int, ...]:
    try:
        return tuple(int(value) for value in text.split(",") if value.strip())
    except ValueError as error:
        raise JobError(f"--mask-values has {text!r}, expected whole numbers such as 3,8,9.") from error


def _band_choice(item: str, path: str) -> BandChoice:
    band, _, where = item.strip().partition("=")
    file, _, index = where.rpartition("#") if "#" in where else (where, "", "1")
    if where.isdigit():
        file, index = path, where
    if not where or not index.isdigit():
        raise JobError(f"--bands has {item!r}, expected BAND=INDEX (B02=1) or BAND=FILE or BAND=FILE#INDEX.")
    return BandChoice(band.strip().upper(), whole_path(file), int(index))

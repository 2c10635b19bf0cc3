"""Makes engine/compare/layout.qpt, the template of a print layout that the engine leaves beside a comparison.

Run it with .venv/bin/python after `make setup`, in QGIS 3.22; tests/plugin/test_print_layout.py compares what it makes
with the committed file.
"""

from __future__ import annotations

from pathlib import Path

from qgis.core import (
    QgsLayoutItemPage,
    QgsLayoutItemScaleBar,
    QgsPrintLayout,
    QgsProject,
    QgsReadWriteContext,
    QgsRectangle,
    QgsScaleBarSettings,
)
from qgis.testing import start_app

from corina.clc.change_style import WRITER
from corina.plugin import print_layout as page
from corina.plugin.print_legend import add_legend, keep_in_place

TITLE = "[% if(coalesce(@project_title, '') = '', 'Land cover', @project_title) %]"
_RIGHTS = (  # a list where they are in the layer's metadata
    "with_variable('rights', layer_property(@element, 'attribution'), "
    "if(left(to_json(@rights), 1) = '[', array_to_string(@rights, '. '), coalesce(@rights, '')))"
)
_NAMED = (  # of no rights at all QGIS makes NULL, which would swallow the whole line
    "coalesce(array_to_string(array_distinct(array_filter(array_foreach(map_get(item_variables('map'), 'map_layers'), "
    f"{_RIGHTS}), @element <> '')), '. '), '')"
)
SOURCES = (
    f"[% with_variable('named', {_NAMED}, if(strpos(@named, 'CORINE') > 0, '', '{page.CREDITS}. ') || "
    "if(@named = '', '', @named || '. ')) %]CRS: [% @project_crs %]. Made with Corina."
)


def write_template(path: Path) -> None:
    """Write the page as a template (.qpt) without layers: a layout made of it shows the map of its project.

    Title, sources and CRS are expressions. QGIS drops the name of its writer when it saves a template, so one that a
    user changed is known.
    """
    project = QgsProject()
    layout = QgsPrintLayout(project)
    layout.initializeDefaults()
    layout.setName("Corina")
    layout.pageCollection().page(0).setPageSize("A4", QgsLayoutItemPage.Orientation.Landscape)
    page.add_label(layout, TITLE, 16, page.MARGIN, 9.0, 297.0 - 2 * page.MARGIN, 12.0, bold=True)
    shown = page.add_map(layout, [], QgsRectangle(0, 0, 1, 1))
    shown.setKeepLayerSet(False)
    shown.setKeepLayerStyles(False)
    shown.setId("map")
    legend = add_legend(layout, project, shown, [], page.LEGEND_PLACE)
    legend.setAutoUpdateModel(True)
    legend.setLegendFilterByMapEnabled(True)
    keep_in_place(legend, page.LEGEND_PLACE)
    legend.setWrapString(", ")  # the names in their own lengths are too long for the column
    page.add_scale_bar(layout, shown)
    bar = next(item for item in layout.items() if isinstance(item, QgsLayoutItemScaleBar))
    bar.setSegmentSizeMode(QgsScaleBarSettings.SegmentSizeMode.SegmentSizeFitWidth)
    bar.setMinimumBarWidth(24)
    bar.setMaximumBarWidth(40)
    page.add_north_arrow(layout, shown)
    sources = page.add_label(layout, SOURCES, 6.5, page.MARGIN, 188.0, 297.0 - 2 * page.MARGIN, 16.0)
    sources.setId("sources")
    if not layout.saveAsTemplate(str(path), QgsReadWriteContext()):
        raise OSError(f"The template cannot be written to {path}.")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("<Layout ", f'<Layout writer="{WRITER}" ', 1), encoding="utf-8")


if __name__ == "__main__":
    start_app()
    target = Path(__file__).resolve().parents[1] / "engine" / "compare" / "layout.qpt"
    write_template(target)
    print(f"{target}: {target.stat().st_size} bytes")

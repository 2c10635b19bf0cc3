"""What QGIS loads: the toolbar button, the menu entries, the dock and the processing provider, and their end."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import Any, Callable, List, Optional, Tuple

from qgis.core import Qgis, QgsApplication, QgsMessageLog, QgsSettings
from qgis.PyQt.QtCore import QCoreApplication, QLocale, Qt, QTranslator
from qgis.PyQt.QtWidgets import QAction

LOG_TAG = "Corina"
MENU = "&Corina"
PACKAGE = Path(__file__).resolve().parent.parent


class CorinaPlugin:
    """The plugin. QGIS calls `initGui`, `initProcessing` and `unload`; none of them lets an error out into QGIS."""

    def __init__(self, iface: Any) -> None:  # noqa: ANN401 - QgisInterface
        self._iface = iface
        self._translator: Optional[QTranslator] = None
        self._provider: Any = None
        self._actions: List[QAction] = []
        self.dock: Any = None
        self.label_dock: Any = None
        self.controller: Any = None
        self._translate()

    def initGui(self) -> None:
        """Add the toolbar button and the menu entries, and the dock where it was."""
        self._guard(self.initProcessing)
        self._guard(self._add_actions)
        self._guard(self._restore_dock)

    def initProcessing(self) -> None:
        """Add the processing provider; also called by qgis_process, where there is no window."""
        if self._provider is not None:
            return
        from corina.plugin.provider import CorinaProvider
        from corina.plugin.settings import find_engine

        provider = CorinaProvider(find_engine)
        if QgsApplication.processingRegistry().addProvider(provider):
            self._provider = provider

    def unload(self) -> None:
        """Take everything away again and end what is running."""
        for step in (self._remove_dock, self._remove_actions, self._remove_provider, self._remove_translator):
            self._guard(step)

    # Actions

    def _add_actions(self) -> None:
        from corina.ui.forms import corina_icon

        entries: Tuple[Tuple[str, str, str, Callable[[], None]], ...] = (
            (
                "CorinaClassify",
                self._tr("Classify land cover…"),
                self._tr("Make a CORINE Land Cover map from a Sentinel-2 scene"),
                self.open_dock,
            ),
            (
                "CorinaTrain",
                self._tr("Train model…"),
                self._tr("Train or retrain a model on scenes and CORINE labels"),
                self.open_train,
            ),
            (
                "CorinaCompare",
                self._tr("Compare with CORINE…"),
                self._tr("Find where a map differs from CORINE or an older map, and how much"),
                self.open_compare,
            ),
            (
                "CorinaLabel",
                self._tr("Label sample points…"),
                self._tr("Say what is seen at each point of a sample, to estimate the accuracy of a map"),
                self.open_labelling,
            ),
            (
                "CorinaLayout",
                self._tr("Make print layout…"),
                self._tr("Make a page of the map view with legend, scale bar, north arrow and sources"),
                self.open_print_layout,
            ),
        )
        for name, text, tooltip, slot in entries:
            action = QAction(corina_icon(), text, self._iface.mainWindow())
            action.setObjectName(name)
            action.setToolTip(tooltip)
            action.setWhatsThis(tooltip)
            action.triggered.connect(lambda _=False, slot=slot: slot())
            if not self._actions:  # one button is enough: the dock has all tabs
                self._iface.addToolBarIcon(action)
            self._iface.addPluginToRasterMenu(MENU, action)
            self._iface.addPluginToMenu(MENU, action)
            self._actions.append(action)

    def _remove_actions(self) -> None:
        for action in self._actions[:1]:
            self._iface.removeToolBarIcon(action)
        for action in self._actions:
            self._iface.removePluginRasterMenu(MENU, action)
            self._iface.removePluginMenu(MENU, action)
            action.deleteLater()
        self._actions = []

    # The dock

    def _restore_dock(self) -> None:
        """Make the dock before QGIS restores its windows, so that it comes back where it was."""
        if QgsSettings().value("corina/dock_open", False, type=bool):
            self._make_dock()

    def open_dock(self) -> None:
        """Show the dock, with the Classify tab in front."""
        self._guard(self._open_dock)

    def open_train(self) -> None:
        """Show the dock, with the Train tab in front."""
        self._guard(lambda: self._open_dock("show_train"))

    def open_compare(self) -> None:
        """Show the dock, with the Compare tab in front."""
        self._guard(lambda: self._open_dock("show_compare"))

    def open_labelling(self) -> None:
        """Show the dock in which sample points are labelled."""
        self._guard(self._open_labelling)

    def open_print_layout(self) -> None:
        """Make a print layout of the map view and open it."""
        self._guard(self._open_print_layout)

    def _open_print_layout(self) -> None:
        from corina.plugin.print_layout import open_print_layout

        open_print_layout(self._iface)

    def _open_labelling(self) -> None:
        if self.label_dock is None:
            from corina.plugin.label_dock import open_label_dock

            if self.dock is None:  # its runs draw samples and estimate; it need not be seen for that
                self._make_dock()
                self.dock.hide()
            self.label_dock = open_label_dock(self._iface, self._iface.mainWindow())
            labelling, runs = self.label_dock.controller, self.controller.labelling
            labelling.sample_wanted.connect(lambda: runs.ask_sample(parent=self.label_dock))
            labelling.accuracy_wanted.connect(
                lambda layer, path: runs.ask_accuracy(layer, path, self.label_dock)
            )
            labelling.lucas_wanted.connect(lambda: runs.ask_lucas(parent=self.label_dock))
            runs.drawn.connect(self._label_sample)
            runs.told.connect(self.label_dock.panel.note.say)
        self.label_dock.setUserVisible(True)

    def _label_sample(self, layer: Any) -> None:  # noqa: ANN401 - a QgsVectorLayer
        self.label_dock.setUserVisible(True)
        self.label_dock.controller.choose(layer)

    def _open_dock(self, show: str = "show_classify") -> None:
        """show: the method of the dock that brings the tab to the front."""
        self._make_dock()
        getattr(self.dock, show)()
        self.dock.setUserVisible(True)

    def _make_dock(self) -> None:
        if self.dock is not None:
            return
        from corina.plugin.controller import Controller
        from corina.ui.dock import CorinaDock

        window = self._iface.mainWindow()
        dock = CorinaDock(window)
        self.controller = Controller(self._iface, dock)
        if not window.restoreDockWidget(dock):
            left = QgsSettings().value("corina/dock_side", "right") == "left"
            side = Qt.DockWidgetArea.LeftDockWidgetArea if left else Qt.DockWidgetArea.RightDockWidgetArea
            self._iface.addTabifiedDockWidget(side, dock, [], True)
        dock.visibilityChanged.connect(self._on_visibility)
        dock.dockLocationChanged.connect(self._on_location)
        self.dock = dock

    def _on_visibility(self, _: bool) -> None:
        # When QGIS closes, its window is hidden and the dock is not: the dock comes back next time.
        if self.dock is not None:
            QgsSettings().setValue("corina/dock_open", not self.dock.isHidden())

    def _on_location(self, area: Any) -> None:  # noqa: ANN401 - a Qt enumeration
        if area in (Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea):
            side = "left" if area == Qt.DockWidgetArea.LeftDockWidgetArea else "right"
            QgsSettings().setValue("corina/dock_side", side)

    def _remove_dock(self) -> None:
        dock, self.dock = self.dock, None
        controller, self.controller = self.controller, None
        if controller is not None:
            controller.shutdown()
        if dock is not None:
            self._iface.removeDockWidget(dock)
            dock.deleteLater()
        labelling, self.label_dock = self.label_dock, None
        if labelling is not None:
            labelling.controller.shutdown()
            self._iface.removeDockWidget(labelling)
            labelling.deleteLater()

    # Processing, translation, errors

    def _remove_provider(self) -> None:
        provider, self._provider = self._provider, None
        if provider is not None:
            QgsApplication.processingRegistry().removeProvider(provider)

    def _translate(self) -> None:
        override = QgsSettings().value("locale/overrideFlag", False, type=bool)
        locale = QgsSettings().value("locale/userLocale", "") if override else QLocale().name()
        translator = QTranslator()
        name = str(locale)[:2]
        if name != "en" and translator.load(str(PACKAGE / "i18n" / f"corina_{name}.qm")):
            QCoreApplication.installTranslator(translator)
            self._translator = translator

    def _remove_translator(self) -> None:
        if self._translator is not None:
            QCoreApplication.removeTranslator(self._translator)
            self._translator = None

    @staticmethod
    def _tr(text: str) -> str:
        return str(QCoreApplication.translate("CorinaPlugin", text))

    def _guard(self, step: Callable[[], None]) -> None:
        """Do a step; an error is logged and said, and QGIS goes on."""
        try:
            step()
        except Exception:  # noqa: BLE001 - a plugin must never break QGIS
            QgsMessageLog.logMessage(traceback.format_exc(), LOG_TAG, Qgis.MessageLevel.Critical, False)
            if self._iface is not None and self._iface.messageBar() is not None:
                self._iface.messageBar().pushMessage(
                    "Corina",
                    self._tr("A part of Corina could not be loaded; the log messages panel says why."),
                    Qgis.MessageLevel.Warning,
                )

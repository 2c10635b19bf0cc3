"""The preview of a training: a picture of each fixed validation patch, image, label and prediction side by side."""

from __future__ import annotations

from pathlib import Path
from typing import Dict, List, Optional

from qgis.PyQt.QtCore import QRectF, QSize, Qt
from qgis.PyQt.QtGui import QPainter, QPaintEvent, QPixmap
from qgis.PyQt.QtWidgets import QSizePolicy, QWidget

from corina.ui.forms import muted_colour


class PreviewStrip(QWidget):
    """Shows pictures below each other, as wide as there is room; each as its file was when it was last announced."""

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self._pictures: Dict[int, QPixmap] = {}
        self._names: Dict[int, str] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(self.tr("Preview: image, label, prediction"))

    def clear(self) -> None:
        """Show nothing."""
        self._pictures, self._names = {}, {}
        self._changed()

    def set_picture(self, index: int, path: str, name: str = "") -> None:
        """Show the picture of patch `index` from a file; one that cannot be read is left as it was."""
        picture = QPixmap()
        if Path(path).is_file() and picture.load(path):
            self._pictures[index] = picture
            self._names[index] = name
            self._changed()

    def count(self) -> int:
        """How many pictures are shown."""
        return len(self._pictures)

    def _changed(self) -> None:
        self.setAccessibleDescription(", ".join(self._names.values()))
        self.setVisible(bool(self._pictures))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return int(sum(rect.height() + self._gap() for rect in self._places(width)))

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().height() * 20
        return QSize(width, self.heightForWidth(width))

    def _gap(self) -> int:
        return max(2, self.fontMetrics().height() // 4)

    def _places(self, width: int) -> List[QRectF]:
        """Where each picture is: its own shape, not wider than the widget and at most three times its size."""
        places, top = [], 0.0
        for _, picture in sorted(self._pictures.items()):
            shown = min(float(width), 3.0 * picture.width())
            height = shown * picture.height() / max(1, picture.width())
            places.append(QRectF(0.0, top, shown, height))
            top += height + self._gap()
        return places

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        for place, (_, picture) in zip(self._places(self.width()), sorted(self._pictures.items())):
            painter.drawPixmap(place, picture, QRectF(picture.rect()))
            painter.setPen(muted_colour(self))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(place.adjusted(0, 0, -1, -1))
        painter.end()

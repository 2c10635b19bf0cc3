<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>AdvancedBox</name>
  <message>
   <source> %</source>
   <translation> %</translation>
  </message>
  <message>
   <source> ha</source>
   <translation> ha</translation>
  </message>
  <message>
   <source> tiles</source>
   <translation> Kacheln</translation>
  </message>
  <message>
   <source>&amp;Batch</source>
   <translation>Kacheln je &amp;Durchgang</translation>
  </message>
  <message>
   <source>&amp;Device</source>
   <translation>G&amp;erät</translation>
  </message>
  <message>
   <source>&amp;Tile overlap</source>
   <translation>Überlapp&amp;ung</translation>
  </message>
  <message>
   <source>A raster of pixels to leave out, such as a cloud mask. Nothing is classified there.</source>
   <translation>Ein Raster der Pixel, die ausgelassen werden, etwa eine Wolkenmaske. Dort wird nichts klassifiziert.</translation>
  </message>
  <message>
   <source>Advanced</source>
   <translation>Erweitert</translation>
  </message>
  <message>
   <source>Also write a raster with the probability of the level-3 class of each pixel, in percent.</source>
   <translation>Auch ein Raster mit der Wahrscheinlichkeit der Klasse der Ebene 3 je Pixel schreiben, in Prozent.</translation>
  </message>
  <message>
   <source>Also write the map as polygons in a GeoPackage. Patches smaller than the minimum unit are joined to their largest neighbour.</source>
   <translation>Die Karte auch als Polygone in ein GeoPackage schreiben. Flächen unter der Mindestgröße werden mit dem größten Nachbarn verbunden.</translation>
  </message>
  <message>
   <source>Apple Neural Engine (Core ML)</source>
   <translation>Apple Neural Engine (Core ML)</translation>
  </message>
  <message>
   <source>CPU</source>
   <translation>CPU</translation>
  </message>
  <message>
   <source>CPU t&amp;hreads</source>
   <translation>CPU-&amp;Threads</translation>
  </message>
  <message>
   <source>Co&amp;nfidence map</source>
   <translation>Kon&amp;fidenzkarte</translation>
  </message>
  <message>
   <source>Fastest that works</source>
   <translation>das schnellste, das funktioniert</translation>
  </message>
  <message>
   <source>Graphics card (DirectML)</source>
   <translation>Grafikkarte (DirectML)</translation>
  </message>
  <message>
   <source>How many processor cores the engine may use. Fewer leave room for other work.</source>
   <translation>Wie viele Prozessorkerne die Engine benutzen darf. Weniger lassen Raum für andere Arbeit.</translation>
  </message>
  <message>
   <source>How many tiles the network takes at a time. More can be faster on a graphics card and needs more memory.</source>
   <translation>Wie viele Kacheln das Netz auf einmal nimmt. Mehr kann auf einer Grafikkarte schneller sein und braucht mehr Speicher.</translation>
  </message>
  <message>
   <source>How much of a tile's edge is shared with the next tile. More overlap hides seams better and takes longer.</source>
   <translation>Welcher Teil der Kachelkante mit der nächsten Kachel geteilt wird. Mehr Überlappung verbirgt Nähte besser und dauert länger.</translation>
  </message>
  <message>
   <source>Leave &amp;out cloud and shadow (SCL)</source>
   <translation>Wolken und Schatten &amp;verwerfen (SCL)</translation>
  </message>
  <message>
   <source>Mas&amp;k layer</source>
   <translation>Maskenla&amp;yer</translation>
  </message>
  <message>
   <source>Mask of the repeated run: {}</source>
   <translation>Maske des wiederholten Laufs: {}</translation>
  </message>
  <message>
   <source>Mask val&amp;ues</source>
   <translation>Masken&amp;werte</translation>
  </message>
  <message>
   <source>Minimum mapping unit</source>
   <translation>Kleinste Kartiereinheit</translation>
  </message>
  <message>
   <source>NVIDIA graphics card (CUDA)</source>
   <translation>NVIDIA-Grafikkarte (CUDA)</translation>
  </message>
  <message>
   <source>Polygons, &amp;joining patches below</source>
   <translation>Polygone, ver&amp;binden unter</translation>
  </message>
  <message>
   <source>The edge of the tiles the network sees, in pixels. Smaller tiles need less memory.</source>
   <translation>Die Kantenlänge der Kacheln, die das Netz sieht, in Pixeln. Kleinere Kacheln brauchen weniger Speicher.</translation>
  </message>
  <message>
   <source>The minimum mapping unit in hectares. CORINE itself uses 25 ha, and 5 ha for changes.</source>
   <translation>Die kleinste Kartiereinheit in Hektar. CORINE selbst verwendet 25 ha, und 5 ha für Änderungen.</translation>
  </message>
  <message>
   <source>The values of the mask layer to leave out, separated by commas: 3, 8, 9. Empty leaves out everything that is not 0.</source>
   <translation>Die Werte des Maskenlayers, die ausgelassen werden, durch Kommas getrennt: 3, 8, 9. Leer: alles, was nicht 0 ist.</translation>
  </message>
  <message>
   <source>Tile si&amp;ze</source>
   <translation>Kac&amp;helgröße</translation>
  </message>
  <message>
   <source>Use the scene classification of a Level-2A product to leave out cloud, cloud shadow, defective and empty pixels. Without an SCL band this does nothing.</source>
   <translation>Die Szenenklassifikation eines Level-2A-Produkts benutzen, um Wolken, Wolkenschatten, fehlerhafte und leere Pixel auszulassen. Ohne SCL-Kanal bewirkt das nichts.</translation>
  </message>
  <message>
   <source>What computes the network. The device really used is shown with the result.</source>
   <translation>Was das Netz rechnet. Das wirklich benutzte Gerät steht beim Ergebnis.</translation>
  </message>
  <message>
   <source>all but 0</source>
   <translation>alle außer 0</translation>
  </message>
  <message>
   <source>all cores</source>
   <translation>alle Kerne</translation>
  </message>
  <message>
   <source>as the model recommends</source>
   <translation>wie vom Modell empfohlen</translation>
  </message>
  <message>
   <source>automatic</source>
   <translation>automatisch</translation>
  </message>
  <message>
   <source>keep every patch</source>
   <translation>jede Fläche behalten</translation>
  </message>
  <message>
   <source>{} px</source>
   <translation>{} px</translation>
  </message>
  <message>
   <source>“{}” is no list of mask values; write whole numbers with commas: 3, 8, 9.</source>
   <translation>„{}“ ist keine Liste von Maskenwerten; schreiben Sie ganze Zahlen mit Kommas: 3, 8, 9.</translation>
  </message>
 </context>
 <context>
  <name>AreaBox</name>
  <message>
   <source>&amp;Polygons of</source>
   <translation>&amp;Polygone von</translation>
  </message>
  <message>
   <source>&amp;Whole scene</source>
   <translation>&amp;Ganze Szene</translation>
  </message>
  <message>
   <source>Classify every pixel of the scene that has data.</source>
   <translation>Jedes Pixel der Szene klassifizieren, das Daten hat.</translation>
  </message>
  <message>
   <source>Classify only inside the polygons of a layer, such as a municipality or a catchment.</source>
   <translation>Nur innerhalb der Polygone eines Layers klassifizieren, etwa einer Gemeinde oder eines Einzugsgebiets.</translation>
  </message>
  <message>
   <source>Classify only what the map canvas shows when the run starts: quick for a first look.</source>
   <translation>Nur klassifizieren, was die Karte beim Start des Laufs zeigt: schnell für einen ersten Blick.</translation>
  </message>
  <message>
   <source>Classify the same area as the run that is being repeated with changes.</source>
   <translation>Dieselbe Fläche klassifizieren wie der Lauf, der mit Änderungen wiederholt wird.</translation>
  </message>
  <message>
   <source>E&amp;xact area of the repeated run</source>
   <translation>E&amp;xakte Fläche des wiederholten Laufs</translation>
  </message>
  <message>
   <source>Map v&amp;iew</source>
   <translation>Karten&amp;ansicht</translation>
  </message>
  <message>
   <source>Polygon layer</source>
   <translation>Polygonlayer</translation>
  </message>
  <message>
   <source>Selected &amp;features only</source>
   <translation>Nur gewählte &amp;Objekte</translation>
  </message>
  <message>
   <source>Selected &amp;features only ({})</source>
   <translation>Nur gewählte &amp;Objekte ({})</translation>
  </message>
  <message>
   <source>The layer whose polygons bound the area.</source>
   <translation>Der Layer, dessen Polygone die Fläche begrenzen.</translation>
  </message>
  <message>
   <source>Use only the polygons that are selected in that layer.</source>
   <translation>Nur die Polygone benutzen, die in diesem Layer gewählt sind.</translation>
  </message>
 </context>
 <context>
  <name>AreaChart</name>
  <message>
   <source>Class areas</source>
   <translation>Klassenflächen</translation>
  </message>
 </context>
 <context>
  <name>AreaTableModel</name>
  <message>
   <source>%</source>
   <translation>%</translation>
  </message>
  <message>
   <source>Class</source>
   <translation>Klasse</translation>
  </message>
  <message>
   <source>Code</source>
   <translation>Code</translation>
  </message>
  <message>
   <source>ha</source>
   <translation>ha</translation>
  </message>
 </context>
 <context>
  <name>Areas</name>
  <message>
   <source>No polygon of “{name}” is selected: select one or more.</source>
   <translation>In „{name}“ ist kein Polygon gewählt: wählen Sie eines oder mehrere.</translation>
  </message>
  <message>
   <source>The area is empty: zoom to the scene or choose another area.</source>
   <translation>Die Fläche ist leer: zoomen Sie auf die Szene oder wählen Sie eine andere Fläche.</translation>
  </message>
  <message>
   <source>The area is in no coordinate reference system: set the CRS of the project or of the layer.</source>
   <translation>Die Fläche hat kein Koordinatenreferenzsystem: stellen Sie das KBS des Projekts oder des Layers ein.</translation>
  </message>
  <message>
   <source>The polygons of “{name}” have no area: choose others.</source>
   <translation>Die Polygone von „{name}“ haben keine Fläche: wählen Sie andere.</translation>
  </message>
  <message>
   <source>The polygons of “{name}” lie where {crs} is not defined: choose polygons near the scene.</source>
   <translation>Die Polygone von „{name}“ liegen, wo {crs} nicht definiert ist: wählen Sie Polygone in der Nähe der Szene.</translation>
  </message>
  <message>
   <source>“{name}” has no polygons: choose a polygon layer.</source>
   <translation>„{name}“ hat keine Polygone: wählen Sie einen Polygonlayer.</translation>
  </message>
 </context>
 <context>
  <name>BandDialog</name>
  <message>
   <source>&amp;No data is</source>
   <translation>&amp;Keine Daten ist</translation>
  </message>
  <message>
   <source>&amp;Offset</source>
   <translation>&amp;Versatz</translation>
  </message>
  <message>
   <source>&amp;Scale</source>
   <translation>&amp;Skalierung</translation>
  </message>
  <message>
   <source>Band</source>
   <translation>Kanal</translation>
  </message>
  <message>
   <source>Bands</source>
   <translation>Kanäle</translation>
  </message>
  <message>
   <source>Bands and reflectance</source>
   <translation>Kanäle und Reflexion</translation>
  </message>
  <message>
   <source>Choose a raster band for {}.</source>
   <translation>Wählen Sie einen Rasterkanal für {}.</translation>
  </message>
  <message>
   <source>Confirm the guessed scale and offset, or change them.</source>
   <translation>Bestätigen Sie die geratene Skalierung und den Versatz, oder ändern Sie sie.</translation>
  </message>
  <message>
   <source>Forget every choice made here and go by what was found.</source>
   <translation>Alles vergessen, was hier gewählt wurde, und dem folgen, was gefunden wurde.</translation>
  </message>
  <message>
   <source>How it was found</source>
   <translation>Wie er gefunden wurde</translation>
  </message>
  <message>
   <source>No data value</source>
   <translation>Wert ohne Daten</translation>
  </message>
  <message>
   <source>Not known yet: it is looked for in the bands you choose.</source>
   <translation>Noch nicht bekannt: sie wird in den gewählten Kanälen gesucht.</translation>
  </message>
  <message>
   <source>Products of baseline 04.00 and later have an offset of -0.1; older ones and harmonised ones have none.</source>
   <translation>Produkte ab Baseline 04.00 haben einen Versatz von -0.1; ältere und harmonisierte haben keinen.</translation>
  </message>
  <message>
   <source>Raster band</source>
   <translation>Rasterkanal</translation>
  </message>
  <message>
   <source>Raster band for {}</source>
   <translation>Rasterkanal für {}</translation>
  </message>
  <message>
   <source>Reflectance = stored value × scale + offset</source>
   <translation>Reflexion = gespeicherter Wert × Skalierung + Versatz</translation>
  </message>
  <message>
   <source>Reset to &amp;automatic</source>
   <translation>&amp;Automatisch</translation>
  </message>
  <message>
   <source>Resolution</source>
   <translation>Auflösung</translation>
  </message>
  <message>
   <source>Scale and offset are &amp;right</source>
   <translation>Skalierung und Versatz sind &amp;richtig</translation>
  </message>
  <message>
   <source>Sentinel-2 Level-2A products store reflectance × 10000, that is a scale of 0.0001.</source>
   <translation>Sentinel-2-Produkte Level-2A speichern Reflexion × 10000, also eine Skalierung von 0.0001.</translation>
  </message>
  <message>
   <source>Set by you: {}</source>
   <translation>Von Ihnen gesetzt: {}</translation>
  </message>
  <message>
   <source>The stored value of pixels without data. They are left out of the map.</source>
   <translation>Der gespeicherte Wert von Pixeln ohne Daten. Sie kommen nicht in die Karte.</translation>
  </message>
  <message>
   <source>They were guessed from the values in the scene. A wrong scale gives a wrong map, so please confirm them.</source>
   <translation>Sie wurden aus den Werten der Szene geraten. Eine falsche Skalierung gibt eine falsche Karte, bitte bestätigen Sie sie.</translation>
  </message>
  <message>
   <source>This is a guess.</source>
   <translation>Das ist geraten.</translation>
  </message>
  <message>
   <source>This is a guess: {}</source>
   <translation>Das ist geraten: {}</translation>
  </message>
  <message>
   <source>Which raster band holds each band the model needs. Choose another one in the second column.</source>
   <translation>Welcher Rasterkanal welchen Kanal des Modells enthält. In der zweiten Spalte können Sie einen anderen wählen.</translation>
  </message>
  <message>
   <source>choose…</source>
   <translation>wählen…</translation>
  </message>
  <message>
   <source>chosen by you</source>
   <translation>von Ihnen gewählt</translation>
  </message>
  <message>
   <source>not found</source>
   <translation>nicht gefunden</translation>
  </message>
  <message>
   <source>perhaps: {}</source>
   <translation>vielleicht: {}</translation>
  </message>
  <message>
   <source>{} and {} use the same raster band.</source>
   <translation>{} und {} benutzen denselben Rasterkanal.</translation>
  </message>
  <message>
   <source>{} m</source>
   <translation>{} m</translation>
  </message>
  <message>
   <source>“{}” has {} raster bands; the model needs {}.</source>
   <translation>„{}“ hat {} Rasterkanäle; das Modell braucht {}.</translation>
  </message>
 </context>
 <context>
  <name>CardDialog</name>
  <message>
   <source>C&amp;opy as text</source>
   <translation>Als Text k&amp;opieren</translation>
  </message>
  <message>
   <source>Model card</source>
   <translation>Steckbrief des Modells</translation>
  </message>
  <message>
   <source>Model card: {}</source>
   <translation>Steckbrief des Modells: {}</translation>
  </message>
  <message>
   <source>Put the card on the clipboard as plain text, for a report.</source>
   <translation>Den Steckbrief als Text in die Zwischenablage legen, für einen Bericht.</translation>
  </message>
 </context>
 <context>
  <name>ClassifyForm</name>
  <message>
   <source>&amp;Model</source>
   <translation>&amp;Modell</translation>
  </message>
  <message>
   <source>&amp;Scene</source>
   <translation>&amp;Szene</translation>
  </message>
  <message>
   <source>Area</source>
   <translation>Fläche</translation>
  </message>
  <message>
   <source>Choose a folder for the maps</source>
   <translation>Ordner für die Karten wählen</translation>
  </message>
  <message>
   <source>Classif&amp;y</source>
   <translation>&amp;Klassifizieren</translation>
  </message>
  <message>
   <source>Make the three maps. A run that is going on is finished first; this one waits for it.</source>
   <translation>Die drei Karten machen. Ein Lauf, der im Gang ist, wird erst beendet; dieser wartet so lange.</translation>
  </message>
  <message>
   <source>Missing: {}</source>
   <translation>Es fehlt: {}</translation>
  </message>
  <message>
   <source>Ready to classify</source>
   <translation>Bereit</translation>
  </message>
  <message>
   <source>Sa&amp;ve to</source>
   <translation>Speichern &amp;in</translation>
  </message>
  <message>
   <source>The folder for the maps. Empty: a temporary folder that is deleted when QGIS closes.</source>
   <translation>Der Ordner für die Karten. Leer: ein temporärer Ordner, der gelöscht wird, wenn QGIS endet.</translation>
  </message>
  <message>
   <source>The layer “{}” has no polygons.</source>
   <translation>Der Layer „{}“ hat keine Polygone.</translation>
  </message>
  <message>
   <source>The map does not show the scene; zoom to it.</source>
   <translation>Die Karte zeigt die Szene nicht; zoomen Sie auf sie.</translation>
  </message>
  <message>
   <source>The polygons do not touch the scene.</source>
   <translation>Die Polygone berühren die Szene nicht.</translation>
  </message>
  <message>
   <source>The project has no polygon layer; add one or choose the whole scene.</source>
   <translation>Das Projekt hat keinen Polygonlayer; fügen Sie einen hinzu oder wählen Sie die ganze Szene.</translation>
  </message>
  <message>
   <source>temporary folder</source>
   <translation>temporärer Ordner</translation>
  </message>
  <message>
   <source>{}, {} on this machine</source>
   <translation>{}, {} auf diesem Rechner</translation>
  </message>
 </context>
 <context>
  <name>Controller</name>
  <message>
   <source>Corina: importing a model</source>
   <translation>Corina: Modell importieren</translation>
  </message>
  <message>
   <source>The model “{}” was verified and imported.</source>
   <translation>Das Modell „{}“ wurde geprüft und importiert.</translation>
  </message>
  <message>
   <source>“{}” cannot be made: {}.</source>
   <translation>„{}“ kann nicht angelegt werden: {}.</translation>
  </message>
  <message>
   <source>“{}” is no raster file that QGIS can read.</source>
   <translation>„{}“ ist keine Rasterdatei, die QGIS lesen kann.</translation>
  </message>
 </context>
 <context>
  <name>CorinaDock</name>
  <message>
   <source>&amp;Runs</source>
   <translation>&amp;Läufe</translation>
  </message>
  <message>
   <source>&amp;Runs {}</source>
   <translation>&amp;Läufe {}</translation>
  </message>
  <message>
   <source>C&amp;lassify</source>
   <translation>Klassifi&amp;zieren</translation>
  </message>
  <message>
   <source>Details</source>
   <translation>Details</translation>
  </message>
  <message>
   <source>The program that computes the maps. Click to check, repair or remove it.</source>
   <translation>Das Programm, das die Karten rechnet. Klicken, um es zu prüfen, zu reparieren oder zu entfernen.</translation>
  </message>
 </context>
 <context>
  <name>CorinaPlugin</name>
  <message>
   <source>A part of Corina could not be loaded; the log messages panel says why.</source>
   <translation>Ein Teil von Corina konnte nicht geladen werden; das Fenster „Protokollnachrichten“ sagt warum.</translation>
  </message>
  <message>
   <source>Classify land cover…</source>
   <translation>Landbedeckung klassifizieren…</translation>
  </message>
  <message>
   <source>Make a CORINE Land Cover map from a Sentinel-2 scene</source>
   <translation>Aus einer Sentinel-2-Szene eine Karte nach CORINE Land Cover machen</translation>
  </message>
 </context>
 <context>
  <name>EngineChip</name>
  <message>
   <source>en&amp;gine: checking</source>
   <translation>Engi&amp;ne: wird geprüft</translation>
  </message>
  <message>
   <source>en&amp;gine: not set up</source>
   <translation>Engi&amp;ne: nicht eingerichtet</translation>
  </message>
  <message>
   <source>en&amp;gine: problem</source>
   <translation>Engi&amp;ne: Problem</translation>
  </message>
  <message>
   <source>en&amp;gine: setting up {} %</source>
   <translation>Engi&amp;ne: Einrichten {} %</translation>
  </message>
  <message>
   <source>en&amp;gine: {}</source>
   <translation>Engi&amp;ne: {}</translation>
  </message>
  <message>
   <source>ready</source>
   <translation>bereit</translation>
  </message>
 </context>
 <context>
  <name>EngineControl</name>
  <message>
   <source>A set-up was begun and not finished, or Corina was updated; it goes on from there.</source>
   <translation>Eine Einrichtung wurde begonnen und nicht beendet, oder Corina wurde aktualisiert; es geht von dort weiter.</translation>
  </message>
  <message>
   <source>Checked just now: {}.</source>
   <translation>Soeben geprüft: {}.</translation>
  </message>
  <message>
   <source>Corina: checking the engine</source>
   <translation>Corina: Engine prüfen</translation>
  </message>
  <message>
   <source>Corina: removing the engine</source>
   <translation>Corina: Engine entfernen</translation>
  </message>
  <message>
   <source>Delete the folder “{}”? Models, maps and runs are kept.</source>
   <translation>Den Ordner „{}“ löschen? Modelle, Karten und Läufe bleiben.</translation>
  </message>
  <message>
   <source>Log of the engine's set-up</source>
   <translation>Protokoll der Einrichtung</translation>
  </message>
  <message>
   <source>Preparing</source>
   <translation>Vorbereiten</translation>
  </message>
  <message>
   <source>The engine is damaged or its Python has changed; repair it.</source>
   <translation>Die Engine ist beschädigt oder ihr Python hat sich geändert; reparieren Sie sie.</translation>
  </message>
  <message>
   <source>Uninstall the engine</source>
   <translation>Engine deinstallieren</translation>
  </message>
  <message>
   <source>about {} MB to download, {} MB on disk</source>
   <translation>etwa {} MB zum Herunterladen, {} MB auf der Platte</translation>
  </message>
  <message>
   <source>{} does not work: {}</source>
   <translation>{} funktioniert nicht: {}</translation>
  </message>
  <message>
   <source>{} works</source>
   <translation>{} funktioniert</translation>
  </message>
 </context>
 <context>
  <name>EngineDialog</name>
  <message>
   <source>&amp;Copy diagnostics</source>
   <translation>&amp;Diagnose kopieren</translation>
  </message>
  <message>
   <source>&amp;Repair</source>
   <translation>&amp;Reparieren</translation>
  </message>
  <message>
   <source>&amp;Set up</source>
   <translation>&amp;Einrichten</translation>
  </message>
  <message>
   <source>&amp;Uninstall…</source>
   <translation>De&amp;installieren…</translation>
  </message>
  <message>
   <source>Chec&amp;k</source>
   <translation>&amp;Prüfen</translation>
  </message>
  <message>
   <source>Corina's engine</source>
   <translation>Die Engine von Corina</translation>
  </message>
  <message>
   <source>Delete the engine's folder. Models, maps and runs are kept.</source>
   <translation>Den Ordner der Engine löschen. Modelle, Karten und Läufe bleiben.</translation>
  </message>
  <message>
   <source>Device</source>
   <translation>Gerät</translation>
  </message>
  <message>
   <source>Devices found</source>
   <translation>Gefundene Geräte</translation>
  </message>
  <message>
   <source>Facts about the engine</source>
   <translation>Angaben zur Engine</translation>
  </message>
  <message>
   <source>Folder</source>
   <translation>Ordner</translation>
  </message>
  <message>
   <source>Install again what is missing or damaged.</source>
   <translation>Neu installieren, was fehlt oder beschädigt ist.</translation>
  </message>
  <message>
   <source>Install the variant for NVIDIA graphics cards in place of the CPU variant.</source>
   <translation>Statt der CPU-Variante die für NVIDIA-Grafikkarten installieren.</translation>
  </message>
  <message>
   <source>Put one text with versions, devices and the last log on the clipboard, to paste into a bug report.</source>
   <translation>Einen Text mit Versionen, Geräten und dem letzten Protokoll in die Zwischenablage legen, für einen Fehlerbericht.</translation>
  </message>
  <message>
   <source>Run a tiny model and report versions and devices.</source>
   <translation>Ein winziges Modell rechnen und Versionen und Geräte melden.</translation>
  </message>
  <message>
   <source>Set up for &amp;graphics card…</source>
   <translation>Für &amp;Grafikkarte einrichten…</translation>
  </message>
  <message>
   <source>Show &amp;log</source>
   <translation>Pro&amp;tokoll zeigen</translation>
  </message>
  <message>
   <source>Show what the installer said last.</source>
   <translation>Zeigen, was das Installationsprogramm zuletzt gesagt hat.</translation>
  </message>
  <message>
   <source>The engine does not work.</source>
   <translation>Die Engine funktioniert nicht.</translation>
  </message>
  <message>
   <source>The engine is being checked.</source>
   <translation>Die Engine wird geprüft.</translation>
  </message>
  <message>
   <source>The engine is being set up.</source>
   <translation>Die Engine wird eingerichtet.</translation>
  </message>
  <message>
   <source>The engine is not set up yet.</source>
   <translation>Die Engine ist noch nicht eingerichtet.</translation>
  </message>
  <message>
   <source>The engine works.</source>
   <translation>Die Engine funktioniert.</translation>
  </message>
 </context>
 <context>
  <name>LandCoverClass</name>
  <message>
   <source>1 Artificial surfaces</source>
   <translation>1 Bebaute Flächen</translation>
  </message>
  <message>
   <source>11 Urban fabric</source>
   <translation>11 Städtisch geprägte Flächen</translation>
  </message>
  <message>
   <source>111 Continuous urban fabric</source>
   <translation>111 Durchgängig städtische Prägung</translation>
  </message>
  <message>
   <source>112 Discontinuous urban fabric</source>
   <translation>112 Nicht durchgängig städtische Prägung</translation>
  </message>
  <message>
   <source>12 Industrial, commercial and transport units</source>
   <translation>12 Industrie-, Gewerbe- und Verkehrsflächen</translation>
  </message>
  <message>
   <source>121 Industrial or commercial units</source>
   <translation>121 Industrie- und Gewerbeflächen, öffentliche Einrichtungen</translation>
  </message>
  <message>
   <source>122 Road and rail networks and associated land</source>
   <translation>122 Straßen-, Eisenbahnnetze und funktionell zugeordnete Flächen</translation>
  </message>
  <message>
   <source>123 Port areas</source>
   <translation>123 Hafengebiete</translation>
  </message>
  <message>
   <source>124 Airports</source>
   <translation>124 Flughäfen</translation>
  </message>
  <message>
   <source>13 Mine, dump and construction sites</source>
   <translation>13 Abbauflächen, Deponien und Baustellen</translation>
  </message>
  <message>
   <source>131 Mineral extraction sites</source>
   <translation>131 Abbauflächen</translation>
  </message>
  <message>
   <source>132 Dump sites</source>
   <translation>132 Deponien und Abraumhalden</translation>
  </message>
  <message>
   <source>133 Construction sites</source>
   <translation>133 Baustellen</translation>
  </message>
  <message>
   <source>14 Artificial, non-agricultural vegetated areas</source>
   <translation>14 Künstlich angelegte, nicht landwirtschaftlich genutzte Grünflächen</translation>
  </message>
  <message>
   <source>141 Green urban areas</source>
   <translation>141 Städtische Grünflächen</translation>
  </message>
  <message>
   <source>142 Sport and leisure facilities</source>
   <translation>142 Sport- und Freizeitanlagen</translation>
  </message>
  <message>
   <source>2 Agricultural areas</source>
   <translation>2 Landwirtschaftliche Flächen</translation>
  </message>
  <message>
   <source>21 Arable land</source>
   <translation>21 Ackerflächen</translation>
  </message>
  <message>
   <source>211 Non-irrigated arable land</source>
   <translation>211 Nicht bewässertes Ackerland</translation>
  </message>
  <message>
   <source>212 Permanently irrigated land</source>
   <translation>212 Permanent bewässertes Ackerland</translation>
  </message>
  <message>
   <source>213 Rice fields</source>
   <translation>213 Reisfelder</translation>
  </message>
  <message>
   <source>22 Permanent crops</source>
   <translation>22 Dauerkulturen</translation>
  </message>
  <message>
   <source>221 Vineyards</source>
   <translation>221 Weinbauflächen</translation>
  </message>
  <message>
   <source>222 Fruit trees and berry plantations</source>
   <translation>222 Obst- und Beerenobstbestände</translation>
  </message>
  <message>
   <source>223 Olive groves</source>
   <translation>223 Olivenhaine</translation>
  </message>
  <message>
   <source>23 Pastures</source>
   <translation>23 Grünland</translation>
  </message>
  <message>
   <source>231 Pastures</source>
   <translation>231 Wiesen und Weiden</translation>
  </message>
  <message>
   <source>24 Heterogeneous agricultural areas</source>
   <translation>24 Landwirtschaftliche Flächen heterogener Struktur</translation>
  </message>
  <message>
   <source>241 Annual crops associated with permanent crops</source>
   <translation>241 Einjährige Kulturen in Verbindung mit Dauerkulturen</translation>
  </message>
  <message>
   <source>242 Complex cultivation patterns</source>
   <translation>242 Komplexe Parzellenstrukturen</translation>
  </message>
  <message>
   <source>243 Land principally occupied by agriculture, with significant areas of natural vegetation</source>
   <translation>243 Landwirtschaftlich genutztes Land mit Flächen natürlicher Bodenbedeckung von signifikanter Größe</translation>
  </message>
  <message>
   <source>244 Agro-forestry areas</source>
   <translation>244 Land- und forstwirtschaftliche Flächen</translation>
  </message>
  <message>
   <source>3 Forest and semi natural areas</source>
   <translation>3 Wälder und naturnahe Flächen</translation>
  </message>
  <message>
   <source>31 Forests</source>
   <translation>31 Wälder</translation>
  </message>
  <message>
   <source>311 Broad-leaved forest</source>
   <translation>311 Laubwälder</translation>
  </message>
  <message>
   <source>312 Coniferous forest</source>
   <translation>312 Nadelwälder</translation>
  </message>
  <message>
   <source>313 Mixed forest</source>
   <translation>313 Mischwälder</translation>
  </message>
  <message>
   <source>32 Scrub and/or herbaceous vegetation associations</source>
   <translation>32 Strauch- und Krautvegetation</translation>
  </message>
  <message>
   <source>321 Natural grasslands</source>
   <translation>321 Natürliches Grünland</translation>
  </message>
  <message>
   <source>322 Moors and heathland</source>
   <translation>322 Heiden und Moorheiden</translation>
  </message>
  <message>
   <source>323 Sclerophyllous vegetation</source>
   <translation>323 Hartlaubbewuchs</translation>
  </message>
  <message>
   <source>324 Transitional woodland-shrub</source>
   <translation>324 Wald-Strauch-Übergangsstadien</translation>
  </message>
  <message>
   <source>33 Open spaces with little or no vegetation</source>
   <translation>33 Offene Flächen ohne oder mit geringer Vegetation</translation>
  </message>
  <message>
   <source>331 Beaches, dunes, sands</source>
   <translation>331 Strände, Dünen und Sandflächen</translation>
  </message>
  <message>
   <source>332 Bare rocks</source>
   <translation>332 Felsflächen ohne Vegetation</translation>
  </message>
  <message>
   <source>333 Sparsely vegetated areas</source>
   <translation>333 Flächen mit spärlicher Vegetation</translation>
  </message>
  <message>
   <source>334 Burnt areas</source>
   <translation>334 Brandflächen</translation>
  </message>
  <message>
   <source>335 Glaciers and perpetual snow</source>
   <translation>335 Gletscher und Dauerschneegebiete</translation>
  </message>
  <message>
   <source>4 Wetlands</source>
   <translation>4 Feuchtflächen</translation>
  </message>
  <message>
   <source>41 Inland wetlands</source>
   <translation>41 Feuchtflächen im Landesinnern</translation>
  </message>
  <message>
   <source>411 Inland marshes</source>
   <translation>411 Sümpfe</translation>
  </message>
  <message>
   <source>412 Peat bogs</source>
   <translation>412 Torfmoore</translation>
  </message>
  <message>
   <source>42 Maritime wetlands</source>
   <translation>42 Feuchtflächen an der Küste</translation>
  </message>
  <message>
   <source>421 Salt marshes</source>
   <translation>421 Salzwiesen</translation>
  </message>
  <message>
   <source>422 Salines</source>
   <translation>422 Salinen</translation>
  </message>
  <message>
   <source>423 Intertidal flats</source>
   <translation>423 In der Gezeitenzone liegende Flächen</translation>
  </message>
  <message>
   <source>5 Water bodies</source>
   <translation>5 Wasserflächen</translation>
  </message>
  <message>
   <source>51 Inland waters</source>
   <translation>51 Wasserflächen im Landesinnern</translation>
  </message>
  <message>
   <source>511 Water courses</source>
   <translation>511 Gewässerläufe</translation>
  </message>
  <message>
   <source>512 Water bodies</source>
   <translation>512 Wasserflächen</translation>
  </message>
  <message>
   <source>52 Marine waters</source>
   <translation>52 Meeresgewässer</translation>
  </message>
  <message>
   <source>521 Coastal lagoons</source>
   <translation>521 Lagunen</translation>
  </message>
  <message>
   <source>522 Estuaries</source>
   <translation>522 Mündungsgebiete</translation>
  </message>
  <message>
   <source>523 Sea and ocean</source>
   <translation>523 Meere und Ozeane</translation>
  </message>
 </context>
 <context>
  <name>Layers</name>
  <message>
   <source>CORINE Land Cover nomenclature and colours: European Union, Copernicus Land Monitoring Service, European Environment Agency (EEA)</source>
   <translation>Nomenklatur und Farben von CORINE Land Cover: Europäische Union, Copernicus Land Monitoring Service, Europäische Umweltagentur (EUA)</translation>
  </message>
  <message>
   <source>CORINE level {level}</source>
   <translation>CORINE Ebene {level}</translation>
  </message>
  <message>
   <source>CORINE polygons</source>
   <translation>CORINE-Polygone</translation>
  </message>
  <message>
   <source>Classified on {device}.</source>
   <translation>Klassifiziert auf {device}.</translation>
  </message>
  <message>
   <source>Confidence (%)</source>
   <translation>Konfidenz (%)</translation>
  </message>
  <message>
   <source>Contains modified Copernicus Sentinel data {year}</source>
   <translation>Enthält veränderte Copernicus-Sentinel-Daten {year}</translation>
  </message>
  <message>
   <source>Land cover in the classes of the CORINE nomenclature, predicted from {scene} by the network “{model}” (version {version}) on {when} with Corina. It is a prediction, not a survey: figures in the model card are agreement with CORINE on places kept from training, not accuracy on the ground.</source>
   <translation>Landbedeckung in den Klassen der CORINE-Nomenklatur, vorhergesagt aus {scene} vom Netz „{model}“ (Version {version}) am {when} mit Corina. Es ist eine Vorhersage, keine Erhebung: die Zahlen im Steckbrief des Modells sind Übereinstimmung mit CORINE an Orten, die nicht zum Training dienten, nicht Genauigkeit im Gelände.</translation>
  </message>
  <message>
   <source>The maps in {folder} cannot be opened: were they moved or deleted?</source>
   <translation>Die Karten in {folder} können nicht geöffnet werden: wurden sie verschoben oder gelöscht?</translation>
  </message>
 </context>
 <context>
  <name>LogDialog</name>
  <message>
   <source>C&amp;opy</source>
   <translation>K&amp;opieren</translation>
  </message>
  <message>
   <source>Log</source>
   <translation>Protokoll</translation>
  </message>
  <message>
   <source>Put the log on the clipboard.</source>
   <translation>Das Protokoll in die Zwischenablage legen.</translation>
  </message>
  <message>
   <source>The log is empty.</source>
   <translation>Das Protokoll ist leer.</translation>
  </message>
 </context>
 <context>
  <name>ModelBox</name>
  <message>
   <source>&amp;Card…</source>
   <translation>Ste&amp;ckbrief…</translation>
  </message>
  <message>
   <source>, trained in {} countries</source>
   <translation>, gelernt in {} Ländern</translation>
  </message>
  <message>
   <source>Import a model</source>
   <translation>Ein Modell importieren</translation>
  </message>
  <message>
   <source>Import a model from a file or folder, or open the folder that holds the models.</source>
   <translation>Ein Modell aus Datei oder Ordner importieren, oder den Ordner der Modelle öffnen.</translation>
  </message>
  <message>
   <source>Import a model package</source>
   <translation>Ein Modellpaket importieren</translation>
  </message>
  <message>
   <source>Import a model package from its folder</source>
   <translation>Ein Modellpaket aus seinem Ordner importieren</translation>
  </message>
  <message>
   <source>Import from &amp;file (.zip)…</source>
   <translation>Aus &amp;Datei importieren (.zip)…</translation>
  </message>
  <message>
   <source>Import from f&amp;older…</source>
   <translation>Aus &amp;Ordner importieren…</translation>
  </message>
  <message>
   <source>It needs the bands {}.</source>
   <translation>Es braucht die Kanäle {}.</translation>
  </message>
  <message>
   <source>Model</source>
   <translation>Modell</translation>
  </message>
  <message>
   <source>Model packages (*.zip)</source>
   <translation>Modellpakete (*.zip)</translation>
  </message>
  <message>
   <source>No model is installed. Import one with the button beside the list.</source>
   <translation>Kein Modell ist installiert. Importieren Sie eines mit dem Knopf neben der Liste.</translation>
  </message>
  <message>
   <source>Open the &amp;models folder</source>
   <translation>Den Ordner der &amp;Modelle öffnen</translation>
  </message>
  <message>
   <source>Read the model's card: bands, classes, measured accuracy, training data, licences and what it cannot do.</source>
   <translation>Den Steckbrief des Modells lesen: Kanäle, Klassen, gemessene Genauigkeit, Trainingsdaten, Lizenzen und was es nicht kann.</translation>
  </message>
  <message>
   <source>The trained network. L1, L2 and L3 are its overall accuracies at the three levels, measured on imagery it was not trained on.</source>
   <translation>Das trainierte Netz. L1, L2 und L3 sind die Gesamtgenauigkeiten auf den drei Ebenen, gemessen an Bildern, die nicht zum Training dienten.</translation>
  </message>
  <message>
   <source>Verifying the model…</source>
   <translation>Modell wird geprüft…</translation>
  </message>
  <message>
   <source>{} of {} classes</source>
   <translation>{} von {} Klassen</translation>
  </message>
 </context>
 <context>
  <name>Processing</name>
  <message>
   <source>A Sentinel-2 product (.SAFE folder or its .zip), a folder with one file per band, or a raster file. Give this or INPUT.</source>
   <translation>Ein Sentinel-2-Produkt (.SAFE-Ordner oder sein .zip), ein Ordner mit einer Datei je Kanal oder eine Rasterdatei. Geben Sie dies oder INPUT an.</translation>
  </message>
  <message>
   <source>A raster layer with the bands of a Sentinel-2 scene, or one band of it with the other band files beside it. Give this or INPUT_FILE.</source>
   <translation>Ein Rasterlayer mit den Kanälen einer Sentinel-2-Szene, oder ein Kanal davon mit den anderen Kanaldateien daneben. Geben Sie dies oder INPUT_FILE an.</translation>
  </message>
  <message>
   <source>A raster of pixels to leave out, such as clouds: those with a value in MASK_VALUES, or all that are not 0.</source>
   <translation>Ein Raster der Pixel, die ausgelassen werden, etwa Wolken: die mit einem Wert in MASK_VALUES, oder alle, die nicht 0 sind.</translation>
  </message>
  <message>
   <source>An offset needs a scale: give SCALE too, such as 0.0001.</source>
   <translation>Ein Versatz braucht eine Skalierung: geben Sie auch SCALE an, etwa 0.0001.</translation>
  </message>
  <message>
   <source>Band mapping</source>
   <translation>Zuordnung der Kanäle</translation>
  </message>
  <message>
   <source>CPU threads</source>
   <translation>CPU-Threads</translation>
  </message>
  <message>
   <source>CPU threads of the network; 0 for all cores.</source>
   <translation>CPU-Threads des Netzes; 0 für alle Kerne.</translation>
  </message>
  <message>
   <source>CRS of the scene</source>
   <translation>KBS der Szene</translation>
  </message>
  <message>
   <source>CSV files (*.csv)</source>
   <translation>CSV-Dateien (*.csv)</translation>
  </message>
  <message>
   <source>Cancelled; nothing was written.</source>
   <translation>Abgebrochen; nichts wurde geschrieben.</translation>
  </message>
  <message>
   <source>Class areas</source>
   <translation>Klassenflächen</translation>
  </message>
  <message>
   <source>Classified area (ha)</source>
   <translation>Klassifizierte Fläche (ha)</translation>
  </message>
  <message>
   <source>Classify land cover</source>
   <translation>Landbedeckung klassifizieren</translation>
  </message>
  <message>
   <source>Classify only inside these polygons; with “selected features only” inside the selected ones.</source>
   <translation>Nur innerhalb dieser Polygone klassifizieren; mit „nur gewählte Objekte“ innerhalb der gewählten.</translation>
  </message>
  <message>
   <source>Classify only this rectangle. Empty: the whole scene.</source>
   <translation>Nur dieses Rechteck klassifizieren. Leer: die ganze Szene.</translation>
  </message>
  <message>
   <source>Confidence</source>
   <translation>Konfidenz</translation>
  </message>
  <message>
   <source>Coordinate reference system of a scene whose files state none, or a wrong one. Empty: that of the files, or the one given to the layer.</source>
   <translation>Koordinatenreferenzsystem einer Szene, deren Dateien keines oder ein falsches angeben. Leer: das der Dateien oder das dem Layer gegebene.</translation>
  </message>
  <message>
   <source>Corina's engine is not set up: open the Corina panel (Raster menu, Classify land cover) and set it up there; Processing never installs anything.</source>
   <translation>Corinas Engine ist nicht eingerichtet: öffnen Sie das Corina-Fenster (Menü Raster, Landbedeckung klassifizieren) und richten Sie sie dort ein; die Verarbeitung installiert nie etwas.</translation>
  </message>
  <message>
   <source>Describe scene</source>
   <translation>Szene beschreiben</translation>
  </message>
  <message>
   <source>Device</source>
   <translation>Gerät</translation>
  </message>
  <message>
   <source>Device used</source>
   <translation>Benutztes Gerät</translation>
  </message>
  <message>
   <source>Edge of a tile in pixels, 64 to 2048; 0 for the model's own.</source>
   <translation>Kante einer Kachel in Pixeln, 64 bis 2048; 0 für die des Modells.</translation>
  </message>
  <message>
   <source>Everything, as JSON</source>
   <translation>Alles, als JSON</translation>
  </message>
  <message>
   <source>Extent</source>
   <translation>Ausdehnung</translation>
  </message>
  <message>
   <source>First part of the file names in the output folder. Empty: the name of the scene.</source>
   <translation>Erster Teil der Dateinamen im Ausgabeordner. Leer: der Name der Szene.</translation>
  </message>
  <message>
   <source>Folder that gets NAME_level1.tif, NAME_level2.tif, NAME_level3.tif, NAME_areas.csv and NAME_result.json.</source>
   <translation>Ordner, der NAME_level1.tif, NAME_level2.tif, NAME_level3.tif, NAME_areas.csv und NAME_result.json bekommt.</translation>
  </message>
  <message>
   <source>GeoPackage with a polygon per patch, its codes, area and mean confidence.</source>
   <translation>GeoPackage mit einem Polygon je Fläche, ihren Codes, ihrer Größe und mittleren Konfidenz.</translation>
  </message>
  <message>
   <source>GeoTIFF with the classes of level {level}. With an output folder, a temporary file means: the one in the folder.</source>
   <translation>GeoTIFF mit den Klassen der Ebene {level}. Mit einem Ausgabeordner heißt eine temporäre Datei: die im Ordner.</translation>
  </message>
  <message>
   <source>GeoTIFF with the probability of the level 3 class in percent.</source>
   <translation>GeoTIFF mit der Wahrscheinlichkeit der Klasse der Ebene 3 in Prozent.</translation>
  </message>
  <message>
   <source>Leave out cloud, shadow, defective and no-data pixels where the product has a scene classification (SCL).</source>
   <translation>Wolken, Schatten, fehlerhafte und leere Pixel auslassen, wo das Produkt eine Szenenklassifikation (SCL) hat.</translation>
  </message>
  <message>
   <source>Leave out clouds by the product's scene classification</source>
   <translation>Wolken nach der Szenenklassifikation des Produkts auslassen</translation>
  </message>
  <message>
   <source>Level {level} ({classes} classes)</source>
   <translation>Ebene {level} ({classes} Klassen)</translation>
  </message>
  <message>
   <source>MASK_VALUES is '{text}', expected whole numbers separated by commas.</source>
   <translation>MASK_VALUES ist '{text}', erwartet werden ganze Zahlen, durch Kommas getrennt.</translation>
  </message>
  <message>
   <source>Mask layer</source>
   <translation>Maskenlayer</translation>
  </message>
  <message>
   <source>Mask values</source>
   <translation>Maskenwerte</translation>
  </message>
  <message>
   <source>Minimum mapping unit (ha)</source>
   <translation>Kleinste Kartiereinheit (ha)</translation>
  </message>
  <message>
   <source>Missing bands</source>
   <translation>Fehlende Kanäle</translation>
  </message>
  <message>
   <source>Model</source>
   <translation>Modell</translation>
  </message>
  <message>
   <source>Name of an installed model, or the path of a model package (folder or .zip); empty for the bundled one. Installed: {names}.</source>
   <translation>Name eines installierten Modells oder Pfad eines Modellpakets (Ordner oder .zip); leer für das mitgelieferte. Installiert: {names}.</translation>
  </message>
  <message>
   <source>Name of the files</source>
   <translation>Name der Dateien</translation>
  </message>
  <message>
   <source>No data value</source>
   <translation>Wert ohne Daten</translation>
  </message>
  <message>
   <source>Nothing would be kept: give an output folder (OUTPUT_DIR) or a place for one of the maps, such as LEVEL3.</source>
   <translation>Nichts würde bleiben: geben Sie einen Ausgabeordner (OUTPUT_DIR) oder einen Ort für eine der Karten an, etwa LEVEL3.</translation>
  </message>
  <message>
   <source>Offset</source>
   <translation>Versatz</translation>
  </message>
  <message>
   <source>Output folder</source>
   <translation>Ausgabeordner</translation>
  </message>
  <message>
   <source>Overlap of tiles</source>
   <translation>Überlappung der Kacheln</translation>
  </message>
  <message>
   <source>Polygons</source>
   <translation>Polygone</translation>
  </message>
  <message>
   <source>Polygons of classes</source>
   <translation>Polygone der Klassen</translation>
  </message>
  <message>
   <source>Polygons smaller than this many hectares are merged into their largest neighbour; 25 is CORINE's own. 0: all stay.</source>
   <translation>Polygone mit weniger als so vielen Hektar werden mit dem größten Nachbarn verbunden; 25 ist CORINEs eigener Wert. 0: alle bleiben.</translation>
  </message>
  <message>
   <source>Reflectance = stored value x scale + offset; -0.1 for products of baseline 04.00 and later. Empty: read from the metadata.</source>
   <translation>Reflexion = gespeicherter Wert x Skalierung + Versatz; -0.1 für Produkte ab Baseline 04.00. Leer: aus den Metadaten gelesen.</translation>
  </message>
  <message>
   <source>Reflectance = stored value x scale + offset; 0.0001 for usual Sentinel-2 data. Empty: read from the metadata.</source>
   <translation>Reflexion = gespeicherter Wert x Skalierung + Versatz; 0.0001 für übliche Sentinel-2-Daten. Leer: aus den Metadaten gelesen.</translation>
  </message>
  <message>
   <source>Says what Corina understands of a scene without classifying it: which band is which and how each was found, scale and offset, size, masks, and what is missing for the model.</source>
   <translation>Sagt, was Corina von einer Szene versteht, ohne sie zu klassifizieren: welcher Kanal welcher ist und wie er gefunden wurde, Skalierung und Versatz, Größe, Masken und was dem Modell fehlt.</translation>
  </message>
  <message>
   <source>Scale</source>
   <translation>Skalierung</translation>
  </message>
  <message>
   <source>Scene layer</source>
   <translation>Szenenlayer</translation>
  </message>
  <message>
   <source>Share of a tile's edge that it has in common with the next, 0 to 0.5. Empty: the model's own.</source>
   <translation>Teil der Kachelkante, den eine Kachel mit der nächsten gemeinsam hat, 0 bis 0.5. Leer: der des Modells.</translation>
  </message>
  <message>
   <source>Stored value of pixels without data. Empty: read from the metadata.</source>
   <translation>Gespeicherter Wert von Pixeln ohne Daten. Leer: aus den Metadaten gelesen.</translation>
  </message>
  <message>
   <source>Table with pixels, hectares and percent of each class at each level.</source>
   <translation>Tabelle mit Pixeln, Hektar und Prozent jeder Klasse auf jeder Ebene.</translation>
  </message>
  <message>
   <source>The folder {folder} cannot be made ({reason}): choose another.</source>
   <translation>Der Ordner {folder} kann nicht angelegt werden ({reason}): wählen Sie einen anderen.</translation>
  </message>
  <message>
   <source>The scale is {scale}; it must be above 0, such as 0.0001.</source>
   <translation>Die Skalierung ist {scale}; sie muss über 0 sein, etwa 0.0001.</translation>
  </message>
  <message>
   <source>There are two areas: give either an extent (AREA) or polygons (AREA_LAYER).</source>
   <translation>Es gibt zwei Flächen: geben Sie entweder eine Ausdehnung (AREA) oder Polygone (AREA_LAYER) an.</translation>
  </message>
  <message>
   <source>There are two scenes: give either a raster layer (INPUT) or a product or file (INPUT_FILE).</source>
   <translation>Es gibt zwei Szenen: geben Sie entweder einen Rasterlayer (INPUT) oder ein Produkt oder eine Datei (INPUT_FILE) an.</translation>
  </message>
  <message>
   <source>There is no scene: give a raster layer (INPUT) or a product or file (INPUT_FILE).</source>
   <translation>Es gibt keine Szene: geben Sie einen Rasterlayer (INPUT) oder ein Produkt oder eine Datei (INPUT_FILE) an.</translation>
  </message>
  <message>
   <source>Tile edge (px)</source>
   <translation>Kachelkante (px)</translation>
  </message>
  <message>
   <source>Tiles at once</source>
   <translation>Kacheln auf einmal</translation>
  </message>
  <message>
   <source>Tiles the network takes at once; 0 chooses by device and memory.</source>
   <translation>Kacheln, die das Netz auf einmal nimmt; 0 wählt nach Gerät und Speicher.</translation>
  </message>
  <message>
   <source>Turns a Sentinel-2 scene into CORINE Land Cover maps at the three levels of the nomenclature (5, 15 and 44 classes) with a neural network, in Corina's own engine.

The scene is a raster layer, a folder with one file per band, or a Sentinel-2 product (L1C or L2A). Bands, scale and offset are found by names and metadata; what cannot be found is asked for and never guessed silently.

With an output folder, all maps, the class areas and a record of the run are written there; each map can also have a place of its own. The three maps never contradict each other; 0 is no data.</source>
   <translation>Macht aus einer Sentinel-2-Szene Karten nach CORINE Land Cover auf den drei Ebenen der Nomenklatur (5, 15 und 44 Klassen), mit einem neuronalen Netz in Corinas eigener Engine.

Die Szene ist ein Rasterlayer, ein Ordner mit einer Datei je Kanal oder ein Sentinel-2-Produkt (L1C oder L2A). Kanäle, Skalierung und Versatz werden nach Namen und Metadaten gefunden; was nicht zu finden ist, wird gefragt und nie stillschweigend geraten.

Mit einem Ausgabeordner werden alle Karten, die Klassenflächen und ein Protokoll des Laufs dort geschrieben; jede Karte kann auch einen eigenen Ort haben. Die drei Karten widersprechen sich nie; 0 ist keine Daten.</translation>
  </message>
  <message>
   <source>Turns a Sentinel-2 scene into CORINE Land Cover maps at the three levels of the nomenclature.</source>
   <translation>Macht aus einer Sentinel-2-Szene Karten nach CORINE Land Cover auf den drei Ebenen der Nomenklatur.</translation>
  </message>
  <message>
   <source>Values of the mask layer to leave out, separated by commas. Empty: all that are not 0.</source>
   <translation>Werte des Maskenlayers, die ausgelassen werden, durch Kommas getrennt. Leer: alle, die nicht 0 sind.</translation>
  </message>
  <message>
   <source>What would stop a classification</source>
   <translation>Was eine Klassifikation verhindern würde</translation>
  </message>
  <message>
   <source>Where the network runs. auto takes the fastest device that works; the log says which it was.</source>
   <translation>Wo das Netz läuft. auto nimmt das schnellste Gerät, das funktioniert; das Protokoll sagt, welches es war.</translation>
  </message>
  <message>
   <source>Which raster band is which spectral band, such as B02=1;B03=2;B04=3;B08=4, or B02=/path/file.tif:1 for a band in another file. Bands not named here are found by name and metadata.</source>
   <translation>Welcher Rasterkanal welcher Spektralkanal ist, etwa B02=1;B03=2;B04=3;B08=4, oder B02=/pfad/datei.tif:1 für einen Kanal in einer anderen Datei. Kanäle, die hier nicht stehen, werden nach Namen und Metadaten gefunden.</translation>
  </message>
  <message>
   <source>band</source>
   <translation>Kanal</translation>
  </message>
  <message>
   <source>none</source>
   <translation>keine</translation>
  </message>
  <message>
   <source>or product folder, .zip or raster file</source>
   <translation>oder Produktordner, .zip oder Rasterdatei</translation>
  </message>
  <message>
   <source>{crs} is not a coordinate reference system: choose another.</source>
   <translation>{crs} ist kein Koordinatenreferenzsystem: bitte ein anderes wählen.</translation>
  </message>
  <message>
   <source>{name} is {place}; Corina writes a {suffix} file: choose such a name.</source>
   <translation>{name} ist {place}; Corina schreibt eine {suffix}-Datei: wählen Sie einen solchen Namen.</translation>
  </message>
  <message>
   <source>{path} does not exist: choose another scene.</source>
   <translation>{path} gibt es nicht: wählen Sie eine andere Szene.</translation>
  </message>
  <message>
   <source>{place} cannot be written ({reason}): choose another place.</source>
   <translation>{place} kann nicht geschrieben werden ({reason}): wählen Sie einen anderen Ort.</translation>
  </message>
 </context>
 <context>
  <name>Remedy</name>
  <message>
   <source>Choose folder…</source>
   <translation>Ordner wählen…</translation>
  </message>
  <message>
   <source>Engine…</source>
   <translation>Engine…</translation>
  </message>
  <message>
   <source>Import model…</source>
   <translation>Modell importieren…</translation>
  </message>
  <message>
   <source>Map bands…</source>
   <translation>Kanäle zuordnen…</translation>
  </message>
  <message>
   <source>Repair engine</source>
   <translation>Engine reparieren</translation>
  </message>
  <message>
   <source>Show settings</source>
   <translation>Einstellungen zeigen</translation>
  </message>
  <message>
   <source>Use whole scene</source>
   <translation>Ganze Szene nehmen</translation>
  </message>
 </context>
 <context>
  <name>ResultPanel</name>
  <message>
   <source>&amp;1</source>
   <translation>&amp;1</translation>
  </message>
  <message>
   <source>&amp;2</source>
   <translation>&amp;2</translation>
  </message>
  <message>
   <source>&amp;3</source>
   <translation>&amp;3</translation>
  </message>
  <message>
   <source>&amp;Copy</source>
   <translation>&amp;Kopieren</translation>
  </message>
  <message>
   <source>&amp;New map</source>
   <translation>&amp;Neue Karte</translation>
  </message>
  <message>
   <source>&amp;Open folder</source>
   <translation>&amp;Ordner öffnen</translation>
  </message>
  <message>
   <source>&amp;Zoom to result</source>
   <translation>Auf Ergebnis &amp;zoomen</translation>
  </message>
  <message>
   <source>Back to the form, as it was.</source>
   <translation>Zurück zum Formular, wie es war.</translation>
  </message>
  <message>
   <source>CSV files (*.csv)</source>
   <translation>CSV-Dateien (*.csv)</translation>
  </message>
  <message>
   <source>Class areas</source>
   <translation>Klassenflächen</translation>
  </message>
  <message>
   <source>Copy the table</source>
   <translation>Tabelle kopieren</translation>
  </message>
  <message>
   <source>E&amp;xport…</source>
   <translation>E&amp;xportieren…</translation>
  </message>
  <message>
   <source>Export the class areas</source>
   <translation>Klassenflächen exportieren</translation>
  </message>
  <message>
   <source>Level</source>
   <translation>Ebene</translation>
  </message>
  <message>
   <source>Open the folder with the files of this run.</source>
   <translation>Den Ordner mit den Dateien dieses Laufs öffnen.</translation>
  </message>
  <message>
   <source>Put the table of this level on the clipboard, for a spreadsheet.</source>
   <translation>Die Tabelle dieser Ebene in die Zwischenablage legen, für eine Tabellenkalkulation.</translation>
  </message>
  <message>
   <source>Save the tables of all three levels as a CSV file.</source>
   <translation>Die Tabellen aller drei Ebenen als CSV-Datei speichern.</translation>
  </message>
  <message>
   <source>Show the areas of the 15 classes of level 2.</source>
   <translation>Die Flächen der 15 Klassen der Ebene 2 zeigen.</translation>
  </message>
  <message>
   <source>Show the areas of the 44 classes of level 3.</source>
   <translation>Die Flächen der 44 Klassen der Ebene 3 zeigen.</translation>
  </message>
  <message>
   <source>Show the areas of the 5 classes of level 1.</source>
   <translation>Die Flächen der 5 Klassen der Ebene 1 zeigen.</translation>
  </message>
  <message>
   <source>Show the whole map on the canvas.</source>
   <translation>Die ganze Karte im Kartenfenster zeigen.</translation>
  </message>
  <message>
   <source>The files are temporary; save the layers to keep them.</source>
   <translation>Die Dateien sind temporär; speichern Sie die Layer, um sie zu behalten.</translation>
  </message>
  <message>
   <source>{} ({} threads)</source>
   <translation>{} ({} Threads)</translation>
  </message>
  <message>
   <source>{} classified</source>
   <translation>{} klassifiziert</translation>
  </message>
  <message>
   <source>{} on {}</source>
   <translation>{} auf {}</translation>
  </message>
  <message>
   <source>{} without data or masked</source>
   <translation>{} ohne Daten oder maskiert</translation>
  </message>
  <message>
   <source>“{}” cannot be written: {}.</source>
   <translation>„{}“ kann nicht geschrieben werden: {}.</translation>
  </message>
 </context>
 <context>
  <name>RunActions</name>
  <message>
   <source>Log of {}</source>
   <translation>Protokoll von {}</translation>
  </message>
  <message>
   <source>No file manager opened “{}”.</source>
   <translation>Kein Dateimanager hat „{}“ geöffnet.</translation>
  </message>
  <message>
   <source>The class areas were saved to “{}”.</source>
   <translation>Die Klassenflächen wurden in „{}“ gespeichert.</translation>
  </message>
  <message>
   <source>The command is on the clipboard.</source>
   <translation>Der Befehl ist in der Zwischenablage.</translation>
  </message>
  <message>
   <source>The folder “{}” is not there any more.</source>
   <translation>Den Ordner „{}“ gibt es nicht mehr.</translation>
  </message>
 </context>
 <context>
  <name>RunManager</name>
  <message>
   <source>Corina: {title}</source>
   <translation>Corina: {title}</translation>
  </message>
  <message>
   <source>The scene layer was removed from the project, so the run was cancelled.</source>
   <translation>Der Layer der Szene wurde aus dem Projekt entfernt, darum wurde der Lauf abgebrochen.</translation>
  </message>
 </context>
 <context>
  <name>RunProgress</name>
  <message>
   <source>; {} more waiting</source>
   <translation>; {} weitere warten</translation>
  </message>
  <message>
   <source>C&amp;ancel</source>
   <translation>Abb&amp;rechen</translation>
  </message>
  <message>
   <source>Cancelling…</source>
   <translation>Wird abgebrochen…</translation>
  </message>
  <message>
   <source>Stop this run within seconds and leave no unfinished file behind.</source>
   <translation>Diesen Lauf innerhalb von Sekunden beenden; keine unfertige Datei bleibt zurück.</translation>
  </message>
 </context>
 <context>
  <name>RunsTab</name>
  <message>
   <source>&amp;Copy as qgis_process command</source>
   <translation>Als &amp;qgis_process-Befehl kopieren</translation>
  </message>
  <message>
   <source>&amp;Delete from the list</source>
   <translation>Aus der Liste &amp;löschen</translation>
  </message>
  <message>
   <source>&amp;More</source>
   <translation>&amp;Mehr</translation>
  </message>
  <message>
   <source>&amp;Open result</source>
   <translation>Ergebnis ö&amp;ffnen</translation>
  </message>
  <message>
   <source>Area</source>
   <translation>Fläche</translation>
  </message>
  <message>
   <source>C&amp;ancel</source>
   <translation>Abb&amp;rechen</translation>
  </message>
  <message>
   <source>Classified</source>
   <translation>Klassifiziert</translation>
  </message>
  <message>
   <source>Copy the command, show the log, delete the run from the list.</source>
   <translation>Befehl kopieren, Protokoll zeigen, den Lauf aus der Liste löschen.</translation>
  </message>
  <message>
   <source>Details of the run</source>
   <translation>Angaben zum Lauf</translation>
  </message>
  <message>
   <source>Device</source>
   <translation>Gerät</translation>
  </message>
  <message>
   <source>Duration</source>
   <translation>Dauer</translation>
  </message>
  <message>
   <source>Every run, newest first.</source>
   <translation>Alle Läufe, der neueste zuerst.</translation>
  </message>
  <message>
   <source>Failed</source>
   <translation>Fehler</translation>
  </message>
  <message>
   <source>Fill the form with the inputs of this run.</source>
   <translation>Das Formular mit den Eingaben dieses Laufs füllen.</translation>
  </message>
  <message>
   <source>Folder</source>
   <translation>Ordner</translation>
  </message>
  <message>
   <source>Model</source>
   <translation>Modell</translation>
  </message>
  <message>
   <source>No runs yet. Every map you make is listed here, with its settings and its result.</source>
   <translation>Noch keine Läufe. Jede Karte, die Sie machen, steht hier mit ihren Einstellungen und ihrem Ergebnis.</translation>
  </message>
  <message>
   <source>Open &amp;folder</source>
   <translation>&amp;Ordner öffnen</translation>
  </message>
  <message>
   <source>Re&amp;peat with changes…</source>
   <translation>&amp;Wiederholen…</translation>
  </message>
  <message>
   <source>Runs</source>
   <translation>Läufe</translation>
  </message>
  <message>
   <source>Scene</source>
   <translation>Szene</translation>
  </message>
  <message>
   <source>Settings</source>
   <translation>Einstellungen</translation>
  </message>
  <message>
   <source>Show &amp;log</source>
   <translation>Pro&amp;tokoll zeigen</translation>
  </message>
  <message>
   <source>Show the class areas, and add the layers of this run to the map if they are not there.</source>
   <translation>Die Klassenflächen zeigen und die Layer dieses Laufs zur Karte hinzufügen, wenn sie nicht da sind.</translation>
  </message>
  <message>
   <source>Started</source>
   <translation>Begonnen</translation>
  </message>
  <message>
   <source>State</source>
   <translation>Zustand</translation>
  </message>
  <message>
   <source>Stop this run within seconds and leave no unfinished file behind.</source>
   <translation>Diesen Lauf innerhalb von Sekunden beenden; keine unfertige Datei bleibt zurück.</translation>
  </message>
  <message>
   <source>confidence map</source>
   <translation>Konfidenzkarte</translation>
  </message>
  <message>
   <source>map view</source>
   <translation>Kartenansicht</translation>
  </message>
  <message>
   <source>overlap {} %</source>
   <translation>Überlappung {} %</translation>
  </message>
  <message>
   <source>polygons</source>
   <translation>Polygone</translation>
  </message>
  <message>
   <source>polygons from {} ha</source>
   <translation>Polygone ab {} ha</translation>
  </message>
  <message>
   <source>tile {} px</source>
   <translation>Kachel {} px</translation>
  </message>
  <message>
   <source>whole scene</source>
   <translation>ganze Szene</translation>
  </message>
  <message>
   <source>with mask</source>
   <translation>mit Maske</translation>
  </message>
 </context>
 <context>
  <name>SceneBox</name>
  <message>
   <source> (and {} more)</source>
   <translation> (und {} weitere)</translation>
  </message>
  <message>
   <source>&amp;Edit…</source>
   <translation>Ände&amp;rn…</translation>
  </message>
  <message>
   <source>&amp;Raster file…</source>
   <translation>&amp;Rasterdatei…</translation>
  </message>
  <message>
   <source>Open a Sentinel-2 product .zip</source>
   <translation>Ein Sentinel-2-Produkt (.zip) öffnen</translation>
  </message>
  <message>
   <source>Open a Sentinel-2 product folder (.SAFE)</source>
   <translation>Einen Sentinel-2-Produktordner (.SAFE) öffnen</translation>
  </message>
  <message>
   <source>Open a raster file</source>
   <translation>Eine Rasterdatei öffnen</translation>
  </message>
  <message>
   <source>Open a scene</source>
   <translation>Eine Szene öffnen</translation>
  </message>
  <message>
   <source>Open a scene that is not in the project: a raster file, a product folder (.SAFE) or a product .zip.</source>
   <translation>Eine Szene öffnen, die nicht im Projekt ist: eine Rasterdatei, einen Produktordner (.SAFE) oder ein Produkt als .zip.</translation>
  </message>
  <message>
   <source>Product &amp;folder (.SAFE)…</source>
   <translation>Produkt&amp;ordner (.SAFE)…</translation>
  </message>
  <message>
   <source>Product &amp;zip…</source>
   <translation>Produkt als &amp;zip…</translation>
  </message>
  <message>
   <source>R&amp;etry</source>
   <translation>Neu l&amp;esen</translation>
  </message>
  <message>
   <source>Raster files (*.tif *.tiff *.vrt *.jp2 *.img);;All files (*)</source>
   <translation>Rasterdateien (*.tif *.tiff *.vrt *.jp2 *.img);;Alle Dateien (*)</translation>
  </message>
  <message>
   <source>Read the scene again.</source>
   <translation>Die Szene noch einmal lesen.</translation>
  </message>
  <message>
   <source>Reading the scene…</source>
   <translation>Die Szene wird gelesen…</translation>
  </message>
  <message>
   <source>Scene</source>
   <translation>Szene</translation>
  </message>
  <message>
   <source>Show how each band, the scale and the offset were found, and change what is wrong.</source>
   <translation>Zeigen, wie Kanäle, Skalierung und Versatz gefunden wurden, und ändern, was falsch ist.</translation>
  </message>
  <message>
   <source>The Sentinel-2 scene to classify: a raster layer of the project, or a product opened with the button beside this list.</source>
   <translation>Die Sentinel-2-Szene, die klassifiziert wird: ein Rasterlayer des Projekts, oder ein Produkt, das mit dem Knopf neben der Liste geöffnet wird.</translation>
  </message>
  <message>
   <source>Zipped products (*.zip)</source>
   <translation>Gezippte Produkte (*.zip)</translation>
  </message>
 </context>
 <context>
  <name>SetupCard</name>
  <message>
   <source>C&amp;ancel</source>
   <translation>Abb&amp;rechen</translation>
  </message>
  <message>
   <source>Corina computes its maps in a process of its own, so that QGIS stays quick and stays as it is. Once, it needs these packages from the internet: numpy, rasterio and ONNX Runtime.</source>
   <translation>Corina rechnet seine Karten in einem eigenen Prozess, damit QGIS flott und unverändert bleibt. Einmal braucht es dafür diese Pakete aus dem Internet: numpy, rasterio und ONNX Runtime.</translation>
  </message>
  <message>
   <source>Download and install the engine now. QGIS's own Python is not touched; the engine can be removed at any time.</source>
   <translation>Die Engine jetzt herunterladen und installieren. Das Python von QGIS bleibt unberührt; die Engine lässt sich jederzeit entfernen.</translation>
  </message>
  <message>
   <source>Installer's log</source>
   <translation>Protokoll des Installationsprogramms</translation>
  </message>
  <message>
   <source>Lo&amp;g</source>
   <translation>Proto&amp;koll</translation>
  </message>
  <message>
   <source>Place</source>
   <translation>Ort</translation>
  </message>
  <message>
   <source>Set up &amp;engine</source>
   <translation>Engine &amp;einrichten</translation>
  </message>
  <message>
   <source>Set up the engine</source>
   <translation>Die Engine einrichten</translation>
  </message>
  <message>
   <source>Show what the installer says.</source>
   <translation>Zeigen, was das Installationsprogramm sagt.</translation>
  </message>
  <message>
   <source>Size</source>
   <translation>Größe</translation>
  </message>
  <message>
   <source>Stop the set-up. What was downloaded is used when you start again.</source>
   <translation>Die Einrichtung anhalten. Was heruntergeladen ist, wird beim nächsten Mal benutzt.</translation>
  </message>
  <message>
   <source>Stopping…</source>
   <translation>Wird angehalten…</translation>
  </message>
  <message>
   <source>Try &amp;again</source>
   <translation>&amp;Noch einmal</translation>
  </message>
 </context>
 <context>
  <name>Sources</name>
  <message>
   <source>The file of “{name}” is not there any more ({path}): repair the layer or choose another.</source>
   <translation>Die Datei von „{name}“ ist nicht mehr da ({path}): reparieren Sie den Layer oder wählen Sie einen anderen.</translation>
  </message>
  <message>
   <source>“{name}” is a layer of a database; Corina needs a raster file: export the layer as a GeoTIFF.</source>
   <translation>„{name}“ ist ein Layer einer Datenbank; Corina braucht eine Rasterdatei: exportieren Sie den Layer als GeoTIFF.</translation>
  </message>
  <message>
   <source>“{name}” is a layer without a file (QGIS provider “{provider}”): export it as a GeoTIFF.</source>
   <translation>„{name}“ ist ein Layer ohne Datei (QGIS-Datenanbieter „{provider}“): exportieren Sie ihn als GeoTIFF.</translation>
  </message>
  <message>
   <source>“{name}” is a web layer; Corina needs a raster file: download the scene and add it to the project.</source>
   <translation>„{name}“ ist ein Web-Layer; Corina braucht eine Rasterdatei: laden Sie die Szene herunter und fügen Sie sie dem Projekt hinzu.</translation>
  </message>
  <message>
   <source>“{name}” is not a raster layer; Corina needs a raster file: choose another layer.</source>
   <translation>„{name}“ ist kein Rasterlayer; Corina braucht eine Rasterdatei: wählen Sie einen anderen Layer.</translation>
  </message>
  <message>
   <source>“{name}” is only in memory; Corina needs a raster file: export the layer as a GeoTIFF.</source>
   <translation>„{name}“ ist nur im Speicher; Corina braucht eine Rasterdatei: exportieren Sie den Layer als GeoTIFF.</translation>
  </message>
 </context>
 <context>
  <name>card</name>
  <message>
   <source>Accuracy</source>
   <translation>Genauigkeit</translation>
  </message>
  <message>
   <source>Agreement with CORINE on imagery it was not trained on</source>
   <translation>Übereinstimmung mit CORINE auf Bildern, die nicht zum Training dienten</translation>
  </message>
  <message>
   <source>Bands</source>
   <translation>Kanäle</translation>
  </message>
  <message>
   <source>Class</source>
   <translation>Klasse</translation>
  </message>
  <message>
   <source>Classes</source>
   <translation>Klassen</translation>
  </message>
  <message>
   <source>F1 %</source>
   <translation>F1 %</translation>
  </message>
  <message>
   <source>F1 macro %</source>
   <translation>F1 Makro %</translation>
  </message>
  <message>
   <source>F1 weighted %</source>
   <translation>F1 gewichtet %</translation>
  </message>
  <message>
   <source>Folder</source>
   <translation>Ordner</translation>
  </message>
  <message>
   <source>It has seen these classes in one or two places only: {}.</source>
   <translation>Diese Klassen hat es nur an einem oder zwei Orten gesehen: {}.</translation>
  </message>
  <message>
   <source>It never predicts: {}.</source>
   <translation>Es sagt nie vorher: {}.</translation>
  </message>
  <message>
   <source>Largest class alone %</source>
   <translation>Nur größte Klasse %</translation>
  </message>
  <message>
   <source>Learned from</source>
   <translation>Gelernt aus</translation>
  </message>
  <message>
   <source>Level</source>
   <translation>Ebene</translation>
  </message>
  <message>
   <source>Licence of the model</source>
   <translation>Lizenz des Modells</translation>
  </message>
  <message>
   <source>Licence: {}</source>
   <translation>Lizenz: {}</translation>
  </message>
  <message>
   <source>Made</source>
   <translation>Gemacht</translation>
  </message>
  <message>
   <source>Mean IoU %</source>
   <translation>Mittlere IoU %</translation>
  </message>
  <message>
   <source>No accuracy was measured.</source>
   <translation>Keine Genauigkeit wurde gemessen.</translation>
  </message>
  <message>
   <source>Origin</source>
   <translation>Herkunft</translation>
  </message>
  <message>
   <source>Outside the countries and seasons of its training data its accuracy is not known.</source>
   <translation>Außerhalb der Länder und Jahreszeiten seiner Trainingsdaten ist seine Genauigkeit nicht bekannt.</translation>
  </message>
  <message>
   <source>Overall %</source>
   <translation>Gesamt %</translation>
  </message>
  <message>
   <source>Patches</source>
   <translation>Orte</translation>
  </message>
  <message>
   <source>Pixels</source>
   <translation>Pixel</translation>
  </message>
  <message>
   <source>Recipe</source>
   <translation>Rezept</translation>
  </message>
  <message>
   <source>Resolution</source>
   <translation>Auflösung</translation>
  </message>
  <message>
   <source>Revision of the code</source>
   <translation>Revision des Codes</translation>
  </message>
  <message>
   <source>Seed</source>
   <translation>Startwert</translation>
  </message>
  <message>
   <source>Split</source>
   <translation>Aufteilung</translation>
  </message>
  <message>
   <source>The last column is what a map of only the most frequent class would reach.</source>
   <translation>Die letzte Spalte ist, was eine Karte nur aus der häufigsten Klasse erreichen würde.</translation>
  </message>
  <message>
   <source>The {} of {} classes it can tell apart</source>
   <translation>Die {} von {} Klassen, die es unterscheiden kann</translation>
  </message>
  <message>
   <source>Tile</source>
   <translation>Kachel</translation>
  </message>
  <message>
   <source>Trained with</source>
   <translation>Trainiert mit</translation>
  </message>
  <message>
   <source>Training data and their licences</source>
   <translation>Trainingsdaten und ihre Lizenzen</translation>
  </message>
  <message>
   <source>What it cannot do</source>
   <translation>Was es nicht kann</translation>
  </message>
  <message>
   <source>What it needs</source>
   <translation>Was es braucht</translation>
  </message>
  <message>
   <source>groups of classes only</source>
   <translation>nur Klassengruppen</translation>
  </message>
  <message>
   <source>not stated</source>
   <translation>nicht angegeben</translation>
  </message>
  <message>
   <source>pixels</source>
   <translation>Pixeln</translation>
  </message>
  <message>
   <source>scale {}, offset {}</source>
   <translation>Skalierung {}, Versatz {}</translation>
  </message>
  <message>
   <source>{} m</source>
   <translation>{} m</translation>
  </message>
  <message>
   <source>{} px</source>
   <translation>{} px</translation>
  </message>
  <message>
   <source>“Groups of classes only”: no training pixel says just this class, only that it is one of several. Trust such a class less. F1 is the agreement on the imagery above; a dash where the class does not occur there.</source>
   <translation>„Nur Klassengruppen“: kein Trainingspixel nennt genau diese Klasse, nur dass es eine von mehreren ist. Trauen Sie einer solchen Klasse weniger. F1 ist die Übereinstimmung auf den Bildern oben; ein Strich, wo die Klasse dort nicht vorkommt.</translation>
  </message>
 </context>
 <context>
  <name>formatting</name>
  <message>
   <source>about {}</source>
   <translation>etwa {}</translation>
  </message>
  <message>
   <source>{} %</source>
   <translation>{} %</translation>
  </message>
  <message>
   <source>{} GB</source>
   <translation>{} GB</translation>
  </message>
  <message>
   <source>{} MB</source>
   <translation>{} MB</translation>
  </message>
  <message>
   <source>{} h</source>
   <translation>{} h</translation>
  </message>
  <message>
   <source>{} h {} min</source>
   <translation>{} h {} min</translation>
  </message>
  <message>
   <source>{} ha</source>
   <translation>{} ha</translation>
  </message>
  <message>
   <source>{} min</source>
   <translation>{} min</translation>
  </message>
  <message>
   <source>{} min {} s</source>
   <translation>{} min {} s</translation>
  </message>
  <message>
   <source>{} s</source>
   <translation>{} s</translation>
  </message>
 </context>
 <context>
  <name>gaps</name>
  <message>
   <source>Add a Sentinel-2 raster to the project, or open a product with the button beside the list.</source>
   <translation>Fügen Sie dem Projekt ein Sentinel-2-Raster hinzu, oder öffnen Sie ein Produkt mit dem Knopf neben der Liste.</translation>
  </message>
  <message>
   <source>No model is installed.</source>
   <translation>Kein Modell ist installiert.</translation>
  </message>
  <message>
   <source>The engine does not work.</source>
   <translation>Die Engine funktioniert nicht.</translation>
  </message>
  <message>
   <source>The engine is being checked.</source>
   <translation>Die Engine wird geprüft.</translation>
  </message>
  <message>
   <source>The engine is being set up.</source>
   <translation>Die Engine wird eingerichtet.</translation>
  </message>
  <message>
   <source>The engine is not set up yet.</source>
   <translation>Die Engine ist noch nicht eingerichtet.</translation>
  </message>
  <message>
   <source>The scale of the reflectance is a guess ({}). Confirm or change it with Edit.</source>
   <translation>Die Skalierung der Reflexion ist geraten ({}). Bestätigen oder ändern Sie sie mit „Ändern“.</translation>
  </message>
  <message>
   <source>The scene is being read.</source>
   <translation>Die Szene wird gelesen.</translation>
  </message>
  <message>
   <source>The scene lacks {}.</source>
   <translation>Der Szene fehlt {}.</translation>
  </message>
  <message>
   <source>You may not write to “{}”; choose another folder, or leave it empty.</source>
   <translation>In „{}“ dürfen Sie nicht schreiben; wählen Sie einen anderen Ordner oder lassen Sie das Feld leer.</translation>
  </message>
  <message>
   <source>a confirmed scale</source>
   <translation>die Bestätigung der Skalierung</translation>
  </message>
  <message>
   <source>a folder to save to</source>
   <translation>ein Ordner zum Speichern</translation>
  </message>
  <message>
   <source>a folder you may write to</source>
   <translation>ein Ordner, in den Sie schreiben dürfen</translation>
  </message>
  <message>
   <source>a model</source>
   <translation>ein Modell</translation>
  </message>
  <message>
   <source>a readable scene</source>
   <translation>eine lesbare Szene</translation>
  </message>
  <message>
   <source>a scene</source>
   <translation>eine Szene</translation>
  </message>
  <message>
   <source>a scene in a file</source>
   <translation>eine Szene in einer Datei</translation>
  </message>
  <message>
   <source>a scene that can be classified</source>
   <translation>eine Szene, die sich klassifizieren lässt</translation>
  </message>
  <message>
   <source>a usable mask</source>
   <translation>eine brauchbare Maske</translation>
  </message>
  <message>
   <source>a usable model</source>
   <translation>ein brauchbares Modell</translation>
  </message>
  <message>
   <source>a working engine</source>
   <translation>eine Engine, die funktioniert</translation>
  </message>
  <message>
   <source>an area inside the scene</source>
   <translation>eine Fläche in der Szene</translation>
  </message>
  <message>
   <source>band {}</source>
   <translation>Kanal {}</translation>
  </message>
  <message>
   <source>reflectance as it is</source>
   <translation>Reflexion, wie sie ist</translation>
  </message>
  <message>
   <source>reflectance × {}</source>
   <translation>Reflexion × {}</translation>
  </message>
  <message>
   <source>the engine</source>
   <translation>die Engine</translation>
  </message>
  <message>
   <source>the engine is being checked</source>
   <translation>die Engine wird geprüft</translation>
  </message>
  <message>
   <source>the engine is being set up</source>
   <translation>die Engine wird eingerichtet</translation>
  </message>
  <message>
   <source>the scene is being read</source>
   <translation>die Szene wird gelesen</translation>
  </message>
  <message>
   <source>unknown</source>
   <translation>unbekannt</translation>
  </message>
  <message>
   <source>{} bands</source>
   <translation>{} Kanäle</translation>
  </message>
  <message>
   <source>“{}” is a file; choose a folder.</source>
   <translation>„{}“ ist eine Datei; wählen Sie einen Ordner.</translation>
  </message>
  <message>
   <source>“{}” is no full path; choose a folder with the button.</source>
   <translation>„{}“ ist kein vollständiger Pfad; wählen Sie einen Ordner mit dem Knopf.</translation>
  </message>
 </context>
 <context>
  <name>progress</name>
  <message>
   <source>Classifying</source>
   <translation>Klassifizieren</translation>
  </message>
  <message>
   <source>Finishing</source>
   <translation>Abschließen</translation>
  </message>
  <message>
   <source>Making polygons</source>
   <translation>Polygone machen</translation>
  </message>
  <message>
   <source>Opening scene and model</source>
   <translation>Szene und Modell öffnen</translation>
  </message>
  <message>
   <source>Starting the engine</source>
   <translation>Die Engine startet</translation>
  </message>
  <message>
   <source>Writing overviews</source>
   <translation>Übersichten schreiben</translation>
  </message>
  <message>
   <source>cancelled</source>
   <translation>abgebrochen</translation>
  </message>
  <message>
   <source>done</source>
   <translation>fertig</translation>
  </message>
  <message>
   <source>failed</source>
   <translation>fehlgeschlagen</translation>
  </message>
  <message>
   <source>interrupted</source>
   <translation>unterbrochen</translation>
  </message>
  <message>
   <source>running</source>
   <translation>läuft</translation>
  </message>
  <message>
   <source>waiting</source>
   <translation>wartet</translation>
  </message>
  <message>
   <source>{} Mpx/s</source>
   <translation>{} Mpx/s</translation>
  </message>
  <message>
   <source>{} left</source>
   <translation>noch {}</translation>
  </message>
  <message>
   <source>{} of {} tiles</source>
   <translation>{} von {} Kacheln</translation>
  </message>
 </context>
 <context>
  <name>tasks</name>
  <message>
   <source>Corina: setting up the engine</source>
   <translation>Corina: Engine einrichten</translation>
  </message>
 </context>
</TS>

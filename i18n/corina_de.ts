<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>AccuracyDialog</name>
  <message>
   <source>&amp;Estimate</source>
   <translation>&amp;Schätzen</translation>
  </message>
  <message>
   <source>&amp;Level</source>
   <translation>&amp;Ebene</translation>
  </message>
  <message>
   <source>&amp;Map</source>
   <translation>&amp;Karte</translation>
  </message>
  <message>
   <source>&amp;Save to</source>
   <translation>S&amp;peichern in</translation>
  </message>
  <message>
   <source>Add the map to assess to the project.</source>
   <translation>Die zu beurteilende Karte zum Projekt hinzufügen.</translation>
  </message>
  <message>
   <source>Choose the table of LUCAS points: a CSV file, as Eurostat publishes it.</source>
   <translation>Wählen Sie die Tabelle der LUCAS-Punkte: eine CSV-Datei, wie Eurostat sie veröffentlicht.</translation>
  </message>
  <message>
   <source>Estimate accuracy</source>
   <translation>Genauigkeit schätzen</translation>
  </message>
  <message>
   <source>Eurostat's table of the survey (CSV), of any year</source>
   <translation>Eurostats Tabelle der Erhebung (CSV), beliebigen Jahres</translation>
  </message>
  <message>
   <source>LUCAS &amp;points</source>
   <translation>LUCAS-&amp;Punkte</translation>
  </message>
  <message>
   <source>LUCAS notes the cover of a circle of 1.5 m; its points are taken as random within each class of the map.</source>
   <translation>LUCAS nennt die Bedeckung eines Kreises von 1,5 m; die Punkte gelten als zufällig in jeder Klasse der Karte.</translation>
  </message>
  <message>
   <source>LUCAS to &amp;CORINE</source>
   <translation>LUCAS zu &amp;CORINE</translation>
  </message>
  <message>
   <source>Level {}</source>
   <translation>Ebene {}</translation>
  </message>
  <message>
   <source>The map need not be the one the points were drawn from: a newer one takes the same labels.</source>
   <translation>Es muss nicht die Karte sein, aus der die Punkte gezogen wurden: Für eine neuere gelten dieselben Beschriftungen.</translation>
  </message>
  <message>
   <source>as fine as map and labels allow</source>
   <translation>so fein, wie Karte und Beschriftungen es zulassen</translation>
  </message>
  <message>
   <source>temporary folder</source>
   <translation>temporärer Ordner</translation>
  </message>
  <message>
   <source>“{}” is not there: choose a table, or leave the field empty.</source>
   <translation>„{}“ ist nicht da: Wählen Sie eine Tabelle, oder lassen Sie das Feld leer.</translation>
  </message>
 </context>
 <context>
  <name>AccuracyOptions</name>
  <message>
   <source>&amp;Field of the labels</source>
   <translation>&amp;Feld der Klassen</translation>
  </message>
  <message>
   <source>&amp;Use the map's class areas</source>
   <translation>&amp;Klassenflächen der Karte nutzen</translation>
  </message>
  <message>
   <source>Field of the points with the class seen, as a code of any level.</source>
   <translation>Feld der Punkte mit der gesehenen Klasse, als Code einer beliebigen Stufe.</translation>
  </message>
  <message>
   <source>Level of the ma&amp;p</source>
   <translation>Stufe d&amp;er Karte</translation>
  </message>
  <message>
   <source>Level of the map's classes, where its values do not tell.</source>
   <translation>Stufe der Klassen der Karte, wo ihre Werte sie nicht verraten.</translation>
  </message>
  <message>
   <source>Level {}</source>
   <translation>Stufe {}</translation>
  </message>
  <message>
   <source>M&amp;ore</source>
   <translation>Weite&amp;res</translation>
  </message>
  <message>
   <source>Makes a simple random or systematic sample more precise (Olofsson et al. 2014).</source>
   <translation>Macht eine einfache Zufalls- oder systematische Stichprobe genauer (Olofsson et al. 2014).</translation>
  </message>
  <message>
   <source>found automatically</source>
   <translation>selbst gefunden</translation>
  </message>
 </context>
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
   <source> m wide</source>
   <translation> m breit</translation>
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
   <source>Also write the map as polygons in a GeoPackage. Patches smaller or narrower than the minimum join a neighbour.</source>
   <translation>Die Karte auch als Polygone in ein GeoPackage schreiben. Flächen unter der Mindestgröße oder -breite kommen zu einem Nachbarn.</translation>
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
   <source>Minimum width</source>
   <translation>Mindestbreite</translation>
  </message>
  <message>
   <source>NVIDIA graphics card (CUDA)</source>
   <translation>NVIDIA-Grafikkarte (CUDA)</translation>
  </message>
  <message>
   <source>Narrower parts of a patch join a neighbour. CORINE itself uses 100 m.</source>
   <translation>Schmalere Teile einer Fläche kommen zu einem Nachbarn. CORINE selbst verwendet 100 m.</translation>
  </message>
  <message>
   <source>Polygons, &amp;joining patches below</source>
   <translation>Polygone, ver&amp;binden unter</translation>
  </message>
  <message>
   <source>Priority table</source>
   <translation>Prioritätentabelle</translation>
  </message>
  <message>
   <source>Priority table as CSV: class, neighbour and priority (the lowest is joined first), or CODE and PRI, or a matrix of classes, such as CORINE's own. Empty: the class whose code has most digits in common is joined first.</source>
   <translation>Prioritätentabelle als CSV: class, neighbour und priority (die kleinste Zahl kommt zuerst), oder CODE und PRI, oder eine Matrix der Klassen, wie CORINE selbst eine hat. Leer: Die Klasse, deren Code die meisten Ziffern gemeinsam hat, kommt zuerst.</translation>
  </message>
  <message>
   <source>S&amp;ea at the coast only</source>
   <translation>Meer nur an der Kü&amp;ste</translation>
  </message>
  <message>
   <source>Small patches join</source>
   <translation>Kleine Flächen kommen</translation>
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
   <source>Water some 10 km or more from every coast is mapped as lakes, never as sea: an image of open water does not tell them apart.</source>
   <translation>Wasser, das rund 10 km oder weiter von jeder Küste liegt, wird als See kartiert, nie als Meer: Ein Bild von offenem Wasser unterscheidet die beiden nicht.</translation>
  </message>
  <message>
   <source>What computes the network. The device really used is shown with the result.</source>
   <translation>Was das Netz rechnet. Das wirklich benutzte Gerät steht beim Ergebnis.</translation>
  </message>
  <message>
   <source>Which neighbour small and narrow patches join: the largest, or the one of the most similar class, as CORINE does.</source>
   <translation>Zu welchem Nachbarn kleine und schmale Flächen kommen: zum größten oder zu dem der ähnlichsten Klasse, wie bei CORINE.</translation>
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
   <source>any width</source>
   <translation>jede Breite</translation>
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
   <source>to the largest</source>
   <translation>zum größten</translation>
  </message>
  <message>
   <source>to the most similar</source>
   <translation>zum ähnlichsten</translation>
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
   <source>Polygons o&amp;f</source>
   <translation>P&amp;olygone von</translation>
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
  <name>ChangeList</name>
  <message>
   <source> %</source>
   <translation> %</translation>
  </message>
  <message>
   <source> ha</source>
   <translation> ha</translation>
  </message>
  <message>
   <source>&amp;Confirm</source>
   <translation>&amp;Bestätigen</translation>
  </message>
  <message>
   <source>&amp;From</source>
   <translation>&amp;Von</translation>
  </message>
  <message>
   <source>&amp;To</source>
   <translation>&amp;Nach</translation>
  </message>
  <message>
   <source>&amp;Unsure</source>
   <translation>&amp;Unsicher</translation>
  </message>
  <message>
   <source>&amp;View all</source>
   <translation>&amp;Alle zeigen</translation>
  </message>
  <message>
   <source>; {} looked at</source>
   <translation>; {} angesehen</translation>
  </message>
  <message>
   <source>Changes</source>
   <translation>Veränderungen</translation>
  </message>
  <message>
   <source>Comment</source>
   <translation>Bemerkung</translation>
  </message>
  <message>
   <source>Comment on this change</source>
   <translation>Bemerkung zu dieser Veränderung</translation>
  </message>
  <message>
   <source>Go to the change above (P).</source>
   <translation>Zur Veränderung darüber (P).</translation>
  </message>
  <message>
   <source>Go to the change below (N).</source>
   <translation>Zur Veränderung darunter (N).</translation>
  </message>
  <message>
   <source>It cannot be told. Saved in the layer, and on to the next (U).</source>
   <translation>Es lässt sich nicht sagen. Wird im Layer gespeichert, weiter zur nächsten (U).</translation>
  </message>
  <message>
   <source>It is a change. Saved in the layer, and on to the next (C).</source>
   <translation>Es ist eine Veränderung. Wird im Layer gespeichert, weiter zur nächsten (C).</translation>
  </message>
  <message>
   <source>It is no change. Saved in the layer, and on to the next (R).</source>
   <translation>Es ist keine Veränderung. Wird im Layer gespeichert, weiter zur nächsten (R).</translation>
  </message>
  <message>
   <source>M&amp;inimum</source>
   <translation>M&amp;indestens</translation>
  </message>
  <message>
   <source>Minimum confidence</source>
   <translation>Mindestsicherheit</translation>
  </message>
  <message>
   <source>Next</source>
   <translation>Nächste</translation>
  </message>
  <message>
   <source>No change</source>
   <translation>Keine Veränderung</translation>
  </message>
  <message>
   <source>Previous</source>
   <translation>Vorige</translation>
  </message>
  <message>
   <source>Re&amp;ject</source>
   <translation>Ver&amp;werfen</translation>
  </message>
  <message>
   <source>S&amp;livers</source>
   <translation>Sp&amp;litter</translation>
  </message>
  <message>
   <source>Saved in the layer with Return, or on going to another change.</source>
   <translation>Wird mit der Eingabetaste oder beim Wechsel zu einer anderen Veränderung im Layer gespeichert.</translation>
  </message>
  <message>
   <source>Show also slivers: narrow polygons, which are mostly lines that do not meet.</source>
   <translation>Auch Splitter zeigen: schmale Polygone, die meist von Linien kommen, die nicht aufeinanderliegen.</translation>
  </message>
  <message>
   <source>Show only changes from this class.</source>
   <translation>Nur Veränderungen aus dieser Klasse zeigen.</translation>
  </message>
  <message>
   <source>Show only changes of this area or more.</source>
   <translation>Nur Veränderungen ab dieser Fläche zeigen.</translation>
  </message>
  <message>
   <source>Show only changes of which the map is this sure or more, on average.</source>
   <translation>Nur Veränderungen zeigen, bei denen die Karte im Mittel mindestens so sicher ist.</translation>
  </message>
  <message>
   <source>Show only changes to this class.</source>
   <translation>Nur Veränderungen in diese Klasse zeigen.</translation>
  </message>
  <message>
   <source>Show only what you have not looked at yet, or what you found.</source>
   <translation>Nur zeigen, was noch nicht angesehen wurde, oder was gefunden wurde.</translation>
  </message>
  <message>
   <source>Take all filters off.</source>
   <translation>Alle Filter aufheben.</translation>
  </message>
  <message>
   <source>Take back the last verdict or comment (Ctrl+Z).</source>
   <translation>Das letzte Urteil oder die letzte Bemerkung zurücknehmen (Strg+Z).</translation>
  </message>
  <message>
   <source>Undo</source>
   <translation>Rückgängig</translation>
  </message>
  <message>
   <source>Verdict</source>
   <translation>Urteil</translation>
  </message>
  <message>
   <source>all</source>
   <translation>alle</translation>
  </message>
  <message>
   <source>any class</source>
   <translation>jede Klasse</translation>
  </message>
  <message>
   <source>{} changes, {}</source>
   <translation>{} Veränderungen, {}</translation>
  </message>
  <message>
   <source>{} of {} changes, {}</source>
   <translation>{} von {} Veränderungen, {}</translation>
  </message>
 </context>
 <context>
  <name>ChangeReview</name>
  <message>
   <source>The file of the changes is not there any more.</source>
   <translation>Die Datei der Veränderungen ist nicht mehr da.</translation>
  </message>
 </context>
 <context>
  <name>ChangeTableModel</name>
  <message>
   <source>A sliver: probably not a change but lines that do not meet</source>
   <translation>Ein Splitter: wohl keine Veränderung, sondern Linien, die sich nicht treffen</translation>
  </message>
  <message>
   <source>Comment</source>
   <translation>Bemerkung</translation>
  </message>
  <message>
   <source>From</source>
   <translation>Von</translation>
  </message>
  <message>
   <source>Mean confidence of the map in this polygon, in percent</source>
   <translation>Mittlere Sicherheit der Karte in diesem Polygon, in Prozent</translation>
  </message>
  <message>
   <source>Sure %</source>
   <translation>Sicher %</translation>
  </message>
  <message>
   <source>To</source>
   <translation>Nach</translation>
  </message>
  <message>
   <source>What you found on looking at it</source>
   <translation>Was Sie beim Ansehen gefunden haben</translation>
  </message>
  <message>
   <source>confirmed</source>
   <translation>bestätigt</translation>
  </message>
  <message>
   <source>ha</source>
   <translation>ha</translation>
  </message>
  <message>
   <source>not looked at</source>
   <translation>nicht angesehen</translation>
  </message>
  <message>
   <source>rejected</source>
   <translation>verworfen</translation>
  </message>
  <message>
   <source>unsure</source>
   <translation>unsicher</translation>
  </message>
  <message>
   <source>{} becomes {}</source>
   <translation>{} wird {}</translation>
  </message>
 </context>
 <context>
  <name>ClassAgreementModel</name>
  <message>
   <source>Agreement of the map with the reference, 0 to 1: 2 × common / (reference + map)</source>
   <translation>Übereinstimmung der Karte mit der Referenz, 0 bis 1: 2 × gemeinsam / (Referenz + Karte)</translation>
  </message>
  <message>
   <source>Class</source>
   <translation>Klasse</translation>
  </message>
  <message>
   <source>F1</source>
   <translation>F1</translation>
  </message>
  <message>
   <source>Gain</source>
   <translation>Gewinn</translation>
  </message>
  <message>
   <source>Loss</source>
   <translation>Verlust</translation>
  </message>
  <message>
   <source>Map</source>
   <translation>Karte</translation>
  </message>
  <message>
   <source>Reference</source>
   <translation>Referenz</translation>
  </message>
 </context>
 <context>
  <name>ClassStatistics</name>
  <message>
   <source>%</source>
   <translation>%</translation>
  </message>
  <message>
   <source>; left out: {}</source>
   <translation>; ausgelassen: {}</translation>
  </message>
  <message>
   <source>Blocks</source>
   <translation>Blöcke</translation>
  </message>
  <message>
   <source>C&amp;hart</source>
   <translation>&amp;Diagramm</translation>
  </message>
  <message>
   <source>Class</source>
   <translation>Klasse</translation>
  </message>
  <message>
   <source>Classes of the training data</source>
   <translation>Klassen der Trainingsdaten</translation>
  </message>
  <message>
   <source>Click a header to sort, Ctrl+C copies the selected rows.</source>
   <translation>Klick auf eine Überschrift sortiert, Strg+C kopiert die gewählten Zeilen.</translation>
  </message>
  <message>
   <source>Code</source>
   <translation>Code</translation>
  </message>
  <message>
   <source>Patches</source>
   <translation>Ausschnitte</translation>
  </message>
  <message>
   <source>Pixels</source>
   <translation>Pixel</translation>
  </message>
  <message>
   <source>Remark</source>
   <translation>Bemerkung</translation>
  </message>
  <message>
   <source>Tab&amp;le</source>
   <translation>Tabe&amp;lle</translation>
  </message>
  <message>
   <source>and {} more</source>
   <translation>und {} weitere</translation>
  </message>
  <message>
   <source>ha</source>
   <translation>ha</translation>
  </message>
  <message>
   <source>{} cloud</source>
   <translation>{} Wolken</translation>
  </message>
  <message>
   <source>{} only sea</source>
   <translation>{} nur Meer</translation>
  </message>
  <message>
   <source>{} outside the labels</source>
   <translation>{} außerhalb der Labels</translation>
  </message>
  <message>
   <source>{} patches of {} px, {} labelled</source>
   <translation>{} Ausschnitte von {} px, {} mit Label</translation>
  </message>
  <message>
   <source>{} without data</source>
   <translation>{} ohne Daten</translation>
  </message>
  <message>
   <source>{} without labels</source>
   <translation>{} ohne Labels</translation>
  </message>
  <message>
   <source>{}: the value {} ({} pixels) is not in the legend.</source>
   <translation>{}: der Wert {} ({} Pixel) steht nicht in der Legende.</translation>
  </message>
 </context>
 <context>
  <name>ClassificationReports</name>
  <message>
   <source>No browser opened “{}”.</source>
   <translation>Kein Browser hat „{}“ geöffnet.</translation>
  </message>
  <message>
   <source>The map “{}” is not there any more.</source>
   <translation>Die Karte „{}“ ist nicht mehr da.</translation>
  </message>
  <message>
   <source>The report was saved to “{}”.</source>
   <translation>Der Bericht wurde in „{}“ gespeichert.</translation>
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
  <name>CompareController</name>
  <message>
   <source>Classify first: {}</source>
   <translation>Zuerst klassifizieren: {}</translation>
  </message>
  <message>
   <source>Export the comparison to a folder</source>
   <translation>Den Vergleich in einen Ordner exportieren</translation>
  </message>
  <message>
   <source>The comment “{}” was not saved, because the new comparison replaced its change: add it to the new one, if there is one.</source>
   <translation>Der Kommentar „{}“ wurde nicht gespeichert, weil der neue Vergleich seine Veränderung ersetzt hat: Fügen Sie ihn der neuen hinzu, falls es sie gibt.</translation>
  </message>
  <message>
   <source>The layer of the changes has a filter in QGIS; changes that are not listed: {}.</source>
   <translation>Der Layer der Änderungen hat in QGIS einen Filter; nicht aufgelistete Änderungen: {}.</translation>
  </message>
  <message>
   <source>The polygons of the changes are not in “{}” any more, so none is listed.</source>
   <translation>Die Polygone der Änderungen sind nicht mehr in „{}“, darum steht keine in der Liste.</translation>
  </message>
  <message>
   <source>{} files were saved to “{}”.</source>
   <translation>{} Dateien wurden in „{}“ gespeichert.</translation>
  </message>
  <message>
   <source>{} with {}</source>
   <translation>{} mit {}</translation>
  </message>
  <message>
   <source>“{}” cannot be written: {}.</source>
   <translation>„{}“ kann nicht geschrieben werden: {}.</translation>
  </message>
 </context>
 <context>
  <name>CompareFolder</name>
  <message>
   <source>{file} cannot be read: {reason}.</source>
   <translation>{file} kann nicht gelesen werden: {reason}.</translation>
  </message>
  <message>
   <source>{file} is not the result of a comparison.</source>
   <translation>{file} ist nicht das Ergebnis eines Vergleichs.</translation>
  </message>
  <message>
   <source>“{place}” holds no comparison: choose a folder with its result.json.</source>
   <translation>„{place}“ enthält keinen Vergleich: Wählen Sie einen Ordner mit dessen result.json.</translation>
  </message>
 </context>
 <context>
  <name>CompareForm</name>
  <message>
   <source> %</source>
   <translation> %</translation>
  </message>
  <message>
   <source> ha</source>
   <translation> ha</translation>
  </message>
  <message>
   <source> m</source>
   <translation> m</translation>
  </message>
  <message>
   <source>&amp;Compare</source>
   <translation>Ver&amp;gleichen</translation>
  </message>
  <message>
   <source>&amp;Map</source>
   <translation>&amp;Karte</translation>
  </message>
  <message>
   <source>&amp;Where both are</source>
   <translation>&amp;Wo beide sind</translation>
  </message>
  <message>
   <source>&amp;Year of the map</source>
   <translation>&amp;Jahr der Karte</translation>
  </message>
  <message>
   <source>A CORINE change layer (CHA), to say which of its changes were found or missed, and which are new.</source>
   <translation>Ein CORINE-Veränderungslayer (CHA), um zu sagen, welche seiner Veränderungen gefunden oder übersehen wurden und welche neu sind.</translation>
  </message>
  <message>
   <source>Add a land cover map to the project, or choose a file with the button.</source>
   <translation>Fügen Sie dem Projekt eine Landbedeckungskarte hinzu oder wählen Sie mit der Schaltfläche eine Datei.</translation>
  </message>
  <message>
   <source>Advanced</source>
   <translation>Erweitert</translation>
  </message>
  <message>
   <source>Area</source>
   <translation>Gebiet</translation>
  </message>
  <message>
   <source>As fine as both allow</source>
   <translation>So fein wie beide erlauben</translation>
  </message>
  <message>
   <source>C&amp;hanges from</source>
   <translation>Ver&amp;änderungen ab</translation>
  </message>
  <message>
   <source>C&amp;onfidence from</source>
   <translation>&amp;Sicherheit ab</translation>
  </message>
  <message>
   <source>Change polygons narrower than this are taken for lines that do not meet. CORINE's own width is 100 m. 0: all stay.</source>
   <translation>Schmalere Veränderungspolygone gelten als Linien, die sich nicht treffen. CORINE selbst hat 100 m. 0: Alle bleiben.</translation>
  </message>
  <message>
   <source>Change polygons smaller than this join a neighbour. 5 ha is the unit of CORINE's change layers, 25 ha that of its maps. 0: all stay.</source>
   <translation>Kleinere Veränderungspolygone kommen zu einem Nachbarn. 5 ha ist die Einheit der Veränderungslayer von CORINE, 25 ha die seiner Karten. 0: Alle bleiben.</translation>
  </message>
  <message>
   <source>Choose a folder for the comparison</source>
   <translation>Einen Ordner für den Vergleich wählen</translation>
  </message>
  <message>
   <source>Choose one field with the old and another with the new class of the official changes, or neither.</source>
   <translation>Wählen Sie ein Feld mit der alten und ein anderes mit der neuen Klasse der amtlichen Änderungen, oder keines von beiden.</translation>
  </message>
  <message>
   <source>Classes it &amp;knows</source>
   <translation>Be&amp;kannte Klassen</translation>
  </message>
  <message>
   <source>Codes of the classes that the map can show, such as 112, 211, 311, where neither the map nor the record beside it says them. What the reference shows of others is not assessed.</source>
   <translation>Codes der Klassen, die die Karte zeigen kann, etwa 112, 211, 311, wenn weder die Karte noch das Protokoll daneben sie nennt. Was die Referenz von anderen zeigt, wird nicht bewertet.</translation>
  </message>
  <message>
   <source>Compare only inside the polygons of a layer.</source>
   <translation>Nur innerhalb der Polygone eines Layers vergleichen.</translation>
  </message>
  <message>
   <source>Compare only what the map canvas shows when the run starts.</source>
   <translation>Nur vergleichen, was die Karte beim Start des Laufs zeigt.</translation>
  </message>
  <message>
   <source>Compare wherever both maps have a class.</source>
   <translation>Überall vergleichen, wo beide Karten eine Klasse haben.</translation>
  </message>
  <message>
   <source>Confidence raster</source>
   <translation>Sicherheitsraster</translation>
  </message>
  <message>
   <source>Differences this near to a border of the reference make no change polygon: CORINE's lines are good to 100 m.</source>
   <translation>Unterschiede so nahe an einer Grenze der Referenz ergeben kein Veränderungspolygon: Die Linien von CORINE sind auf 100 m genau.</translation>
  </message>
  <message>
   <source>Field of the official changes with the new class. Empty: told by the years in the names of the fields.</source>
   <translation>Feld der amtlichen Änderungen mit der neuen Klasse. Leer: an den Jahren in den Feldnamen erkannt.</translation>
  </message>
  <message>
   <source>Field of the official changes with the old class. Empty: told by the years in the names of the fields.</source>
   <translation>Feld der amtlichen Änderungen mit der alten Klasse. Leer: an den Jahren in den Feldnamen erkannt.</translation>
  </message>
  <message>
   <source>Field with the new class</source>
   <translation>Feld mit der neuen Klasse</translation>
  </message>
  <message>
   <source>Field with the old class</source>
   <translation>Feld mit der alten Klasse</translation>
  </message>
  <message>
   <source>Find what differs, how much, and where the map and the reference agree.</source>
   <translation>Finden, was sich unterscheidet, wie viel, und wo Karte und Referenz übereinstimmen.</translation>
  </message>
  <message>
   <source>Found, missed and new changes are counted.</source>
   <translation>Gefundene, übersehene und neue Veränderungen werden gezählt.</translation>
  </message>
  <message>
   <source>Ignore &amp;borders</source>
   <translation>&amp;Ränder auslassen</translation>
  </message>
  <message>
   <source>It is classified first, with the settings of the Classify tab.</source>
   <translation>Sie wird zuerst klassifiziert, mit den Einstellungen der Registerkarte Klassifizieren.</translation>
  </message>
  <message>
   <source>Its old, new class</source>
   <translation>Alte, neue Klasse</translation>
  </message>
  <message>
   <source>L&amp;evel</source>
   <translation>&amp;Ebene</translation>
  </message>
  <message>
   <source>Level {} ({} classes)</source>
   <translation>Ebene {} ({} Klassen)</translation>
  </message>
  <message>
   <source>Map</source>
   <translation>Karte</translation>
  </message>
  <message>
   <source>Map and reference are the same: choose what the map is compared with.</source>
   <translation>Karte und Referenz sind dieselbe: Wählen Sie, womit die Karte verglichen wird.</translation>
  </message>
  <message>
   <source>Minimum width</source>
   <translation>Mindestbreite</translation>
  </message>
  <message>
   <source>Missing: {}</source>
   <translation>Es fehlt: {}</translation>
  </message>
  <message>
   <source>Official change&amp;s</source>
   <translation>Am&amp;tliche Veränderungen</translation>
  </message>
  <message>
   <source>Open a comparison</source>
   <translation>Einen Vergleich öffnen</translation>
  </message>
  <message>
   <source>Open an earlier comparison from its folder, and go on with its changes.</source>
   <translation>Einen früheren Vergleich aus seinem Ordner öffnen und mit seinen Veränderungen weitermachen.</translation>
  </message>
  <message>
   <source>Open…</source>
   <translation>Öffnen…</translation>
  </message>
  <message>
   <source>Pixel si&amp;ze</source>
   <translation>&amp;Pixelgröße</translation>
  </message>
  <message>
   <source>Pixels to compare on. 0: those of the map, else of the reference; 20 m between polygons.</source>
   <translation>Pixel, auf denen verglichen wird. 0: die der Karte, sonst die der Referenz; 20 m zwischen Polygonen.</translation>
  </message>
  <message>
   <source>Priority table</source>
   <translation>Prioritätentabelle</translation>
  </message>
  <message>
   <source>Priority table as CSV: class, neighbour and priority (the lowest is joined first), or CODE and PRI, or a matrix of classes. It says which of the changes of like classes a small one joins. Empty: the one whose codes have most digits in common.</source>
   <translation>Prioritätentabelle als CSV: class, neighbour und priority (die kleinste Zahl kommt zuerst), oder CODE und PRI, oder eine Matrix der Klassen. Sie sagt, welcher der Änderungen ähnlicher Klassen sich eine kleine anschließt. Leer: der, deren Codes die meisten Ziffern gemeinsam haben.</translation>
  </message>
  <message>
   <source>Raster in percent that was made with the map. Empty: NAME_confidence.tif beside NAME_level3.tif, if it is there.</source>
   <translation>Raster in Prozent, das mit der Karte erzeugt wurde. Leer: NAME_confidence.tif neben NAME_level3.tif, wenn es dort ist.</translation>
  </message>
  <message>
   <source>Rasters (*.tif *.tiff *.vrt *.img);;All files (*)</source>
   <translation>Raster (*.tif *.tiff *.vrt *.img);;Alle Dateien (*)</translation>
  </message>
  <message>
   <source>Ready to compare</source>
   <translation>Bereit zum Vergleichen</translation>
  </message>
  <message>
   <source>Refere&amp;nce</source>
   <translation>Re&amp;ferenz</translation>
  </message>
  <message>
   <source>Reference</source>
   <translation>Referenz</translation>
  </message>
  <message>
   <source>Sa&amp;ve to</source>
   <translation>Spe&amp;ichern in</translation>
  </message>
  <message>
   <source>Small areas &amp;join</source>
   <translation>Kleine Fläc&amp;hen zu</translation>
  </message>
  <message>
   <source>The engine is not ready.</source>
   <translation>Die Engine ist nicht bereit.</translation>
  </message>
  <message>
   <source>The folder for layers, tables and report. Empty: a temporary folder that is deleted when QGIS closes.</source>
   <translation>Der Ordner für Layer, Tabellen und Bericht. Leer: ein temporärer Ordner, der beim Schließen von QGIS gelöscht wird.</translation>
  </message>
  <message>
   <source>The level of the nomenclature at which classes are compared: 5, 15 or 44 classes.</source>
   <translation>Die Ebene der Nomenklatur, auf der Klassen verglichen werden: 5, 15 oder 44 Klassen.</translation>
  </message>
  <message>
   <source>The map is being read.</source>
   <translation>Die Karte wird gelesen.</translation>
  </message>
  <message>
   <source>The map to compare: one that Corina made, any raster or polygons of CORINE classes, or the scene in the Classify tab, which is then classified first.</source>
   <translation>Die zu vergleichende Karte: eine von Corina, ein beliebiges Raster oder Polygone mit CORINE-Klassen, oder die Szene der Registerkarte Klassifizieren, die dann zuerst klassifiziert wird.</translation>
  </message>
  <message>
   <source>The project has no polygon layer; compare where both are.</source>
   <translation>Das Projekt hat keinen Polygonlayer; vergleichen Sie, wo beide sind.</translation>
  </message>
  <message>
   <source>The reference is of {}, the map of {}: changes are told backwards.</source>
   <translation>Die Referenz ist von {}, die Karte von {}: Veränderungen werden rückwärts erzählt.</translation>
  </message>
  <message>
   <source>What it is compared with: CORINE polygons or a CORINE raster of any year, or an older map. It is the state “from”, the map is the state “to”.</source>
   <translation>Womit verglichen wird: CORINE-Polygone oder ein CORINE-Raster eines beliebigen Jahres oder eine ältere Karte. Sie ist der Zustand „von“, die Karte der Zustand „nach“.</translation>
  </message>
  <message>
   <source>Where the map is less sure than this, a difference makes no change polygon. Needs the confidence raster beside the map.</source>
   <translation>Wo die Karte weniger sicher ist, ergibt ein Unterschied kein Veränderungspolygon. Braucht das Sicherheitsraster neben der Karte.</translation>
  </message>
  <message>
   <source>Which neighbour a change below the minimum joins.</source>
   <translation>Zu welchem Nachbarn eine Veränderung unter dem Minimum kommt.</translation>
  </message>
  <message>
   <source>Year of reference</source>
   <translation>Jahr der Referenz</translation>
  </message>
  <message>
   <source>Year of the map, where its name does not tell it. It chooses among layers and fields of several years too.</source>
   <translation>Jahr der Karte, wenn ihr Name es nicht verrät. Es wählt auch unter Layern und Feldern mehrerer Jahre.</translation>
  </message>
  <message>
   <source>Year of the reference, where its name does not tell it. It chooses among layers and fields of several years too.</source>
   <translation>Jahr der Referenz, wenn ihr Name es nicht verrät. Es wählt auch unter Layern und Feldern mehrerer Jahre.</translation>
  </message>
  <message>
   <source>a complete Classify tab</source>
   <translation>eine vollständige Registerkarte Klassifizieren</translation>
  </message>
  <message>
   <source>a folder to save to</source>
   <translation>ein Ordner zum Speichern</translation>
  </message>
  <message>
   <source>a map</source>
   <translation>eine Karte</translation>
  </message>
  <message>
   <source>a reference</source>
   <translation>eine Referenz</translation>
  </message>
  <message>
   <source>an area</source>
   <translation>ein Gebiet</translation>
  </message>
  <message>
   <source>another reference</source>
   <translation>eine andere Referenz</translation>
  </message>
  <message>
   <source>any</source>
   <translation>beliebig</translation>
  </message>
  <message>
   <source>as the map</source>
   <translation>wie die Karte</translation>
  </message>
  <message>
   <source>classes of the map</source>
   <translation>Klassen der Karte</translation>
  </message>
  <message>
   <source>fields of the official changes</source>
   <translation>Felder der amtlichen Änderungen</translation>
  </message>
  <message>
   <source>found by its name</source>
   <translation>am Namen erkannt</translation>
  </message>
  <message>
   <source>no</source>
   <translation>nein</translation>
  </message>
  <message>
   <source>temporary folder</source>
   <translation>temporärer Ordner</translation>
  </message>
  <message>
   <source>the confidence raster</source>
   <translation>das Sicherheitsraster</translation>
  </message>
  <message>
   <source>the engine</source>
   <translation>die Engine</translation>
  </message>
  <message>
   <source>the largest neighbour</source>
   <translation>dem größten Nachbarn</translation>
  </message>
  <message>
   <source>the most similar class</source>
   <translation>der ähnlichsten Klasse</translation>
  </message>
  <message>
   <source>the one beside the map</source>
   <translation>das neben der Karte</translation>
  </message>
  <message>
   <source>the priority table</source>
   <translation>die Prioritätentabelle</translation>
  </message>
  <message>
   <source>width </source>
   <translation>Breite </translation>
  </message>
  <message>
   <source>within </source>
   <translation>bis </translation>
  </message>
  <message>
   <source>“{}” is not there: choose another confidence raster, or none.</source>
   <translation>„{}“ ist nicht da: Wählen Sie ein anderes Sicherheitsraster oder keines.</translation>
  </message>
 </context>
 <context>
  <name>CompareLayers</name>
  <message>
   <source>Agreement of each polygon</source>
   <translation>Übereinstimmung je Polygon</translation>
  </message>
  <message>
   <source>CORINE Land Cover: European Union, Copernicus Land Monitoring Service, European Environment Agency (EEA)</source>
   <translation>CORINE Land Cover: Europäische Union, Copernicus Land Monitoring Service, Europäische Umweltagentur (EUA)</translation>
  </message>
  <message>
   <source>Changes</source>
   <translation>Veränderungen</translation>
  </message>
  <message>
   <source>Contains modified Copernicus Sentinel data</source>
   <translation>Enthält veränderte Copernicus-Sentinel-Daten</translation>
  </message>
  <message>
   <source>Difference</source>
   <translation>Unterschied</translation>
  </message>
  <message>
   <source>From – to</source>
   <translation>Von – nach</translation>
  </message>
  <message>
   <source>Official changes</source>
   <translation>Amtliche Veränderungen</translation>
  </message>
  <message>
   <source>The layers in {folder} cannot be opened: were they moved or deleted?</source>
   <translation>Die Layer in {folder} können nicht geöffnet werden: Wurden sie verschoben oder gelöscht?</translation>
  </message>
  <message>
   <source>agrees</source>
   <translation>stimmt überein</translation>
  </message>
  <message>
   <source>differs</source>
   <translation>weicht ab</translation>
  </message>
  <message>
   <source>differs, near a border</source>
   <translation>weicht ab, nahe einer Grenze</translation>
  </message>
  <message>
   <source>differs, not sure enough</source>
   <translation>weicht ab, nicht sicher genug</translation>
  </message>
  <message>
   <source>found</source>
   <translation>gefunden</translation>
  </message>
  <message>
   <source>found in part</source>
   <translation>teilweise gefunden</translation>
  </message>
  <message>
   <source>missed</source>
   <translation>übersehen</translation>
  </message>
  <message>
   <source>not assessed</source>
   <translation>nicht beurteilt</translation>
  </message>
  <message>
   <source>now {name}</source>
   <translation>jetzt {name}</translation>
  </message>
  <message>
   <source>{low} to {high} % confirmed</source>
   <translation>{low} bis {high} % bestätigt</translation>
  </message>
  <message>
   <source>{map} compared with {reference}</source>
   <translation>{map} verglichen mit {reference}</translation>
  </message>
  <message>
   <source>{name}, unchanged</source>
   <translation>{name}, unverändert</translation>
  </message>
 </context>
 <context>
  <name>CompareReports</name>
  <message>
   <source>No browser opened “{}”.</source>
   <translation>Kein Browser hat „{}“ geöffnet.</translation>
  </message>
  <message>
   <source>The layer of the changes has edits that are not saved: the report will not have them.</source>
   <translation>Der Layer der Veränderungen hat Bearbeitungen, die nicht gespeichert sind: Im Bericht werden sie fehlen.</translation>
  </message>
  <message>
   <source>The report is not up to date, what was judged is not in it. {}</source>
   <translation>Der Bericht ist nicht auf dem neuesten Stand, die Urteile fehlen darin. {}</translation>
  </message>
  <message>
   <source>The report “{}” is not there any more.</source>
   <translation>Der Bericht „{}“ ist nicht mehr da.</translation>
  </message>
 </context>
 <context>
  <name>CompareResult</name>
  <message>
   <source>&amp;Copy the matrix</source>
   <translation>Matrix &amp;kopieren</translation>
  </message>
  <message>
   <source>&amp;Matrix</source>
   <translation>&amp;Matrix</translation>
  </message>
  <message>
   <source>&amp;New comparison</source>
   <translation>N&amp;euer Vergleich</translation>
  </message>
  <message>
   <source>&amp;Open folder</source>
   <translation>Ordner &amp;öffnen</translation>
  </message>
  <message>
   <source>&amp;Open report</source>
   <translation>Bericht ö&amp;ffnen</translation>
  </message>
  <message>
   <source>&amp;Zoom to the comparison</source>
   <translation>Auf den Vergleich &amp;zoomen</translation>
  </message>
  <message>
   <source>Agreement with the reference at {}.</source>
   <translation>Übereinstimmung mit der Referenz auf {}.</translation>
  </message>
  <message>
   <source>Agreement, gains and losses of each class</source>
   <translation>Übereinstimmung, Gewinne und Verluste je Klasse</translation>
  </message>
  <message>
   <source>Back to the form, as it was.</source>
   <translation>Zurück zum Formular, wie es war.</translation>
  </message>
  <message>
   <source>C&amp;hanges</source>
   <translation>Verän&amp;derungen</translation>
  </message>
  <message>
   <source>Cla&amp;sses</source>
   <translation>&amp;Klassen</translation>
  </message>
  <message>
   <source>Draw a line across the map: what lies below the comparison shows on one side of it.</source>
   <translation>Eine Linie über die Karte ziehen: Auf einer Seite zeigt sich, was unter dem Vergleich liegt.</translation>
  </message>
  <message>
   <source>E&amp;xport to a folder…</source>
   <translation>In einen Ordner e&amp;xportieren…</translation>
  </message>
  <message>
   <source>Hectares. F1, from 0 to 1, says how far map and reference agree on a class.</source>
   <translation>Hektar. F1, von 0 bis 1, sagt, wie weit Karte und Referenz bei einer Klasse übereinstimmen.</translation>
  </message>
  <message>
   <source>Hectares. Rows: the reference; columns: the map. Click a cell to see its changes.</source>
   <translation>Hektar. Zeilen: die Referenz; Spalten: die Karte. Ein Klick auf eine Zelle zeigt ihre Veränderungen.</translation>
  </message>
  <message>
   <source>Make &amp;print layout…</source>
   <translation>&amp;Drucklayout machen…</translation>
  </message>
  <message>
   <source>Mor&amp;e</source>
   <translation>Me&amp;hr</translation>
  </message>
  <message>
   <source>No change at least {} m wide was found.</source>
   <translation>Keine Veränderung ab {} m Breite gefunden.</translation>
  </message>
  <message>
   <source>No change of {} ha or more and at least {} m wide was found.</source>
   <translation>Keine Veränderung ab {} ha und ab {} m Breite gefunden.</translation>
  </message>
  <message>
   <source>No change of {} ha or more was found.</source>
   <translation>Keine Veränderung ab {} ha wurde gefunden.</translation>
  </message>
  <message>
   <source>No change was found.</source>
   <translation>Keine Veränderung gefunden.</translation>
  </message>
  <message>
   <source>Official changes: {} found ({} with the same classes), {} in part, {} missed; {} new.</source>
   <translation>Amtliche Veränderungen: {} gefunden ({} mit denselben Klassen), {} teilweise, {} übersehen; {} neue.</translation>
  </message>
  <message>
   <source>One change of {} ha or more: {}.</source>
   <translation>Eine Veränderung ab {} ha: {}.</translation>
  </message>
  <message>
   <source>One change: {}.</source>
   <translation>Eine Veränderung: {}.</translation>
  </message>
  <message>
   <source>Open the report of this comparison in the browser: maps, matrix, flows, tables and caveats on one page that prints. It is made again first when you have judged changes since.</source>
   <translation>Den Bericht dieses Vergleichs im Browser öffnen: Karten, Matrix, Flüsse, Tabellen und Vorbehalte auf einer druckbaren Seite. Wenn Sie seither Veränderungen beurteilt haben, wird er zuvor neu erstellt.</translation>
  </message>
  <message>
   <source>S&amp;wipe</source>
   <translation>Wi&amp;schen</translation>
  </message>
  <message>
   <source>The files are temporary; export them to keep them.</source>
   <translation>Die Dateien sind temporär; exportieren Sie sie, um sie zu behalten.</translation>
  </message>
  <message>
   <source>Updating the report…</source>
   <translation>Bericht wird erneuert …</translation>
  </message>
  <message>
   <source>Zoom to the comparison, export it, print it, open its folder.</source>
   <translation>Auf den Vergleich zoomen, ihn exportieren, drucken, seinen Ordner öffnen.</translation>
  </message>
  <message>
   <source>level {}: {}</source>
   <translation>Ebene {}: {}</translation>
  </message>
  <message>
   <source>{} changes of {} ha or more, {} in all.</source>
   <translation>{} Veränderungen ab {} ha, zusammen {}.</translation>
  </message>
  <message>
   <source>{} changes, {} in all.</source>
   <translation>{} Veränderungen, zusammen {}.</translation>
  </message>
  <message>
   <source>{} compared.</source>
   <translation>{} verglichen.</translation>
  </message>
  <message>
   <source>{} not assessed: classes the map cannot show.</source>
   <translation>{} nicht beurteilt: Klassen, die die Karte nicht zeigen kann.</translation>
  </message>
  <message>
   <source>{} technical ones are left out.</source>
   <translation>{} technische sind ausgelassen.</translation>
  </message>
 </context>
 <context>
  <name>CompareResume</name>
  <message>
   <source>&amp;Go on</source>
   <translation>&amp;Weitermachen</translation>
  </message>
  <message>
   <source>Comparisons (*result.json *changes.gpkg)</source>
   <translation>Vergleiche (*result.json *changes.gpkg)</translation>
  </message>
  <message>
   <source>Open a comparison</source>
   <translation>Einen Vergleich öffnen</translation>
  </message>
  <message>
   <source>Open the list of changes again, with the verdicts and comments given so far.</source>
   <translation>Die Liste der Veränderungen wieder öffnen, mit den bisherigen Urteilen und Bemerkungen.</translation>
  </message>
  <message>
   <source>This project shows “{}”: {} of {} changes looked at.</source>
   <translation>Dieses Projekt zeigt „{}“: {} von {} Änderungen angesehen.</translation>
  </message>
 </context>
 <context>
  <name>CompareTab</name>
  <message>
   <source>Add &amp;comparison</source>
   <translation>Vergleich &amp;hinzufügen</translation>
  </message>
  <message>
   <source>Compare with CORINE</source>
   <translation>Mit CORINE vergleichen</translation>
  </message>
  <message>
   <source>To read CORINE polygons, find changes and write reports, Corina adds three libraries to its own engine. QGIS itself is left as it is.</source>
   <translation>Um CORINE-Polygone zu lesen, Veränderungen zu finden und Berichte zu schreiben, fügt Corina der eigenen Engine drei Bibliotheken hinzu. QGIS selbst bleibt, wie es ist.</translation>
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
   <source>Com&amp;pare</source>
   <translation>Verglei&amp;chen</translation>
  </message>
  <message>
   <source>Details</source>
   <translation>Details</translation>
  </message>
  <message>
   <source>Show result</source>
   <translation>Ergebnis zeigen</translation>
  </message>
  <message>
   <source>The program that computes the maps. Click to check, repair or remove it.</source>
   <translation>Das Programm, das die Karten rechnet. Klicken, um es zu prüfen, zu reparieren oder zu entfernen.</translation>
  </message>
  <message>
   <source>Tr&amp;ain</source>
   <translation>Tr&amp;aining</translation>
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
   <source>Compare with CORINE…</source>
   <translation>Mit CORINE vergleichen…</translation>
  </message>
  <message>
   <source>Find where a map differs from CORINE or an older map, and how much</source>
   <translation>Finden, wo und wie viel eine Karte von CORINE oder einer älteren Karte abweicht</translation>
  </message>
  <message>
   <source>Label sample points…</source>
   <translation>Stichprobenpunkte beschriften…</translation>
  </message>
  <message>
   <source>Make a CORINE Land Cover map from a Sentinel-2 scene</source>
   <translation>Aus einer Sentinel-2-Szene eine Karte nach CORINE Land Cover machen</translation>
  </message>
  <message>
   <source>Make a page of the map view with legend, scale bar, north arrow and sources</source>
   <translation>Eine Seite aus der Kartenansicht machen, mit Legende, Maßstab, Nordpfeil und Quellen</translation>
  </message>
  <message>
   <source>Make print layout…</source>
   <translation>Drucklayout anlegen…</translation>
  </message>
  <message>
   <source>Say what is seen at each point of a sample, to estimate the accuracy of a map</source>
   <translation>Sagen, was an jedem Punkt einer Stichprobe zu sehen ist, um die Genauigkeit einer Karte zu schätzen</translation>
  </message>
  <message>
   <source>Train model…</source>
   <translation>Modell trainieren…</translation>
  </message>
  <message>
   <source>Train or retrain a model on scenes and CORINE labels</source>
   <translation>Ein Modell mit Szenen und CORINE-Beschriftungen trainieren oder nachtrainieren</translation>
  </message>
 </context>
 <context>
  <name>CurveChart</name>
  <message>
   <source> (best so far)</source>
   <translation> (bisher die beste)</translation>
  </message>
  <message>
   <source>Epoch {}</source>
   <translation>Epoche {}</translation>
  </message>
  <message>
   <source>No epoch is done yet.</source>
   <translation>Noch keine Epoche ist fertig.</translation>
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
  <name>ExportDialog</name>
  <message>
   <source>&amp;Checkpoint</source>
   <translation>Zwis&amp;chenstand</translation>
  </message>
  <message>
   <source>&amp;Description</source>
   <translation>&amp;Beschreibung</translation>
  </message>
  <message>
   <source>&amp;Licence</source>
   <translation>&amp;Lizenz</translation>
  </message>
  <message>
   <source>&amp;Package</source>
   <translation>&amp;Paket</translation>
  </message>
  <message>
   <source>&amp;Save to</source>
   <translation>&amp;Speichern unter</translation>
  </message>
  <message>
   <source>&amp;Title</source>
   <translation>&amp;Titel</translation>
  </message>
  <message>
   <source>A checkpoint of the training becomes a model package: it is put into the list of Classify and, if you like, into one file to give to others.</source>
   <translation>Aus einem Zwischenstand des Trainings wird ein Modellpaket: Es kommt in die Liste von Klassifizieren und, wenn Sie möchten, in eine Datei zum Weitergeben.</translation>
  </message>
  <message>
   <source>E&amp;xport</source>
   <translation>E&amp;xportieren</translation>
  </message>
  <message>
   <source>Export the model</source>
   <translation>Das Modell exportieren</translation>
  </message>
  <message>
   <source>GPL-2.0-or-later</source>
   <translation>GPL-2.0-or-later</translation>
  </message>
  <message>
   <source>One .zip with the model and its card, which Classify imports on another computer.</source>
   <translation>Ein .zip mit dem Modell und seiner Karte, das Klassifizieren auf einem anderen Rechner importiert.</translation>
  </message>
  <message>
   <source>Save the model</source>
   <translation>Das Modell speichern</translation>
  </message>
  <message>
   <source>The epoch that was the best on the validation data, or the last one.</source>
   <translation>Die Epoche, die auf den Validierungsdaten die beste war, oder die letzte.</translation>
  </message>
  <message>
   <source>The licence of the model, such as CC-BY-4.0. Those of the training data are listed in its card by themselves.</source>
   <translation>Die Lizenz des Modells, wie CC-BY-4.0. Die der Trainingsdaten stehen von selbst auf seiner Karte.</translation>
  </message>
  <message>
   <source>The model “{}” of the list will be replaced.</source>
   <translation>Das Modell „{}“ der Liste wird ersetzt.</translation>
  </message>
  <message>
   <source>The name of the model in the list of Classify.</source>
   <translation>Der Name des Modells in der Liste von Klassifizieren.</translation>
  </message>
  <message>
   <source>The name of the package: small letters, digits, dots and dashes. A model of the same name in the list is replaced.</source>
   <translation>Der Name des Pakets: Kleinbuchstaben, Ziffern, Punkte und Striche. Ein Modell gleichen Namens in der Liste wird ersetzt.</translation>
  </message>
  <message>
   <source>What the model is good for and what not, for its card.</source>
   <translation>Wofür das Modell taugt und wofür nicht, für seine Karte.</translation>
  </message>
  <message>
   <source>Zip files (*.zip)</source>
   <translation>Zip-Dateien (*.zip)</translation>
  </message>
  <message>
   <source>made from the settings of the training</source>
   <translation>aus den Einstellungen des Trainings gebildet</translation>
  </message>
  <message>
   <source>of the best epoch</source>
   <translation>der besten Epoche</translation>
  </message>
  <message>
   <source>of the last epoch</source>
   <translation>der letzten Epoche</translation>
  </message>
  <message>
   <source>only into the list of Classify</source>
   <translation>nur in die Liste von Klassifizieren</translation>
  </message>
  <message>
   <source>“{}” is no folder; choose another one.</source>
   <translation>„{}“ ist kein Ordner; wählen Sie einen anderen.</translation>
  </message>
  <message>
   <source>“{}” is no full path; choose a file with the button.</source>
   <translation>„{}“ ist kein vollständiger Pfad; wählen Sie eine Datei mit dem Knopf.</translation>
  </message>
  <message>
   <source>“{}” is no name of a package; use small letters, digits, dots and dashes.</source>
   <translation>„{}“ ist kein Paketname; nehmen Sie Kleinbuchstaben, Ziffern, Punkte und Striche.</translation>
  </message>
  <message>
   <source>“{}” is there already and will be replaced.</source>
   <translation>„{}“ ist schon da und wird ersetzt.</translation>
  </message>
 </context>
 <context>
  <name>LabelBox</name>
  <message>
   <source>&amp;Table…</source>
   <translation>&amp;Tabelle…</translation>
  </message>
  <message>
   <source>CORINE Land Cover</source>
   <translation>CORINE Land Cover</translation>
  </message>
  <message>
   <source>CORINE polygons, or a raster of classes: what the network is to learn. They may be in another CRS than the scene and larger than it.</source>
   <translation>CORINE-Polygone oder ein Raster mit Klassen: was das Netz lernen soll. Sie dürfen in einem anderen KBS als die Szene und größer als sie sein.</translation>
  </message>
  <message>
   <source>Choose a file that is not in the project.</source>
   <translation>Eine Datei wählen, die nicht im Projekt ist.</translation>
  </message>
  <message>
   <source>Choose a layer with CORINE polygons or classes, or open a file.</source>
   <translation>Wählen Sie einen Layer mit CORINE-Polygonen oder Klassen, oder öffnen Sie eine Datei.</translation>
  </message>
  <message>
   <source>Class &amp;field</source>
   <translation>Klassen&amp;feld</translation>
  </message>
  <message>
   <source>L&amp;egend</source>
   <translation>L&amp;egende</translation>
  </message>
  <message>
   <source>Labels</source>
   <translation>Labels</translation>
  </message>
  <message>
   <source>Look at the table of the legend, change it, and save it as a file.</source>
   <translation>Die Tabelle der Legende ansehen, ändern und als Datei speichern.</translation>
  </message>
  <message>
   <source>Open labels</source>
   <translation>Labels öffnen</translation>
  </message>
  <message>
   <source>Polygons and rasters (*.gpkg *.shp *.fgb *.geojson *.tif *.tiff *.vrt);;All files (*)</source>
   <translation>Polygone und Raster (*.gpkg *.shp *.fgb *.geojson *.tif *.tiff *.vrt);;Alle Dateien (*)</translation>
  </message>
  <message>
   <source>The attribute with the class. Empty: CODE_18, CLC_CODE and the like are found by themselves.</source>
   <translation>Das Attribut mit der Klasse. Leer: CODE_18, CLC_CODE und ähnliche werden von selbst gefunden.</translation>
  </message>
  <message>
   <source>What the values mean. Another legend than CORINE's is translated by a table: each of its classes stands for a set of CORINE classes.</source>
   <translation>Was die Werte bedeuten. Eine andere Legende als die von CORINE wird durch eine Tabelle übersetzt: jede ihrer Klassen steht für eine Menge von CORINE-Klassen.</translation>
  </message>
  <message>
   <source>“{}” has no field such as CODE_18; choose the field with the class.</source>
   <translation>„{}“ hat kein Feld wie CODE_18; wählen Sie das Feld mit der Klasse.</translation>
  </message>
 </context>
 <context>
  <name>LabelController</name>
  <message>
   <source>The layer has no field “{}”: add a text field of this name.</source>
   <translation>Der Layer hat kein Feld „{}“: fügen Sie ein Textfeld dieses Namens hinzu.</translation>
  </message>
  <message>
   <source>The map that is assessed is shown: hide it, so that the labels do not follow it.</source>
   <translation>Die beurteilte Karte ist eingeblendet: Blenden Sie sie aus, damit die Klassen ihr nicht folgen.</translation>
  </message>
  <message>
   <source>This point has no place: the map does not show it.</source>
   <translation>Dieser Punkt hat keinen Ort: Die Karte zeigt ihn nicht.</translation>
  </message>
  <message>
   <source>“{}” has no field “label”: draw a sample, or add such a text field.</source>
   <translation>„{}“ hat kein Feld „label“: ziehen Sie eine Stichprobe oder fügen Sie ein solches Textfeld hinzu.</translation>
  </message>
  <message>
   <source>“{}” is being edited: labels are saved with its other edits.</source>
   <translation>„{}“ wird bearbeitet: Die Klassen werden mit seinen übrigen Änderungen gespeichert.</translation>
  </message>
 </context>
 <context>
  <name>LabelDock</name>
  <message>
   <source>Label sample points</source>
   <translation>Stichprobenpunkte beschriften</translation>
  </message>
 </context>
 <context>
  <name>LabelPanel</name>
  <message>
   <source>&amp;Class</source>
   <translation>&amp;Klasse</translation>
  </message>
  <message>
   <source>&amp;Draw…</source>
   <translation>&amp;Ziehen…</translation>
  </message>
  <message>
   <source>&amp;Estimate accuracy…</source>
   <translation>G&amp;enauigkeit schätzen…</translation>
  </message>
  <message>
   <source>&amp;LUCAS…</source>
   <translation>&amp;LUCAS…</translation>
  </message>
  <message>
   <source>&amp;Points</source>
   <translation>&amp;Punkte</translation>
  </message>
  <message>
   <source>&amp;Take label back</source>
   <translation>&amp;Beschriftung zurücknehmen</translation>
  </message>
  <message>
   <source>311, or part of a name; Enter labels the point</source>
   <translation>311 oder Teil eines Namens; Eingabe beschriftet den Punkt</translation>
  </message>
  <message>
   <source>A remark on the point, such as why it cannot be labelled; it is saved in the layer.</source>
   <translation>Eine Bemerkung zum Punkt, etwa warum er sich nicht beschriften lässt; sie wird im Layer gespeichert.</translation>
  </message>
  <message>
   <source>All points are labelled</source>
   <translation>Alle Punkte sind beschriftet</translation>
  </message>
  <message>
   <source>Classes</source>
   <translation>Klassen</translation>
  </message>
  <message>
   <source>Co&amp;mment</source>
   <translation>Be&amp;merkung</translation>
  </message>
  <message>
   <source>Double-click a class to give it to the point.</source>
   <translation>Doppelklick auf eine Klasse gibt sie dem Punkt.</translation>
  </message>
  <message>
   <source>Draw a new sample of points from a classified map.</source>
   <translation>Eine neue Stichprobe von Punkten aus einer klassifizierten Karte ziehen.</translation>
  </message>
  <message>
   <source>Estimate the accuracy of a map from the points of Eurostat's LUCAS survey.</source>
   <translation>Die Genauigkeit einer Karte aus den Punkten der Erhebung LUCAS von Eurostat schätzen.</translation>
  </message>
  <message>
   <source>Estimate the accuracy of a map from these labels.</source>
   <translation>Die Genauigkeit einer Karte aus diesen Beschriftungen schätzen.</translation>
  </message>
  <message>
   <source>Go back one point (Page Up).</source>
   <translation>Einen Punkt zurück (Bild auf).</translation>
  </message>
  <message>
   <source>Go on to the next point (Page Down).</source>
   <translation>Weiter zum nächsten Punkt (Bild ab).</translation>
  </message>
  <message>
   <source>Go through &amp;unlabelled points only</source>
   <translation>Nur &amp;unbeschriftete Punkte durchgehen</translation>
  </message>
  <message>
   <source>Labelled points</source>
   <translation>Beschriftete Punkte</translation>
  </message>
  <message>
   <source>Level</source>
   <translation>Ebene</translation>
  </message>
  <message>
   <source>Level of the classes in the list. Take a coarser one where the finer cannot be told.</source>
   <translation>Ebene der Klassen in der Liste. Nehmen Sie eine gröbere, wo die feinere nicht zu erkennen ist.</translation>
  </message>
  <message>
   <source>Level {}</source>
   <translation>Ebene {}</translation>
  </message>
  <message>
   <source>Make the point unlabelled again.</source>
   <translation>Den Punkt wieder unbeschriftet machen.</translation>
  </message>
  <message>
   <source>Next point</source>
   <translation>Nächster Punkt</translation>
  </message>
  <message>
   <source>No sample is chosen</source>
   <translation>Keine Stichprobe gewählt</translation>
  </message>
  <message>
   <source>Point {}: {}</source>
   <translation>Punkt {}: {}</translation>
  </message>
  <message>
   <source>Previous and next leave out the points that have a label.</source>
   <translation>Zurück und Weiter lassen die beschrifteten Punkte aus.</translation>
  </message>
  <message>
   <source>Previous point</source>
   <translation>Voriger Punkt</translation>
  </message>
  <message>
   <source>The sample to label: a layer of points with a field “label”.</source>
   <translation>Die zu beschriftende Stichprobe: ein Punktlayer mit einem Feld „label“.</translation>
  </message>
  <message>
   <source>Type a code or part of a name. Enter gives the point the class that is marked in the list and goes on; up and down move the mark.</source>
   <translation>Tippen Sie einen Code oder Teil eines Namens. Eingabe gibt dem Punkt die in der Liste markierte Klasse und geht weiter; auf und ab bewegen die Markierung.</translation>
  </message>
  <message>
   <source>not labelled yet</source>
   <translation>noch nicht beschriftet</translation>
  </message>
  <message>
   <source>{} of {} points labelled</source>
   <translation>{} von {} Punkten beschriftet</translation>
  </message>
 </context>
 <context>
  <name>LabelReview</name>
  <message>
   <source>Comparing the labels with the model's maps: {} %</source>
   <translation>Die Labels werden mit den Karten des Modells verglichen: {} %</translation>
  </message>
  <message>
   <source>Corina: reviewing labels</source>
   <translation>Corina: Labels werden überprüft</translation>
  </message>
  <message>
   <source>Label polygons to review</source>
   <translation>Zu prüfende Label-Polygone</translation>
  </message>
  <message>
   <source>Patches to review</source>
   <translation>Zu prüfende Ausschnitte</translation>
  </message>
  <message>
   <source>The patches have no place on the map; they are listed in “{}”.</source>
   <translation>Die Ausschnitte haben keinen Ort auf der Karte; sie stehen in „{}“.</translation>
  </message>
  <message>
   <source>The review was cancelled.</source>
   <translation>Die Prüfung wurde abgebrochen.</translation>
  </message>
  <message>
   <source>The verdict was not saved: the layer of the review is gone.</source>
   <translation>Das Urteil wurde nicht gespeichert: Der Layer der Prüfung ist nicht mehr da.</translation>
  </message>
  <message>
   <source>{} labels to review are listed, the least likely first.</source>
   <translation>{} zu prüfende Labels sind aufgelistet, die unwahrscheinlichsten zuerst.</translation>
  </message>
 </context>
 <context>
  <name>LabelRuns</name>
  <message>
   <source>Accuracy of {}</source>
   <translation>Genauigkeit von {}</translation>
  </message>
  <message>
   <source>No browser opened “{}”.</source>
   <translation>Kein Browser hat „{}“ geöffnet.</translation>
  </message>
  <message>
   <source>Overall accuracy {} from {} of {} points.</source>
   <translation>Gesamtgenauigkeit {} aus {} von {} Punkten.</translation>
  </message>
  <message>
   <source>Overall accuracy {}.</source>
   <translation>Gesamtgenauigkeit {}.</translation>
  </message>
  <message>
   <source>Sample of {}</source>
   <translation>Stichprobe von {}</translation>
  </message>
  <message>
   <source>The report “{}” is not there any more.</source>
   <translation>Der Bericht „{}“ ist nicht mehr da.</translation>
  </message>
  <message>
   <source>The sample “{}” is not there any more.</source>
   <translation>Die Stichprobe „{}“ ist nicht mehr da.</translation>
  </message>
  <message>
   <source>“{}” is under way: see Runs.</source>
   <translation>„{}“ ist im Gang: siehe Läufe.</translation>
  </message>
 </context>
 <context>
  <name>LandCoverBox</name>
  <message>
   <source>Choose a land cover map</source>
   <translation>Eine Landbedeckungskarte wählen</translation>
  </message>
  <message>
   <source>Choose a map that is not in the project: a raster, a GeoPackage, a shapefile or a (zipped) geodatabase.</source>
   <translation>Eine Karte wählen, die nicht im Projekt ist: ein Raster, ein GeoPackage, ein Shapefile oder eine (gezippte) Geodatabase.</translation>
  </message>
  <message>
   <source>Class field</source>
   <translation>Klassenfeld</translation>
  </message>
  <message>
   <source>Layer</source>
   <translation>Layer</translation>
  </message>
  <message>
   <source>Maps (*.gpkg *.shp *.geojson *.fgb *.sqlite *.gdb *.zip *.tif *.tiff *.vrt *.img);;All files (*)</source>
   <translation>Karten (*.gpkg *.shp *.geojson *.fgb *.sqlite *.gdb *.zip *.tif *.tiff *.vrt *.img);;Alle Dateien (*)</translation>
  </message>
  <message>
   <source>Open a map</source>
   <translation>Eine Karte öffnen</translation>
  </message>
  <message>
   <source>Reading the map…</source>
   <translation>Die Karte wird gelesen…</translation>
  </message>
  <message>
   <source>The attribute with the CORINE code of each polygon, such as Code_18.</source>
   <translation>Das Attribut mit dem CORINE-Code jedes Polygons, etwa Code_18.</translation>
  </message>
  <message>
   <source>The layer of this file that holds the classes.</source>
   <translation>Der Layer dieser Datei, der die Klassen enthält.</translation>
  </message>
  <message>
   <source>Values</source>
   <translation>Werte</translation>
  </message>
  <message>
   <source>What the values of this raster mean: they can be read in more than one way.</source>
   <translation>Was die Werte dieses Rasters bedeuten: Sie lassen sich auf mehr als eine Art lesen.</translation>
  </message>
  <message>
   <source>codes of level 1, 1 to 5</source>
   <translation>Codes der Ebene 1, 1 bis 5</translation>
  </message>
  <message>
   <source>codes of level 2, 11 to 52</source>
   <translation>Codes der Ebene 2, 11 bis 52</translation>
  </message>
  <message>
   <source>codes of level 3, 111 to 523</source>
   <translation>Codes der Ebene 3, 111 bis 523</translation>
  </message>
  <message>
   <source>found automatically</source>
   <translation>automatisch gefunden</translation>
  </message>
  <message>
   <source>grid codes, 1 to 44</source>
   <translation>Rastercodes, 1 bis 44</translation>
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
  <name>LayerEdits</name>
  <message>
   <source>This is not in “{}” any more, so nothing can be saved of it.</source>
   <translation>Dies ist nicht mehr in „{}“, darum kann nichts dazu gespeichert werden.</translation>
  </message>
  <message>
   <source>{} is not there any more: nothing can be saved in it.</source>
   <translation>{} ist nicht mehr da: Darin kann nichts gespeichert werden.</translation>
  </message>
  <message>
   <source>{} was replaced after its layer was opened, and nothing can be saved in it: remove the layer and open it again.</source>
   <translation>{} wurde ersetzt, nachdem der Layer geöffnet wurde; darin kann nichts gespeichert werden: Entfernen Sie den Layer und öffnen Sie ihn neu.</translation>
  </message>
  <message>
   <source>“{}” cannot be saved: is its file read-only or open elsewhere?</source>
   <translation>„{}“ kann nicht gespeichert werden: Ist die Datei schreibgeschützt oder anderswo geöffnet?</translation>
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
  <message>
   <source>not labelled yet</source>
   <translation>noch nicht beschriftet</translation>
  </message>
 </context>
 <context>
  <name>LegendCombo</name>
  <message>
   <source>Legends (*.csv *.json *.txt *.tsv);;All files (*)</source>
   <translation>Legenden (*.csv *.json *.txt *.tsv);;Alle Dateien (*)</translation>
  </message>
  <message>
   <source>Open a legend</source>
   <translation>Eine Legende öffnen</translation>
  </message>
  <message>
   <source>Open a legend…</source>
   <translation>Legende öffnen…</translation>
  </message>
 </context>
 <context>
  <name>LegendDialog</name>
  <message>
   <source>&amp;Add class</source>
   <translation>Klasse &amp;hinzufügen</translation>
  </message>
  <message>
   <source>&amp;Remove class</source>
   <translation>Klasse &amp;entfernen</translation>
  </message>
  <message>
   <source>CORINE codes</source>
   <translation>CORINE-Codes</translation>
  </message>
  <message>
   <source>Class</source>
   <translation>Klasse</translation>
  </message>
  <message>
   <source>Each class of the legend stands for a set of CORINE level-3 classes. Write their codes with commas; a code of level 1 or 2 stands for all below it. Empty: no label.</source>
   <translation>Jede Klasse der Legende steht für eine Menge von CORINE-Klassen der Ebene 3. Schreiben Sie deren Codes mit Kommas; ein Code der Ebene 1 oder 2 steht für alle darunter. Leer: kein Label.</translation>
  </message>
  <message>
   <source>Legend</source>
   <translation>Legende</translation>
  </message>
  <message>
   <source>Legends (*.csv *.json)</source>
   <translation>Legenden (*.csv *.json)</translation>
  </message>
  <message>
   <source>Save the legend</source>
   <translation>Die Legende speichern</translation>
  </message>
  <message>
   <source>Value</source>
   <translation>Wert</translation>
  </message>
  <message>
   <source>“{}” of class {} is no CORINE code; write codes with commas, such as 311, 312.</source>
   <translation>„{}“ der Klasse {} ist kein CORINE-Code; schreiben Sie Codes mit Kommas, wie 311, 312.</translation>
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
  <name>LucasTableField</name>
  <message>
   <source>&amp;Edit a copy…</source>
   <translation>&amp;Kopie bearbeiten…</translation>
  </message>
  <message>
   <source>A CSV with the columns lucas and clc: which CORINE classes a LUCAS code may be.</source>
   <translation>Eine CSV mit den Spalten lucas und clc: welche CORINE-Klassen ein LUCAS-Code sein kann.</translation>
  </message>
  <message>
   <source>Corina's own</source>
   <translation>Corinas eigene</translation>
  </message>
  <message>
   <source>Save Corina's own table as a CSV to be edited in any spreadsheet, and choose it.</source>
   <translation>Corinas eigene Tabelle als CSV speichern, um sie in einer Tabellenkalkulation zu bearbeiten, und sie wählen.</translation>
  </message>
  <message>
   <source>Save a copy of the table</source>
   <translation>Eine Kopie der Tabelle speichern</translation>
  </message>
  <message>
   <source>{} cannot be written ({}): choose another place.</source>
   <translation>{} lässt sich nicht schreiben ({}): Wählen Sie einen anderen Ort.</translation>
  </message>
 </context>
 <context>
  <name>MatrixModel</name>
  <message>
   <source>Map: {}</source>
   <translation>Karte: {}</translation>
  </message>
  <message>
   <source>Reference: {}</source>
   <translation>Referenz: {}</translation>
  </message>
  <message>
   <source>Sum</source>
   <translation>Summe</translation>
  </message>
  <message>
   <source>{} becomes {}: {}</source>
   <translation>{} wird {}: {}</translation>
  </message>
  <message>
   <source>{} in both: {}</source>
   <translation>{} in beiden: {}</translation>
  </message>
 </context>
 <context>
  <name>MatrixTable</name>
  <message>
   <source>Copy the matrix</source>
   <translation>Die Matrix kopieren</translation>
  </message>
  <message>
   <source>From-to matrix in hectares</source>
   <translation>Von-nach-Matrix in Hektar</translation>
  </message>
 </context>
 <context>
  <name>MatrixView</name>
  <message>
   <source>Confusion matrix</source>
   <translation>Konfusionsmatrix</translation>
  </message>
  <message>
   <source>No figures yet.</source>
   <translation>Noch keine Zahlen.</translation>
  </message>
  <message>
   <source>label</source>
   <translation>Label</translation>
  </message>
  <message>
   <source>label {}
map {}
{} pixels, {} of the label</source>
   <translation>Label {}
Karte {}
{} Pixel, {} des Labels</translation>
  </message>
  <message>
   <source>map</source>
   <translation>Karte</translation>
  </message>
  <message>
   <source>{} classes, {} on the diagonal</source>
   <translation>{} Klassen, {} auf der Diagonalen</translation>
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
   <source>Read the model's card: bands, classes, agreement with CORINE, training data, licences and what it cannot do.</source>
   <translation>Die Karte des Modells lesen: Bänder, Klassen, Übereinstimmung mit CORINE, Trainingsdaten, Lizenzen und was es nicht kann.</translation>
  </message>
  <message>
   <source>The trained network. L1, L2 and L3 say how far it agrees with CORINE at the three levels, on imagery it was not trained on: 0.87 is 87 % of the pixels.</source>
   <translation>Das trainierte Netz. L1, L2 und L3 sagen, wie weit es auf den drei Ebenen mit CORINE übereinstimmt, auf Bildern, mit denen es nicht trainiert wurde: 0,87 sind 87 % der Pixel.</translation>
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
  <name>ModelMeasuring</name>
  <message>
   <source>Agreement there: {} at levels 1, 2 and 3; the report is “{}”.</source>
   <translation>Übereinstimmung dort: {} auf den Ebenen 1, 2 und 3; der Bericht ist „{}“.</translation>
  </message>
  <message>
   <source>Corina: measuring a model</source>
   <translation>Corina: misst ein Modell</translation>
  </message>
  <message>
   <source>Measuring the model on the data of the Data page…</source>
   <translation>Das Modell wird an den Daten der Seite Daten gemessen…</translation>
  </message>
  <message>
   <source>The measuring was cancelled.</source>
   <translation>Das Messen wurde abgebrochen.</translation>
  </message>
  <message>
   <source>The report “{}” cannot be opened.</source>
   <translation>Der Bericht „{}“ lässt sich nicht öffnen.</translation>
  </message>
 </context>
 <context>
  <name>PretrainDialog</name>
  <message>
   <source>&amp;Batch</source>
   <translation>Stape&amp;l</translation>
  </message>
  <message>
   <source>&amp;Epochs</source>
   <translation>E&amp;pochen</translation>
  </message>
  <message>
   <source>&amp;Level</source>
   <translation>E&amp;bene</translation>
  </message>
  <message>
   <source>&amp;Save to</source>
   <translation>&amp;Speichern in</translation>
  </message>
  <message>
   <source>As on the Model page: {network} with {bands}, beginning with {weights}.</source>
   <translation>Wie auf der Seite Modell: {network} mit {bands}, beginnend mit {weights}.</translation>
  </message>
  <message>
   <source>BigEarthNet (folder)</source>
   <translation>BigEarthNet (Ordner)</translation>
  </message>
  <message>
   <source>BigEarthNet, its 19 classes (folder)</source>
   <translation>BigEarthNet, seine 19 Klassen (Ordner)</translation>
  </message>
  <message>
   <source>BigEarthNet: the folder with its patches, version 1 or 2, as it was unpacked. EuroSAT: the folder with a folder for each class, or its zip.</source>
   <translation>BigEarthNet: der Ordner mit seinen Ausschnitten, Version 1 oder 2, wie er ausgepackt wurde. EuroSAT: der Ordner mit einem Ordner je Klasse, oder sein ZIP.</translation>
  </message>
  <message>
   <source>Checkpoints, curves and the encoder itself (encoder.safetensors) are kept in this folder.</source>
   <translation>In diesem Ordner liegen Zwischenstände, Kurven und der Encoder selbst (encoder.safetensors).</translation>
  </message>
  <message>
   <source>Choose a folder for the pretraining</source>
   <translation>Ordner für das Vortraining wählen</translation>
  </message>
  <message>
   <source>Choose the folder of the data set.</source>
   <translation>Wählen Sie den Ordner des Datensatzes.</translation>
  </message>
  <message>
   <source>Choose the zip of EuroSAT.</source>
   <translation>Wählen Sie das ZIP von EuroSAT.</translation>
  </message>
  <message>
   <source>EuroSAT (folder)</source>
   <translation>EuroSAT (Ordner)</translation>
  </message>
  <message>
   <source>EuroSAT (zip)</source>
   <translation>EuroSAT (ZIP)</translation>
  </message>
  <message>
   <source>F&amp;older or zip</source>
   <translation>&amp;Ordner oder ZIP</translation>
  </message>
  <message>
   <source>How often the encoder sees all patches. The one of the best epoch is kept.</source>
   <translation>Wie oft der Encoder alle Ausschnitte sieht. Der der besten Epoche wird behalten.</translation>
  </message>
  <message>
   <source>It runs beside QGIS, also when QGIS is closed; Runs lists it, and it can be stopped and resumed.</source>
   <translation>Es läuft neben QGIS, auch wenn QGIS geschlossen wird; es steht unter Läufe und lässt sich anhalten und fortsetzen.</translation>
  </message>
  <message>
   <source>Learn &amp;from</source>
   <translation>Lernen a&amp;us</translation>
  </message>
  <message>
   <source>Level {}</source>
   <translation>Ebene {}</translation>
  </message>
  <message>
   <source>Patches and their labels: those of your own data, or of a set made to classify whole patches.</source>
   <translation>Ausschnitte und was sie zeigen: aus eigenen Daten, oder aus einem Datensatz, der ganze Ausschnitte einordnet.</translation>
  </message>
  <message>
   <source>Patches in one step. Fewer need less memory.</source>
   <translation>Ausschnitte in einem Schritt. Weniger brauchen weniger Speicher.</translation>
  </message>
  <message>
   <source>Pretrain an encoder</source>
   <translation>Encoder vortrainieren</translation>
  </message>
  <message>
   <source>S&amp;tart</source>
   <translation>S&amp;tarten</translation>
  </message>
  <message>
   <source>The encoder, the first half of the network, learns to say which classes a whole patch holds. The training then begins with it.</source>
   <translation>Der Encoder, die erste Hälfte des Netzes, lernt zu sagen, welche Klassen ein ganzer Ausschnitt enthält. Das Training beginnt dann mit ihm.</translation>
  </message>
  <message>
   <source>Which classes are told apart. The levels above it are measured too. EuroSAT has classes of its own, one a patch.</source>
   <translation>Welche Klassen unterschieden werden. Die Ebenen darüber werden mit gemessen. EuroSAT hat eigene Klassen, eine je Ausschnitt.</translation>
  </message>
  <message>
   <source>Zip files (*.zip)</source>
   <translation>ZIP-Dateien (*.zip)</translation>
  </message>
  <message>
   <source>a new folder in your profile</source>
   <translation>ein neuer Ordner in Ihrem Profil</translation>
  </message>
  <message>
   <source>“{}” holds a training already; choose another folder.</source>
   <translation>„{}“ enthält schon ein Training; wählen Sie einen anderen Ordner.</translation>
  </message>
  <message>
   <source>“{}” is no folder; choose another one.</source>
   <translation>„{}“ ist kein Ordner; wählen Sie einen anderen.</translation>
  </message>
  <message>
   <source>“{}” is no full path; choose a folder with the button.</source>
   <translation>„{}“ ist kein voller Pfad; wählen Sie einen Ordner mit dem Knopf.</translation>
  </message>
  <message>
   <source>“{}” is no zip file; choose the one of EuroSAT.</source>
   <translation>„{}“ ist keine ZIP-Datei; wählen Sie die von EuroSAT.</translation>
  </message>
 </context>
 <context>
  <name>PretrainPanel</name>
  <message>
   <source>&amp;Resume</source>
   <translation>&amp;Fortsetzen</translation>
  </message>
  <message>
   <source>2 tp / (2 tp + fp + fn) over all labels, or of one class, in %.</source>
   <translation>2 rp / (2 rp + fp + fn) über alle Angaben, oder einer Klasse, in %.</translation>
  </message>
  <message>
   <source>Be&amp;gin with it</source>
   <translation>Damit be&amp;ginnen</translation>
  </message>
  <message>
   <source>Classes</source>
   <translation>Klassen</translation>
  </message>
  <message>
   <source>Copy the figures</source>
   <translation>Zahlen kopieren</translation>
  </message>
  <message>
   <source>End it and keep what it has so far; it can be resumed.</source>
   <translation>Beenden und behalten, was es bisher hat; es lässt sich fortsetzen.</translation>
  </message>
  <message>
   <source>Exact</source>
   <translation>Genau</translation>
  </message>
  <message>
   <source>F1</source>
   <translation>F1</translation>
  </message>
  <message>
   <source>Figures of the pretraining</source>
   <translation>Zahlen des Vortrainings</translation>
  </message>
  <message>
   <source>Go on where the pretraining was stopped.</source>
   <translation>Weitermachen, wo das Vortraining angehalten wurde.</translation>
  </message>
  <message>
   <source>Labels at each level up to the one that was learned; below them the classes.</source>
   <translation>Angaben auf jeder Ebene bis zu der gelernten; darunter die Klassen.</translation>
  </message>
  <message>
   <source>Let the training begin with this encoder: the network and “Start from” are set for it.</source>
   <translation>Das Training mit diesem Encoder beginnen: Das Netz und „Beginnen mit“ werden dafür eingestellt.</translation>
  </message>
  <message>
   <source>Level {}</source>
   <translation>Ebene {}</translation>
  </message>
  <message>
   <source>Level, class</source>
   <translation>Ebene, Klasse</translation>
  </message>
  <message>
   <source>Measured on the patches that are held out, in %.</source>
   <translation>Gemessen an den zurückgehaltenen Ausschnitten, in %.</translation>
  </message>
  <message>
   <source>Partial</source>
   <translation>Teils</translation>
  </message>
  <message>
   <source>Put all figures on the clipboard, for a spreadsheet.</source>
   <translation>Alle Zahlen in die Zwischenablage legen, für eine Tabelle.</translation>
  </message>
  <message>
   <source>Put the pretraining away</source>
   <translation>Das Vortraining wegräumen</translation>
  </message>
  <message>
   <source>Put this away; Runs shows it again.</source>
   <translation>Wegräumen; unter Läufe ist es wieder zu sehen.</translation>
  </message>
  <message>
   <source>Share of patches of which exactly the right classes were said, in %.</source>
   <translation>Anteil der Ausschnitte, von denen genau die richtigen Klassen gesagt wurden, in %.</translation>
  </message>
  <message>
   <source>Share of patches of which no class was right, in %.</source>
   <translation>Anteil der Ausschnitte, von denen keine Klasse richtig war, in %.</translation>
  </message>
  <message>
   <source>Share of patches of which some classes were right, in %.</source>
   <translation>Anteil der Ausschnitte, von denen einige Klassen richtig waren, in %.</translation>
  </message>
  <message>
   <source>Sto&amp;p</source>
   <translation>&amp;Anhalten</translation>
  </message>
  <message>
   <source>The training begins with this encoder.</source>
   <translation>Das Training beginnt mit diesem Encoder.</translation>
  </message>
  <message>
   <source>Wrong</source>
   <translation>Falsch</translation>
  </message>
  <message>
   <source>mean F1 of the classes {}</source>
   <translation>mittleres F1 der Klassen {}</translation>
  </message>
  <message>
   <source>stopping</source>
   <translation>wird angehalten</translation>
  </message>
  <message>
   <source>{} labels a patch (cardinality), {} of all labels (density)</source>
   <translation>{} Klassen je Ausschnitt (Kardinalität), {} aller Klassen (Dichte)</translation>
  </message>
  <message>
   <source>{} patches</source>
   <translation>{} Ausschnitte</translation>
  </message>
  <message>
   <source>{} patches, precision {}, recall {}</source>
   <translation>{} Ausschnitte, Genauigkeit {}, Trefferquote {}</translation>
  </message>
  <message>
   <source>{}, epoch {}</source>
   <translation>{}, Epoche {}</translation>
  </message>
 </context>
 <context>
  <name>PreviewStrip</name>
  <message>
   <source>Preview: image, label, prediction</source>
   <translation>Vorschau: Bild, Label, Vorhersage</translation>
  </message>
 </context>
 <context>
  <name>PrintLayout</name>
  <message>
   <source>CRS: {crs}. Made with Corina on {day}.</source>
   <translation>KBS: {crs}. Mit Corina erstellt am {day}.</translation>
  </message>
  <message>
   <source>Land cover</source>
   <translation>Landbedeckung</translation>
  </message>
  <message>
   <source>Legend</source>
   <translation>Legende</translation>
  </message>
  <message>
   <source>none</source>
   <translation>keines</translation>
  </message>
  <message>
   <source>now {name}</source>
   <translation>jetzt {name}</translation>
  </message>
  <message>
   <source>unchanged</source>
   <translation>unverändert</translation>
  </message>
  <message>
   <source>{name}: the {count} largest of {all}</source>
   <translation>{name}: die {count} größten von {all}</translation>
  </message>
 </context>
 <context>
  <name>PriorityField</name>
  <message>
   <source>Choose a priority table</source>
   <translation>Prioritätentabelle wählen</translation>
  </message>
  <message>
   <source>Tables (*.csv *.txt *.tsv);;All files (*)</source>
   <translation>Tabellen (*.csv *.txt *.tsv);;Alle Dateien (*)</translation>
  </message>
  <message>
   <source>by shared digits</source>
   <translation>nach gleichen Ziffern</translation>
  </message>
  <message>
   <source>“{}” is not there: choose another priority table, or none.</source>
   <translation>„{}“ ist nicht da: Wählen Sie eine andere Prioritätentabelle oder keine.</translation>
  </message>
 </context>
 <context>
  <name>Processing</name>
  <message>
   <source>A CORINE change layer (CHA), to say which of its changes were found or missed, and which are new.</source>
   <translation>Ein CORINE-Veränderungslayer (CHA), um zu sagen, welche seiner Veränderungen gefunden oder übersehen wurden und welche neu sind.</translation>
  </message>
  <message>
   <source>A CSV of Eurostat's LUCAS survey (columns th_lat, th_long, lc1). Give this or SAMPLES.</source>
   <translation>Eine CSV-Datei der LUCAS-Erhebung von Eurostat (Spalten th_lat, th_long, lc1). Geben Sie diese oder SAMPLES an.</translation>
  </message>
  <message>
   <source>A CSV with the columns lucas and clc that says which CORINE classes a LUCAS code may be. Empty: Corina's own.</source>
   <translation>Eine CSV-Datei mit den Spalten lucas und clc, die sagt, welche CORINE-Klassen ein LUCAS-Code sein kann. Leer: Corinas eigene.</translation>
  </message>
  <message>
   <source>A Sentinel-2 product (.SAFE folder or its .zip), a folder with one file per band, or a raster file. Give this or INPUT.</source>
   <translation>Ein Sentinel-2-Produkt (.SAFE-Ordner oder sein .zip), ein Ordner mit einer Datei je Kanal oder eine Rasterdatei. Geben Sie dies oder INPUT an.</translation>
  </message>
  <message>
   <source>A Sentinel-2 product (.SAFE folder or its .zip), or a raster file, in place of INPUT.</source>
   <translation>Ein Sentinel-2-Produkt (.SAFE-Ordner oder dessen .zip) oder eine Rasterdatei, anstelle von INPUT.</translation>
  </message>
  <message>
   <source>A Sentinel-2 product (.SAFE folder or its .zip), or a raster file, in place of SCENE.</source>
   <translation>Ein Sentinel-2-Produkt (.SAFE-Ordner oder dessen .zip) oder eine Rasterdatei an Stelle von SCENE.</translation>
  </message>
  <message>
   <source>A Sentinel-2 scene in place of the map: it is classified first, then compared.</source>
   <translation>Eine Sentinel-2-Szene an Stelle der Karte: Sie wird zuerst klassifiziert, dann verglichen.</translation>
  </message>
  <message>
   <source>A layer of points with the class seen at each, saved in a file. Give this or SAMPLES_FILE.</source>
   <translation>Ein in einer Datei gespeicherter Punktlayer mit der an jedem Punkt gesehenen Klasse. Geben Sie diesen oder SAMPLES_FILE an.</translation>
  </message>
  <message>
   <source>A map Corina made, or any raster or polygons of CORINE classes.</source>
   <translation>Eine Karte von Corina oder ein beliebiges Raster oder Polygone mit CORINE-Klassen.</translation>
  </message>
  <message>
   <source>A map of level 1, 2 or 3 made by Corina, or a CORINE raster, in metres.</source>
   <translation>Eine von Corina gemachte Karte der Ebene 1, 2 oder 3 oder ein CORINE-Raster, in Metern.</translation>
  </message>
  <message>
   <source>A raster layer with the bands of a Sentinel-2 scene, or one band of it with the other band files beside it. Give this or INPUT_FILE.</source>
   <translation>Ein Rasterlayer mit den Kanälen einer Sentinel-2-Szene, oder ein Kanal davon mit den anderen Kanaldateien daneben. Geben Sie dies oder INPUT_FILE an.</translation>
  </message>
  <message>
   <source>A raster layer with the bands of a Sentinel-2 scene.</source>
   <translation>Ein Rasterlayer mit den Kanälen einer Sentinel-2-Szene.</translation>
  </message>
  <message>
   <source>A raster of pixels to leave out, such as clouds: those with a value in MASK_VALUES, or all that are not 0.</source>
   <translation>Ein Raster der Pixel, die ausgelassen werden, etwa Wolken: die mit einem Wert in MASK_VALUES, oder alle, die nicht 0 sind.</translation>
  </message>
  <message>
   <source>A recipe saved in the Train tab. The other parameters, where given, win over it.</source>
   <translation>Ein Rezept, das im Reiter Training gespeichert wurde. Angegebene andere Parameter gehen vor.</translation>
  </message>
  <message>
   <source>A scene is given its own confidence: leave CONFIDENCE_RASTER empty.</source>
   <translation>Eine Szene bekommt ihre eigene Sicherheit: Lassen Sie CONFIDENCE_RASTER leer.</translation>
  </message>
  <message>
   <source>A table with the rates and the loss at each.</source>
   <translation>Eine Tabelle mit den Raten und dem Verlust bei jeder.</translation>
  </message>
  <message>
   <source>Accuracy of each class</source>
   <translation>Genauigkeit jeder Klasse</translation>
  </message>
  <message>
   <source>Add the layers to the project</source>
   <translation>Die Layer zum Projekt hinzufügen</translation>
  </message>
  <message>
   <source>Adds up pixels, hectares and percent of each CORINE class of a map at each level, for the whole map or in each polygon of another layer, such as municipalities. The areas are those of the pixels: for areas with a margin of error draw sample points and estimate the accuracy.</source>
   <translation>Summiert Pixel, Hektar und Prozent jeder CORINE-Klasse einer Karte auf jeder Ebene, für die ganze Karte oder in jedem Polygon eines anderen Layers, etwa Gemeinden. Die Flächen sind die der Pixel: Für Flächen mit Fehlerspanne ziehen Sie Stichprobenpunkte und schätzen die Genauigkeit.</translation>
  </message>
  <message>
   <source>Adds up the hectares of each class of a land cover map, as a whole or in each zone.</source>
   <translation>Summiert die Hektar jeder Klasse einer Landbedeckungskarte, im Ganzen oder je Zone.</translation>
  </message>
  <message>
   <source>Agreement at level {}</source>
   <translation>Übereinstimmung auf Ebene {}</translation>
  </message>
  <message>
   <source>Agreement of each polygon</source>
   <translation>Übereinstimmung je Polygon</translation>
  </message>
  <message>
   <source>Agreement, 0 to 1</source>
   <translation>Übereinstimmung, 0 bis 1</translation>
  </message>
  <message>
   <source>All figures</source>
   <translation>Alle Zahlen</translation>
  </message>
  <message>
   <source>Allocation</source>
   <translation>Aufteilung</translation>
  </message>
  <message>
   <source>Also write the package as one zip, to give it to others.</source>
   <translation>Das Paket auch als eine Zip-Datei schreiben, um es weiterzugeben.</translation>
  </message>
  <message>
   <source>An offset needs a scale: give SCALE too, such as 0.0001.</source>
   <translation>Ein Versatz braucht eine Skalierung: geben Sie auch SCALE an, etwa 0.0001.</translation>
  </message>
  <message>
   <source>Any other field of the recipe, one a line or with semicolons: network.encoder=resnet34; stages.last.weight_decay=0.02. The manual's page on training lists them.</source>
   <translation>Jedes andere Feld des Rezepts, eines je Zeile oder mit Semikolons: network.encoder=resnet34; stages.last.weight_decay=0.02. Die Seite des Handbuchs zum Training nennt sie.</translation>
  </message>
  <message>
   <source>Area of the change polygons (ha)</source>
   <translation>Fläche der Veränderungspolygone (ha)</translation>
  </message>
  <message>
   <source>Area of the confirmed changes (ha)</source>
   <translation>Fläche der bestätigten Veränderungen (ha)</translation>
  </message>
  <message>
   <source>Area with a class (ha)</source>
   <translation>Fläche mit einer Klasse (ha)</translation>
  </message>
  <message>
   <source>Areas smaller than the minimum unit, and parts narrower than the minimum width, join a neighbour: the one of the most similar class, as CORINE's rules have it, or the largest. A classified map of 10 m pixels becomes comparable with CORINE's status layers this way.</source>
   <translation>Flächen unter der Mindesteinheit und Teile unter der Mindestbreite kommen zu einem Nachbarn: dem der ähnlichsten Klasse, wie es die Regeln von CORINE wollen, oder dem größten. So wird eine klassifizierte Karte mit 10-m-Pixeln mit den Statuslayern von CORINE vergleichbar.</translation>
  </message>
  <message>
   <source>Attribute that names a zone. Empty: zones are numbered.</source>
   <translation>Attribut, das eine Zone benennt. Leer: Zonen werden nummeriert.</translation>
  </message>
  <message>
   <source>Attribute with the CORINE code of each polygon. Empty: found by its name, such as CODE_18.</source>
   <translation>Attribut mit dem CORINE-Code jedes Polygons. Leer: am Namen erkannt, etwa CODE_18.</translation>
  </message>
  <message>
   <source>BANDS names {file}, which holds a band of one scene: train on {count} scenes by a recipe.</source>
   <translation>BANDS nennt {file}, wo ein Band einer einzigen Szene liegt: Lernen Sie von {count} Szenen mit einem Rezept.</translation>
  </message>
  <message>
   <source>BANDS, SCALE and OFFSET say something of a scene: give INPUT or INPUT_FILE, or leave them out.</source>
   <translation>BANDS, SCALE und OFFSET sagen etwas über eine Szene: Geben Sie INPUT oder INPUT_FILE an, oder lassen Sie sie weg.</translation>
  </message>
  <message>
   <source>BANDS, SCALE and OFFSET say something of a scene: give SCENE or SCENE_FILE, or leave them out.</source>
   <translation>BANDS, SCALE und OFFSET sagen etwas über eine Szene: Geben Sie SCENE oder SCENE_FILE an, oder lassen Sie sie weg.</translation>
  </message>
  <message>
   <source>Band mapping</source>
   <translation>Zuordnung der Kanäle</translation>
  </message>
  <message>
   <source>Bands to learn from</source>
   <translation>Bänder, aus denen gelernt wird</translation>
  </message>
  <message>
   <source>Batch</source>
   <translation>Stapel</translation>
  </message>
  <message>
   <source>Beginning of the names of the files in the output folder.</source>
   <translation>Anfang der Namen der Dateien im Ausgabeordner.</translation>
  </message>
  <message>
   <source>Block size (m)</source>
   <translation>Blockgröße (m)</translation>
  </message>
  <message>
   <source>Boundary band (m)</source>
   <translation>Randstreifen (m)</translation>
  </message>
  <message>
   <source>Brings a land cover map to a minimum mapping unit and width, such as CORINE's 25 ha and 100 m.</source>
   <translation>Bringt eine Landbedeckungskarte auf eine Mindesteinheit und -breite, etwa CORINEs 25 ha und 100 m.</translation>
  </message>
  <message>
   <source>CHANGES is {place}; Corina writes a .gpkg file: choose such a name.</source>
   <translation>CHANGES ist {place}; Corina schreibt eine .gpkg-Datei: Wählen Sie einen solchen Namen.</translation>
  </message>
  <message>
   <source>CLASSES has “{entry}”, which is no CORINE class; give codes such as 112,211,311.</source>
   <translation>CLASSES enthält „{entry}“, das keine CORINE-Klasse ist; geben Sie Codes wie 112,211,311 an.</translation>
  </message>
  <message>
   <source>CORINE codes of level 3 that the model shall know, such as 112,211,311. Empty: those of the recipe, else all that the labels name.</source>
   <translation>CORINE-Codes der Ebene 3, die das Modell kennen soll, wie 112,211,311. Leer: die des Rezepts, sonst alle, die die Labels nennen.</translation>
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
   <source>CRS of {}</source>
   <translation>KBS von {}</translation>
  </message>
  <message>
   <source>CSV files (*.csv)</source>
   <translation>CSV-Dateien (*.csv)</translation>
  </message>
  <message>
   <source>Calculates how many points a sample of a classified map needs.</source>
   <translation>Berechnet, wie viele Punkte eine Stichprobe einer klassifizierten Karte braucht.</translation>
  </message>
  <message>
   <source>Calculates how many points a stratified sample of a classified map needs for the standard error that its overall accuracy is to have (Olofsson et al. 2014), how they are divided among the classes, the standard error that these points reach, and how many a simple random sample needs for a margin (Cochran). Nothing is written; “Draw sample points” draws them.</source>
   <translation>Berechnet, wie viele Punkte eine geschichtete Stichprobe einer klassifizierten Karte für den Standardfehler braucht, den ihre Gesamtgenauigkeit haben soll (Olofsson et al. 2014), wie sie auf die Klassen verteilt werden, welchen Standardfehler diese Punkte erreichen, und wie viele eine einfache Zufallsstichprobe für eine Fehlerspanne braucht (Cochran). Nichts wird geschrieben; „Stichprobenpunkte ziehen“ zieht sie.</translation>
  </message>
  <message>
   <source>Cancelled; nothing was written.</source>
   <translation>Abgebrochen; nichts wurde geschrieben.</translation>
  </message>
  <message>
   <source>Change polygons</source>
   <translation>Veränderungspolygone</translation>
  </message>
  <message>
   <source>Changes</source>
   <translation>Veränderungen</translation>
  </message>
  <message>
   <source>Changes confirmed</source>
   <translation>Bestätigte Veränderungen</translation>
  </message>
  <message>
   <source>Changes in {place} have a verdict or a comment ({count}), which would be lost: choose another place.</source>
   <translation>Veränderungen in {place} haben ein Urteil oder eine Bemerkung ({count}), die verloren gingen: wählen Sie einen anderen Ort.</translation>
  </message>
  <message>
   <source>Changes left unsure</source>
   <translation>Unsichere Veränderungen</translation>
  </message>
  <message>
   <source>Changes not looked at</source>
   <translation>Nicht angesehene Veränderungen</translation>
  </message>
  <message>
   <source>Changes rejected</source>
   <translation>Verworfene Veränderungen</translation>
  </message>
  <message>
   <source>Changes, agreement of each polygon, difference, from–to raster and the two maps, in one group and in their colours, as the Compare tab adds them.</source>
   <translation>Veränderungen, Übereinstimmung jedes Polygons, Unterschied, Von-nach-Raster und die beiden Karten, in einer Gruppe und in ihren Farben, wie der Reiter Vergleichen sie hinzufügt.</translation>
  </message>
  <message>
   <source>Checkpoint</source>
   <translation>Zwischenstand</translation>
  </message>
  <message>
   <source>Class areas</source>
   <translation>Klassenflächen</translation>
  </message>
  <message>
   <source>Class field</source>
   <translation>Klassenfeld</translation>
  </message>
  <message>
   <source>Class field of {}</source>
   <translation>Klassenfeld von {}</translation>
  </message>
  <message>
   <source>Classes the map can show</source>
   <translation>Klassen, die die Karte zeigen kann</translation>
  </message>
  <message>
   <source>Classes to tell apart</source>
   <translation>Zu unterscheidende Klassen</translation>
  </message>
  <message>
   <source>Classified area (ha)</source>
   <translation>Klassifizierte Fläche (ha)</translation>
  </message>
  <message>
   <source>Classified map</source>
   <translation>Klassifizierte Karte</translation>
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
   <source>Compare with CORINE</source>
   <translation>Mit CORINE vergleichen</translation>
  </message>
  <message>
   <source>Compares a land cover map with CORINE polygons, a CORINE raster or an older map: a raster of differences, a from-to raster and matrix, change polygons above a minimum unit, the agreement of each polygon of the reference, gains and losses, and a report of one page.

It is agreement with CORINE, not accuracy: CORINE itself aims at 85 % and shows nothing below 25 ha. Classes the map cannot show are not assessed and never counted as change.</source>
   <translation>Vergleicht eine Landbedeckungskarte mit CORINE-Polygonen, einem CORINE-Raster oder einer älteren Karte: ein Raster der Unterschiede, Von-nach-Raster und -Matrix, Veränderungspolygone über einer Mindesteinheit, die Übereinstimmung jedes Polygons der Referenz, Gewinne und Verluste und ein Bericht von einer Seite.

Es ist Übereinstimmung mit CORINE, nicht Genauigkeit: CORINE selbst strebt 85 % an und zeigt nichts unter 25 ha. Klassen, die die Karte nicht zeigen kann, werden nicht beurteilt und nie als Veränderung gezählt.</translation>
  </message>
  <message>
   <source>Confidence</source>
   <translation>Konfidenz</translation>
  </message>
  <message>
   <source>Confidence from (%)</source>
   <translation>Sicherheit ab (%)</translation>
  </message>
  <message>
   <source>Confidence of the map</source>
   <translation>Sicherheit der Karte</translation>
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
   <source>Describe training data</source>
   <translation>Trainingsdaten beschreiben</translation>
  </message>
  <message>
   <source>Description</source>
   <translation>Beschreibung</translation>
  </message>
  <message>
   <source>Design</source>
   <translation>Stichprobenplan</translation>
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
   <source>Difference</source>
   <translation>Unterschied</translation>
  </message>
  <message>
   <source>Differences this near to a border of the reference make no change polygon.</source>
   <translation>Unterschiede so nahe an einer Grenze der Referenz ergeben kein Veränderungspolygon.</translation>
  </message>
  <message>
   <source>Distance of neighbouring patches in px.</source>
   <translation>Abstand benachbarter Ausschnitte in px.</translation>
  </message>
  <message>
   <source>Divide by</source>
   <translation>Teilen nach</translation>
  </message>
  <message>
   <source>Draw sample points</source>
   <translation>Stichprobenpunkte ziehen</translation>
  </message>
  <message>
   <source>Draws a probability sample of points from a classified map, to be labelled by eye.</source>
   <translation>Zieht eine Zufallsstichprobe von Punkten aus einer klassifizierten Karte, um sie mit dem Auge zu beschriften.</translation>
  </message>
  <message>
   <source>Draws a probability sample of points from a classified map. Fill in the field “label” of each point with the class you see there (311, 31 or 3), without looking at the map, and run “Estimate accuracy”.

A stratified sample gives rare classes enough points; a simple random or systematic one is easier to explain. Without a number of points it is calculated from the standard error that the overall accuracy is to have (Olofsson et al. 2014). The seed, the strata and their areas are stored in the file.</source>
   <translation>Zieht eine Zufallsstichprobe von Punkten aus einer klassifizierten Karte. Tragen Sie in das Feld „label“ jedes Punktes die Klasse ein, die Sie dort sehen (311, 31 oder 3), ohne auf die Karte zu schauen, und starten Sie „Genauigkeit schätzen“.

Eine geschichtete Stichprobe gibt seltenen Klassen genug Punkte; eine einfache oder systematische ist leichter zu erklären. Ohne Anzahl wird sie aus dem Standardfehler berechnet, den die Gesamtgenauigkeit haben soll (Olofsson et al. 2014). Startwert, Schichten und ihre Flächen stehen in der Datei.</translation>
  </message>
  <message>
   <source>EXPECTED has the entry '{entry}', expected shares such as 0.8 or 111=0.6.</source>
   <translation>EXPECTED hat den Eintrag '{entry}', erwartet werden Anteile wie 0.8 oder 111=0.6.</translation>
  </message>
  <message>
   <source>Edge of a tile in pixels, 64 to 2048; 0 for the model's own.</source>
   <translation>Kante einer Kachel in Pixeln, 64 bis 2048; 0 für die des Modells.</translation>
  </message>
  <message>
   <source>Edge of the patches in px.</source>
   <translation>Kantenlänge der Ausschnitte in px.</translation>
  </message>
  <message>
   <source>Edge of the squares that stay together with blocks.</source>
   <translation>Kantenlänge der Quadrate, die bei blocks beisammen bleiben.</translation>
  </message>
  <message>
   <source>Empty: the name of the map.</source>
   <translation>Leer: der Name der Karte.</translation>
  </message>
  <message>
   <source>Encoder</source>
   <translation>Encoder</translation>
  </message>
  <message>
   <source>Epoch</source>
   <translation>Epoche</translation>
  </message>
  <message>
   <source>Epochs</source>
   <translation>Epochen</translation>
  </message>
  <message>
   <source>Error matrix</source>
   <translation>Fehlermatrix</translation>
  </message>
  <message>
   <source>Estimate accuracy</source>
   <translation>Genauigkeit schätzen</translation>
  </message>
  <message>
   <source>Estimates a map's accuracy and the areas of its classes from labelled sample points.</source>
   <translation>Schätzt die Genauigkeit einer Karte und die Flächen ihrer Klassen aus beschrifteten Stichprobenpunkten.</translation>
  </message>
  <message>
   <source>Estimates overall, user's and producer's accuracy and the areas of the classes, each with a 95 % confidence interval, from a probability sample of labelled points (Olofsson et al. 2014; Stehman 2014 where the strata are not the classes of the map).

The points come from “Draw sample points”, or are LUCAS points of Eurostat (CSV). Points that were chosen by hand, or where access is easy, give no valid interval. Writes a report (HTML), tables (CSV) and all figures (JSON).</source>
   <translation>Schätzt Gesamt-, Nutzer- und Produzentengenauigkeit und die Flächen der Klassen, jeweils mit 95-%-Konfidenzintervall, aus einer Zufallsstichprobe beschrifteter Punkte (Olofsson et al. 2014; Stehman 2014, wo die Schichten nicht die Klassen der Karte sind).

Die Punkte kommen aus „Stichprobenpunkte ziehen“ oder sind LUCAS-Punkte von Eurostat (CSV). Von Hand oder nach Erreichbarkeit gewählte Punkte ergeben kein gültiges Intervall. Schreibt einen Bericht (HTML), Tabellen (CSV) und alle Zahlen (JSON).</translation>
  </message>
  <message>
   <source>Evaluate model</source>
   <translation>Modell bewerten</translation>
  </message>
  <message>
   <source>Everything, as JSON</source>
   <translation>Alles, als JSON</translation>
  </message>
  <message>
   <source>Expected accuracy</source>
   <translation>Erwartete Genauigkeit</translation>
  </message>
  <message>
   <source>Export model</source>
   <translation>Modell exportieren</translation>
  </message>
  <message>
   <source>Extent</source>
   <translation>Ausdehnung</translation>
  </message>
  <message>
   <source>Field with the label</source>
   <translation>Feld mit der Beschriftung</translation>
  </message>
  <message>
   <source>Field with the new class</source>
   <translation>Feld mit der neuen Klasse</translation>
  </message>
  <message>
   <source>Field with the old class</source>
   <translation>Feld mit der alten Klasse</translation>
  </message>
  <message>
   <source>Find a learning rate</source>
   <translation>Lernrate finden</translation>
  </message>
  <message>
   <source>Finds where a land cover map differs from CORINE or an older map, what became what, and how much.</source>
   <translation>Findet, wo eine Landbedeckungskarte von CORINE oder einer älteren Karte abweicht, was zu was wurde, und wie viel.</translation>
  </message>
  <message>
   <source>First part of the file names in the output folder. Empty: the name of the scene.</source>
   <translation>Erster Teil der Dateinamen im Ausgabeordner. Leer: der Name der Szene.</translation>
  </message>
  <message>
   <source>First part of the file names. Empty: none.</source>
   <translation>Erster Teil der Dateinamen. Leer: keiner.</translation>
  </message>
  <message>
   <source>First weights</source>
   <translation>Erste Gewichte</translation>
  </message>
  <message>
   <source>Fold for validation</source>
   <translation>Teil zur Validierung</translation>
  </message>
  <message>
   <source>Fold held out</source>
   <translation>Zurückgehaltener Teil</translation>
  </message>
  <message>
   <source>Folder for the results</source>
   <translation>Ordner für die Ergebnisse</translation>
  </message>
  <message>
   <source>Folder of the comparison</source>
   <translation>Ordner des Vergleichs</translation>
  </message>
  <message>
   <source>Folder of the model</source>
   <translation>Ordner des Modells</translation>
  </message>
  <message>
   <source>Folder of the report</source>
   <translation>Ordner des Berichts</translation>
  </message>
  <message>
   <source>Folder that gets NAME_level1.tif, NAME_level2.tif, NAME_level3.tif, NAME_areas.csv and NAME_result.json.</source>
   <translation>Ordner, der NAME_level1.tif, NAME_level2.tif, NAME_level3.tif, NAME_areas.csv und NAME_result.json bekommt.</translation>
  </message>
  <message>
   <source>Folder that gets changes.gpkg, polygons.gpkg, difference.tif, from_to.tif, from_to.csv and report.html.</source>
   <translation>Ordner für changes.gpkg, polygons.gpkg, difference.tif, from_to.tif, from_to.csv und report.html.</translation>
  </message>
  <message>
   <source>Folds</source>
   <translation>Teile</translation>
  </message>
  <message>
   <source>For a file that states no coordinate reference system, or a wrong one. Empty: that of the layer.</source>
   <translation>Für eine Datei, die kein Koordinatenbezugssystem oder ein falsches angibt. Leer: das des Layers.</translation>
  </message>
  <message>
   <source>For the rule priority: a CSV with the columns class, neighbour and priority (the lowest is joined first), or CODE and PRI, or a matrix of classes, such as CORINE's own. Empty: by the digits that the codes have in common.</source>
   <translation>Für die Regel priority: eine CSV-Datei mit den Spalten class, neighbour und priority (die kleinste Zahl kommt zuerst), oder CODE und PRI, oder eine Matrix der Klassen, wie CORINE selbst eine hat. Leer: nach den Ziffern, die die Codes gemeinsam haben.</translation>
  </message>
  <message>
   <source>From – to</source>
   <translation>Von – nach</translation>
  </message>
  <message>
   <source>From-to matrix</source>
   <translation>Von-nach-Matrix</translation>
  </message>
  <message>
   <source>Further scenes</source>
   <translation>Weitere Szenen</translation>
  </message>
  <message>
   <source>Generalise land cover</source>
   <translation>Landbedeckung generalisieren</translation>
  </message>
  <message>
   <source>Generalised map</source>
   <translation>Generalisierte Karte</translation>
  </message>
  <message>
   <source>GeoPackage with a polygon per area.</source>
   <translation>GeoPackage mit einem Polygon je Fläche.</translation>
  </message>
  <message>
   <source>GeoPackage with a polygon per patch, its codes, area and mean confidence.</source>
   <translation>GeoPackage mit einem Polygon je Fläche, ihren Codes, ihrer Größe und mittleren Konfidenz.</translation>
  </message>
  <message>
   <source>GeoPackage with the change polygons; its style is put beside it, where there is none of yours.</source>
   <translation>GeoPackage mit den Veränderungspolygonen; ihr Stil kommt daneben, wo dort keiner von Ihnen ist.</translation>
  </message>
  <message>
   <source>GeoTIFF with the classes of level {level}. With an output folder, a temporary file means: the one in the folder.</source>
   <translation>GeoTIFF mit den Klassen der Ebene {level}. Mit einem Ausgabeordner heißt eine temporäre Datei: die im Ordner.</translation>
  </message>
  <message>
   <source>GeoTIFF with the generalised classes.</source>
   <translation>GeoTIFF mit den generalisierten Klassen.</translation>
  </message>
  <message>
   <source>GeoTIFF with the probability of the level 3 class in percent.</source>
   <translation>GeoTIFF mit der Wahrscheinlichkeit der Klasse der Ebene 3 in Prozent.</translation>
  </message>
  <message>
   <source>Gets NAME_report.html, NAME_report.csv and NAME_report.json.</source>
   <translation>Bekommt NAME_report.html, NAME_report.csv und NAME_report.json.</translation>
  </message>
  <message>
   <source>Give both fields of the official changes, OFFICIAL_FROM and OFFICIAL_TO, or none.</source>
   <translation>Geben Sie beide Felder der amtlichen Veränderungen an, OFFICIAL_FROM und OFFICIAL_TO, oder keines.</translation>
  </message>
  <message>
   <source>Give either a layer of points (SAMPLES) or a LUCAS table (SAMPLES_FILE).</source>
   <translation>Geben Sie entweder einen Punktlayer (SAMPLES) oder eine LUCAS-Tabelle (SAMPLES_FILE) an.</translation>
  </message>
  <message>
   <source>Give either a map (PREDICTION), or a scene (SCENE) or product (SCENE_FILE) to classify first.</source>
   <translation>Geben Sie entweder eine Karte (PREDICTION) an oder eine Szene (SCENE) oder ein Produkt (SCENE_FILE), die zuerst klassifiziert werden.</translation>
  </message>
  <message>
   <source>Go on with the training in the folder</source>
   <translation>Das Training im Ordner fortsetzen</translation>
  </message>
  <message>
   <source>Half width of the 95 % interval of a simple random sample, as a share: 0.05 is ± 5 %.</source>
   <translation>Halbe Breite des 95-%-Intervalls einer einfachen Zufallsstichprobe, als Anteil: 0,05 sind ± 5 %.</translation>
  </message>
  <message>
   <source>Hold out each fold in turn</source>
   <translation>Jeden Teil nacheinander zurückhalten</translation>
  </message>
  <message>
   <source>How many points to draw; 0 calculates it from the standard error below.</source>
   <translation>Wie viele Punkte gezogen werden; 0 berechnet es aus dem Standardfehler unten.</translation>
  </message>
  <message>
   <source>How many rates are tried; each takes as long as one step of the training.</source>
   <translation>Wie viele Raten versucht werden; jede dauert so lange wie ein Schritt des Trainings.</translation>
  </message>
  <message>
   <source>How many to list</source>
   <translation>Wie viele aufzulisten sind</translation>
  </message>
  <message>
   <source>How often the network sees all patches.</source>
   <translation>Wie oft das Netz alle Ausschnitte sieht.</translation>
  </message>
  <message>
   <source>How the classes share the points of a stratified sample. proportional: by area; equal: the same for each; adjusted: a minimum for each, the rest by area.</source>
   <translation>Wie sich die Klassen die Punkte einer geschichteten Stichprobe teilen. proportional: nach Fläche; equal: jede gleich viele; adjusted: ein Minimum für jede, der Rest nach Fläche.</translation>
  </message>
  <message>
   <source>How the values of a raster name classes: grid is 1 to 44, codes 111 to 523, level2 11 to 52, level1 1 to 5; auto finds it by the values, and says where they could be read in two ways.</source>
   <translation>Wie die Werte eines Rasters Klassen benennen: grid ist 1 bis 44, codes 111 bis 523, level2 11 bis 52, level1 1 bis 5; auto findet es anhand der Werte und sagt, wo sie sich auf zwei Arten lesen lassen.</translation>
  </message>
  <message>
   <source>Ignore borders (m)</source>
   <translation>Ränder auslassen (m)</translation>
  </message>
  <message>
   <source>Into how many parts the data are divided; one is held out.</source>
   <translation>In wie viele Teile die Daten geteilt werden; einer wird zurückgehalten.</translation>
  </message>
  <message>
   <source>KIND is {}: name its folder or zip as DATA_SET.</source>
   <translation>KIND ist {}: Nennen Sie den Ordner oder das Zip als DATA_SET.</translation>
  </message>
  <message>
   <source>LUCAS to CORINE table</source>
   <translation>Tabelle LUCAS zu CORINE</translation>
  </message>
  <message>
   <source>Label polygons to review</source>
   <translation>Zu prüfende Label-Polygone</translation>
  </message>
  <message>
   <source>Labelled points</source>
   <translation>Beschriftete Punkte</translation>
  </message>
  <message>
   <source>Labels</source>
   <translation>Labels</translation>
  </message>
  <message>
   <source>Labels of a patch</source>
   <translation>Beschriftung eines Ausschnitts</translation>
  </message>
  <message>
   <source>Labels of the further scenes</source>
   <translation>Beschriftung der weiteren Szenen</translation>
  </message>
  <message>
   <source>Learning rate</source>
   <translation>Lernrate</translation>
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
   <source>Legend</source>
   <translation>Legende</translation>
  </message>
  <message>
   <source>Level</source>
   <translation>Ebene</translation>
  </message>
  <message>
   <source>Level of the classes</source>
   <translation>Ebene der Klassen</translation>
  </message>
  <message>
   <source>Level of the map</source>
   <translation>Ebene der Karte</translation>
  </message>
  <message>
   <source>Level of the map's classes; automatic: the map's own.</source>
   <translation>Ebene der Klassen der Karte; automatic: die der Karte.</translation>
  </message>
  <message>
   <source>Level of the map's values, where they could be read in several ways; automatic: found by them.</source>
   <translation>Ebene der Werte der Karte, wo sie sich verschieden lesen ließen; automatic: aus ihnen bestimmt.</translation>
  </message>
  <message>
   <source>Level of the nomenclature: 1, 2 or 3; auto is as fine as the maps allow.</source>
   <translation>Ebene der Nomenklatur: 1, 2 oder 3; auto ist so fein, wie die Karten erlauben.</translation>
  </message>
  <message>
   <source>Level of the strata</source>
   <translation>Ebene der Schichten</translation>
  </message>
  <message>
   <source>Level to assess; automatic: the finest at which the map and nearly all labels have one class.</source>
   <translation>Zu beurteilende Ebene; automatic: die feinste, auf der die Karte und fast alle Beschriftungen eine Klasse haben.</translation>
  </message>
  <message>
   <source>Level whose classes are the strata; a coarser one than the map's needs fewer points.</source>
   <translation>Ebene, deren Klassen die Schichten sind; eine gröbere als die der Karte braucht weniger Punkte.</translation>
  </message>
  <message>
   <source>Level {level} ({classes} classes)</source>
   <translation>Ebene {level} ({classes} Klassen)</translation>
  </message>
  <message>
   <source>Licence</source>
   <translation>Lizenz</translation>
  </message>
  <message>
   <source>Licence of the model, such as CC-BY-4.0. Empty: the recipe's.</source>
   <translation>Lizenz des Modells, wie CC-BY-4.0. Leer: die des Rezepts.</translation>
  </message>
  <message>
   <source>Loss at each rate</source>
   <translation>Verlust bei jeder Rate</translation>
  </message>
  <message>
   <source>MASK_VALUES is '{text}', expected whole numbers separated by commas.</source>
   <translation>MASK_VALUES ist '{text}', erwartet werden ganze Zahlen, durch Kommas getrennt.</translation>
  </message>
  <message>
   <source>MORE_INPUTS and MORE_LABELS come after a first scene: give INPUT or INPUT_FILE too.</source>
   <translation>MORE_INPUTS und MORE_LABELS kommen nach einer ersten Szene: Geben Sie auch INPUT oder INPUT_FILE an.</translation>
  </message>
  <message>
   <source>MORE_LABELS has {labels} layers for {scenes} further scenes: give one for each in the same order, or none where LABELS covers all scenes.</source>
   <translation>MORE_LABELS hat {labels} Layer für {scenes} weitere Szenen: Geben Sie für jede einen in derselben Reihenfolge an, oder keinen, wo LABELS alle Szenen abdeckt.</translation>
  </message>
  <message>
   <source>Make a simple random or systematic sample more precise by the areas of the map's classes.</source>
   <translation>Eine einfache oder systematische Stichprobe durch die Flächen der Klassen der Karte genauer machen.</translation>
  </message>
  <message>
   <source>Makes a model package of a training: the network as ONNX with its normalisation inside, checked against the trained one on real patches, and its card. The model is then in the list of models.</source>
   <translation>Erstellt aus einem Training ein Modellpaket: das Netz als ONNX mit seiner Normierung darin, an echten Ausschnitten mit dem trainierten verglichen, und seine Karte. Das Modell steht dann in der Liste der Modelle.</translation>
  </message>
  <message>
   <source>Makes one page of a classified map, to read, print and hand on.</source>
   <translation>Macht aus einer klassifizierten Karte eine Seite zum Lesen, Drucken und Weitergeben.</translation>
  </message>
  <message>
   <source>Makes polygons of what changed between two land cover maps, above a minimum unit and width.</source>
   <translation>Macht Polygone aus dem, was sich zwischen zwei Landbedeckungskarten verändert hat, über einer Mindesteinheit und -breite.</translation>
  </message>
  <message>
   <source>Makes polygons of what changed from the reference to the map, one for each change from one class to another, with both codes and names, hectares, the map's confidence, and fields for a verdict and a comment.

5 ha and 100 m are the unit and width of CORINE's own change layers.</source>
   <translation>Macht Polygone aus dem, was sich von der Referenz zur Karte verändert hat, eines je Veränderung von einer Klasse in eine andere, mit beiden Codes und Namen, Hektar, der Sicherheit der Karte und Feldern für Urteil und Bemerkung.

5 ha und 100 m sind Einheit und Breite der Veränderungslayer von CORINE.</translation>
  </message>
  <message>
   <source>Makes the report of a comparison again, with the verdicts and comments on its changes.</source>
   <translation>Erstellt den Bericht eines Vergleichs neu, mit den Urteilen und Bemerkungen zu seinen Veränderungen.</translation>
  </message>
  <message>
   <source>Map</source>
   <translation>Karte</translation>
  </message>
  <message>
   <source>Map to assess</source>
   <translation>Zu beurteilende Karte</translation>
  </message>
  <message>
   <source>Maps labelled patches with a model and lists the patches and the label polygons that it believes least: wrong labels, changes since the labels were made, or what the model has not learned.</source>
   <translation>Kartiert Ausschnitte mit Labels durch ein Modell und listet die Ausschnitte und Label-Polygone, denen es am wenigsten glaubt: falsche Labels, Veränderungen seit ihrer Erhebung oder was das Modell nicht gelernt hat.</translation>
  </message>
  <message>
   <source>Margin</source>
   <translation>Fehlerspanne</translation>
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
   <source>Mean confidence (%)</source>
   <translation>Mittlere Konfidenz (%)</translation>
  </message>
  <message>
   <source>Measures a model on labelled data and writes a report with confusion matrices and figures for each class at three levels, as HTML, CSV and JSON. The data are a scene with labels, a ready-made data set or those of a recipe, of which the fold held out is measured; without any, what the model's own training has held out.</source>
   <translation>Misst ein Modell an Daten mit Labels und schreibt einen Bericht mit Verwechslungsmatrizen und Werten für jede Klasse auf drei Ebenen, als HTML, CSV und JSON. Die Daten sind eine Szene mit Labels, ein fertiger Datensatz oder die eines Rezepts, von denen der zurückgehaltene Teil gemessen wird; ohne sie, was das Training des Modells selbst zurückgehalten hat.</translation>
  </message>
  <message>
   <source>Minimum area (ha)</source>
   <translation>Mindestfläche (ha)</translation>
  </message>
  <message>
   <source>Minimum mapping unit (ha)</source>
   <translation>Kleinste Kartiereinheit (ha)</translation>
  </message>
  <message>
   <source>Minimum of each class</source>
   <translation>Minimum jeder Klasse</translation>
  </message>
  <message>
   <source>Minimum width (m)</source>
   <translation>Mindestbreite (m)</translation>
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
   <source>Model or run folder</source>
   <translation>Modell oder Ordner des Laufs</translation>
  </message>
  <message>
   <source>More scenes to learn from. BANDS, SCALE and OFFSET are those of all scenes, where they are given.</source>
   <translation>Weitere Szenen, von denen gelernt wird. BANDS, SCALE und OFFSET gelten, wo sie angegeben sind, für alle Szenen.</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>Name</translation>
  </message>
  <message>
   <source>Name of a zone</source>
   <translation>Name einer Zone</translation>
  </message>
  <message>
   <source>Name of an installed model, or the path of a model package (folder or .zip); empty for the bundled one. Installed: {names}.</source>
   <translation>Name eines installierten Modells oder Pfad eines Modellpakets (Ordner oder .zip); leer für das mitgelieferte. Installiert: {names}.</translation>
  </message>
  <message>
   <source>Name of an installed model, or the path of a package, for a scene. Empty: the bundled one.</source>
   <translation>Name eines installierten Modells oder Pfad eines Pakets, für eine Szene. Leer: das mitgelieferte.</translation>
  </message>
  <message>
   <source>Name of the files</source>
   <translation>Name der Dateien</translation>
  </message>
  <message>
   <source>Name of the model</source>
   <translation>Name des Modells</translation>
  </message>
  <message>
   <source>Name of the package: letters, digits, dots and dashes. Empty: the recipe's.</source>
   <translation>Name des Pakets: Buchstaben, Ziffern, Punkte und Striche. Leer: der des Rezepts.</translation>
  </message>
  <message>
   <source>Name or path of a model package, or the run folder of a training.</source>
   <translation>Name oder Pfad eines Modellpakets oder der Ordner eines Trainings.</translation>
  </message>
  <message>
   <source>Narrower parts join a neighbour; CORINE's own is 100 m. 0: all stay.</source>
   <translation>Schmalere Teile kommen zu einem Nachbarn; CORINE selbst hat 100 m. 0: Alle bleiben.</translation>
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
   <source>Number of changes</source>
   <translation>Zahl der Veränderungen</translation>
  </message>
  <message>
   <source>Number of patches</source>
   <translation>Anzahl der Ausschnitte</translation>
  </message>
  <message>
   <source>Number of points</source>
   <translation>Anzahl der Punkte</translation>
  </message>
  <message>
   <source>OFFICIAL_FROM and OFFICIAL_TO say something of official changes: give OFFICIAL, or leave them out.</source>
   <translation>OFFICIAL_FROM und OFFICIAL_TO sagen etwas über amtliche Änderungen: Geben Sie OFFICIAL an, oder lassen Sie sie weg.</translation>
  </message>
  <message>
   <source>OUTPUT is {place}; Corina writes a .gpkg file: choose such a name.</source>
   <translation>OUTPUT ist {place}; Corina schreibt eine .gpkg-Datei: wählen Sie einen solchen Namen.</translation>
  </message>
  <message>
   <source>Of the official changes. Give both, or none: found by the years in their names, as CODE_18.</source>
   <translation>Der amtlichen Veränderungen. Beide angeben oder keines: gefunden anhand der Jahre in den Namen, wie CODE_18.</translation>
  </message>
  <message>
   <source>Official changes</source>
   <translation>Amtliche Veränderungen</translation>
  </message>
  <message>
   <source>Offset</source>
   <translation>Versatz</translation>
  </message>
  <message>
   <source>One HTML page with everything in it: the map at each level with its legend, the scene beside it, class areas in hectares and percent, where the model is unsure, the settings of the run, what the model was trained on and how it was tested, and what to keep in mind. The areas are in a CSV file beside it, everything in a JSON file.

What Corina left beside the map (NAME_result.json, NAME_confidence.tif) is found by itself; a map without it gets a report that says what is not known. A report of the same map in the folder is replaced, one of another map is not.</source>
   <translation>Eine HTML-Seite, in der alles enthalten ist: die Karte auf jeder Ebene mit ihrer Legende, die Szene daneben, Klassenflächen in Hektar und Prozent, wo das Modell unsicher ist, die Einstellungen des Laufs, womit das Modell trainiert und wie es geprüft wurde und was zu bedenken ist. Die Flächen stehen in einer CSV-Datei daneben, alles in einer JSON-Datei.

Was Corina neben der Karte hinterlassen hat (NAME_result.json, NAME_confidence.tif), wird von selbst gefunden; eine Karte ohne das bekommt einen Bericht, der sagt, was nicht bekannt ist. Ein Bericht derselben Karte im Ordner wird ersetzt, einer einer anderen Karte nicht.</translation>
  </message>
  <message>
   <source>One layer for each further scene, in the same order. Empty: LABELS covers all scenes.</source>
   <translation>Ein Layer für jede weitere Szene, in derselben Reihenfolge. Leer: LABELS deckt alle Szenen ab.</translation>
  </message>
  <message>
   <source>Only inside these polygons; with “selected features only” inside the selected ones.</source>
   <translation>Nur innerhalb dieser Polygone; mit „nur gewählte Objekte“ innerhalb der gewählten.</translation>
  </message>
  <message>
   <source>Only this rectangle. Empty: everywhere.</source>
   <translation>Nur dieses Rechteck. Leer: überall.</translation>
  </message>
  <message>
   <source>Other settings</source>
   <translation>Andere Einstellungen</translation>
  </message>
  <message>
   <source>Output folder</source>
   <translation>Ausgabeordner</translation>
  </message>
  <message>
   <source>Overall accuracy</source>
   <translation>Gesamtgenauigkeit</translation>
  </message>
  <message>
   <source>Overall accuracy {value} %, from {points} points.</source>
   <translation>Gesamtgenauigkeit {value} %, aus {points} Punkten.</translation>
  </message>
  <message>
   <source>Overlap of tiles</source>
   <translation>Überlappung der Kacheln</translation>
  </message>
  <message>
   <source>Package as one file</source>
   <translation>Paket als eine Datei</translation>
  </message>
  <message>
   <source>Patch size</source>
   <translation>Ausschnittgröße</translation>
  </message>
  <message>
   <source>Patches and their folds</source>
   <translation>Ausschnitte und ihre Teile</translation>
  </message>
  <message>
   <source>Patches in one step. Fewer need less memory.</source>
   <translation>Ausschnitte in einem Schritt. Weniger brauchen weniger Speicher.</translation>
  </message>
  <message>
   <source>Patches to review</source>
   <translation>Zu prüfende Ausschnitte</translation>
  </message>
  <message>
   <source>Patches to review, as a table</source>
   <translation>Zu prüfende Ausschnitte als Tabelle</translation>
  </message>
  <message>
   <source>Pixel size (m)</source>
   <translation>Pixelgröße (m)</translation>
  </message>
  <message>
   <source>Pixels nearer than this to the border between two labels are not learned from; figures are given with and without them. CORINE's lines are good to 100 m.</source>
   <translation>Aus Pixeln, die der Grenze zwischen zwei Labels näher sind, wird nicht gelernt; Kennzahlen werden mit und ohne sie angegeben. CORINEs Linien sind auf 100 m genau.</translation>
  </message>
  <message>
   <source>Pixels to compare on. 0: those of the map, else of the reference; 20 m between polygons.</source>
   <translation>Pixel, auf denen verglichen wird. 0: die der Karte, sonst die der Referenz; 20 m zwischen Polygonen.</translation>
  </message>
  <message>
   <source>Points each class gets at least under the adjusted allocation; 50 to 100 are advised.</source>
   <translation>Punkte, die jede Klasse bei der Aufteilung adjusted mindestens bekommt; 50 bis 100 werden empfohlen.</translation>
  </message>
  <message>
   <source>Points of a simple random sample</source>
   <translation>Punkte einer einfachen Zufallsstichprobe</translation>
  </message>
  <message>
   <source>Points used</source>
   <translation>Verwendete Punkte</translation>
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
   <source>Polygons or a raster with CORINE classes, or with those of another LEGEND. Any CRS.</source>
   <translation>Polygone oder ein Raster mit CORINE-Klassen oder denen einer anderen LEGEND. Beliebiges KBS.</translation>
  </message>
  <message>
   <source>Polygons smaller than this are passed over.</source>
   <translation>Kleinere Polygone werden übergangen.</translation>
  </message>
  <message>
   <source>Polygons smaller than this many hectares are merged into their largest neighbour; 25 is CORINE's own. 0: all stay.</source>
   <translation>Polygone mit weniger als so vielen Hektar werden mit dem größten Nachbarn verbunden; 25 ist CORINEs eigener Wert. 0: alle bleiben.</translation>
  </message>
  <message>
   <source>Polygons to add up in, one by one. Empty: only the whole map.</source>
   <translation>Polygone, in denen einzeln summiert wird. Leer: nur die ganze Karte.</translation>
  </message>
  <message>
   <source>Preset</source>
   <translation>Voreinstellung</translation>
  </message>
  <message>
   <source>Pretrain encoder</source>
   <translation>Encoder vortrainieren</translation>
  </message>
  <message>
   <source>Priority table</source>
   <translation>Prioritätentabelle</translation>
  </message>
  <message>
   <source>Raster in percent that was made with the map. Empty: NAME_confidence.tif beside NAME_level3.tif, if it is there.</source>
   <translation>Raster in Prozent, das mit der Karte erzeugt wurde. Leer: NAME_confidence.tif neben NAME_level3.tif, wenn es dort ist.</translation>
  </message>
  <message>
   <source>Raster of the confidence in percent. Empty: the one beside the map.</source>
   <translation>Raster der Konfidenz in Prozent. Leer: das neben der Karte.</translation>
  </message>
  <message>
   <source>Reads which changes of a comparison were confirmed, rejected or left unsure, and the comments, and makes its report again with them: polygons and hectares by verdict, what became what by the confirmed changes, and the verdict of each of the largest.

report.html and result.json in the folder of the comparison are replaced. Edits of the changes that are not saved are not seen.</source>
   <translation>Liest, welche Veränderungen eines Vergleichs bestätigt, verworfen oder als unsicher eingestuft wurden, samt den Bemerkungen, und erstellt damit seinen Bericht neu: Polygone und Hektar nach Urteil, was nach den bestätigten Veränderungen wozu wurde, und das Urteil zu jeder der größten.

report.html und result.json im Ordner des Vergleichs werden ersetzt. Bearbeitungen der Veränderungen, die nicht gespeichert sind, werden nicht gesehen.</translation>
  </message>
  <message>
   <source>Ready-made data set</source>
   <translation>Fertiger Datensatz</translation>
  </message>
  <message>
   <source>Recipe</source>
   <translation>Rezept</translation>
  </message>
  <message>
   <source>Reference</source>
   <translation>Referenz</translation>
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
   <source>Report</source>
   <translation>Bericht</translation>
  </message>
  <message>
   <source>Report of a classified map</source>
   <translation>Bericht einer klassifizierten Karte</translation>
  </message>
  <message>
   <source>Report of a judged comparison</source>
   <translation>Bericht eines beurteilten Vergleichs</translation>
  </message>
  <message>
   <source>Result as JSON</source>
   <translation>Ergebnis als JSON</translation>
  </message>
  <message>
   <source>Resume the training that was stopped or cancelled in the run folder.</source>
   <translation>Das Training fortsetzen, das im Ordner angehalten oder abgebrochen wurde.</translation>
  </message>
  <message>
   <source>Review labels</source>
   <translation>Labels überprüfen</translation>
  </message>
  <message>
   <source>Run folder</source>
   <translation>Ordner des Laufs</translation>
  </message>
  <message>
   <source>Sample points</source>
   <translation>Stichprobenpunkte</translation>
  </message>
  <message>
   <source>Sample size</source>
   <translation>Stichprobenumfang</translation>
  </message>
  <message>
   <source>Says what Corina understands of a scene without classifying it: which band is which and how each was found, scale and offset, size, masks, and what is missing for the model.</source>
   <translation>Sagt, was Corina von einer Szene versteht, ohne sie zu klassifizieren: welcher Kanal welcher ist und wie er gefunden wurde, Skalierung und Versatz, Größe, Masken und was dem Modell fehlt.</translation>
  </message>
  <message>
   <source>Says what there is to learn from: patches, those left out and why, area and share of each class, what to be warned of, and how the patches are divided into training, validation and test, as a layer.</source>
   <translation>Sagt, woraus gelernt werden kann: Bildausschnitte, ausgelassene mit Grund, Fläche und Anteil jeder Klasse, Warnungen, und wie die Ausschnitte auf Training, Validierung und Test verteilt sind, als Layer.</translation>
  </message>
  <message>
   <source>Scale</source>
   <translation>Skalierung</translation>
  </message>
  <message>
   <source>Scene</source>
   <translation>Szene</translation>
  </message>
  <message>
   <source>Scene layer</source>
   <translation>Szenenlayer</translation>
  </message>
  <message>
   <source>Sea at the coast only</source>
   <translation>Meer nur an der Küste</translation>
  </message>
  <message>
   <source>Seed</source>
   <translation>Startwert</translation>
  </message>
  <message>
   <source>Share of a tile's edge that it has in common with the next, 0 to 0.5. Empty: the model's own.</source>
   <translation>Teil der Kachelkante, den eine Kachel mit der nächsten gemeinsam hat, 0 bis 0.5. Leer: der des Modells.</translation>
  </message>
  <message>
   <source>Small areas join</source>
   <translation>Kleine Flächen kommen zu</translation>
  </message>
  <message>
   <source>Smaller areas join a neighbour: 5 ha is the unit of CORINE's change layers, 25 ha that of its maps.</source>
   <translation>Kleinere Flächen kommen zu einem Nachbarn: 5 ha ist die Einheit der Veränderungslayer von CORINE, 25 ha die seiner Karten.</translation>
  </message>
  <message>
   <source>Smallest polygon (ha)</source>
   <translation>Kleinstes Polygon (ha)</translation>
  </message>
  <message>
   <source>Standard error</source>
   <translation>Standardfehler</translation>
  </message>
  <message>
   <source>Standard error of these points</source>
   <translation>Standardfehler dieser Punkte</translation>
  </message>
  <message>
   <source>Standard error the overall accuracy is to have, as a share: 0.01 gives an interval of ± 2 %.</source>
   <translation>Standardfehler, den die Gesamtgenauigkeit haben soll, als Anteil: 0.01 ergibt ein Intervall von ± 2 %.</translation>
  </message>
  <message>
   <source>Step</source>
   <translation>Schritt</translation>
  </message>
  <message>
   <source>Steps</source>
   <translation>Schritte</translation>
  </message>
  <message>
   <source>Stored value of pixels without data. Empty: read from the metadata.</source>
   <translation>Gespeicherter Wert von Pixeln ohne Daten. Leer: aus den Metadaten gelesen.</translation>
  </message>
  <message>
   <source>Suggested learning rate</source>
   <translation>Vorgeschlagene Lernrate</translation>
  </message>
  <message>
   <source>Summary</source>
   <translation>Zusammenfassung</translation>
  </message>
  <message>
   <source>Table with pixels, hectares and percent of each class at each level.</source>
   <translation>Tabelle mit Pixeln, Hektar und Prozent jeder Klasse auf jeder Ebene.</translation>
  </message>
  <message>
   <source>Table with zone, level, code, name, pixels, hectares and percent.</source>
   <translation>Tabelle mit Zone, Ebene, Code, Name, Pixeln, Hektar und Prozent.</translation>
  </message>
  <message>
   <source>The GeoPackage (.gpkg) the points go into, with the strata and their areas.</source>
   <translation>Das GeoPackage (.gpkg), in das die Punkte kommen, mit den Schichten und ihren Flächen.</translation>
  </message>
  <message>
   <source>The attribute of the polygons with the class. Empty: CODE_18, CLC_CODE and the like are found.</source>
   <translation>Das Attribut der Polygone mit der Klasse. Leer: CODE_18, CLC_CODE und ähnliche werden gefunden.</translation>
  </message>
  <message>
   <source>The bands that the network reads, such as B02,B03,B04,B08,B11,B12; BigEarthNet also has the radar bands VV and VH. Empty: those of the recipe, else B02, B03, B04 and B08.</source>
   <translation>Die Bänder, die das Netz liest, etwa B02,B03,B04,B08,B11,B12; BigEarthNet hat auch die Radarbänder VV und VH. Leer: die des Rezepts, sonst B02, B03, B04 und B08.</translation>
  </message>
  <message>
   <source>The classified map; it need not be the one the points were drawn from.</source>
   <translation>Die klassifizierte Karte; es muss nicht die sein, aus der die Punkte gezogen wurden.</translation>
  </message>
  <message>
   <source>The epoch that was the best on the validation data, or the last one.</source>
   <translation>Die Epoche, die auf den Validierungsdaten die beste war, oder die letzte.</translation>
  </message>
  <message>
   <source>The field of the points that holds the class seen, as a CORINE code of any level.</source>
   <translation>Das Feld der Punkte mit der gesehenen Klasse, als CORINE-Code einer beliebigen Ebene.</translation>
  </message>
  <message>
   <source>The fold that says when to stop and which epoch was the best, counted from 0. Empty: the one after the fold held out.</source>
   <translation>Der Teil, der sagt, wann Schluss ist und welche Epoche die beste war, ab 0 gezählt. Leer: der nach dem zurückgehaltenen.</translation>
  </message>
  <message>
   <source>The fold that the report is measured on, counted from 0 as in the layer of the split.</source>
   <translation>Der Teil, an dem der Bericht gemessen wird, ab 0 gezählt wie in der Ebene der Aufteilung.</translation>
  </message>
  <message>
   <source>The folder of BigEarthNet, EuroSAT, SeasoNet or chips with masks, instead of scenes or beside them.</source>
   <translation>Der Ordner von BigEarthNet, EuroSAT, SeasoNet oder Kacheln mit Masken, anstelle von Szenen oder neben ihnen.</translation>
  </message>
  <message>
   <source>The folder of the training.</source>
   <translation>Der Ordner des Trainings.</translation>
  </message>
  <message>
   <source>The folder of the training: checkpoints, curves and the encoder.</source>
   <translation>Der Ordner des Trainings: Zwischenstände, Kurven und der Encoder.</translation>
  </message>
  <message>
   <source>The folder of the training: checkpoints, curves, report and model.</source>
   <translation>Der Ordner des Trainings: Zwischenstände, Kurven, Bericht und Modell.</translation>
  </message>
  <message>
   <source>The folder that gets the report, the tables and the figures.</source>
   <translation>Der Ordner, der den Bericht, die Tabellen und die Zahlen bekommt.</translation>
  </message>
  <message>
   <source>The folder that the layer of patches and the description are written into.</source>
   <translation>Der Ordner, in den der Layer der Ausschnitte und die Beschreibung geschrieben werden.</translation>
  </message>
  <message>
   <source>The folder that the two layers and the table are written into.</source>
   <translation>Der Ordner, in den die beiden Layer und die Tabelle geschrieben werden.</translation>
  </message>
  <message>
   <source>The folder the report is written into.</source>
   <translation>Der Ordner, in den der Bericht geschrieben wird.</translation>
  </message>
  <message>
   <source>The folder with result.json and changes.gpkg that a comparison left.</source>
   <translation>Der Ordner mit result.json und changes.gpkg, den ein Vergleich hinterlassen hat.</translation>
  </message>
  <message>
   <source>The folder {folder} cannot be made ({reason}): choose another.</source>
   <translation>Der Ordner {folder} kann nicht angelegt werden ({reason}): wählen Sie einen anderen.</translation>
  </message>
  <message>
   <source>The highest one of the last stage, such as that of corina:learningrate.</source>
   <translation>Die höchste des letzten Abschnitts, etwa die von corina:learningrate.</translation>
  </message>
  <message>
   <source>The level of the nomenclature that is told apart, 1 to 3; not used with eurosat and bigearthnet19.</source>
   <translation>Die Ebene der Nomenklatur, die unterschieden wird, 1 bis 3; nicht bei eurosat und bigearthnet19.</translation>
  </message>
  <message>
   <source>The map to compare, the state “to”: a map Corina made, or any raster or polygons of CORINE classes.</source>
   <translation>Die zu vergleichende Karte, der Zustand „nach“: eine Karte von Corina oder ein beliebiges Raster oder Polygone mit CORINE-Klassen.</translation>
  </message>
  <message>
   <source>The model's name in the list of models.</source>
   <translation>Der Name des Modells in der Liste der Modelle.</translation>
  </message>
  <message>
   <source>The number of patches and of polygons that are listed, the worst first.</source>
   <translation>Die Anzahl der Ausschnitte und der Polygone, die aufgelistet werden, die schlechtesten zuerst.</translation>
  </message>
  <message>
   <source>The recipe names no data: give a scene with labels (INPUT, LABELS) or a DATA_SET.</source>
   <translation>Das Rezept nennt keine Daten: geben Sie eine Szene mit Labels (INPUT, LABELS) oder einen DATA_SET an.</translation>
  </message>
  <message>
   <source>The same seed draws the same points from the same map. Empty: a new one, stored in the file.</source>
   <translation>Derselbe Startwert zieht aus derselben Karte dieselben Punkte. Leer: ein neuer, der in der Datei steht.</translation>
  </message>
  <message>
   <source>The same seed draws the same split and the same training.</source>
   <translation>Derselbe Startwert zieht dieselbe Teilung und dasselbe Training.</translation>
  </message>
  <message>
   <source>The scale is {scale}; it must be above 0, such as 0.0001.</source>
   <translation>Die Skalierung ist {scale}; sie muss über 0 sein, etwa 0.0001.</translation>
  </message>
  <message>
   <source>The scene has no labels: give a layer with CORINE polygons or classes (LABELS).</source>
   <translation>Die Szene hat keine Labels: geben Sie einen Layer mit CORINE-Polygonen oder Klassen an (LABELS).</translation>
  </message>
  <message>
   <source>The standard error is {reached}; for {asked} type {count} as the number of points.</source>
   <translation>Der Standardfehler ist {reached}; für {asked} geben Sie {count} als Anzahl der Punkte ein.</translation>
  </message>
  <message>
   <source>The training is kept in {} and goes on with RESUME.</source>
   <translation>Das Training bleibt in {} und geht mit RESUME weiter.</translation>
  </message>
  <message>
   <source>Their codes, such as 112,211,311. What the reference shows of others is not assessed. Empty: as the map or the record beside it says.</source>
   <translation>Ihre Codes, etwa 112,211,311. Was die Referenz von anderen zeigt, wird nicht bewertet. Leer: wie die Karte oder das Protokoll daneben sagt.</translation>
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
   <source>There is nothing to learn from: give a scene with labels, a DATA_SET or a RECIPE.</source>
   <translation>Es gibt nichts zu lernen: geben Sie eine Szene mit Labels, einen DATA_SET oder ein RECIPE an.</translation>
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
   <source>Title</source>
   <translation>Titel</translation>
  </message>
  <message>
   <source>Title in the list of models. Empty: the recipe's.</source>
   <translation>Titel in der Liste der Modelle. Leer: der des Rezepts.</translation>
  </message>
  <message>
   <source>To show beside the map. Empty: the scene that the map was made from, where it is still there.</source>
   <translation>Wird neben der Karte gezeigt. Leer: die Szene, aus der die Karte entstand, wenn sie noch da ist.</translation>
  </message>
  <message>
   <source>Train model</source>
   <translation>Modell trainieren</translation>
  </message>
  <message>
   <source>Train once for each fold; the report has the figures of all folds and their mean. The model is that of the fold held out.</source>
   <translation>Für jeden Teil einmal trainieren; der Bericht hat die Zahlen aller Teile und ihr Mittel. Das Modell ist das des zurückgehaltenen Teils.</translation>
  </message>
  <message>
   <source>Trains a model that tells CORINE classes apart, from a scene with labels, from a ready-made data set, or by a recipe that was saved in the Train tab. It measures the model on places it has never seen, writes a report, and puts the model into the list of models. A cancelled training is kept in its folder and goes on from there when it is started again with RESUME.</source>
   <translation>Trainiert ein Modell, das CORINE-Klassen unterscheidet, aus einer Szene mit Labels, einem fertigen Datensatz oder nach einem Rezept, das im Reiter Training gespeichert wurde. Es misst das Modell an Orten, die es nie gesehen hat, schreibt einen Bericht und nimmt das Modell in die Liste der Modelle auf. Ein abgebrochenes Training bleibt in seinem Ordner und geht von dort weiter, wenn es mit RESUME neu gestartet wird.</translation>
  </message>
  <message>
   <source>Trains for a few steps with a learning rate that rises from very small to very large, writes the loss at each rate as a table, and suggests the rate at which the loss falls fastest.</source>
   <translation>Trainiert einige Schritte mit einer Lernrate, die von sehr klein bis sehr groß steigt, schreibt den Verlust bei jeder Rate als Tabelle und schlägt die Rate vor, bei der er am schnellsten fällt.</translation>
  </message>
  <message>
   <source>Trains the encoder of a network to say which classes occur in a whole patch. The file it writes can be the first weights of a training: choose it in the Train tab, or as weights.path of a recipe.</source>
   <translation>Trainiert den Encoder eines Netzes darauf zu sagen, welche Klassen in einem ganzen Ausschnitt vorkommen. Mit der Datei, die entsteht, kann ein Training beginnen: Wählen Sie sie im Reiter Trainieren oder als weights.path eines Rezepts.</translation>
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
   <source>Use the map's class areas</source>
   <translation>Flächen der Klassen der Karte nutzen</translation>
  </message>
  <message>
   <source>User's accuracy expected of the classes, as a share, and of single classes by their code, such as 0.8;111=0.6;512=0.95.</source>
   <translation>Erwartete Nutzergenauigkeit der Klassen, als Anteil, und einzelner Klassen nach ihrem Code, etwa 0.8;111=0.6;512=0.95.</translation>
  </message>
  <message>
   <source>Values of the mask layer to leave out, separated by commas. Empty: all that are not 0.</source>
   <translation>Werte des Maskenlayers, die ausgelassen werden, durch Kommas getrennt. Leer: alle, die nicht 0 sind.</translation>
  </message>
  <message>
   <source>Values of {}</source>
   <translation>Werte von {}</translation>
  </message>
  <message>
   <source>Water some 10 km or more from every coast is mapped as lakes, never as sea: an image of open water does not tell them apart.</source>
   <translation>Wasser, das rund 10 km oder weiter von jeder Küste liegt, wird als See kartiert, nie als Meer: Ein Bild von offenem Wasser unterscheidet die beiden nicht.</translation>
  </message>
  <message>
   <source>What is never divided between training and test. random and stratified flatter.</source>
   <translation>Was nie zwischen Training und Test geteilt wird. random und stratified schmeicheln.</translation>
  </message>
  <message>
   <source>What it is compared with, the state “from”: CORINE polygons or a raster of any year, or an older map.</source>
   <translation>Womit verglichen wird, der Zustand „von“: CORINE-Polygone oder ein Raster eines beliebigen Jahres oder eine ältere Karte.</translation>
  </message>
  <message>
   <source>What the model is good for, for its card. Empty: the recipe's, else made from the recipe.</source>
   <translation>Wofür das Modell taugt, für seine Karte. Leer: die des Rezepts, sonst aus dem Rezept gebildet.</translation>
  </message>
  <message>
   <source>What the network begins with: bundled, none, imagenet, a model's name, the folder of a run, or a file such as the encoder of corina:pretrainencoder. Empty: as the recipe or the preset says.</source>
   <translation>Womit das Netz beginnt: bundled, none, imagenet, der Name eines Modells, der Ordner eines Laufs oder eine Datei wie der Encoder von corina:pretrainencoder. Leer: wie Rezept oder Voreinstellung sagen.</translation>
  </message>
  <message>
   <source>What would stop a classification</source>
   <translation>Was eine Klassifikation verhindern würde</translation>
  </message>
  <message>
   <source>Where its name does not tell it; chooses among layers and fields of several years too. 0: found.</source>
   <translation>Wenn der Name es nicht verrät; wählt auch unter Layern und Feldern mehrerer Jahre. 0: erkannt.</translation>
  </message>
  <message>
   <source>Where the map is less sure, a difference makes no change polygon. Needs the confidence raster beside it.</source>
   <translation>Wo die Karte weniger sicher ist, ergibt ein Unterschied kein Veränderungspolygon. Braucht das Sicherheitsraster daneben.</translation>
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
   <source>Year of {}</source>
   <translation>Jahr von {}</translation>
  </message>
  <message>
   <source>Zones</source>
   <translation>Zonen</translation>
  </message>
  <message>
   <source>band</source>
   <translation>Kanal</translation>
  </message>
  <message>
   <source>corine, another legend's name such as s2glc or esa-worldcover, or a legend file (.csv, .json).</source>
   <translation>corine, der Name einer anderen Legende wie s2glc oder esa-worldcover, oder eine Legendendatei (.csv, .json).</translation>
  </message>
  <message>
   <source>none</source>
   <translation>keine</translation>
  </message>
  <message>
   <source>or LUCAS table (CSV)</source>
   <translation>oder LUCAS-Tabelle (CSV)</translation>
  </message>
  <message>
   <source>or product folder, .zip or raster file</source>
   <translation>oder Produktordner, .zip oder Rasterdatei</translation>
  </message>
  <message>
   <source>or product to classify first</source>
   <translation>oder zuerst zu klassifizierendes Produkt</translation>
  </message>
  <message>
   <source>or scene to classify first</source>
   <translation>oder zuerst zu klassifizierende Szene</translation>
  </message>
  <message>
   <source>own: the classes that occur in the patch. eurosat: DATA_SET holds a folder for each class. bigearthnet: DATA_SET is BigEarthNet, with the classes of its metadata; bigearthnet19: with its 19 classes.</source>
   <translation>own: die Klassen, die im Ausschnitt vorkommen. eurosat: DATA_SET enthält einen Ordner je Klasse. bigearthnet: DATA_SET ist BigEarthNet, mit den Klassen seiner Metadaten; bigearthnet19: mit seinen 19 Klassen.</translation>
  </message>
  <message>
   <source>priority: the neighbour of the most similar class, as CORINE does; largest: the largest neighbour.</source>
   <translation>priority: der Nachbar der ähnlichsten Klasse, wie CORINE es tut; largest: der größte Nachbar.</translation>
  </message>
  <message>
   <source>quick_look takes minutes, balanced hours, best about a day on two cores. Not used with a recipe.</source>
   <translation>quick_look dauert Minuten, balanced Stunden, best etwa einen Tag auf zwei Kernen. Mit einem Rezept nicht verwendet.</translation>
  </message>
  <message>
   <source>stratified: at random within each class; simple: at random over the whole map; systematic: a square grid with a random start.</source>
   <translation>stratified: zufällig in jeder Klasse; simple: zufällig über die ganze Karte; systematic: ein quadratisches Gitter mit zufälligem Anfang.</translation>
  </message>
  <message>
   <source>{code} {name}: {points} points for {area} ha</source>
   <translation>{code} {name}: {points} Punkte für {area} ha</translation>
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
   <source>{name} is {value}, which is no layer.</source>
   <translation>{name} ist {value}, das ist kein Layer.</translation>
  </message>
  <message>
   <source>{name} is {value}, which is no map that can be read: choose another.</source>
   <translation>{name} ist {value}, und das ist keine lesbare Karte: Wählen Sie eine andere.</translation>
  </message>
  <message>
   <source>{name} says something of a map: give PREDICTION, or leave it out.</source>
   <translation>{name} sagt etwas über eine Karte: Geben Sie PREDICTION an, oder lassen Sie es weg.</translation>
  </message>
  <message>
   <source>{name} says something of a scene: give SCENE or SCENE_FILE, or leave it out.</source>
   <translation>{name} sagt etwas über eine Szene: Geben Sie SCENE oder SCENE_FILE an, oder lassen Sie es weg.</translation>
  </message>
  <message>
   <source>{path} does not exist: choose another scene.</source>
   <translation>{path} gibt es nicht: wählen Sie eine andere Szene.</translation>
  </message>
  <message>
   <source>{place} cannot be written ({reason}): choose another place.</source>
   <translation>{place} kann nicht geschrieben werden ({reason}): wählen Sie einen anderen Ort.</translation>
  </message>
  <message>
   <source>{place} is read too, and would be replaced: choose another place.</source>
   <translation>{place} wird auch gelesen und würde ersetzt: Wählen Sie einen anderen Ort.</translation>
  </message>
  <message>
   <source>“{name}” has a filter, which would leave points out of the sample: remove it.</source>
   <translation>„{name}“ hat einen Filter, der Punkte aus der Stichprobe ausließe: entfernen Sie ihn.</translation>
  </message>
  <message>
   <source>“{name}” has edits that are not saved: save them and try again.</source>
   <translation>„{name}“ hat ungespeicherte Änderungen: speichern Sie sie und versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <source>“{name}” is not saved in a file: export it as a GeoPackage and try again.</source>
   <translation>„{name}“ ist nicht in einer Datei gespeichert: exportieren Sie den Layer als GeoPackage und versuchen Sie es noch einmal.</translation>
  </message>
 </context>
 <context>
  <name>RateChart</name>
  <message>
   <source>Learning rate {}</source>
   <translation>Lernrate {}</translation>
  </message>
  <message>
   <source>Loss at each learning rate</source>
   <translation>Verlust bei jeder Lernrate</translation>
  </message>
 </context>
 <context>
  <name>RateTest</name>
  <message>
   <source>Cancel test</source>
   <translation>Test abbrechen</translation>
  </message>
  <message>
   <source>Changed since; test again.</source>
   <translation>Seither geändert; testen Sie noch einmal.</translation>
  </message>
  <message>
   <source>End the test; nothing is changed.</source>
   <translation>Den Test beenden; es ändert sich nichts.</translation>
  </message>
  <message>
   <source>Put the suggested rate into the field above.</source>
   <translation>Die vorgeschlagene Lernrate in das Feld darüber setzen.</translation>
  </message>
  <message>
   <source>Take it o&amp;ver</source>
   <translation>Ü&amp;bernehmen</translation>
  </message>
  <message>
   <source>The loss at each rate, while the rate rises from step to step. A good rate lies where the loss falls fastest, well before it rises.</source>
   <translation>Der Verlust bei jeder Lernrate, während sie von Schritt zu Schritt steigt. Eine gute Lernrate liegt dort, wo der Verlust am schnellsten fällt, deutlich bevor er steigt.</translation>
  </message>
  <message>
   <source>Trying rising rates…</source>
   <translation>Steigende Lernraten werden probiert…</translation>
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
  <name>ReplacedLayers</name>
  <message>
   <source>“{name}” cannot be edited now, because a comparison that is not done yet will replace its file: wait for it, or cancel it in Runs.</source>
   <translation>„{name}“ lässt sich gerade nicht bearbeiten, weil ein noch nicht fertiger Vergleich die Datei ersetzen wird: Warten Sie ihn ab, oder brechen Sie ihn unter „Läufe“ ab.</translation>
  </message>
  <message>
   <source>“{name}” has unsaved edits, and its file {path} would be replaced: save or discard them first, or choose another file.</source>
   <translation>„{name}“ hat ungespeicherte Änderungen, und die Datei {path} würde ersetzt: Speichern oder verwerfen Sie sie zuerst, oder wählen Sie eine andere Datei.</translation>
  </message>
  <message>
   <source>“{name}” has unsaved edits, and this comparison would replace its file {path}: save or discard them first, or choose another folder.</source>
   <translation>„{name}“ hat ungespeicherte Änderungen, und dieser Vergleich würde die Datei {path} ersetzen: Speichern oder verwerfen Sie sie zuerst, oder wählen Sie einen anderen Ordner.</translation>
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
   <source>&amp;Stop the report</source>
   <translation>Bericht &amp;stoppen</translation>
  </message>
  <message>
   <source>&amp;Zoom to result</source>
   <translation>Auf Ergebnis &amp;zoomen</translation>
  </message>
  <message>
   <source>Add &amp;reports</source>
   <translation>&amp;Berichte hinzufügen</translation>
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
   <source>Co&amp;mpare with CORINE</source>
   <translation>&amp;Mit CORINE vergleichen</translation>
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
   <source>Go to the Compare tab with this map: where it differs from CORINE, and how much.</source>
   <translation>Mit dieser Karte zur Registerkarte Vergleichen: wo und wie viel sie von CORINE abweicht.</translation>
  </message>
  <message>
   <source>Level</source>
   <translation>Ebene</translation>
  </message>
  <message>
   <source>Make one page of this map, to read, print and hand on: pictures, class areas, confidence, the model behind it and what to keep in mind. It opens in the browser.</source>
   <translation>Macht aus dieser Karte eine Seite zum Lesen, Drucken und Weitergeben: Bilder, Klassenflächen, Konfidenz, das Modell dahinter und was zu bedenken ist. Sie öffnet sich im Browser.</translation>
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
   <source>Repor&amp;t</source>
   <translation>Berich&amp;t</translation>
  </message>
  <message>
   <source>Report</source>
   <translation>Bericht</translation>
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
   <source>The report is being made; it opens when it is ready. Click to stop.</source>
   <translation>Der Bericht entsteht; er öffnet sich, wenn er fertig ist. Klicken, um anzuhalten.</translation>
  </message>
  <message>
   <source>To draw maps and charts into a report, Corina adds three libraries to its own engine, which comparing with CORINE needs too. QGIS itself is left as it is.</source>
   <translation>Um Karten und Diagramme in einen Bericht zu zeichnen, fügt Corina der eigenen Engine drei Bibliotheken hinzu, die auch der Vergleich mit CORINE braucht. QGIS selbst bleibt, wie es ist.</translation>
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
  <name>ReviewRow</name>
  <message>
   <source>Next label</source>
   <translation>Nächstes Label</translation>
  </message>
  <message>
   <source>Previous label</source>
   <translation>Voriges Label</translation>
  </message>
  <message>
   <source>The label before this one in the list.</source>
   <translation>Das vorige Label der Liste.</translation>
  </message>
  <message>
   <source>The next label of the list; the model believes it more.</source>
   <translation>Das nächste Label der Liste; das Modell glaubt ihm mehr.</translation>
  </message>
  <message>
   <source>Verdict on the label</source>
   <translation>Urteil über das Label</translation>
  </message>
  <message>
   <source>Your verdict on the label. It is saved in the layer at once.</source>
   <translation>Ihr Urteil über das Label. Es wird sofort im Layer gespeichert.</translation>
  </message>
  <message>
   <source>label is right</source>
   <translation>Label ist richtig</translation>
  </message>
  <message>
   <source>label is wrong</source>
   <translation>Label ist falsch</translation>
  </message>
  <message>
   <source>not judged</source>
   <translation>nicht beurteilt</translation>
  </message>
  <message>
   <source>unsure</source>
   <translation>unsicher</translation>
  </message>
  <message>
   <source>{} of {}: labelled {}, mapped {}; {} % of {} agree</source>
   <translation>{} von {}: Label {}, kartiert {}; {} % von {} stimmen überein</translation>
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
  <message>
   <source>“{}” is done.</source>
   <translation>„{}“ ist fertig.</translation>
  </message>
 </context>
 <context>
  <name>RunManager</name>
  <message>
   <source>A layer the run reads was removed from the project, so the run was cancelled: “{layer}”, read by “{run}”.</source>
   <translation>Ein Layer, den der Lauf liest, wurde aus dem Projekt entfernt, darum wurde der Lauf abgebrochen: „{layer}“, gelesen von „{run}“.</translation>
  </message>
  <message>
   <source>Corina: {title}</source>
   <translation>Corina: {title}</translation>
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
   <source>&amp;Resume</source>
   <translation>&amp;Fortsetzen</translation>
  </message>
  <message>
   <source>Agreement</source>
   <translation>Übereinstimmung</translation>
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
   <source>Encoder</source>
   <translation>Encoder</translation>
  </message>
  <message>
   <source>Epochs</source>
   <translation>Epochen</translation>
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
   <source>File</source>
   <translation>Datei</translation>
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
   <source>Learned from</source>
   <translation>Gelernt aus</translation>
  </message>
  <message>
   <source>Level</source>
   <translation>Ebene</translation>
  </message>
  <message>
   <source>Map</source>
   <translation>Karte</translation>
  </message>
  <message>
   <source>Model</source>
   <translation>Modell</translation>
  </message>
  <message>
   <source>Network</source>
   <translation>Netz</translation>
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
   <source>Overall accuracy</source>
   <translation>Gesamtgenauigkeit</translation>
  </message>
  <message>
   <source>Patches</source>
   <translation>Ausschnitte</translation>
  </message>
  <message>
   <source>Points</source>
   <translation>Punkte</translation>
  </message>
  <message>
   <source>Re&amp;peat with changes…</source>
   <translation>&amp;Wiederholen…</translation>
  </message>
  <message>
   <source>Reference</source>
   <translation>Referenz</translation>
  </message>
  <message>
   <source>Result</source>
   <translation>Ergebnis</translation>
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
   <source>Seed</source>
   <translation>Startwert</translation>
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
   <source>Why</source>
   <translation>Warum</translation>
  </message>
  <message>
   <source>changes from {} ha, {} m wide</source>
   <translation>Veränderungen ab {} ha und {} m Breite</translation>
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
   <source>where both are</source>
   <translation>wo beide sind</translation>
  </message>
  <message>
   <source>whole scene</source>
   <translation>ganze Szene</translation>
  </message>
  <message>
   <source>with mask</source>
   <translation>mit Maske</translation>
  </message>
  <message>
   <source>{} % at levels 1 / 2 / 3</source>
   <translation>{} % auf den Ebenen 1 / 2 / 3</translation>
  </message>
  <message>
   <source>{} ({} to {})</source>
   <translation>{} ({} bis {})</translation>
  </message>
  <message>
   <source>{} exactly right, F1 {}</source>
   <translation>{} genau richtig, F1 {}</translation>
  </message>
 </context>
 <context>
  <name>SaidOfMaps</name>
  <message>
   <source>known from the map</source>
   <translation>aus der Karte bekannt</translation>
  </message>
  <message>
   <source>“{}” is no CORINE class: write the codes that the map can show, such as 112, 211, 311.</source>
   <translation>„{}“ ist keine CORINE-Klasse: Schreiben Sie die Codes, die die Karte zeigen kann, etwa 112, 211, 311.</translation>
  </message>
 </context>
 <context>
  <name>SampleDialog</name>
  <message>
   <source>&amp;Draw</source>
   <translation>&amp;Ziehen</translation>
  </message>
  <message>
   <source>&amp;Expected accuracy</source>
   <translation>&amp;Erwartete Genauigkeit</translation>
  </message>
  <message>
   <source>&amp;How</source>
   <translation>&amp;Wie</translation>
  </message>
  <message>
   <source>&amp;Map</source>
   <translation>&amp;Karte</translation>
  </message>
  <message>
   <source>&amp;Number of points</source>
   <translation>A&amp;nzahl der Punkte</translation>
  </message>
  <message>
   <source>&amp;Precision</source>
   <translation>Vertrauens&amp;bereich</translation>
  </message>
  <message>
   <source>&amp;Save to</source>
   <translation>&amp;Speichern in</translation>
  </message>
  <message>
   <source>About {} points on a square grid over the whole map.</source>
   <translation>Etwa {} Punkte auf einem quadratischen Gitter über der ganzen Karte.</translation>
  </message>
  <message>
   <source>Add a classified map, made by Corina or a CORINE raster, to the project.</source>
   <translation>Eine klassifizierte Karte, von Corina oder ein CORINE-Raster, zum Projekt hinzufügen.</translation>
  </message>
  <message>
   <source>Counting the classes…</source>
   <translation>Die Klassen werden gezählt…</translation>
  </message>
  <message>
   <source>Draw sample points</source>
   <translation>Stichprobenpunkte ziehen</translation>
  </message>
  <message>
   <source>How many points to draw; without a number it is calculated.</source>
   <translation>Wie viele Punkte gezogen werden; ohne Zahl wird sie berechnet.</translation>
  </message>
  <message>
   <source>The accuracy you expect, as far as you can say.</source>
   <translation>Die Genauigkeit, die Sie erwarten, soweit Sie das sagen können.</translation>
  </message>
  <message>
   <source>The points go into a GeoPackage: choose a name that ends in .gpkg.</source>
   <translation>Die Punkte kommen in ein GeoPackage: Wählen Sie einen Namen, der auf .gpkg endet.</translation>
  </message>
  <message>
   <source>What is expected of {} changes nothing: it is none of these classes.</source>
   <translation>Was für {} erwartet wird, ändert nichts: Es ist keine dieser Klassen.</translation>
  </message>
  <message>
   <source>as many as are needed</source>
   <translation>so viele wie nötig</translation>
  </message>
  <message>
   <source>at random in each class</source>
   <translation>zufällig in jeder Klasse</translation>
  </message>
  <message>
   <source>at random over the whole map</source>
   <translation>zufällig über die ganze Karte</translation>
  </message>
  <message>
   <source>on a square grid</source>
   <translation>auf einem quadratischen Gitter</translation>
  </message>
  <message>
   <source>temporary file</source>
   <translation>temporäre Datei</translation>
  </message>
  <message>
   <source>{} points in {} classes give ± {} %, as each takes {} or more; for ± {} % type {} points.</source>
   <translation>{} Punkte in {} Klassen ergeben ± {} %, da jede {} oder mehr nimmt; für ± {} % geben Sie {} Punkte ein.</translation>
  </message>
  <message>
   <source>{} points in {} classes, {} or more in each (Olofsson et al. 2014); {} where they are drawn over the whole map (Cochran 1977).</source>
   <translation>{} Punkte in {} Klassen, mindestens {} in jeder (Olofsson u. a. 2014); {}, wo sie über die ganze Karte gezogen werden (Cochran 1977).</translation>
  </message>
  <message>
   <source>{} points in {} classes, {} or more in each.</source>
   <translation>{} Punkte in {} Klassen, mindestens {} in jeder.</translation>
  </message>
  <message>
   <source>{} points in {} classes, {} or more in each; {} in each are advised (Olofsson et al. 2014).</source>
   <translation>{} Punkte in {} Klassen, mindestens {} in jeder; empfohlen sind {} in jeder (Olofsson u. a. 2014).</translation>
  </message>
  <message>
   <source>{} points instead of {}: each of the {} classes takes its minimum of {}.</source>
   <translation>{} Punkte statt {}: Jede der {} Klassen bekommt ihr Mindestmaß von {}.</translation>
  </message>
  <message>
   <source>{} points instead of {}: each of the {} classes takes two, as one says nothing of the spread.</source>
   <translation>{} Punkte statt {}: Jede der {} Klassen braucht zwei, da einer nichts über die Streuung sagt.</translation>
  </message>
  <message>
   <source>{} points instead of {}: the map has no more pixels.</source>
   <translation>{} Punkte statt {}: Die Karte hat nicht mehr Pixel.</translation>
  </message>
  <message>
   <source>{} points over the whole map (Cochran 1977).</source>
   <translation>{} Punkte über die ganze Karte (Cochran 1977).</translation>
  </message>
  <message>
   <source>{} points over the whole map.</source>
   <translation>{} Punkte über die ganze Karte.</translation>
  </message>
  <message>
   <source>± % of the overall accuracy the sample is to give.</source>
   <translation>± % der Gesamtgenauigkeit, die die Stichprobe ergeben soll.</translation>
  </message>
 </context>
 <context>
  <name>SampleOptions</name>
  <message>
   <source>&amp;Level of the map</source>
   <translation>Ebene der &amp;Karte</translation>
  </message>
  <message>
   <source>Accuracy expected of single classes in percent, by their code; it holds in place of the other.</source>
   <translation>Genauigkeit in Prozent, die von einzelnen Klassen erwartet wird, nach ihrem Code; sie gilt anstelle der anderen.</translation>
  </message>
  <message>
   <source>Classes in each of which points are drawn; those of a coarser level need fewer points.</source>
   <translation>Klassen, in denen jeweils Punkte gezogen werden; die einer gröberen Ebene brauchen weniger Punkte.</translation>
  </message>
  <message>
   <source>Drawn in e&amp;ach of</source>
   <translation>Gezogen in je&amp;der von</translation>
  </message>
  <message>
   <source>Expected of single &amp;classes</source>
   <translation>Erwartet für einzelne K&amp;lassen</translation>
  </message>
  <message>
   <source>How the classes share the points of a sample drawn in each class.</source>
   <translation>Wie sich die Klassen die Punkte einer Stichprobe teilen, die in jeder Klasse gezogen wird.</translation>
  </message>
  <message>
   <source>Level of the map's classes, where its values do not tell.</source>
   <translation>Ebene der Klassen der Karte, wo ihre Werte sie nicht verraten.</translation>
  </message>
  <message>
   <source>Level {}</source>
   <translation>Ebene {}</translation>
  </message>
  <message>
   <source>M&amp;inimum in each</source>
   <translation>M&amp;indestens je Klasse</translation>
  </message>
  <message>
   <source>M&amp;ore</source>
   <translation>Weite&amp;res</translation>
  </message>
  <message>
   <source>Poin&amp;ts shared</source>
   <translation>Aufteilung der Punk&amp;te</translation>
  </message>
  <message>
   <source>Points can be drawn in each class of the map's level or of a coarser one.</source>
   <translation>Punkte lassen sich in jeder Klasse der Ebene der Karte oder einer gröberen ziehen.</translation>
  </message>
  <message>
   <source>Points each class gets at least; 50 to 100 are advised.</source>
   <translation>Punkte, die jede Klasse mindestens bekommt; empfohlen sind 50 bis 100.</translation>
  </message>
  <message>
   <source>Seed (&amp;random numbers)</source>
   <translation>Startwert (Z&amp;ufallszahlen)</translation>
  </message>
  <message>
   <source>The same seed draws the same points from the same map again; it is stored with the points.</source>
   <translation>Derselbe Startwert zieht aus derselben Karte wieder dieselben Punkte; er wird mit den Punkten gespeichert.</translation>
  </message>
  <message>
   <source>a minimum in each class, the rest by area</source>
   <translation>ein Mindestmaß je Klasse, der Rest nach Fläche</translation>
  </message>
  <message>
   <source>a new one each time</source>
   <translation>jedes Mal ein neuer</translation>
  </message>
  <message>
   <source>by area</source>
   <translation>nach Fläche</translation>
  </message>
  <message>
   <source>found automatically</source>
   <translation>automatisch bestimmt</translation>
  </message>
  <message>
   <source>the classes of the map</source>
   <translation>den Klassen der Karte</translation>
  </message>
  <message>
   <source>the same in each class</source>
   <translation>gleich viele je Klasse</translation>
  </message>
  <message>
   <source>{}, or what the number leaves</source>
   <translation>{} oder was die Anzahl zulässt</translation>
  </message>
  <message>
   <source>“{}” is no accuracy of single classes: write codes and percent, such as 111=60; 512=95.</source>
   <translation>„{}“ ist keine Genauigkeit einzelner Klassen: Schreiben Sie Codes und Prozent, etwa 111=60; 512=95.</translation>
  </message>
 </context>
 <context>
  <name>SceneBands</name>
  <message>
   <source>Add a Sentinel-2 raster to the project, or open a product with the button beside the list.</source>
   <translation>Fügen Sie dem Projekt ein Sentinel-2-Raster hinzu, oder öffnen Sie ein Produkt mit dem Knopf neben der Liste.</translation>
  </message>
  <message>
   <source>The scale of the reflectance is a guess ({}). Confirm or change it with Edit.</source>
   <translation>Der Maßstab der Reflexion ist geraten ({}). Bestätigen oder ändern Sie ihn mit Bearbeiten.</translation>
  </message>
  <message>
   <source>The scene lacks {}.</source>
   <translation>Der Szene fehlt {}.</translation>
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
  <name>SourceEditor</name>
  <message>
   <source>&amp;Labels</source>
   <translation>&amp;Labels</translation>
  </message>
  <message>
   <source>&amp;Scene</source>
   <translation>&amp;Szene</translation>
  </message>
  <message>
   <source>A ready-made data set as it lies on disk: BigEarthNet, EuroSAT, SeasoNet, chips with masks.</source>
   <translation>Ein fertiger Datensatz, wie er auf der Platte liegt: BigEarthNet, EuroSAT, SeasoNet, Ausschnitte mit Masken.</translation>
  </message>
  <message>
   <source>Automatically</source>
   <translation>automatisch</translation>
  </message>
  <message>
   <source>BigEarthNet, a file for each patch</source>
   <translation>BigEarthNet, eine Datei je Ausschnitt</translation>
  </message>
  <message>
   <source>BigEarthNet, a folder for each patch</source>
   <translation>BigEarthNet, ein Ordner je Ausschnitt</translation>
  </message>
  <message>
   <source>Choose the folder of a data set.</source>
   <translation>Wählen Sie den Ordner eines Datensatzes.</translation>
  </message>
  <message>
   <source>EuroSAT, all bands</source>
   <translation>EuroSAT, alle Kanäle</translation>
  </message>
  <message>
   <source>EuroSAT, colour images</source>
   <translation>EuroSAT, Farbbilder</translation>
  </message>
  <message>
   <source>Fol&amp;der</source>
   <translation>&amp;Ordner</translation>
  </message>
  <message>
   <source>Folders images and masks</source>
   <translation>Ordner images und masks</translation>
  </message>
  <message>
   <source>For data of another kind, such as single-class images, that would say nothing about maps.</source>
   <translation>Für Daten anderer Art, wie Bilder mit einer einzigen Klasse, die nichts über Karten sagen würden.</translation>
  </message>
  <message>
   <source>How the folder is laid out. “Automatically” looks at its files.</source>
   <translation>Wie der Ordner aufgebaut ist. „Automatisch“ sieht sich die Dateien an.</translation>
  </message>
  <message>
   <source>La&amp;yout</source>
   <translation>A&amp;ufbau</translation>
  </message>
  <message>
   <source>Le&amp;gend</source>
   <translation>Le&amp;gende</translation>
  </message>
  <message>
   <source>Only for traini&amp;ng</source>
   <translation>Nur zum &amp;Training</translation>
  </message>
  <message>
   <source>Scene with labels</source>
   <translation>Szene mit Labels</translation>
  </message>
  <message>
   <source>SeasoNet</source>
   <translation>SeasoNet</translation>
  </message>
  <message>
   <source>The labels are the scene itself; choose the layer with the classes.</source>
   <translation>Die Labels sind die Szene selbst; wählen Sie den Layer mit den Klassen.</translation>
  </message>
  <message>
   <source>What the classes mean, when it is not the data set's own legend.</source>
   <translation>Was die Klassen bedeuten, wenn es nicht die Legende des Datensatzes ist.</translation>
  </message>
  <message>
   <source>a folder</source>
   <translation>ein Ordner</translation>
  </message>
  <message>
   <source>its own</source>
   <translation>ihre eigene</translation>
  </message>
  <message>
   <source>“{}” is not there; choose another folder.</source>
   <translation>„{}“ ist nicht da; wählen Sie einen anderen Ordner.</translation>
  </message>
 </context>
 <context>
  <name>Sources</name>
  <message>
   <source>The file of “{name}” is not there any more ({path}): repair the layer or choose another.</source>
   <translation>Die Datei von „{name}“ ist nicht mehr da ({path}): reparieren Sie den Layer oder wählen Sie einen anderen.</translation>
  </message>
  <message>
   <source>“{file}” is deleted when QGIS closes, and a training goes on: export the scene to a file of your own first.</source>
   <translation>„{file}“ wird gelöscht, wenn QGIS geschlossen wird, ein Training aber läuft weiter: Exportieren Sie die Szene zuerst in eine eigene Datei.</translation>
  </message>
  <message>
   <source>“{name}” cannot be copied to a file ({reason}): export it to a GeoPackage.</source>
   <translation>„{name}“ kann nicht in eine Datei kopiert werden ({reason}): Exportieren Sie den Layer als GeoPackage.</translation>
  </message>
  <message>
   <source>“{name}” has no polygons: choose a polygon layer or a raster.</source>
   <translation>„{name}“ hat keine Polygone: Wählen Sie einen Polygonlayer oder ein Raster.</translation>
  </message>
  <message>
   <source>“{name}” has unsaved edits: save or discard them first.</source>
   <translation>„{name}“ hat ungespeicherte Änderungen: Speichern oder verwerfen Sie sie zuerst.</translation>
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
   <source>“{name}” is filtered or has no file, and is too large to be copied: export it to a GeoPackage.</source>
   <translation>„{name}“ ist gefiltert oder hat keine Datei und ist zu groß zum Kopieren: Exportieren Sie den Layer als GeoPackage.</translation>
  </message>
  <message>
   <source>“{name}” is not a raster layer; Corina needs a raster file: choose another layer.</source>
   <translation>„{name}“ ist kein Rasterlayer; Corina braucht eine Rasterdatei: wählen Sie einen anderen Layer.</translation>
  </message>
  <message>
   <source>“{name}” is only in memory; Corina needs a raster file: export the layer as a GeoTIFF.</source>
   <translation>„{name}“ ist nur im Speicher; Corina braucht eine Rasterdatei: exportieren Sie den Layer als GeoTIFF.</translation>
  </message>
  <message>
   <source>“{name}” shows no polygon: change its filter, or choose another layer.</source>
   <translation>„{name}“ zeigt kein Polygon: Ändern Sie den Filter, oder wählen Sie einen anderen Layer.</translation>
  </message>
 </context>
 <context>
  <name>Swiping</name>
  <message>
   <source>The project has no layer to swipe in; add the scene or CORINE.</source>
   <translation>Das Projekt hat keinen Layer zum Wischen; fügen Sie die Szene oder CORINE hinzu.</translation>
  </message>
 </context>
 <context>
  <name>TrainController</name>
  <message>
   <source>The recipe was saved to “{}”.</source>
   <translation>Das Rezept wurde als „{}“ gespeichert.</translation>
  </message>
  <message>
   <source>Training of {}</source>
   <translation>Training von {}</translation>
  </message>
  <message>
   <source>{} is done; its report is in Train.</source>
   <translation>{} ist fertig; der Bericht steht in Training.</translation>
  </message>
 </context>
 <context>
  <name>TrainData</name>
  <message>
   <source>The patches have no place that could be shown on the map.</source>
   <translation>Die Ausschnitte haben keinen Ort, der auf der Karte gezeigt werden könnte.</translation>
  </message>
  <message>
   <source>Training patches</source>
   <translation>Trainingsausschnitte</translation>
  </message>
  <message>
   <source>“{}” is no raster file that QGIS can read.</source>
   <translation>„{}“ ist keine Rasterdatei, die QGIS lesen kann.</translation>
  </message>
 </context>
 <context>
  <name>TrainDataPage</name>
  <message>
   <source> %</source>
   <translation> %</translation>
  </message>
  <message>
   <source> m</source>
   <translation> m</translation>
  </message>
  <message>
   <source> px</source>
   <translation> px</translation>
  </message>
  <message>
   <source>&amp;Boundary band</source>
   <translation>&amp;Grenzstreifen</translation>
  </message>
  <message>
   <source>&amp;Remove</source>
   <translation>&amp;Entfernen</translation>
  </message>
  <message>
   <source>Add &amp;folder</source>
   <translation>&amp;Ordner dazu</translation>
  </message>
  <message>
   <source>Add a ready-made data set from disk.</source>
   <translation>Einen fertigen Datensatz von der Platte hinzufügen.</translation>
  </message>
  <message>
   <source>Add a scene of the project with its labels.</source>
   <translation>Eine Szene des Projekts mit ihren Labels hinzufügen.</translation>
  </message>
  <message>
   <source>Add a scene with labels, or a ready-made data set.</source>
   <translation>Fügen Sie eine Szene mit Labels oder einen fertigen Datensatz hinzu.</translation>
  </message>
  <message>
   <source>Add s&amp;cene</source>
   <translation>S&amp;zene dazu</translation>
  </message>
  <message>
   <source>All sources are brought to this pixel size.</source>
   <translation>Alle Quellen werden auf diese Pixelgröße gebracht.</translation>
  </message>
  <message>
   <source>Ba&amp;nds</source>
   <translation>Ka&amp;näle</translation>
  </message>
  <message>
   <source>CORINE codes of level 3 that the model shall know, with commas: 112, 211, 311. Empty: all that the labels name.</source>
   <translation>CORINE-Codes der Ebene 3, die das Modell kennen soll, mit Kommas: 112, 211, 311. Leer: alle, die die Labels nennen.</translation>
  </message>
  <message>
   <source>Changed since; count again.</source>
   <translation>Seitdem geändert; zählen Sie neu.</translation>
  </message>
  <message>
   <source>Classes to tell apart</source>
   <translation>Zu unterscheidende Klassen</translation>
  </message>
  <message>
   <source>Co&amp;unt patches and classes</source>
   <translation>Ausschnitte und Klassen &amp;zählen</translation>
  </message>
  <message>
   <source>Distance of neighbouring patches. Below the patch size they overlap, which shows each place several times.</source>
   <translation>Abstand benachbarter Ausschnitte. Unter der Ausschnittgröße überlappen sie, was jeden Ort mehrmals zeigt.</translation>
  </message>
  <message>
   <source>Edge of the squares the network learns from. Larger ones show more surroundings and need more memory.</source>
   <translation>Kantenlänge der Quadrate, aus denen das Netz lernt. Größere zeigen mehr Umgebung und brauchen mehr Speicher.</translation>
  </message>
  <message>
   <source>La&amp;belled share</source>
   <translation>Anteil mit La&amp;bel</translation>
  </message>
  <message>
   <source>Leave out open se&amp;a</source>
   <translation>Offenes &amp;Meer auslassen</translation>
  </message>
  <message>
   <source>Leave the selected source out.</source>
   <translation>Die gewählte Quelle weglassen.</translation>
  </message>
  <message>
   <source>Name at least one band.</source>
   <translation>Nennen Sie mindestens einen Kanal.</translation>
  </message>
  <message>
   <source>P&amp;ixel size</source>
   <translation>P&amp;ixelgröße</translation>
  </message>
  <message>
   <source>Patch si&amp;ze</source>
   <translation>Ausschnitt&amp;größe</translation>
  </message>
  <message>
   <source>Patches</source>
   <translation>Ausschnitte</translation>
  </message>
  <message>
   <source>Patches of open sea teach little and are many.</source>
   <translation>Ausschnitte offenen Meeres lehren wenig und sind viele.</translation>
  </message>
  <message>
   <source>Patches of which less than this has a label are left out.</source>
   <translation>Ausschnitte, von denen weniger als so viel ein Label hat, werden ausgelassen.</translation>
  </message>
  <message>
   <source>Pixels this close to a border between two classes are not learned from: CORINE draws its borders 100 m wide. 0: all pixels count.</source>
   <translation>Pixel, die so nahe an einer Grenze zwischen zwei Klassen liegen, werden nicht gelernt: CORINE zeichnet seine Grenzen 100 m breit. 0: alle Pixel zählen.</translation>
  </message>
  <message>
   <source>Read scenes and labels and show how much there is to learn of each class, before hours are spent.</source>
   <translation>Szenen und Labels lesen und zeigen, wie viel es von jeder Klasse zu lernen gibt, bevor Stunden vergehen.</translation>
  </message>
  <message>
   <source>Reading scenes and labels…</source>
   <translation>Szenen und Labels werden gelesen…</translation>
  </message>
  <message>
   <source>Scenes with labels, and ready-made data sets. All are used together.</source>
   <translation>Szenen mit Labels und fertige Datensätze. Alle werden zusammen verwendet.</translation>
  </message>
  <message>
   <source>Sources of training data</source>
   <translation>Quellen der Trainingsdaten</translation>
  </message>
  <message>
   <source>Ste&amp;p</source>
   <translation>Sc&amp;hritt</translation>
  </message>
  <message>
   <source>The bands the network reads, with commas: B02, B03, B04, B08.</source>
   <translation>Die Kanäle, die das Netz liest, mit Kommas: B02, B03, B04, B08.</translation>
  </message>
  <message>
   <source>The step is larger than the patch; make it the patch size at most.</source>
   <translation>Der Schritt ist größer als der Ausschnitt; machen Sie ihn höchstens so groß.</translation>
  </message>
  <message>
   <source>What to learn from</source>
   <translation>Woraus gelernt wird</translation>
  </message>
  <message>
   <source>all that occur</source>
   <translation>alle vorkommenden</translation>
  </message>
  <message>
   <source>“{}” are no CORINE codes of level 3; write such as 112, 211, 311.</source>
   <translation>„{}“ sind keine CORINE-Codes der Ebene 3; schreiben Sie solche wie 112, 211, 311.</translation>
  </message>
  <message>
   <source>“{}” is not complete.</source>
   <translation>„{}“ ist nicht vollständig.</translation>
  </message>
  <message>
   <source>“{}”: {}</source>
   <translation>„{}“: {}</translation>
  </message>
 </context>
 <context>
  <name>TrainModelPage</name>
  <message>
   <source> px</source>
   <translation> px</translation>
  </message>
  <message>
   <source>&amp;Balanced (hours)</source>
   <translation>&amp;Ausgewogen (Stunden)</translation>
  </message>
  <message>
   <source>&amp;Encoder</source>
   <translation>&amp;Encoder</translation>
  </message>
  <message>
   <source>&amp;Flips</source>
   <translation>&amp;Spiegeln</translation>
  </message>
  <message>
   <source>&amp;Heads</source>
   <translation>&amp;Köpfe</translation>
  </message>
  <message>
   <source>&amp;Judge by</source>
   <translation>&amp;Urteil nach</translation>
  </message>
  <message>
   <source>&amp;Learning rate</source>
   <translation>&amp;Lernrate</translation>
  </message>
  <message>
   <source>&amp;Name</source>
   <translation>&amp;Name</translation>
  </message>
  <message>
   <source>&amp;Quick look (minutes)</source>
   <translation>&amp;Schneller Blick (Minuten)</translation>
  </message>
  <message>
   <source>&amp;Run folder</source>
   <translation>&amp;Ordner des Laufs</translation>
  </message>
  <message>
   <source>&amp;Skip connections</source>
   <translation>&amp;Querverbindungen</translation>
  </message>
  <message>
   <source>&amp;Time a short trial</source>
   <translation>&amp;Kurzen Probelauf messen</translation>
  </message>
  <message>
   <source>A model package, the run folder of an earlier training, or a state dict of torch, timm, TorchGeo or BigEarthNet.</source>
   <translation>Ein Modellpaket, der Ordner eines früheren Trainings oder ein State-Dict von torch, timm, TorchGeo oder BigEarthNet.</translation>
  </message>
  <message>
   <source>A model “{}” is in the list and will be replaced; give another name to keep both.</source>
   <translation>Ein Modell „{}“ ist in der Liste und wird ersetzt; geben Sie einen anderen Namen, um beide zu behalten.</translation>
  </message>
  <message>
   <source>Ar&amp;chitecture</source>
   <translation>Ar&amp;chitektur</translation>
  </message>
  <message>
   <source>Augmentation</source>
   <translation>Abwandlung</translation>
  </message>
  <message>
   <source>B&amp;est (a day on two cores)</source>
   <translation>Am &amp;besten (ein Tag auf zwei Kernen)</translation>
  </message>
  <message>
   <source>Band dropout</source>
   <translation>Band-Dropout</translation>
  </message>
  <message>
   <source>Bat&amp;ch</source>
   <translation>Stap&amp;el</translation>
  </message>
  <message>
   <source>Batches a step</source>
   <translation>Stapel je Schritt</translation>
  </message>
  <message>
   <source>Brightness</source>
   <translation>Helligkeit</translation>
  </message>
  <message>
   <source>Brightness of a band</source>
   <translation>Helligkeit eines Kanals</translation>
  </message>
  <message>
   <source>Card of the model</source>
   <translation>Karte des Modells</translation>
  </message>
  <message>
   <source>Changed since; try again.</source>
   <translation>Seitdem geändert; probieren Sie neu.</translation>
  </message>
  <message>
   <source>Checkpoints, curves, previews and the report are kept here; QGIS finds the training again in it.</source>
   <translation>Zwischenstände, Kurven, Vorschauen und der Bericht liegen hier; QGIS findet das Training darin wieder.</translation>
  </message>
  <message>
   <source>Choose a folder for the training</source>
   <translation>Ordner für das Training wählen</translation>
  </message>
  <message>
   <source>Choose the file or folder with the weights.</source>
   <translation>Wählen Sie die Datei oder den Ordner mit den Gewichten.</translation>
  </message>
  <message>
   <source>Class weights</source>
   <translation>Klassengewichte</translation>
  </message>
  <message>
   <source>Compressed ones carry half as many features: a smaller network, a little less sharp.</source>
   <translation>Gestauchte tragen halb so viele Merkmale: ein kleineres Netz, etwas weniger scharf.</translation>
  </message>
  <message>
   <source>Depth</source>
   <translation>Tiefe</translation>
  </message>
  <message>
   <source>Description</source>
   <translation>Beschreibung</translation>
  </message>
  <message>
   <source>Dice and binary cross-entropy</source>
   <translation>Dice und binäre Kreuzentropie</translation>
  </message>
  <message>
   <source>Dice and focal, half each</source>
   <translation>Dice und fokal, je zur Hälfte</translation>
  </message>
  <message>
   <source>Dr&amp;opout</source>
   <translation>Dr&amp;opout</translation>
  </message>
  <message>
   <source>E&amp;pochs</source>
   <translation>E&amp;pochen</translation>
  </message>
  <message>
   <source>Encoder fro&amp;zen</source>
   <translation>Encoder ein&amp;gefroren</translation>
  </message>
  <message>
   <source>Epochs at the start in which only the decoder learns; the encoder then learns at the lower rate below.</source>
   <translation>Epochen am Anfang, in denen nur der Decoder lernt; danach lernt der Encoder mit der niedrigeren Rate unten.</translation>
  </message>
  <message>
   <source>Epochs without a better result after which the training ends.</source>
   <translation>Epochen ohne besseres Ergebnis, nach denen das Training endet.</translation>
  </message>
  <message>
   <source>Epochs without a lower validation loss after which the encoder learns too, before the frozen epochs are over. Never: only then.</source>
   <translation>Epochen ohne niedrigeren Validierungsverlust, nach denen auch der Encoder lernt, bevor die eingefrorenen Epochen vorbei sind. Nie: erst dann.</translation>
  </message>
  <message>
   <source>Find a learning rate</source>
   <translation>Eine Lernrate suchen</translation>
  </message>
  <message>
   <source>Find…</source>
   <translation>Suchen…</translation>
  </message>
  <message>
   <source>GPL-2.0-or-later</source>
   <translation>GPL-2.0-or-later</translation>
  </message>
  <message>
   <source>Give the model a name of letters or digits.</source>
   <translation>Geben Sie dem Modell einen Namen aus Buchstaben oder Ziffern.</translation>
  </message>
  <message>
   <source>Gradient clipping</source>
   <translation>Gradienten begrenzen</translation>
  </message>
  <message>
   <source>Gradients longer than this are shortened, so that one odd patch cannot throw the network off.</source>
   <translation>Längere Gradienten werden gekürzt, damit ein seltsamer Ausschnitt das Netz nicht aus der Bahn wirft.</translation>
  </message>
  <message>
   <source>Gradients of so many batches are added up for one step: larger steps without more memory.</source>
   <translation>Gradienten so vieler Stapel werden zu einem Schritt zusammengezählt: größere Schritte ohne mehr Speicher.</translation>
  </message>
  <message>
   <source>How far one step goes: 0.0005 is a good start.</source>
   <translation>Wie weit ein Schritt geht: 0.0005 ist ein guter Anfang.</translation>
  </message>
  <message>
   <source>How long it may take</source>
   <translation>Wie lange es dauern darf</translation>
  </message>
  <message>
   <source>How much the brightness of all bands varies together.</source>
   <translation>Wie stark die Helligkeit aller Kanäle gemeinsam schwankt.</translation>
  </message>
  <message>
   <source>How much the brightness of single bands varies.</source>
   <translation>Wie stark die Helligkeit einzelner Kanäle schwankt.</translation>
  </message>
  <message>
   <source>How often a patch is put together from four.</source>
   <translation>Wie oft ein Ausschnitt aus vieren zusammengesetzt wird.</translation>
  </message>
  <message>
   <source>How often one band is blanked.</source>
   <translation>Wie oft ein Kanal gelöscht wird.</translation>
  </message>
  <message>
   <source>How often the image is halved. Deeper networks see more of the surroundings and are larger.</source>
   <translation>Wie oft das Bild halbiert wird. Tiefere Netze sehen mehr von der Umgebung und sind größer.</translation>
  </message>
  <message>
   <source>How often the network sees all patches.</source>
   <translation>Wie oft das Netz alle Ausschnitte sieht.</translation>
  </message>
  <message>
   <source>How strongly large weights are drawn to zero, against learning by heart.</source>
   <translation>Wie stark große Gewichte gegen null gezogen werden, gegen Auswendiglernen.</translation>
  </message>
  <message>
   <source>How the learning rate changes on the way.</source>
   <translation>Wie sich die Lernrate unterwegs ändert.</translation>
  </message>
  <message>
   <source>How weights are moved.</source>
   <translation>Wie die Gewichte bewegt werden.</translation>
  </message>
  <message>
   <source>In the binary cross-entropy, a pixel of a class counts by the pixels of other classes there are for each.</source>
   <translation>In der binären Kreuzentropie zählt ein Pixel einer Klasse so viel, wie auf ihn Pixel anderer Klassen kommen.</translation>
  </message>
  <message>
   <source>Inner dropo&amp;ut</source>
   <translation>Innerer Dropo&amp;ut</translation>
  </message>
  <message>
   <source>Let rare classes count more.</source>
   <translation>Seltene Klassen mehr zählen lassen.</translation>
  </message>
  <message>
   <source>Let the encoder first learn which classes a whole patch holds, from your data, BigEarthNet or EuroSAT, and begin with it. A ResUNet has an encoder; U-Net and SegNet have none.</source>
   <translation>Den Encoder zuerst lernen lassen, welche Klassen ein ganzer Ausschnitt enthält, aus Ihren Daten, BigEarthNet oder EuroSAT, und mit ihm beginnen. Ein ResUNet hat einen Encoder; U-Net und SegNet haben keinen.</translation>
  </message>
  <message>
   <source>Levels 1, 2, 3 count</source>
   <translation>Ebenen 1, 2, 3 zählen</translation>
  </message>
  <message>
   <source>Licence</source>
   <translation>Lizenz</translation>
  </message>
  <message>
   <source>Loss</source>
   <translation>Verlust</translation>
  </message>
  <message>
   <source>Mirror image and label together.</source>
   <translation>Bild und Label gemeinsam spiegeln.</translation>
  </message>
  <message>
   <source>Mixed: 16-bit numbers where the hardware is faster with them.</source>
   <translation>Gemischt: 16-Bit-Zahlen, wo die Hardware damit schneller ist.</translation>
  </message>
  <message>
   <source>More augmentation and dropout, and longer training.</source>
   <translation>Mehr Augmentierung und Dropout, und längeres Training.</translation>
  </message>
  <message>
   <source>Mosaics</source>
   <translation>Mosaike</translation>
  </message>
  <message>
   <source>My model</source>
   <translation>Mein Modell</translation>
  </message>
  <message>
   <source>Network</source>
   <translation>Netz</translation>
  </message>
  <message>
   <source>Not tried yet on this machine.</source>
   <translation>Auf dieser Maschine noch nicht probiert.</translation>
  </message>
  <message>
   <source>One head whose three levels learn from each other, three networks, one for each level, or one head of level 3 as a plain U-Net has.</source>
   <translation>Ein Kopf, dessen drei Ebenen voneinander lernen, drei Netze, eines je Ebene, oder ein Kopf für Ebene 3, wie ihn ein einfaches U-Net hat.</translation>
  </message>
  <message>
   <source>Open a recipe</source>
   <translation>Ein Rezept öffnen</translation>
  </message>
  <message>
   <source>Open rec&amp;ipe…</source>
   <translation>&amp;Rezept öffnen…</translation>
  </message>
  <message>
   <source>Opti&amp;miser</source>
   <translation>Opti&amp;mierer</translation>
  </message>
  <message>
   <source>Patches in one step. Fewer need less memory.</source>
   <translation>Ausschnitte in einem Schritt. Weniger brauchen weniger Speicher.</translation>
  </message>
  <message>
   <source>Positive weights</source>
   <translation>Positivgewichte</translation>
  </message>
  <message>
   <source>Precision</source>
   <translation>Genauigkeit</translation>
  </message>
  <message>
   <source>Pretrai&amp;n encoder…</source>
   <translation>Encoder &amp;vortrainieren…</translation>
  </message>
  <message>
   <source>Quarter &amp;turns</source>
   <translation>Viertel&amp;drehungen</translation>
  </message>
  <message>
   <source>Recipes (*.json)</source>
   <translation>Rezepte (*.json)</translation>
  </message>
  <message>
   <source>ResUNet: a U-Net with a residual encoder. U-Net and SegNet: plain ones, for comparison.</source>
   <translation>ResUNet: ein U-Net mit residualem Encoder. U-Net und SegNet: einfache, zum Vergleich.</translation>
  </message>
  <message>
   <source>Run a few steps on this machine and say how long the training will take and how much memory it needs.</source>
   <translation>Einige Schritte auf dieser Maschine ausführen und sagen, wie lange das Training dauern und wie viel Speicher es brauchen wird.</translation>
  </message>
  <message>
   <source>Sa&amp;ve recipe…</source>
   <translation>Rezept s&amp;peichern…</translation>
  </message>
  <message>
   <source>Save all settings as a recipe file, for `corina train` on a server.</source>
   <translation>Alle Einstellungen als Rezeptdatei speichern, für `corina train` auf einem Server.</translation>
  </message>
  <message>
   <source>Save the recipe</source>
   <translation>Das Rezept speichern</translation>
  </message>
  <message>
   <source>Sc&amp;hedule</source>
   <translation>Ab&amp;lauf</translation>
  </message>
  <message>
   <source>Share of features that are hidden during training before the head: 0 to 0.2.</source>
   <translation>Anteil der Merkmale, die im Training vor dem Kopf verdeckt werden: 0 bis 0,2.</translation>
  </message>
  <message>
   <source>Side of the squares that share one class. 10 px with a plain U-Net is the 100 m baseline of the ResUNet paper.</source>
   <translation>Seite der Quadrate, die eine Klasse gemeinsam haben. 10 px mit einem einfachen U-Net ist der 100-m-Vergleich aus der ResUNet-Arbeit.</translation>
  </message>
  <message>
   <source>Squares</source>
   <translation>Quadrate</translation>
  </message>
  <message>
   <source>Start f&amp;rom</source>
   <translation>&amp;Beginnen mit</translation>
  </message>
  <message>
   <source>Starts from the model that comes with Corina and trains until it no longer gets better.</source>
   <translation>Beginnt mit dem Modell, das Corina mitbringt, und trainiert, bis es nicht mehr besser wird.</translation>
  </message>
  <message>
   <source>Stop earl&amp;y</source>
   <translation>&amp;Vorzeitig enden</translation>
  </message>
  <message>
   <source>Take all settings from a recipe file (.json).</source>
   <translation>Alle Einstellungen aus einer Rezeptdatei (.json) übernehmen.</translation>
  </message>
  <message>
   <source>The first weights. A network that has seen Sentinel-2 before learns faster and from less.</source>
   <translation>Die ersten Gewichte. Ein Netz, das Sentinel-2 schon gesehen hat, lernt schneller und aus weniger.</translation>
  </message>
  <message>
   <source>The learning rate is {}, expected above 0 and below 10.</source>
   <translation>Die Lernrate ist {}, erwartet wird über 0 und unter 10.</translation>
  </message>
  <message>
   <source>The licence of the model, such as CC-BY-4.0. Those of the training data are listed in its card by themselves.</source>
   <translation>Die Lizenz des Modells, wie CC-BY-4.0. Die der Trainingsdaten stehen von selbst auf seiner Karte.</translation>
  </message>
  <message>
   <source>The model that comes with Corina is a ResUNet with the encoder {}; choose these, or another start.</source>
   <translation>Das mit Corina gelieferte Modell ist ein ResUNet mit dem Encoder {}; wählen Sie diese oder einen anderen Anfang.</translation>
  </message>
  <message>
   <source>The name of the model in the list of Classify.</source>
   <translation>Der Name des Modells in der Liste von Klassifizieren.</translation>
  </message>
  <message>
   <source>The same for the coarsest features: 0.3 to 0.4 in the paper.</source>
   <translation>Dasselbe für die gröbsten Merkmale: 0,3 bis 0,4 im Aufsatz.</translation>
  </message>
  <message>
   <source>The weights that are kept are a running mean (EMA); this is how much of it stays at each step. Nearer to 1 is smoother and slower.</source>
   <translation>Behalten werden gleitende Mittelwerte der Gewichte (EMA); so viel davon bleibt bei jedem Schritt. Näher an 1 ist glatter und träger.</translation>
  </message>
  <message>
   <source>To see whether the data are in order: a few epochs from the model that comes with Corina.</source>
   <translation>Um zu sehen, ob die Daten in Ordnung sind: einige Epochen, ausgehend vom Modell, das Corina mitbringt.</translation>
  </message>
  <message>
   <source>Training and loss</source>
   <translation>Training und Verlust</translation>
  </message>
  <message>
   <source>Try rising rates for some steps and see where the loss falls fastest.</source>
   <translation>Einige Schritte lang steigende Lernraten probieren und sehen, wo der Verlust am schnellsten fällt.</translation>
  </message>
  <message>
   <source>Trying a few steps…</source>
   <translation>Einige Schritte werden probiert…</translation>
  </message>
  <message>
   <source>Turn image and label together.</source>
   <translation>Bild und Label gemeinsam drehen.</translation>
  </message>
  <message>
   <source>Unfreeze early</source>
   <translation>Früher auftauen</translation>
  </message>
  <message>
   <source>Weight averaging (EMA)</source>
   <translation>Gewichte mitteln (EMA)</translation>
  </message>
  <message>
   <source>Weight decay</source>
   <translation>Gewichtsabnahme</translation>
  </message>
  <message>
   <source>What each level counts in the hierarchical and the focal loss: 1, 1, 1 for all alike; 0, 0, 1 for level 3 alone.</source>
   <translation>Was jede Ebene im hierarchischen und im fokalen Verlust zählt: 1, 1, 1 für alle gleich; 0, 0, 1 für Ebene 3 allein.</translation>
  </message>
  <message>
   <source>What is made small. The hierarchical loss asks for probability inside each label's set, at three levels.</source>
   <translation>Was klein gemacht wird. Der hierarchische Verlust verlangt Wahrscheinlichkeit in der Menge jedes Labels, auf drei Ebenen.</translation>
  </message>
  <message>
   <source>What it takes</source>
   <translation>Was es braucht</translation>
  </message>
  <message>
   <source>What says which epoch was the best; its weights are kept.</source>
   <translation>Was sagt, welche Epoche die beste war; deren Gewichte bleiben.</translation>
  </message>
  <message>
   <source>What the model is good for and what not, for its card.</source>
   <translation>Wofür das Modell taugt und wofür nicht, für seine Karte.</translation>
  </message>
  <message>
   <source>Zoom</source>
   <translation>Zoom</translation>
  </message>
  <message>
   <source>Zoom in or out by up to this share.</source>
   <translation>Um bis zu diesen Anteil vergrößern oder verkleinern.</translation>
  </message>
  <message>
   <source>a new folder in your profile</source>
   <translation>ein neuer Ordner in Ihrem Profil</translation>
  </message>
  <message>
   <source>any</source>
   <translation>beliebig</translation>
  </message>
  <message>
   <source>as in the recipe</source>
   <translation>wie im Rezept</translation>
  </message>
  <message>
   <source>compressed</source>
   <translation>gestaucht</translation>
  </message>
  <message>
   <source>focal</source>
   <translation>fokal</translation>
  </message>
  <message>
   <source>full</source>
   <translation>voll</translation>
  </message>
  <message>
   <source>hierarchical and Dice, half each</source>
   <translation>hierarchisch und Dice, je zur Hälfte</translation>
  </message>
  <message>
   <source>hierarchical and focal, half each</source>
   <translation>hierarchisch und fokal, je zur Hälfte</translation>
  </message>
  <message>
   <source>hierarchical cross-entropy</source>
   <translation>hierarchische Kreuzentropie</translation>
  </message>
  <message>
   <source>made from the settings</source>
   <translation>aus den Einstellungen gebildet</translation>
  </message>
  <message>
   <source>never</source>
   <translation>nie</translation>
  </message>
  <message>
   <source>none</source>
   <translation>keines</translation>
  </message>
  <message>
   <source>single pixels</source>
   <translation>einzelne Pixel</translation>
  </message>
  <message>
   <source>tu-efficientnet_lite0 is that of the model that comes with Corina; any name that segmentation-models-pytorch knows can be typed.</source>
   <translation>tu-efficientnet_lite0 ist der des Modells, das Corina mitbringt; jeder Name, den segmentation-models-pytorch kennt, kann geschrieben werden.</translation>
  </message>
  <message>
   <source>{parameters} million parameters, {steps} steps an epoch; {epoch} an epoch, {total} in all; {memory} of memory on {device}</source>
   <translation>{parameters} Millionen Parameter, {steps} Schritte je Epoche; {epoch} je Epoche, {total} insgesamt; {memory} Speicher auf {device}</translation>
  </message>
  <message>
   <source>“{}” does not say what levels 1, 2 and 3 count; write three numbers such as 1, 1, 1.</source>
   <translation>„{}“ sagt nicht, was die Ebenen 1, 2 und 3 zählen; schreiben Sie drei Zahlen wie 1, 1, 1.</translation>
  </message>
  <message>
   <source>“{}” holds a training already; choose another folder.</source>
   <translation>„{}“ enthält schon ein Training; wählen Sie einen anderen Ordner.</translation>
  </message>
  <message>
   <source>“{}” is no full path; choose a folder with the button.</source>
   <translation>„{}“ ist kein voller Pfad; wählen Sie einen Ordner mit dem Knopf.</translation>
  </message>
  <message>
   <source>“{}” is no learning rate; write a number such as 0.0005.</source>
   <translation>„{}“ ist keine Lernrate; schreiben Sie eine Zahl wie 0.0005.</translation>
  </message>
  <message>
   <source>“{}” is not there; choose another file.</source>
   <translation>„{}“ ist nicht da; wählen Sie eine andere Datei.</translation>
  </message>
 </context>
 <context>
  <name>TrainPretrain</name>
  <message>
   <source>Pretraining of {}</source>
   <translation>Vortraining von {}</translation>
  </message>
  <message>
   <source>That pretraining had no data of your own; choose a set.</source>
   <translation>Dieses Vortraining hatte keine eigenen Daten; wählen Sie einen Datensatz.</translation>
  </message>
  <message>
   <source>The folder “{}” cannot be written ({}); choose another one.</source>
   <translation>In den Ordner „{}“ lässt sich nicht schreiben ({}); wählen Sie einen anderen.</translation>
  </message>
  <message>
   <source>the data of that run</source>
   <translation>die Daten jenes Laufs</translation>
  </message>
  <message>
   <source>the data of the Data page</source>
   <translation>die Daten der Seite Daten</translation>
  </message>
  <message>
   <source>{} is done: the training begins with its encoder; figures in Train, Model.</source>
   <translation>{} ist fertig: Das Training beginnt mit seinem Encoder; Zahlen unter Training, Modell.</translation>
  </message>
  <message>
   <source>{} is done; its figures are in Train, Model.</source>
   <translation>{} ist fertig; die Zahlen stehen unter Training, Modell.</translation>
  </message>
 </context>
 <context>
  <name>TrainReportPage</name>
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
   <source>&amp;Export</source>
   <translation>&amp;Exportieren</translation>
  </message>
  <message>
   <source>&amp;Folds</source>
   <translation>&amp;Teile</translation>
  </message>
  <message>
   <source>&amp;Matrix</source>
   <translation>&amp;Matrix</translation>
  </message>
  <message>
   <source>&amp;Measure on the data of the Data page</source>
   <translation>An den Daten der Seite Daten &amp;messen</translation>
  </message>
  <message>
   <source>&amp;Model…</source>
   <translation>&amp;Modell…</translation>
  </message>
  <message>
   <source>&amp;Numbers</source>
   <translation>&amp;Zahlen</translation>
  </message>
  <message>
   <source>&amp;Open report</source>
   <translation>Bericht ö&amp;ffnen</translation>
  </message>
  <message>
   <source>&amp;Use this model</source>
   <translation>Modell ver&amp;wenden</translation>
  </message>
  <message>
   <source>15 classes</source>
   <translation>15 Klassen</translation>
  </message>
  <message>
   <source>44 classes</source>
   <translation>44 Klassen</translation>
  </message>
  <message>
   <source>5 classes</source>
   <translation>5 Klassen</translation>
  </message>
  <message>
   <source>Add the model to the list of Classify and choose it there.</source>
   <translation>Das Modell in die Liste von Klassifizieren aufnehmen und dort wählen.</translation>
  </message>
  <message>
   <source>Away from borders: {}</source>
   <translation>Abseits der Grenzen: {}</translation>
  </message>
  <message>
   <source>C&amp;ancel</source>
   <translation>&amp;Abbrechen</translation>
  </message>
  <message>
   <source>C&amp;lasses</source>
   <translation>&amp;Klassen</translation>
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
   <source>Click a header to sort.</source>
   <translation>Klick auf eine Überschrift sortiert.</translation>
  </message>
  <message>
   <source>Confusion matrix</source>
   <translation>Konfusionsmatrix</translation>
  </message>
  <message>
   <source>Copy matrix and table to the clipboard.</source>
   <translation>Matrix und Tabelle in die Zwischenablage kopieren.</translation>
  </message>
  <message>
   <source>End what is going on; nothing of it is kept.</source>
   <translation>Beenden, was läuft; nichts davon wird behalten.</translation>
  </message>
  <message>
   <source>Export</source>
   <translation>Exportieren</translation>
  </message>
  <message>
   <source>F1</source>
   <translation>F1</translation>
  </message>
  <message>
   <source>F1 macro</source>
   <translation>F1 makro</translation>
  </message>
  <message>
   <source>F1 micro</source>
   <translation>F1 mikro</translation>
  </message>
  <message>
   <source>F1 weighted</source>
   <translation>F1 gewichtet</translation>
  </message>
  <message>
   <source>Figures as &amp;CSV…</source>
   <translation>Zahlen als &amp;CSV…</translation>
  </message>
  <message>
   <source>Figures as &amp;JSON…</source>
   <translation>Zahlen als &amp;JSON…</translation>
  </message>
  <message>
   <source>Fold</source>
   <translation>Teil</translation>
  </message>
  <message>
   <source>Folds</source>
   <translation>Teile</translation>
  </message>
  <message>
   <source>IoU</source>
   <translation>IoU</translation>
  </message>
  <message>
   <source>Label \ map</source>
   <translation>Label \ Karte</translation>
  </message>
  <message>
   <source>Level</source>
   <translation>Ebene</translation>
  </message>
  <message>
   <source>List the patches and label polygons that the model believes least, as layers to step through: wrong labels, changes since they were made, or what the model has not learned.</source>
   <translation>Listet die Ausschnitte und Label-Polygone, denen das Modell am wenigsten glaubt, als Layer zum Durchgehen: falsche Labels, Veränderungen seit ihrer Erhebung oder was das Modell nicht gelernt hat.</translation>
  </message>
  <message>
   <source>Measure this model on the fold that the Split page holds out of what the Data page lists: on other scenes, say. A report of its own is made and opened.</source>
   <translation>Dieses Modell an dem Teil messen, den die Seite Aufteilung von dem zurückhält, was die Seite Daten aufführt: etwa an anderen Szenen. Ein eigener Bericht wird gemacht und geöffnet.</translation>
  </message>
  <message>
   <source>No training yet.</source>
   <translation>Noch kein Training.</translation>
  </message>
  <message>
   <source>Open the report in the browser.</source>
   <translation>Den Bericht im Browser öffnen.</translation>
  </message>
  <message>
   <source>Pixels</source>
   <translation>Pixel</translation>
  </message>
  <message>
   <source>Precision</source>
   <translation>Genauigkeit</translation>
  </message>
  <message>
   <source>Re&amp;view labels</source>
   <translation>Labels &amp;prüfen</translation>
  </message>
  <message>
   <source>Recall</source>
   <translation>Trefferquote</translation>
  </message>
  <message>
   <source>Report as &amp;HTML…</source>
   <translation>Bericht als &amp;HTML…</translation>
  </message>
  <message>
   <source>Save the report or the model as a file.</source>
   <translation>Den Bericht oder das Modell als Datei speichern.</translation>
  </message>
  <message>
   <source>The figures of each fold held out in turn, and their mean.</source>
   <translation>Die Zahlen jedes nacheinander zurückgehaltenen Teils und ihr Mittel.</translation>
  </message>
  <message>
   <source>The model is made, but how well it agrees is not known: no label of the patches held out names a single CORINE class.</source>
   <translation>Das Modell ist gemacht, aber wie gut es übereinstimmt, ist nicht bekannt: Kein Label der zurückgehaltenen Ausschnitte nennt eine einzelne CORINE-Klasse.</translation>
  </message>
  <message>
   <source>The report of a training is shown here when it is done.</source>
   <translation>Der Bericht eines Trainings steht hier, wenn es fertig ist.</translation>
  </message>
  <message>
   <source>The training has no report yet: resume it, or use the best model so far as it is.</source>
   <translation>Das Training hat noch keinen Bericht: setzen Sie es fort, oder verwenden Sie das bisher beste Modell, wie es ist.</translation>
  </message>
  <message>
   <source>The training is going on; its report comes at its end.</source>
   <translation>Das Training läuft; sein Bericht kommt am Ende.</translation>
  </message>
  <message>
   <source>agreement</source>
   <translation>Übereinstimmung</translation>
  </message>
  <message>
   <source>largest class alone</source>
   <translation>größte Klasse allein</translation>
  </message>
  <message>
   <source>mean</source>
   <translation>Mittel</translation>
  </message>
  <message>
   <source>mean IoU</source>
   <translation>mittleres IoU</translation>
  </message>
 </context>
 <context>
  <name>TrainResults</name>
  <message>
   <source>Corina: making a model</source>
   <translation>Corina: Modell wird erstellt</translation>
  </message>
  <message>
   <source>Making the model of the best epoch so far…</source>
   <translation>Das Modell der bisher besten Epoche wird erstellt…</translation>
  </message>
  <message>
   <source>Making the model of the last epoch…</source>
   <translation>Das Modell der letzten Epoche wird gemacht…</translation>
  </message>
  <message>
   <source>Saved to “{}”.</source>
   <translation>Gespeichert als „{}“.</translation>
  </message>
  <message>
   <source>The model “{}” is in the list and chosen.</source>
   <translation>Das Modell „{}“ ist in der Liste und gewählt.</translation>
  </message>
  <message>
   <source>The model “{}” is in the list.</source>
   <translation>Das Modell „{}“ ist in der Liste.</translation>
  </message>
  <message>
   <source>The report “{}” cannot be opened.</source>
   <translation>Der Bericht „{}“ kann nicht geöffnet werden.</translation>
  </message>
  <message>
   <source>“{}” cannot be written: {}.</source>
   <translation>„{}“ kann nicht geschrieben werden: {}.</translation>
  </message>
 </context>
 <context>
  <name>TrainRunPage</name>
  <message>
   <source>&amp;Pause</source>
   <translation>&amp;Pause</translation>
  </message>
  <message>
   <source>&amp;Resume</source>
   <translation>&amp;Fortsetzen</translation>
  </message>
  <message>
   <source>&amp;Start training</source>
   <translation>Training &amp;starten</translation>
  </message>
  <message>
   <source>End after this step and keep everything, to go on later.</source>
   <translation>Nach diesem Schritt enden und alles behalten, um später fortzusetzen.</translation>
  </message>
  <message>
   <source>Go on where it was stopped.</source>
   <translation>Dort fortsetzen, wo es angehalten wurde.</translation>
  </message>
  <message>
   <source>Let the machine rest; the training waits where it is.</source>
   <translation>Die Maschine ruhen lassen; das Training wartet, wo es ist.</translation>
  </message>
  <message>
   <source>Loss</source>
   <translation>Verlust</translation>
  </message>
  <message>
   <source>No training yet.</source>
   <translation>Noch kein Training.</translation>
  </message>
  <message>
   <source>Preview: image, label, prediction</source>
   <translation>Vorschau: Bild, Label, Vorhersage</translation>
  </message>
  <message>
   <source>S&amp;top</source>
   <translation>A&amp;nhalten</translation>
  </message>
  <message>
   <source>Sho&amp;w</source>
   <translation>&amp;Zeigen</translation>
  </message>
  <message>
   <source>Start one here when the pages before are complete. It goes on when QGIS is closed.</source>
   <translation>Starten Sie hier eines, wenn die Seiten davor vollständig sind. Es läuft weiter, wenn QGIS geschlossen wird.</translation>
  </message>
  <message>
   <source>Train with what the pages before say.</source>
   <translation>Mit dem trainieren, was die Seiten davor sagen.</translation>
  </message>
  <message>
   <source>Which measure of the validation data the lower curve shows.</source>
   <translation>Welches Maß der Validierungsdaten die untere Kurve zeigt.</translation>
  </message>
  <message>
   <source>epoch {}</source>
   <translation>Epoche {}</translation>
  </message>
  <message>
   <source>learning rate {}</source>
   <translation>Lernrate {}</translation>
  </message>
  <message>
   <source>stopping</source>
   <translation>wird angehalten</translation>
  </message>
  <message>
   <source>training</source>
   <translation>Training</translation>
  </message>
  <message>
   <source>validation</source>
   <translation>Validierung</translation>
  </message>
 </context>
 <context>
  <name>TrainSplitPage</name>
  <message>
   <source> km</source>
   <translation> km</translation>
  </message>
  <message>
   <source>&amp;Block size</source>
   <translation>&amp;Blockgröße</translation>
  </message>
  <message>
   <source>&amp;Divide by</source>
   <translation>&amp;Teilen nach</translation>
  </message>
  <message>
   <source>&amp;Each fold in turn</source>
   <translation>&amp;Jeden Teil nacheinander</translation>
  </message>
  <message>
   <source>&amp;Folds</source>
   <translation>&amp;Teile</translation>
  </message>
  <message>
   <source>&amp;Held out</source>
   <translation>&amp;Zurückgehalten</translation>
  </message>
  <message>
   <source>&amp;Validation</source>
   <translation>&amp;Validierung</translation>
  </message>
  <message>
   <source>Add the patches to the map, coloured by what they are for.</source>
   <translation>Die Ausschnitte zur Karte hinzufügen, gefärbt nach ihrem Zweck.</translation>
  </message>
  <message>
   <source>Automatically</source>
   <translation>automatisch</translation>
  </message>
  <message>
   <source>Blocks</source>
   <translation>Blöcke</translation>
  </message>
  <message>
   <source>Changed since; divide again.</source>
   <translation>Seitdem geändert; teilen Sie neu.</translation>
  </message>
  <message>
   <source>Classes</source>
   <translation>Klassen</translation>
  </message>
  <message>
   <source>Divide &amp;patches</source>
   <translation>Ausschnitte &amp;teilen</translation>
  </message>
  <message>
   <source>Divided by: {}</source>
   <translation>Geteilt nach: {}</translation>
  </message>
  <message>
   <source>Dividing the patches…</source>
   <translation>Die Ausschnitte werden geteilt…</translation>
  </message>
  <message>
   <source>Edge of the squares that stay together.</source>
   <translation>Kantenlänge der Quadrate, die zusammenbleiben.</translation>
  </message>
  <message>
   <source>Fold</source>
   <translation>Teil</translation>
  </message>
  <message>
   <source>Folds</source>
   <translation>Teile</translation>
  </message>
  <message>
   <source>Groups</source>
   <translation>Gruppen</translation>
  </message>
  <message>
   <source>Into how many parts the data are divided.</source>
   <translation>In wie viele Teile die Daten geteilt werden.</translation>
  </message>
  <message>
   <source>Patches</source>
   <translation>Ausschnitte</translation>
  </message>
  <message>
   <source>Random patches</source>
   <translation>Zufällige Ausschnitte</translation>
  </message>
  <message>
   <source>Random patches, each class in each fold</source>
   <translation>Zufällige Ausschnitte, jede Klasse in jedem Teil</translation>
  </message>
  <message>
   <source>Read the data and draw the split.</source>
   <translation>Die Daten lesen und die Teilung ziehen.</translation>
  </message>
  <message>
   <source>Scenes</source>
   <translation>Szenen</translation>
  </message>
  <message>
   <source>See&amp;d</source>
   <translation>&amp;Startwert</translation>
  </message>
  <message>
   <source>Sentinel-2 tiles</source>
   <translation>Sentinel-2-Kacheln</translation>
  </message>
  <message>
   <source>Sentinel-2 tiles where there are several, else blocks.</source>
   <translation>Sentinel-2-Kacheln, wo es mehrere gibt, sonst Blöcke.</translation>
  </message>
  <message>
   <source>Show on the &amp;map</source>
   <translation>Auf der &amp;Karte zeigen</translation>
  </message>
  <message>
   <source>Squares of the scene are never seen; their neighbours are.</source>
   <translation>Quadrate der Szene werden nie gesehen; ihre Nachbarn schon.</translation>
  </message>
  <message>
   <source>The most honest: whole tiles are never seen.</source>
   <translation>Am ehrlichsten: ganze Kacheln werden nie gesehen.</translation>
  </message>
  <message>
   <source>The part that tells when the network is at its best.</source>
   <translation>Der Teil, der sagt, wann das Netz am besten ist.</translation>
  </message>
  <message>
   <source>The part the report is measured on. The network never sees it.</source>
   <translation>Der Teil, an dem der Bericht misst. Das Netz sieht ihn nie.</translation>
  </message>
  <message>
   <source>The same seed draws the same split, and the same training.</source>
   <translation>Derselbe Startwert zieht dieselbe Teilung und dasselbe Training.</translation>
  </message>
  <message>
   <source>The split is drawn when the data have been read.</source>
   <translation>Die Teilung wird gezogen, wenn die Daten gelesen sind.</translation>
  </message>
  <message>
   <source>This flatters as well; it only sees to it that rare classes are in every part.</source>
   <translation>Auch das schmeichelt; es sorgt nur dafür, dass seltene Klassen in jedem Teil sind.</translation>
  </message>
  <message>
   <source>This flatters: neighbouring patches are alike, so figures will be better than on a new scene.</source>
   <translation>Das schmeichelt: benachbarte Ausschnitte gleichen sich, die Zahlen werden besser als in einer neuen Szene.</translation>
  </message>
  <message>
   <source>Train once for each fold and report the figures of all and their mean. It takes as many times longer; the model is the one of the fold held out above.</source>
   <translation>Für jeden Teil einmal trainieren und die Zahlen aller und ihr Mittel berichten. Es dauert so viel mal länger; das Modell ist das des oben zurückgehaltenen Teils.</translation>
  </message>
  <message>
   <source>Used for</source>
   <translation>Verwendet für</translation>
  </message>
  <message>
   <source>What each part holds.</source>
   <translation>Was jeder Teil enthält.</translation>
  </message>
  <message>
   <source>What is never divided between training and test. Neighbouring patches look alike: only places the network has never seen tell how well it will do elsewhere.</source>
   <translation>Was nie zwischen Training und Test geteilt wird. Benachbarte Ausschnitte gleichen sich: nur Orte, die das Netz nie gesehen hat, sagen, wie gut es anderswo sein wird.</translation>
  </message>
  <message>
   <source>Whole scenes are never seen.</source>
   <translation>Ganze Szenen werden nie gesehen.</translation>
  </message>
  <message>
   <source>fold {}</source>
   <translation>Teil {}</translation>
  </message>
  <message>
   <source>ha</source>
   <translation>ha</translation>
  </message>
  <message>
   <source>test (report)</source>
   <translation>Test (Bericht)</translation>
  </message>
  <message>
   <source>the fold after the one held out</source>
   <translation>der Teil nach dem zurückgehaltenen</translation>
  </message>
  <message>
   <source>training</source>
   <translation>Training</translation>
  </message>
  <message>
   <source>validation</source>
   <translation>Validierung</translation>
  </message>
 </context>
 <context>
  <name>TrainTab</name>
  <message>
   <source>&amp;1 Data</source>
   <translation>&amp;1 Daten</translation>
  </message>
  <message>
   <source>&amp;2 Split</source>
   <translation>&amp;2 Teilung</translation>
  </message>
  <message>
   <source>&amp;3 Model</source>
   <translation>&amp;3 Modell</translation>
  </message>
  <message>
   <source>&amp;4 Train {} %</source>
   <translation>&amp;4 Training {} %</translation>
  </message>
  <message>
   <source>&amp;4 Training</source>
   <translation>&amp;4 Training</translation>
  </message>
  <message>
   <source>&amp;5 Report</source>
   <translation>&amp;5 Bericht</translation>
  </message>
  <message>
   <source>&amp;Add training</source>
   <translation>Training &amp;hinzufügen</translation>
  </message>
  <message>
   <source>&amp;Back</source>
   <translation>&amp;Zurück</translation>
  </message>
  <message>
   <source>Add what training needs</source>
   <translation>Hinzufügen, was das Training braucht</translation>
  </message>
  <message>
   <source>Curves and preview</source>
   <translation>Kurven und Vorschau</translation>
  </message>
  <message>
   <source>How good it is</source>
   <translation>Wie gut es ist</translation>
  </message>
  <message>
   <source>Ne&amp;xt</source>
   <translation>&amp;Weiter</translation>
  </message>
  <message>
   <source>Network and settings</source>
   <translation>Netz und Einstellungen</translation>
  </message>
  <message>
   <source>Scenes, labels, patches</source>
   <translation>Szenen, Labels, Ausschnitte</translation>
  </message>
  <message>
   <source>The engine is being checked.</source>
   <translation>Die Engine wird geprüft.</translation>
  </message>
  <message>
   <source>The engine is not ready.</source>
   <translation>Die Engine ist nicht bereit.</translation>
  </message>
  <message>
   <source>The next page.</source>
   <translation>Die nächste Seite.</translation>
  </message>
  <message>
   <source>The page before this one.</source>
   <translation>Die Seite davor.</translation>
  </message>
  <message>
   <source>Training needs more than classifying: PyTorch and what reads CORINE polygons. It is added to Corina's engine; QGIS stays as it is. Python 3.10 or later is needed.</source>
   <translation>Training braucht mehr als Klassifizieren: PyTorch und was CORINE-Polygone liest. Es wird zu Corinas Engine hinzugefügt; QGIS bleibt, wie es ist. Python 3.10 oder neuer ist nötig.</translation>
  </message>
  <message>
   <source>What is held out</source>
   <translation>Was zurückgehalten wird</translation>
  </message>
 </context>
 <context>
  <name>card</name>
  <message>
   <source>Agreement with CORINE</source>
   <translation>Übereinstimmung mit CORINE</translation>
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
   <source>From place to place it differs: {}.</source>
   <translation>Von Ort zu Ort ist sie verschieden: {}.</translation>
  </message>
  <message>
   <source>How far it agrees with CORINE outside the countries and seasons of its training data is not known.</source>
   <translation>Wie weit es außerhalb der Länder und Jahreszeiten seiner Trainingsdaten mit CORINE übereinstimmt, ist nicht bekannt.</translation>
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
   <source>None was measured.</source>
   <translation>Es wurde keine gemessen.</translation>
  </message>
  <message>
   <source>Origin</source>
   <translation>Herkunft</translation>
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
   <source>The same recipe, with each part of the imagery held out in turn</source>
   <translation>Dasselbe Rezept, wobei jeder Teil der Bilder einmal zurückgehalten wurde</translation>
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
   <source>level {}: {} to {} %</source>
   <translation>Ebene {}: {} bis {} %</translation>
  </message>
  <message>
   <source>not stated</source>
   <translation>nicht angegeben</translation>
  </message>
  <message>
   <source>nothing</source>
   <translation>nichts</translation>
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
  <name>choices</name>
  <message>
   <source>Adam</source>
   <translation>Adam</translation>
  </message>
  <message>
   <source>AdamW</source>
   <translation>AdamW</translation>
  </message>
  <message>
   <source>ResUNet</source>
   <translation>ResUNet</translation>
  </message>
  <message>
   <source>SGD</source>
   <translation>SGD</translation>
  </message>
  <message>
   <source>SegNet</source>
   <translation>SegNet</translation>
  </message>
  <message>
   <source>U-Net</source>
   <translation>U-Net</translation>
  </message>
  <message>
   <source>agreement at level 1</source>
   <translation>Übereinstimmung auf Ebene 1</translation>
  </message>
  <message>
   <source>agreement at level 2</source>
   <translation>Übereinstimmung auf Ebene 2</translation>
  </message>
  <message>
   <source>agreement at level 3</source>
   <translation>Übereinstimmung auf Ebene 3</translation>
  </message>
  <message>
   <source>agreement at level 3 away from borders</source>
   <translation>Übereinstimmung auf Ebene 3 abseits der Grenzen</translation>
  </message>
  <message>
   <source>an encoder trained on photographs</source>
   <translation>einem an Fotografien trainierten Encoder</translation>
  </message>
  <message>
   <source>another Corina model or run</source>
   <translation>einem anderen Corina-Modell oder Lauf</translation>
  </message>
  <message>
   <source>by effective number</source>
   <translation>nach wirksamer Anzahl</translation>
  </message>
  <message>
   <source>by inverse area</source>
   <translation>nach Kehrwert der Fläche</translation>
  </message>
  <message>
   <source>constant</source>
   <translation>gleichbleibend</translation>
  </message>
  <message>
   <source>cosine</source>
   <translation>Kosinus</translation>
  </message>
  <message>
   <source>full</source>
   <translation>voll</translation>
  </message>
  <message>
   <source>loss</source>
   <translation>Verlust</translation>
  </message>
  <message>
   <source>lower on a plateau</source>
   <translation>senken, wenn es stockt</translation>
  </message>
  <message>
   <source>mean F1 at level 3</source>
   <translation>mittleres F1 auf Ebene 3</translation>
  </message>
  <message>
   <source>mean IoU at level 3</source>
   <translation>mittleres IoU auf Ebene 3</translation>
  </message>
  <message>
   <source>mixed where it is faster</source>
   <translation>gemischt, wo es schneller ist</translation>
  </message>
  <message>
   <source>none</source>
   <translation>keine</translation>
  </message>
  <message>
   <source>nothing (random weights)</source>
   <translation>nichts (zufälligen Gewichten)</translation>
  </message>
  <message>
   <source>one cycle</source>
   <translation>ein Zyklus</translation>
  </message>
  <message>
   <source>one for three levels</source>
   <translation>einer für drei Ebenen</translation>
  </message>
  <message>
   <source>one, for level 3 only</source>
   <translation>einer, nur für Ebene 3</translation>
  </message>
  <message>
   <source>the model that comes with Corina</source>
   <translation>dem Modell, das Corina mitbringt</translation>
  </message>
  <message>
   <source>three networks</source>
   <translation>drei Netze</translation>
  </message>
  <message>
   <source>weights from a file</source>
   <translation>Gewichten aus einer Datei</translation>
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
   <source>the priority table</source>
   <translation>die Prioritätentabelle</translation>
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
   <source>Making the model</source>
   <translation>Modell wird erstellt</translation>
  </message>
  <message>
   <source>Measuring</source>
   <translation>Messen</translation>
  </message>
  <message>
   <source>Opening scene and model</source>
   <translation>Szene und Modell öffnen</translation>
  </message>
  <message>
   <source>Paused</source>
   <translation>Pausiert</translation>
  </message>
  <message>
   <source>Reading</source>
   <translation>Lesen</translation>
  </message>
  <message>
   <source>Starting the engine</source>
   <translation>Die Engine startet</translation>
  </message>
  <message>
   <source>Training</source>
   <translation>Training</translation>
  </message>
  <message>
   <source>Writing overviews</source>
   <translation>Übersichten schreiben</translation>
  </message>
  <message>
   <source>Writing the report</source>
   <translation>Bericht wird geschrieben</translation>
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
   <source>paused</source>
   <translation>pausiert</translation>
  </message>
  <message>
   <source>running</source>
   <translation>läuft</translation>
  </message>
  <message>
   <source>stopped, can go on</source>
   <translation>angehalten, kann weitergehen</translation>
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

<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
 <context>
  <name>AccuracyDialog</name>
  <message>
   <source>&amp;Estimate</source>
   <translation>&amp;Estimer</translation>
  </message>
  <message>
   <source>&amp;Level</source>
   <translation>&amp;Niveau</translation>
  </message>
  <message>
   <source>&amp;Map</source>
   <translation>Ca&amp;rte</translation>
  </message>
  <message>
   <source>&amp;Save to</source>
   <translation>Enre&amp;gistrer dans</translation>
  </message>
  <message>
   <source>Add the map to assess to the project.</source>
   <translation>Ajoutez au projet la carte à évaluer.</translation>
  </message>
  <message>
   <source>Choose the table of LUCAS points: a CSV file, as Eurostat publishes it.</source>
   <translation>Choisissez la table des points LUCAS : un fichier CSV, tel qu’Eurostat le publie.</translation>
  </message>
  <message>
   <source>Estimate accuracy</source>
   <translation>Estimer l’exactitude</translation>
  </message>
  <message>
   <source>Eurostat's table of the survey (CSV), of any year</source>
   <translation>Table de l’enquête d’Eurostat (CSV), de toute année</translation>
  </message>
  <message>
   <source>LUCAS &amp;points</source>
   <translation>&amp;Points LUCAS</translation>
  </message>
  <message>
   <source>LUCAS notes the cover of a circle of 1.5 m; its points are taken as random within each class of the map.</source>
   <translation>LUCAS note la couverture d’un cercle de 1,5 m ; ses points sont pris comme aléatoires dans chaque classe de la carte.</translation>
  </message>
  <message>
   <source>LUCAS to &amp;CORINE</source>
   <translation>LUCAS vers &amp;CORINE</translation>
  </message>
  <message>
   <source>Level {}</source>
   <translation>Niveau {}</translation>
  </message>
  <message>
   <source>The map need not be the one the points were drawn from: a newer one takes the same labels.</source>
   <translation>Ce peut être une autre carte que celle dont les points ont été tirés : une plus récente prend les mêmes étiquettes.</translation>
  </message>
  <message>
   <source>as fine as map and labels allow</source>
   <translation>aussi fin que la carte et les étiquettes le permettent</translation>
  </message>
  <message>
   <source>temporary folder</source>
   <translation>dossier temporaire</translation>
  </message>
  <message>
   <source>“{}” is not there: choose a table, or leave the field empty.</source>
   <translation>« {} » n’est pas là : choisissez une table, ou laissez le champ vide.</translation>
  </message>
 </context>
 <context>
  <name>AccuracyOptions</name>
  <message>
   <source>&amp;Field of the labels</source>
   <translation>C&amp;hamp des classes</translation>
  </message>
  <message>
   <source>&amp;Use the map's class areas</source>
   <translation>&amp;Utiliser les surfaces des classes de la carte</translation>
  </message>
  <message>
   <source>Field of the points with the class seen, as a code of any level.</source>
   <translation>Champ des points avec la classe vue, sous forme de code de tout niveau.</translation>
  </message>
  <message>
   <source>Level of the ma&amp;p</source>
   <translation>Niveau de la ca&amp;rte</translation>
  </message>
  <message>
   <source>Level of the map's classes, where its values do not tell.</source>
   <translation>Niveau des classes de la carte, là où ses valeurs ne le disent pas.</translation>
  </message>
  <message>
   <source>Level {}</source>
   <translation>Niveau {}</translation>
  </message>
  <message>
   <source>M&amp;ore</source>
   <translation>Au&amp;tres réglages</translation>
  </message>
  <message>
   <source>Makes a simple random or systematic sample more precise (Olofsson et al. 2014).</source>
   <translation>Rend plus précis un échantillon aléatoire simple ou systématique (Olofsson et al. 2014).</translation>
  </message>
  <message>
   <source>found automatically</source>
   <translation>trouvé automatiquement</translation>
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
   <translation> m de large</translation>
  </message>
  <message>
   <source> tiles</source>
   <translation> tuiles</translation>
  </message>
  <message>
   <source>&amp;Batch</source>
   <translation>Tuiles par &amp;bloc</translation>
  </message>
  <message>
   <source>&amp;Device</source>
   <translation>&amp;Dispositif</translation>
  </message>
  <message>
   <source>&amp;Tile overlap</source>
   <translation>Reco&amp;uvrement</translation>
  </message>
  <message>
   <source>A raster of pixels to leave out, such as a cloud mask. Nothing is classified there.</source>
   <translation>Un raster des pixels à écarter, par exemple un masque de nuages. Rien n'y est classifié.</translation>
  </message>
  <message>
   <source>Advanced</source>
   <translation>Avancé</translation>
  </message>
  <message>
   <source>Also write a raster with the probability of the level-3 class of each pixel, in percent.</source>
   <translation>Écrire aussi un raster de la probabilité de la classe de niveau 3 de chaque pixel, en pour cent.</translation>
  </message>
  <message>
   <source>Also write the map as polygons in a GeoPackage. Patches smaller or narrower than the minimum join a neighbour.</source>
   <translation>Écrire aussi la carte en polygones dans un GeoPackage. Les taches plus petites ou plus étroites que le minimum rejoignent un voisin.</translation>
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
   <translation>T&amp;hreads du CPU</translation>
  </message>
  <message>
   <source>Co&amp;nfidence map</source>
   <translation>&amp;Carte de confiance</translation>
  </message>
  <message>
   <source>Fastest that works</source>
   <translation>le plus rapide qui fonctionne</translation>
  </message>
  <message>
   <source>Graphics card (DirectML)</source>
   <translation>Carte graphique (DirectML)</translation>
  </message>
  <message>
   <source>How many processor cores the engine may use. Fewer leave room for other work.</source>
   <translation>Combien de cœurs du processeur le moteur peut utiliser. Moins laisse de la place à d'autres travaux.</translation>
  </message>
  <message>
   <source>How many tiles the network takes at a time. More can be faster on a graphics card and needs more memory.</source>
   <translation>Combien de tuiles le réseau traite à la fois. Plus peut être plus rapide sur une carte graphique et demande plus de mémoire.</translation>
  </message>
  <message>
   <source>How much of a tile's edge is shared with the next tile. More overlap hides seams better and takes longer.</source>
   <translation>La part du bord d'une tuile commune avec la suivante. Plus de recouvrement cache mieux les raccords et prend plus de temps.</translation>
  </message>
  <message>
   <source>Leave &amp;out cloud and shadow (SCL)</source>
   <translation>Écarter nu&amp;ages et ombres (SCL)</translation>
  </message>
  <message>
   <source>Mas&amp;k layer</source>
   <translation>Couche mas&amp;que</translation>
  </message>
  <message>
   <source>Mask of the repeated run: {}</source>
   <translation>Masque de l'exécution répétée : {}</translation>
  </message>
  <message>
   <source>Mask val&amp;ues</source>
   <translation>Valeu&amp;rs du masque</translation>
  </message>
  <message>
   <source>Minimum mapping unit</source>
   <translation>Unité minimale de cartographie</translation>
  </message>
  <message>
   <source>Minimum width</source>
   <translation>Largeur minimale</translation>
  </message>
  <message>
   <source>NVIDIA graphics card (CUDA)</source>
   <translation>Carte graphique NVIDIA (CUDA)</translation>
  </message>
  <message>
   <source>Narrower parts of a patch join a neighbour. CORINE itself uses 100 m.</source>
   <translation>Les parties plus étroites d’une tache rejoignent un voisin. CORINE utilise 100 m.</translation>
  </message>
  <message>
   <source>Polygons, &amp;joining patches below</source>
   <translation>Polygones, en &amp;joignant sous</translation>
  </message>
  <message>
   <source>Priority table</source>
   <translation>Table de priorité</translation>
  </message>
  <message>
   <source>Priority table as CSV: class, neighbour and priority (the lowest is joined first), or CODE and PRI, or a matrix of classes, such as CORINE's own. Empty: the class whose code has most digits in common is joined first.</source>
   <translation>Table de priorité en CSV : class, neighbour et priority (le plus petit nombre vient d'abord), ou CODE et PRI, ou une matrice des classes, comme CORINE en a une. Vide : la classe dont le code a le plus de chiffres en commun vient d'abord.</translation>
  </message>
  <message>
   <source>S&amp;ea at the coast only</source>
   <translation>Mer à la &amp;côte seulement</translation>
  </message>
  <message>
   <source>Small patches join</source>
   <translation>Les petites taches rejoignent</translation>
  </message>
  <message>
   <source>The edge of the tiles the network sees, in pixels. Smaller tiles need less memory.</source>
   <translation>Le côté des tuiles que voit le réseau, en pixels. De plus petites tuiles demandent moins de mémoire.</translation>
  </message>
  <message>
   <source>The minimum mapping unit in hectares. CORINE itself uses 25 ha, and 5 ha for changes.</source>
   <translation>L'unité minimale de cartographie en hectares. CORINE utilise 25 ha, et 5 ha pour les changements.</translation>
  </message>
  <message>
   <source>The values of the mask layer to leave out, separated by commas: 3, 8, 9. Empty leaves out everything that is not 0.</source>
   <translation>Les valeurs de la couche masque à écarter, séparées par des virgules : 3, 8, 9. Vide : tout ce qui n'est pas 0.</translation>
  </message>
  <message>
   <source>Tile si&amp;ze</source>
   <translation>&amp;Grandeur des tuiles</translation>
  </message>
  <message>
   <source>Use the scene classification of a Level-2A product to leave out cloud, cloud shadow, defective and empty pixels. Without an SCL band this does nothing.</source>
   <translation>Utiliser la classification de scène d'un produit de niveau 2A pour écarter nuages, ombres de nuages, pixels défectueux et vides. Sans bande SCL, cela ne fait rien.</translation>
  </message>
  <message>
   <source>Water some 10 km or more from every coast is mapped as lakes, never as sea: an image of open water does not tell them apart.</source>
   <translation>L’eau à quelque 10 km ou plus de toute côte est cartographiée comme lac, jamais comme mer : une image d’eau libre ne les distingue pas.</translation>
  </message>
  <message>
   <source>What computes the network. The device really used is shown with the result.</source>
   <translation>Ce qui calcule le réseau. Le dispositif réellement utilisé est indiqué avec le résultat.</translation>
  </message>
  <message>
   <source>Which neighbour small and narrow patches join: the largest, or the one of the most similar class, as CORINE does.</source>
   <translation>Le voisin que rejoignent les taches petites et étroites : le plus grand, ou celui de la classe la plus proche, comme le fait CORINE.</translation>
  </message>
  <message>
   <source>all but 0</source>
   <translation>tout sauf 0</translation>
  </message>
  <message>
   <source>all cores</source>
   <translation>tous les cœurs</translation>
  </message>
  <message>
   <source>any width</source>
   <translation>toute largeur</translation>
  </message>
  <message>
   <source>as the model recommends</source>
   <translation>selon le modèle</translation>
  </message>
  <message>
   <source>automatic</source>
   <translation>automatique</translation>
  </message>
  <message>
   <source>keep every patch</source>
   <translation>garder chaque tache</translation>
  </message>
  <message>
   <source>to the largest</source>
   <translation>au plus grand</translation>
  </message>
  <message>
   <source>to the most similar</source>
   <translation>au plus proche</translation>
  </message>
  <message>
   <source>{} px</source>
   <translation>{} px</translation>
  </message>
  <message>
   <source>“{}” is no list of mask values; write whole numbers with commas: 3, 8, 9.</source>
   <translation>« {} » n'est pas une liste de valeurs ; écrivez des nombres entiers séparés par des virgules : 3, 8, 9.</translation>
  </message>
 </context>
 <context>
  <name>AreaBox</name>
  <message>
   <source>&amp;Whole scene</source>
   <translation>Scène &amp;entière</translation>
  </message>
  <message>
   <source>Classify every pixel of the scene that has data.</source>
   <translation>Classifier chaque pixel de la scène qui a des données.</translation>
  </message>
  <message>
   <source>Classify only inside the polygons of a layer, such as a municipality or a catchment.</source>
   <translation>Classifier seulement à l'intérieur des polygones d'une couche, par exemple une commune ou un bassin versant.</translation>
  </message>
  <message>
   <source>Classify only what the map canvas shows when the run starts: quick for a first look.</source>
   <translation>Classifier seulement ce que montre la carte au départ : rapide pour un premier aperçu.</translation>
  </message>
  <message>
   <source>Classify the same area as the run that is being repeated with changes.</source>
   <translation>Classifier la même zone que l'exécution qui est répétée avec des changements.</translation>
  </message>
  <message>
   <source>E&amp;xact area of the repeated run</source>
   <translation>&amp;Zone exacte de l'exécution répétée</translation>
  </message>
  <message>
   <source>Map v&amp;iew</source>
   <translation>&amp;Vue de la carte</translation>
  </message>
  <message>
   <source>Polygon layer</source>
   <translation>Couche de polygones</translation>
  </message>
  <message>
   <source>Polygons o&amp;f</source>
   <translation>Pol&amp;ygones de</translation>
  </message>
  <message>
   <source>Selected &amp;features only</source>
   <translation>Ent&amp;ités sélectionnées seulement</translation>
  </message>
  <message>
   <source>Selected &amp;features only ({})</source>
   <translation>Ent&amp;ités sélectionnées seulement ({})</translation>
  </message>
  <message>
   <source>The layer whose polygons bound the area.</source>
   <translation>La couche dont les polygones bornent la zone.</translation>
  </message>
  <message>
   <source>Use only the polygons that are selected in that layer.</source>
   <translation>N'utiliser que les polygones sélectionnés dans cette couche.</translation>
  </message>
 </context>
 <context>
  <name>AreaChart</name>
  <message>
   <source>Class areas</source>
   <translation>Surfaces des classes</translation>
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
   <translation>Classe</translation>
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
   <translation>Aucun polygone de « {name} » n'est sélectionné : sélectionnez-en un ou plusieurs.</translation>
  </message>
  <message>
   <source>The area is empty: zoom to the scene or choose another area.</source>
   <translation>La zone est vide : zoomez sur la scène ou choisissez une autre zone.</translation>
  </message>
  <message>
   <source>The area is in no coordinate reference system: set the CRS of the project or of the layer.</source>
   <translation>La zone n'a pas de système de coordonnées : définissez le SCR du projet ou de la couche.</translation>
  </message>
  <message>
   <source>The polygons of “{name}” have no area: choose others.</source>
   <translation>Les polygones de « {name} » n'ont pas de surface : choisissez-en d'autres.</translation>
  </message>
  <message>
   <source>The polygons of “{name}” lie where {crs} is not defined: choose polygons near the scene.</source>
   <translation>Les polygones de « {name} » sont là où {crs} n'est pas défini : choisissez des polygones proches de la scène.</translation>
  </message>
  <message>
   <source>“{name}” has no polygons: choose a polygon layer.</source>
   <translation>« {name} » n'a pas de polygones : choisissez une couche de polygones.</translation>
  </message>
 </context>
 <context>
  <name>BandDialog</name>
  <message>
   <source>&amp;No data is</source>
   <translation>&amp;Sans données :</translation>
  </message>
  <message>
   <source>&amp;Offset</source>
   <translation>Déca&amp;lage</translation>
  </message>
  <message>
   <source>&amp;Scale</source>
   <translation>&amp;Échelle</translation>
  </message>
  <message>
   <source>Band</source>
   <translation>Bande</translation>
  </message>
  <message>
   <source>Bands</source>
   <translation>Bandes</translation>
  </message>
  <message>
   <source>Bands and reflectance</source>
   <translation>Bandes et réflectance</translation>
  </message>
  <message>
   <source>Choose a raster band for {}.</source>
   <translation>Choisissez une bande raster pour {}.</translation>
  </message>
  <message>
   <source>Confirm the guessed scale and offset, or change them.</source>
   <translation>Confirmez l'échelle et le décalage supposés, ou changez-les.</translation>
  </message>
  <message>
   <source>Forget every choice made here and go by what was found.</source>
   <translation>Oublier tous les choix faits ici et suivre ce qui a été trouvé.</translation>
  </message>
  <message>
   <source>How it was found</source>
   <translation>Comment elle a été trouvée</translation>
  </message>
  <message>
   <source>No data value</source>
   <translation>Valeur sans données</translation>
  </message>
  <message>
   <source>Not known yet: it is looked for in the bands you choose.</source>
   <translation>Pas encore connue : elle est cherchée dans les bandes choisies.</translation>
  </message>
  <message>
   <source>Products of baseline 04.00 and later have an offset of -0.1; older ones and harmonised ones have none.</source>
   <translation>Les produits de baseline 04.00 et suivantes ont un décalage de -0.1 ; les anciens et les harmonisés n'en ont pas.</translation>
  </message>
  <message>
   <source>Raster band</source>
   <translation>Bande raster</translation>
  </message>
  <message>
   <source>Raster band for {}</source>
   <translation>Bande raster pour {}</translation>
  </message>
  <message>
   <source>Reflectance = stored value × scale + offset</source>
   <translation>Réflectance = valeur enregistrée × échelle + décalage</translation>
  </message>
  <message>
   <source>Reset to &amp;automatic</source>
   <translation>Retour à l'&amp;automatique</translation>
  </message>
  <message>
   <source>Resolution</source>
   <translation>Résolution</translation>
  </message>
  <message>
   <source>Scale and offset are &amp;right</source>
   <translation>Échelle et décalage sont &amp;justes</translation>
  </message>
  <message>
   <source>Sentinel-2 Level-2A products store reflectance × 10000, that is a scale of 0.0001.</source>
   <translation>Les produits Sentinel-2 de niveau 2A enregistrent la réflectance × 10000, soit une échelle de 0.0001.</translation>
  </message>
  <message>
   <source>Set by you: {}</source>
   <translation>Fixé par vous : {}</translation>
  </message>
  <message>
   <source>The stored value of pixels without data. They are left out of the map.</source>
   <translation>La valeur enregistrée des pixels sans données. Ils ne sont pas dans la carte.</translation>
  </message>
  <message>
   <source>They were guessed from the values in the scene. A wrong scale gives a wrong map, so please confirm them.</source>
   <translation>Ils ont été supposés d'après les valeurs de la scène. Une échelle fausse donne une carte fausse : confirmez-les.</translation>
  </message>
  <message>
   <source>This is a guess.</source>
   <translation>C'est une supposition.</translation>
  </message>
  <message>
   <source>This is a guess: {}</source>
   <translation>C'est une supposition : {}</translation>
  </message>
  <message>
   <source>Which raster band holds each band the model needs. Choose another one in the second column.</source>
   <translation>Quelle bande raster contient chaque bande du modèle. Choisissez-en une autre dans la deuxième colonne.</translation>
  </message>
  <message>
   <source>choose…</source>
   <translation>choisir…</translation>
  </message>
  <message>
   <source>chosen by you</source>
   <translation>choisie par vous</translation>
  </message>
  <message>
   <source>not found</source>
   <translation>non trouvée</translation>
  </message>
  <message>
   <source>perhaps: {}</source>
   <translation>peut-être : {}</translation>
  </message>
  <message>
   <source>{} and {} use the same raster band.</source>
   <translation>{} et {} utilisent la même bande raster.</translation>
  </message>
  <message>
   <source>{} m</source>
   <translation>{} m</translation>
  </message>
  <message>
   <source>“{}” has {} raster bands; the model needs {}.</source>
   <translation>« {} » a {} bandes raster ; le modèle a besoin de {}.</translation>
  </message>
 </context>
 <context>
  <name>CardDialog</name>
  <message>
   <source>C&amp;opy as text</source>
   <translation>C&amp;opier en texte</translation>
  </message>
  <message>
   <source>Model card</source>
   <translation>Fiche du modèle</translation>
  </message>
  <message>
   <source>Model card: {}</source>
   <translation>Fiche du modèle : {}</translation>
  </message>
  <message>
   <source>Put the card on the clipboard as plain text, for a report.</source>
   <translation>Mettre la fiche dans le presse-papiers en texte, pour un rapport.</translation>
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
   <translation>&amp;Confirmer</translation>
  </message>
  <message>
   <source>&amp;From</source>
   <translation>&amp;De</translation>
  </message>
  <message>
   <source>&amp;To</source>
   <translation>&amp;Vers</translation>
  </message>
  <message>
   <source>&amp;Unsure</source>
   <translation>Inc&amp;ertain</translation>
  </message>
  <message>
   <source>&amp;View all</source>
   <translation>Tout a&amp;fficher</translation>
  </message>
  <message>
   <source>; {} looked at</source>
   <translation>; {} examinés</translation>
  </message>
  <message>
   <source>Changes</source>
   <translation>Changements</translation>
  </message>
  <message>
   <source>Comment</source>
   <translation>Commentaire</translation>
  </message>
  <message>
   <source>Comment on this change</source>
   <translation>Commentaire sur ce changement</translation>
  </message>
  <message>
   <source>Go to the change above (P).</source>
   <translation>Aller au changement précédent (P).</translation>
  </message>
  <message>
   <source>Go to the change below (N).</source>
   <translation>Aller au changement suivant (N).</translation>
  </message>
  <message>
   <source>It cannot be told. Saved in the layer, and on to the next (U).</source>
   <translation>On ne peut pas le dire. Enregistré dans la couche, puis le suivant (U).</translation>
  </message>
  <message>
   <source>It is a change. Saved in the layer, and on to the next (C).</source>
   <translation>C’est un changement. Enregistré dans la couche, puis le suivant (C).</translation>
  </message>
  <message>
   <source>It is no change. Saved in the layer, and on to the next (R).</source>
   <translation>Ce n’est pas un changement. Enregistré dans la couche, puis le suivant (R).</translation>
  </message>
  <message>
   <source>M&amp;inimum</source>
   <translation>M&amp;inimum</translation>
  </message>
  <message>
   <source>Minimum confidence</source>
   <translation>Confiance minimale</translation>
  </message>
  <message>
   <source>Next</source>
   <translation>Suivant</translation>
  </message>
  <message>
   <source>No change</source>
   <translation>Aucun changement</translation>
  </message>
  <message>
   <source>Previous</source>
   <translation>Précédent</translation>
  </message>
  <message>
   <source>Re&amp;ject</source>
   <translation>Re&amp;jeter</translation>
  </message>
  <message>
   <source>S&amp;livers</source>
   <translation>&amp;Lamelles</translation>
  </message>
  <message>
   <source>Saved in the layer with Return, or on going to another change.</source>
   <translation>Enregistré dans la couche avec Entrée, ou en passant à un autre changement.</translation>
  </message>
  <message>
   <source>Show also slivers: narrow polygons, which are mostly lines that do not meet.</source>
   <translation>Afficher aussi les lamelles : des polygones étroits, le plus souvent des limites qui ne coïncident pas.</translation>
  </message>
  <message>
   <source>Show only changes from this class.</source>
   <translation>N’afficher que les changements à partir de cette classe.</translation>
  </message>
  <message>
   <source>Show only changes of this area or more.</source>
   <translation>N’afficher que les changements d’au moins cette surface.</translation>
  </message>
  <message>
   <source>Show only changes of which the map is this sure or more, on average.</source>
   <translation>N’afficher que les changements dont la carte est au moins aussi sûre, en moyenne.</translation>
  </message>
  <message>
   <source>Show only changes to this class.</source>
   <translation>N’afficher que les changements vers cette classe.</translation>
  </message>
  <message>
   <source>Show only what you have not looked at yet, or what you found.</source>
   <translation>N’afficher que ce qui n’a pas été examiné, ou ce qui a été trouvé.</translation>
  </message>
  <message>
   <source>Take all filters off.</source>
   <translation>Enlever tous les filtres.</translation>
  </message>
  <message>
   <source>Take back the last verdict or comment (Ctrl+Z).</source>
   <translation>Reprendre le dernier verdict ou commentaire (Ctrl+Z).</translation>
  </message>
  <message>
   <source>Undo</source>
   <translation>Annuler</translation>
  </message>
  <message>
   <source>Verdict</source>
   <translation>Verdict</translation>
  </message>
  <message>
   <source>all</source>
   <translation>tous</translation>
  </message>
  <message>
   <source>any class</source>
   <translation>toute classe</translation>
  </message>
  <message>
   <source>{} changes, {}</source>
   <translation>{} changements, {}</translation>
  </message>
  <message>
   <source>{} of {} changes, {}</source>
   <translation>{} sur {} changements, {}</translation>
  </message>
 </context>
 <context>
  <name>ChangeReview</name>
  <message>
   <source>The file of the changes is not there any more.</source>
   <translation>Le fichier des changements n’existe plus.</translation>
  </message>
 </context>
 <context>
  <name>ChangeTableModel</name>
  <message>
   <source>A sliver: probably not a change but lines that do not meet</source>
   <translation>Une esquille : sans doute pas un changement, mais des lignes qui ne coïncident pas</translation>
  </message>
  <message>
   <source>Comment</source>
   <translation>Commentaire</translation>
  </message>
  <message>
   <source>From</source>
   <translation>De</translation>
  </message>
  <message>
   <source>Mean confidence of the map in this polygon, in percent</source>
   <translation>Confiance moyenne de la carte dans ce polygone, en pour cent</translation>
  </message>
  <message>
   <source>Sure %</source>
   <translation>Sûr %</translation>
  </message>
  <message>
   <source>To</source>
   <translation>Vers</translation>
  </message>
  <message>
   <source>What you found on looking at it</source>
   <translation>Ce que vous avez trouvé en l’examinant</translation>
  </message>
  <message>
   <source>confirmed</source>
   <translation>confirmé</translation>
  </message>
  <message>
   <source>ha</source>
   <translation>ha</translation>
  </message>
  <message>
   <source>not looked at</source>
   <translation>non examiné</translation>
  </message>
  <message>
   <source>rejected</source>
   <translation>rejeté</translation>
  </message>
  <message>
   <source>unsure</source>
   <translation>incertain</translation>
  </message>
  <message>
   <source>{} becomes {}</source>
   <translation>{} devient {}</translation>
  </message>
 </context>
 <context>
  <name>ClassAgreementModel</name>
  <message>
   <source>Agreement of the map with the reference, 0 to 1: 2 × common / (reference + map)</source>
   <translation>Accord de la carte avec la référence, de 0 à 1 : 2 × commun / (référence + carte)</translation>
  </message>
  <message>
   <source>Class</source>
   <translation>Classe</translation>
  </message>
  <message>
   <source>F1</source>
   <translation>F1</translation>
  </message>
  <message>
   <source>Gain</source>
   <translation>Gain</translation>
  </message>
  <message>
   <source>Loss</source>
   <translation>Perte</translation>
  </message>
  <message>
   <source>Map</source>
   <translation>Carte</translation>
  </message>
  <message>
   <source>Reference</source>
   <translation>Référence</translation>
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
   <translation>; laissées de côté : {}</translation>
  </message>
  <message>
   <source>Blocks</source>
   <translation>Blocs</translation>
  </message>
  <message>
   <source>C&amp;hart</source>
   <translation>&amp;Diagramme</translation>
  </message>
  <message>
   <source>Class</source>
   <translation>Classe</translation>
  </message>
  <message>
   <source>Classes of the training data</source>
   <translation>Classes des données d’entraînement</translation>
  </message>
  <message>
   <source>Click a header to sort, Ctrl+C copies the selected rows.</source>
   <translation>Un clic sur un en-tête trie, Ctrl+C copie les lignes choisies.</translation>
  </message>
  <message>
   <source>Code</source>
   <translation>Code</translation>
  </message>
  <message>
   <source>Patches</source>
   <translation>Vignettes</translation>
  </message>
  <message>
   <source>Pixels</source>
   <translation>Pixels</translation>
  </message>
  <message>
   <source>Remark</source>
   <translation>Remarque</translation>
  </message>
  <message>
   <source>Tab&amp;le</source>
   <translation>Tab&amp;leau</translation>
  </message>
  <message>
   <source>and {} more</source>
   <translation>et {} autres</translation>
  </message>
  <message>
   <source>ha</source>
   <translation>ha</translation>
  </message>
  <message>
   <source>{} cloud</source>
   <translation>{} nuages</translation>
  </message>
  <message>
   <source>{} only sea</source>
   <translation>{} seulement mer</translation>
  </message>
  <message>
   <source>{} outside the labels</source>
   <translation>{} hors des étiquettes</translation>
  </message>
  <message>
   <source>{} patches of {} px, {} labelled</source>
   <translation>{} vignettes de {} px, {} étiquetés</translation>
  </message>
  <message>
   <source>{} without data</source>
   <translation>{} sans données</translation>
  </message>
  <message>
   <source>{} without labels</source>
   <translation>{} sans étiquettes</translation>
  </message>
  <message>
   <source>{}: the value {} ({} pixels) is not in the legend.</source>
   <translation>{} : la valeur {} ({} pixels) n’est pas dans la légende.</translation>
  </message>
 </context>
 <context>
  <name>ClassificationReports</name>
  <message>
   <source>No browser opened “{}”.</source>
   <translation>Aucun navigateur n’a ouvert « {} ».</translation>
  </message>
  <message>
   <source>The map “{}” is not there any more.</source>
   <translation>La carte « {} » n’est plus là.</translation>
  </message>
  <message>
   <source>The report was saved to “{}”.</source>
   <translation>Le rapport a été enregistré dans « {} ».</translation>
  </message>
 </context>
 <context>
  <name>ClassifyForm</name>
  <message>
   <source>&amp;Model</source>
   <translation>M&amp;odèle</translation>
  </message>
  <message>
   <source>&amp;Scene</source>
   <translation>&amp;Scène</translation>
  </message>
  <message>
   <source>Area</source>
   <translation>Zone</translation>
  </message>
  <message>
   <source>Choose a folder for the maps</source>
   <translation>Choisir un dossier pour les cartes</translation>
  </message>
  <message>
   <source>Classif&amp;y</source>
   <translation>&amp;Classifier</translation>
  </message>
  <message>
   <source>Make the three maps. A run that is going on is finished first; this one waits for it.</source>
   <translation>Faire les trois cartes. Une exécution en cours est d'abord terminée ; celle-ci attend.</translation>
  </message>
  <message>
   <source>Missing: {}</source>
   <translation>Il manque : {}</translation>
  </message>
  <message>
   <source>Ready to classify</source>
   <translation>Prêt à classifier</translation>
  </message>
  <message>
   <source>Sa&amp;ve to</source>
   <translation>E&amp;nregistrer</translation>
  </message>
  <message>
   <source>The folder for the maps. Empty: a temporary folder that is deleted when QGIS closes.</source>
   <translation>Le dossier des cartes. Vide : un dossier temporaire, supprimé à la fermeture de QGIS.</translation>
  </message>
  <message>
   <source>The layer “{}” has no polygons.</source>
   <translation>La couche « {} » n'a pas de polygones.</translation>
  </message>
  <message>
   <source>The map does not show the scene; zoom to it.</source>
   <translation>La carte ne montre pas la scène ; zoomez dessus.</translation>
  </message>
  <message>
   <source>The polygons do not touch the scene.</source>
   <translation>Les polygones ne touchent pas la scène.</translation>
  </message>
  <message>
   <source>The project has no polygon layer; add one or choose the whole scene.</source>
   <translation>Le projet n'a pas de couche de polygones ; ajoutez-en une ou choisissez la scène entière.</translation>
  </message>
  <message>
   <source>temporary folder</source>
   <translation>dossier temporaire</translation>
  </message>
  <message>
   <source>{}, {} on this machine</source>
   <translation>{}, {} sur cette machine</translation>
  </message>
 </context>
 <context>
  <name>CompareController</name>
  <message>
   <source>Classify first: {}</source>
   <translation>Classer d’abord : {}</translation>
  </message>
  <message>
   <source>Export the comparison to a folder</source>
   <translation>Exporter la comparaison dans un dossier</translation>
  </message>
  <message>
   <source>The comment “{}” was not saved, because the new comparison replaced its change: add it to the new one, if there is one.</source>
   <translation>Le commentaire « {} » n’a pas été enregistré, car la nouvelle comparaison a remplacé son changement : ajoutez-le au nouveau, s’il existe.</translation>
  </message>
  <message>
   <source>The layer of the changes has a filter in QGIS; changes that are not listed: {}.</source>
   <translation>La couche des changements a un filtre dans QGIS ; changements absents de la liste : {}.</translation>
  </message>
  <message>
   <source>The polygons of the changes are not in “{}” any more, so none is listed.</source>
   <translation>Les polygones des changements ne sont plus dans « {} », aucun n’est donc dans la liste.</translation>
  </message>
  <message>
   <source>{} files were saved to “{}”.</source>
   <translation>{} fichiers ont été enregistrés dans « {} ».</translation>
  </message>
  <message>
   <source>{} with {}</source>
   <translation>{} avec {}</translation>
  </message>
  <message>
   <source>“{}” cannot be written: {}.</source>
   <translation>« {} » ne peut pas être écrit : {}.</translation>
  </message>
 </context>
 <context>
  <name>CompareFolder</name>
  <message>
   <source>{file} cannot be read: {reason}.</source>
   <translation>{file} est illisible : {reason}.</translation>
  </message>
  <message>
   <source>{file} is not the result of a comparison.</source>
   <translation>{file} n’est pas le résultat d’une comparaison.</translation>
  </message>
  <message>
   <source>“{place}” holds no comparison: choose a folder with its result.json.</source>
   <translation>« {place} » ne contient pas de comparaison : choisissez un dossier avec son result.json.</translation>
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
   <translation>&amp;Comparer</translation>
  </message>
  <message>
   <source>&amp;Map</source>
   <translation>Ca&amp;rte</translation>
  </message>
  <message>
   <source>&amp;Where both are</source>
   <translation>Où les &amp;deux sont</translation>
  </message>
  <message>
   <source>&amp;Year of the map</source>
   <translation>Année de la cart&amp;e</translation>
  </message>
  <message>
   <source>A CORINE change layer (CHA), to say which of its changes were found or missed, and which are new.</source>
   <translation>Une couche de changements CORINE (CHA), pour dire lesquels de ses changements ont été trouvés ou manqués, et lesquels sont nouveaux.</translation>
  </message>
  <message>
   <source>Add a land cover map to the project, or choose a file with the button.</source>
   <translation>Ajoutez une carte d’occupation du sol au projet, ou choisissez un fichier avec le bouton.</translation>
  </message>
  <message>
   <source>Advanced</source>
   <translation>Avancé</translation>
  </message>
  <message>
   <source>Area</source>
   <translation>Zone</translation>
  </message>
  <message>
   <source>As fine as both allow</source>
   <translation>Aussi fin que les deux le permettent</translation>
  </message>
  <message>
   <source>C&amp;hanges from</source>
   <translation>C&amp;hangements dès</translation>
  </message>
  <message>
   <source>C&amp;onfidence from</source>
   <translation>C&amp;onfiance dès</translation>
  </message>
  <message>
   <source>Change polygons narrower than this are taken for lines that do not meet. CORINE's own width is 100 m. 0: all stay.</source>
   <translation>Les polygones de changement plus étroits sont pris pour des lignes qui ne coïncident pas. La largeur de CORINE est de 100 m. 0 : tous restent.</translation>
  </message>
  <message>
   <source>Change polygons smaller than this join a neighbour. 5 ha is the unit of CORINE's change layers, 25 ha that of its maps. 0: all stay.</source>
   <translation>Les polygones de changement plus petits rejoignent un voisin. 5 ha est l’unité des couches de changement de CORINE, 25 ha celle de ses cartes. 0 : tous restent.</translation>
  </message>
  <message>
   <source>Choose a folder for the comparison</source>
   <translation>Choisir un dossier pour la comparaison</translation>
  </message>
  <message>
   <source>Choose one field with the old and another with the new class of the official changes, or neither.</source>
   <translation>Choisissez un champ pour l’ancienne et un autre pour la nouvelle classe des changements officiels, ou aucun des deux.</translation>
  </message>
  <message>
   <source>Classes it &amp;knows</source>
   <translation>Classes &amp;qu’elle connaît</translation>
  </message>
  <message>
   <source>Codes of the classes that the map can show, such as 112, 211, 311, where neither the map nor the record beside it says them. What the reference shows of others is not assessed.</source>
   <translation>Codes des classes que la carte peut montrer, comme 112, 211, 311, si ni la carte ni le compte rendu à côté d’elle ne les disent. Ce que la référence montre d’autres classes n’est pas évalué.</translation>
  </message>
  <message>
   <source>Compare only inside the polygons of a layer.</source>
   <translation>Ne comparer qu’à l’intérieur des polygones d’une couche.</translation>
  </message>
  <message>
   <source>Compare only what the map canvas shows when the run starts.</source>
   <translation>Ne comparer que ce que la carte montre au début de l’exécution.</translation>
  </message>
  <message>
   <source>Compare wherever both maps have a class.</source>
   <translation>Comparer partout où les deux cartes ont une classe.</translation>
  </message>
  <message>
   <source>Confidence raster</source>
   <translation>Raster de confiance</translation>
  </message>
  <message>
   <source>Differences this near to a border of the reference make no change polygon: CORINE's lines are good to 100 m.</source>
   <translation>Les différences si près d’une limite de la référence ne font pas de polygone de changement : les lignes de CORINE sont précises à 100 m.</translation>
  </message>
  <message>
   <source>Field of the official changes with the new class. Empty: told by the years in the names of the fields.</source>
   <translation>Champ des changements officiels avec la nouvelle classe. Vide : reconnu aux années dans les noms des champs.</translation>
  </message>
  <message>
   <source>Field of the official changes with the old class. Empty: told by the years in the names of the fields.</source>
   <translation>Champ des changements officiels avec l’ancienne classe. Vide : reconnu aux années dans les noms des champs.</translation>
  </message>
  <message>
   <source>Field with the new class</source>
   <translation>Champ de la nouvelle classe</translation>
  </message>
  <message>
   <source>Field with the old class</source>
   <translation>Champ de l’ancienne classe</translation>
  </message>
  <message>
   <source>Find what differs, how much, and where the map and the reference agree.</source>
   <translation>Trouver ce qui diffère, de combien, et où la carte et la référence s’accordent.</translation>
  </message>
  <message>
   <source>Found, missed and new changes are counted.</source>
   <translation>Les changements trouvés, manqués et nouveaux sont comptés.</translation>
  </message>
  <message>
   <source>Ignore &amp;borders</source>
   <translation>Ignorer les li&amp;mites</translation>
  </message>
  <message>
   <source>It is classified first, with the settings of the Classify tab.</source>
   <translation>Elle est d’abord classée, avec les réglages de l’onglet Classer.</translation>
  </message>
  <message>
   <source>Its old, new class</source>
   <translation>Anc., nouv. classe</translation>
  </message>
  <message>
   <source>L&amp;evel</source>
   <translation>Niv&amp;eau</translation>
  </message>
  <message>
   <source>Level {} ({} classes)</source>
   <translation>Niveau {} ({} classes)</translation>
  </message>
  <message>
   <source>Map</source>
   <translation>Carte</translation>
  </message>
  <message>
   <source>Map and reference are the same: choose what the map is compared with.</source>
   <translation>Carte et référence sont identiques : choisissez à quoi la carte est comparée.</translation>
  </message>
  <message>
   <source>Minimum width</source>
   <translation>Largeur minimale</translation>
  </message>
  <message>
   <source>Missing: {}</source>
   <translation>Il manque : {}</translation>
  </message>
  <message>
   <source>Official change&amp;s</source>
   <translation>Changements offic&amp;iels</translation>
  </message>
  <message>
   <source>Open a comparison</source>
   <translation>Ouvrir une comparaison</translation>
  </message>
  <message>
   <source>Open an earlier comparison from its folder, and go on with its changes.</source>
   <translation>Ouvrir une comparaison antérieure depuis son dossier et poursuivre ses changements.</translation>
  </message>
  <message>
   <source>Open…</source>
   <translation>Ouvrir…</translation>
  </message>
  <message>
   <source>Pixel si&amp;ze</source>
   <translation>&amp;Taille des pixels</translation>
  </message>
  <message>
   <source>Pixels to compare on. 0: those of the map, else of the reference; 20 m between polygons.</source>
   <translation>Pixels sur lesquels comparer. 0 : ceux de la carte, sinon de la référence ; 20 m entre des polygones.</translation>
  </message>
  <message>
   <source>Priority table</source>
   <translation>Table de priorité</translation>
  </message>
  <message>
   <source>Priority table as CSV: class, neighbour and priority (the lowest is joined first), or CODE and PRI, or a matrix of classes. It says which of the changes of like classes a small one joins. Empty: the one whose codes have most digits in common.</source>
   <translation>Table de priorité en CSV : class, neighbour et priority (le plus petit nombre vient d'abord), ou CODE et PRI, ou une matrice des classes. Elle dit auquel des changements de classes semblables un petit se joint. Vide : celui dont les codes ont le plus de chiffres en commun.</translation>
  </message>
  <message>
   <source>Raster in percent that was made with the map. Empty: NAME_confidence.tif beside NAME_level3.tif, if it is there.</source>
   <translation>Raster en pour cent produit avec la carte. Vide : NAME_confidence.tif à côté de NAME_level3.tif, s'il s'y trouve.</translation>
  </message>
  <message>
   <source>Rasters (*.tif *.tiff *.vrt *.img);;All files (*)</source>
   <translation>Rasters (*.tif *.tiff *.vrt *.img);;Tous les fichiers (*)</translation>
  </message>
  <message>
   <source>Ready to compare</source>
   <translation>Prêt à comparer</translation>
  </message>
  <message>
   <source>Refere&amp;nce</source>
   <translation>Référe&amp;nce</translation>
  </message>
  <message>
   <source>Reference</source>
   <translation>Référence</translation>
  </message>
  <message>
   <source>Sa&amp;ve to</source>
   <translation>Enre&amp;gistrer dans</translation>
  </message>
  <message>
   <source>Small areas &amp;join</source>
   <translation>Petites sur&amp;faces vers</translation>
  </message>
  <message>
   <source>The engine is not ready.</source>
   <translation>Le moteur n’est pas prêt.</translation>
  </message>
  <message>
   <source>The folder for layers, tables and report. Empty: a temporary folder that is deleted when QGIS closes.</source>
   <translation>Le dossier des couches, des tableaux et du rapport. Vide : un dossier temporaire, supprimé à la fermeture de QGIS.</translation>
  </message>
  <message>
   <source>The level of the nomenclature at which classes are compared: 5, 15 or 44 classes.</source>
   <translation>Le niveau de la nomenclature auquel les classes sont comparées : 5, 15 ou 44 classes.</translation>
  </message>
  <message>
   <source>The map is being read.</source>
   <translation>La carte est en cours de lecture.</translation>
  </message>
  <message>
   <source>The map to compare: one that Corina made, any raster or polygons of CORINE classes, or the scene in the Classify tab, which is then classified first.</source>
   <translation>La carte à comparer : une carte de Corina, un raster ou des polygones de classes CORINE, ou la scène de l’onglet Classer, qui est alors d’abord classée.</translation>
  </message>
  <message>
   <source>The project has no polygon layer; compare where both are.</source>
   <translation>Le projet n’a pas de couche de polygones ; comparez où les deux sont.</translation>
  </message>
  <message>
   <source>The reference is of {}, the map of {}: changes are told backwards.</source>
   <translation>La référence date de {}, la carte de {} : les changements sont dits à rebours.</translation>
  </message>
  <message>
   <source>What it is compared with: CORINE polygons or a CORINE raster of any year, or an older map. It is the state “from”, the map is the state “to”.</source>
   <translation>Ce à quoi elle est comparée : des polygones ou un raster CORINE de n’importe quelle année, ou une carte plus ancienne. C’est l’état « de », la carte est l’état « vers ».</translation>
  </message>
  <message>
   <source>Where the map is less sure than this, a difference makes no change polygon. Needs the confidence raster beside the map.</source>
   <translation>Là où la carte est moins sûre, une différence ne fait pas de polygone de changement. Il faut le raster de confiance à côté de la carte.</translation>
  </message>
  <message>
   <source>Which neighbour a change below the minimum joins.</source>
   <translation>Le voisin que rejoint un changement sous le minimum.</translation>
  </message>
  <message>
   <source>Year of reference</source>
   <translation>Année de référence</translation>
  </message>
  <message>
   <source>Year of the map, where its name does not tell it. It chooses among layers and fields of several years too.</source>
   <translation>Année de la carte, si son nom ne la dit pas. Elle choisit aussi parmi les couches et les champs de plusieurs années.</translation>
  </message>
  <message>
   <source>Year of the reference, where its name does not tell it. It chooses among layers and fields of several years too.</source>
   <translation>Année de la référence, si son nom ne la dit pas. Elle choisit aussi parmi les couches et les champs de plusieurs années.</translation>
  </message>
  <message>
   <source>a complete Classify tab</source>
   <translation>un onglet Classer complet</translation>
  </message>
  <message>
   <source>a folder to save to</source>
   <translation>un dossier où enregistrer</translation>
  </message>
  <message>
   <source>a map</source>
   <translation>une carte</translation>
  </message>
  <message>
   <source>a reference</source>
   <translation>une référence</translation>
  </message>
  <message>
   <source>an area</source>
   <translation>une zone</translation>
  </message>
  <message>
   <source>another reference</source>
   <translation>une autre référence</translation>
  </message>
  <message>
   <source>any</source>
   <translation>toute</translation>
  </message>
  <message>
   <source>as the map</source>
   <translation>comme la carte</translation>
  </message>
  <message>
   <source>classes of the map</source>
   <translation>les classes de la carte</translation>
  </message>
  <message>
   <source>fields of the official changes</source>
   <translation>les champs des changements officiels</translation>
  </message>
  <message>
   <source>found by its name</source>
   <translation>trouvée par son nom</translation>
  </message>
  <message>
   <source>no</source>
   <translation>non</translation>
  </message>
  <message>
   <source>temporary folder</source>
   <translation>dossier temporaire</translation>
  </message>
  <message>
   <source>the confidence raster</source>
   <translation>le raster de confiance</translation>
  </message>
  <message>
   <source>the engine</source>
   <translation>le moteur</translation>
  </message>
  <message>
   <source>the largest neighbour</source>
   <translation>le plus grand voisin</translation>
  </message>
  <message>
   <source>the most similar class</source>
   <translation>la classe la plus proche</translation>
  </message>
  <message>
   <source>the one beside the map</source>
   <translation>celui à côté de la carte</translation>
  </message>
  <message>
   <source>the priority table</source>
   <translation>la table de priorité</translation>
  </message>
  <message>
   <source>width </source>
   <translation>largeur </translation>
  </message>
  <message>
   <source>within </source>
   <translation>à moins de </translation>
  </message>
  <message>
   <source>“{}” is not there: choose another confidence raster, or none.</source>
   <translation>« {} » n'est pas là : choisissez un autre raster de confiance, ou aucun.</translation>
  </message>
 </context>
 <context>
  <name>CompareLayers</name>
  <message>
   <source>Agreement of each polygon</source>
   <translation>Accord de chaque polygone</translation>
  </message>
  <message>
   <source>CORINE Land Cover: European Union, Copernicus Land Monitoring Service, European Environment Agency (EEA)</source>
   <translation>CORINE Land Cover : Union européenne, Copernicus Land Monitoring Service, Agence européenne pour l’environnement (AEE)</translation>
  </message>
  <message>
   <source>Changes</source>
   <translation>Changements</translation>
  </message>
  <message>
   <source>Contains modified Copernicus Sentinel data</source>
   <translation>Contient des données Copernicus Sentinel modifiées</translation>
  </message>
  <message>
   <source>Difference</source>
   <translation>Différence</translation>
  </message>
  <message>
   <source>From – to</source>
   <translation>De – vers</translation>
  </message>
  <message>
   <source>Official changes</source>
   <translation>Changements officiels</translation>
  </message>
  <message>
   <source>The layers in {folder} cannot be opened: were they moved or deleted?</source>
   <translation>Les couches de {folder} ne peuvent pas être ouvertes : ont-elles été déplacées ou supprimées ?</translation>
  </message>
  <message>
   <source>agrees</source>
   <translation>concorde</translation>
  </message>
  <message>
   <source>differs</source>
   <translation>diffère</translation>
  </message>
  <message>
   <source>differs, near a border</source>
   <translation>diffère, près d’une limite</translation>
  </message>
  <message>
   <source>differs, not sure enough</source>
   <translation>diffère, pas assez sûr</translation>
  </message>
  <message>
   <source>found</source>
   <translation>trouvé</translation>
  </message>
  <message>
   <source>found in part</source>
   <translation>trouvé en partie</translation>
  </message>
  <message>
   <source>missed</source>
   <translation>manqué</translation>
  </message>
  <message>
   <source>not assessed</source>
   <translation>non évalué</translation>
  </message>
  <message>
   <source>now {name}</source>
   <translation>maintenant {name}</translation>
  </message>
  <message>
   <source>{low} to {high} % confirmed</source>
   <translation>{low} à {high} % confirmés</translation>
  </message>
  <message>
   <source>{map} compared with {reference}</source>
   <translation>{map} comparé à {reference}</translation>
  </message>
  <message>
   <source>{name}, unchanged</source>
   <translation>{name}, inchangé</translation>
  </message>
 </context>
 <context>
  <name>CompareReports</name>
  <message>
   <source>No browser opened “{}”.</source>
   <translation>Aucun navigateur n’a ouvert « {} ».</translation>
  </message>
  <message>
   <source>The layer of the changes has edits that are not saved: the report will not have them.</source>
   <translation>La couche des changements a des modifications non enregistrées : elles manqueront dans le rapport.</translation>
  </message>
  <message>
   <source>The report is not up to date, what was judged is not in it. {}</source>
   <translation>Le rapport n’est pas à jour, les avis donnés n’y sont pas. {}</translation>
  </message>
  <message>
   <source>The report “{}” is not there any more.</source>
   <translation>Le rapport « {} » n’existe plus.</translation>
  </message>
 </context>
 <context>
  <name>CompareResult</name>
  <message>
   <source>&amp;Copy the matrix</source>
   <translation>&amp;Copier la matrice</translation>
  </message>
  <message>
   <source>&amp;Matrix</source>
   <translation>&amp;Matrice</translation>
  </message>
  <message>
   <source>&amp;New comparison</source>
   <translation>&amp;Nouvelle comparaison</translation>
  </message>
  <message>
   <source>&amp;Open folder</source>
   <translation>&amp;Ouvrir le dossier</translation>
  </message>
  <message>
   <source>&amp;Open report</source>
   <translation>&amp;Ouvrir le rapport</translation>
  </message>
  <message>
   <source>&amp;Zoom to the comparison</source>
   <translation>&amp;Zoomer sur la comparaison</translation>
  </message>
  <message>
   <source>Agreement with the reference at {}.</source>
   <translation>Accord avec la référence au {}.</translation>
  </message>
  <message>
   <source>Agreement, gains and losses of each class</source>
   <translation>Accord, gains et pertes de chaque classe</translation>
  </message>
  <message>
   <source>Back to the form, as it was.</source>
   <translation>Retour au formulaire, tel qu’il était.</translation>
  </message>
  <message>
   <source>C&amp;hanges</source>
   <translation>C&amp;hangements</translation>
  </message>
  <message>
   <source>Cla&amp;sses</source>
   <translation>Cla&amp;sses</translation>
  </message>
  <message>
   <source>Draw a line across the map: what lies below the comparison shows on one side of it.</source>
   <translation>Tirer une ligne à travers la carte : d’un côté se montre ce qui est sous la comparaison.</translation>
  </message>
  <message>
   <source>E&amp;xport to a folder…</source>
   <translation>E&amp;xporter dans un dossier…</translation>
  </message>
  <message>
   <source>Hectares. F1, from 0 to 1, says how far map and reference agree on a class.</source>
   <translation>Hectares. F1, de 0 à 1, dit à quel point carte et référence s’accordent sur une classe.</translation>
  </message>
  <message>
   <source>Hectares. Rows: the reference; columns: the map. Click a cell to see its changes.</source>
   <translation>Hectares. Lignes : la référence ; colonnes : la carte. Cliquez sur une cellule pour voir ses changements.</translation>
  </message>
  <message>
   <source>Make &amp;print layout…</source>
   <translation>Faire une mise en &amp;page…</translation>
  </message>
  <message>
   <source>Mor&amp;e</source>
   <translation>Pl&amp;us</translation>
  </message>
  <message>
   <source>No change at least {} m wide was found.</source>
   <translation>Aucun changement d’au moins {} m de large n’a été trouvé.</translation>
  </message>
  <message>
   <source>No change of {} ha or more and at least {} m wide was found.</source>
   <translation>Aucun changement de {} ha ou plus et d’au moins {} m de large n’a été trouvé.</translation>
  </message>
  <message>
   <source>No change of {} ha or more was found.</source>
   <translation>Aucun changement de {} ha ou plus n’a été trouvé.</translation>
  </message>
  <message>
   <source>No change was found.</source>
   <translation>Aucun changement n’a été trouvé.</translation>
  </message>
  <message>
   <source>Official changes: {} found ({} with the same classes), {} in part, {} missed; {} new.</source>
   <translation>Changements officiels : {} trouvés ({} avec les mêmes classes), {} en partie, {} manqués ; {} nouveaux.</translation>
  </message>
  <message>
   <source>One change of {} ha or more: {}.</source>
   <translation>Un changement de {} ha ou plus : {}.</translation>
  </message>
  <message>
   <source>One change: {}.</source>
   <translation>Un changement : {}.</translation>
  </message>
  <message>
   <source>Open the report of this comparison in the browser: maps, matrix, flows, tables and caveats on one page that prints. It is made again first when you have judged changes since.</source>
   <translation>Ouvrir le rapport de cette comparaison dans le navigateur : cartes, matrice, flux, tableaux et réserves sur une page imprimable. Si vous avez jugé des changements depuis, il est d’abord refait.</translation>
  </message>
  <message>
   <source>S&amp;wipe</source>
   <translation>&amp;Balayer</translation>
  </message>
  <message>
   <source>The files are temporary; export them to keep them.</source>
   <translation>Les fichiers sont temporaires ; exportez-les pour les garder.</translation>
  </message>
  <message>
   <source>Updating the report…</source>
   <translation>Mise à jour du rapport…</translation>
  </message>
  <message>
   <source>Zoom to the comparison, export it, print it, open its folder.</source>
   <translation>Zoomer sur la comparaison, l’exporter, l’imprimer, ouvrir son dossier.</translation>
  </message>
  <message>
   <source>level {}: {}</source>
   <translation>niveau {} : {}</translation>
  </message>
  <message>
   <source>{} changes of {} ha or more, {} in all.</source>
   <translation>{} changements de {} ha ou plus, {} en tout.</translation>
  </message>
  <message>
   <source>{} changes, {} in all.</source>
   <translation>{} changements, {} au total.</translation>
  </message>
  <message>
   <source>{} compared.</source>
   <translation>{} comparés.</translation>
  </message>
  <message>
   <source>{} not assessed: classes the map cannot show.</source>
   <translation>{} non évalués : des classes que la carte ne peut pas montrer.</translation>
  </message>
  <message>
   <source>{} technical ones are left out.</source>
   <translation>{} techniques sont laissés de côté.</translation>
  </message>
 </context>
 <context>
  <name>CompareResume</name>
  <message>
   <source>&amp;Go on</source>
   <translation>&amp;Poursuivre</translation>
  </message>
  <message>
   <source>Comparisons (*result.json *changes.gpkg)</source>
   <translation>Comparaisons (*result.json *changes.gpkg)</translation>
  </message>
  <message>
   <source>Open a comparison</source>
   <translation>Ouvrir une comparaison</translation>
  </message>
  <message>
   <source>Open the list of changes again, with the verdicts and comments given so far.</source>
   <translation>Rouvrir la liste des changements, avec les verdicts et commentaires déjà donnés.</translation>
  </message>
  <message>
   <source>This project shows “{}”: {} of {} changes looked at.</source>
   <translation>Ce projet montre « {} » : {} changements sur {} examinés.</translation>
  </message>
 </context>
 <context>
  <name>CompareTab</name>
  <message>
   <source>Add &amp;comparison</source>
   <translation>Ajouter la &amp;comparaison</translation>
  </message>
  <message>
   <source>Compare with CORINE</source>
   <translation>Comparer à CORINE</translation>
  </message>
  <message>
   <source>To read CORINE polygons, find changes and write reports, Corina adds three libraries to its own engine. QGIS itself is left as it is.</source>
   <translation>Pour lire les polygones CORINE, trouver des changements et écrire des rapports, Corina ajoute trois bibliothèques à son propre moteur. QGIS lui-même reste tel quel.</translation>
  </message>
 </context>
 <context>
  <name>Controller</name>
  <message>
   <source>Corina: importing a model</source>
   <translation>Corina : importation d'un modèle</translation>
  </message>
  <message>
   <source>The model “{}” was verified and imported.</source>
   <translation>Le modèle « {} » a été vérifié et importé.</translation>
  </message>
  <message>
   <source>“{}” cannot be made: {}.</source>
   <translation>« {} » ne peut pas être créé : {}.</translation>
  </message>
  <message>
   <source>“{}” is no raster file that QGIS can read.</source>
   <translation>« {} » n'est pas un fichier raster que QGIS sait lire.</translation>
  </message>
 </context>
 <context>
  <name>CorinaDock</name>
  <message>
   <source>&amp;Runs</source>
   <translation>E&amp;xécutions</translation>
  </message>
  <message>
   <source>&amp;Runs {}</source>
   <translation>E&amp;xécutions {}</translation>
  </message>
  <message>
   <source>C&amp;lassify</source>
   <translation>C&amp;lassifier</translation>
  </message>
  <message>
   <source>Com&amp;pare</source>
   <translation>Com&amp;parer</translation>
  </message>
  <message>
   <source>Details</source>
   <translation>Détails</translation>
  </message>
  <message>
   <source>Show result</source>
   <translation>Montrer le résultat</translation>
  </message>
  <message>
   <source>The program that computes the maps. Click to check, repair or remove it.</source>
   <translation>Le programme qui calcule les cartes. Cliquez pour le vérifier, le réparer ou le supprimer.</translation>
  </message>
  <message>
   <source>Tr&amp;ain</source>
   <translation>Entr&amp;aîner</translation>
  </message>
 </context>
 <context>
  <name>CorinaPlugin</name>
  <message>
   <source>A part of Corina could not be loaded; the log messages panel says why.</source>
   <translation>Une partie de Corina n'a pas pu être chargée ; le panneau des messages du journal dit pourquoi.</translation>
  </message>
  <message>
   <source>Classify land cover…</source>
   <translation>Classifier l'occupation du sol…</translation>
  </message>
  <message>
   <source>Compare with CORINE…</source>
   <translation>Comparer à CORINE…</translation>
  </message>
  <message>
   <source>Find where a map differs from CORINE or an older map, and how much</source>
   <translation>Trouver où une carte diffère de CORINE ou d’une carte plus ancienne, et de combien</translation>
  </message>
  <message>
   <source>Label sample points…</source>
   <translation>Étiqueter les points d’échantillon…</translation>
  </message>
  <message>
   <source>Make a CORINE Land Cover map from a Sentinel-2 scene</source>
   <translation>Faire une carte CORINE Land Cover d'une scène Sentinel-2</translation>
  </message>
  <message>
   <source>Make a page of the map view with legend, scale bar, north arrow and sources</source>
   <translation>Faire une page de la vue de la carte avec légende, échelle, flèche du nord et sources</translation>
  </message>
  <message>
   <source>Make print layout…</source>
   <translation>Créer une mise en page…</translation>
  </message>
  <message>
   <source>Say what is seen at each point of a sample, to estimate the accuracy of a map</source>
   <translation>Dire ce que l’on voit à chaque point d’un échantillon, pour estimer l’exactitude d’une carte</translation>
  </message>
  <message>
   <source>Train model…</source>
   <translation>Entraîner un modèle…</translation>
  </message>
  <message>
   <source>Train or retrain a model on scenes and CORINE labels</source>
   <translation>Entraîner ou réentraîner un modèle avec des scènes et des étiquettes CORINE</translation>
  </message>
 </context>
 <context>
  <name>CurveChart</name>
  <message>
   <source> (best so far)</source>
   <translation> (la meilleure jusqu’ici)</translation>
  </message>
  <message>
   <source>Epoch {}</source>
   <translation>Époque {}</translation>
  </message>
  <message>
   <source>No epoch is done yet.</source>
   <translation>Aucune époque n’est encore finie.</translation>
  </message>
 </context>
 <context>
  <name>EngineChip</name>
  <message>
   <source>en&amp;gine: checking</source>
   <translation>mo&amp;teur : vérification</translation>
  </message>
  <message>
   <source>en&amp;gine: not set up</source>
   <translation>mo&amp;teur : non installé</translation>
  </message>
  <message>
   <source>en&amp;gine: problem</source>
   <translation>mo&amp;teur : problème</translation>
  </message>
  <message>
   <source>en&amp;gine: setting up {} %</source>
   <translation>mo&amp;teur : installation {} %</translation>
  </message>
  <message>
   <source>en&amp;gine: {}</source>
   <translation>mo&amp;teur : {}</translation>
  </message>
  <message>
   <source>ready</source>
   <translation>prêt</translation>
  </message>
 </context>
 <context>
  <name>EngineControl</name>
  <message>
   <source>A set-up was begun and not finished, or Corina was updated; it goes on from there.</source>
   <translation>Une installation a été commencée sans être finie, ou Corina a été mis à jour ; elle reprend de là.</translation>
  </message>
  <message>
   <source>Checked just now: {}.</source>
   <translation>Vérifié à l'instant : {}.</translation>
  </message>
  <message>
   <source>Corina: checking the engine</source>
   <translation>Corina : vérification du moteur</translation>
  </message>
  <message>
   <source>Corina: removing the engine</source>
   <translation>Corina : suppression du moteur</translation>
  </message>
  <message>
   <source>Delete the folder “{}”? Models, maps and runs are kept.</source>
   <translation>Supprimer le dossier « {} » ? Modèles, cartes et exécutions sont gardés.</translation>
  </message>
  <message>
   <source>Log of the engine's set-up</source>
   <translation>Journal de l'installation du moteur</translation>
  </message>
  <message>
   <source>Preparing</source>
   <translation>Préparation</translation>
  </message>
  <message>
   <source>The engine is damaged or its Python has changed; repair it.</source>
   <translation>Le moteur est endommagé ou son Python a changé ; réparez-le.</translation>
  </message>
  <message>
   <source>Uninstall the engine</source>
   <translation>Désinstaller le moteur</translation>
  </message>
  <message>
   <source>about {} MB to download, {} MB on disk</source>
   <translation>environ {} Mo à télécharger, {} Mo sur le disque</translation>
  </message>
  <message>
   <source>{} does not work: {}</source>
   <translation>{} ne fonctionne pas : {}</translation>
  </message>
  <message>
   <source>{} works</source>
   <translation>{} fonctionne</translation>
  </message>
 </context>
 <context>
  <name>EngineDialog</name>
  <message>
   <source>&amp;Copy diagnostics</source>
   <translation>&amp;Copier le diagnostic</translation>
  </message>
  <message>
   <source>&amp;Repair</source>
   <translation>&amp;Réparer</translation>
  </message>
  <message>
   <source>&amp;Set up</source>
   <translation>&amp;Installer</translation>
  </message>
  <message>
   <source>&amp;Uninstall…</source>
   <translation>&amp;Désinstaller…</translation>
  </message>
  <message>
   <source>Chec&amp;k</source>
   <translation>&amp;Vérifier</translation>
  </message>
  <message>
   <source>Corina's engine</source>
   <translation>Le moteur de Corina</translation>
  </message>
  <message>
   <source>Delete the engine's folder. Models, maps and runs are kept.</source>
   <translation>Supprimer le dossier du moteur. Modèles, cartes et exécutions sont gardés.</translation>
  </message>
  <message>
   <source>Device</source>
   <translation>Dispositif</translation>
  </message>
  <message>
   <source>Devices found</source>
   <translation>Dispositifs trouvés</translation>
  </message>
  <message>
   <source>Facts about the engine</source>
   <translation>Informations sur le moteur</translation>
  </message>
  <message>
   <source>Folder</source>
   <translation>Dossier</translation>
  </message>
  <message>
   <source>Install again what is missing or damaged.</source>
   <translation>Réinstaller ce qui manque ou est endommagé.</translation>
  </message>
  <message>
   <source>Install the variant for NVIDIA graphics cards in place of the CPU variant.</source>
   <translation>Installer la variante pour cartes graphiques NVIDIA à la place de celle du CPU.</translation>
  </message>
  <message>
   <source>Put one text with versions, devices and the last log on the clipboard, to paste into a bug report.</source>
   <translation>Mettre dans le presse-papiers un texte avec versions, dispositifs et dernier journal, pour un rapport d'erreur.</translation>
  </message>
  <message>
   <source>Run a tiny model and report versions and devices.</source>
   <translation>Calculer un modèle minuscule et indiquer versions et dispositifs.</translation>
  </message>
  <message>
   <source>Set up for &amp;graphics card…</source>
   <translation>Installer pour carte &amp;graphique…</translation>
  </message>
  <message>
   <source>Show &amp;log</source>
   <translation>Afficher le &amp;journal</translation>
  </message>
  <message>
   <source>Show what the installer said last.</source>
   <translation>Afficher ce que l'installateur a dit en dernier.</translation>
  </message>
  <message>
   <source>The engine does not work.</source>
   <translation>Le moteur ne fonctionne pas.</translation>
  </message>
  <message>
   <source>The engine is being checked.</source>
   <translation>Le moteur est en cours de vérification.</translation>
  </message>
  <message>
   <source>The engine is being set up.</source>
   <translation>Le moteur est en cours d'installation.</translation>
  </message>
  <message>
   <source>The engine is not set up yet.</source>
   <translation>Le moteur n'est pas encore installé.</translation>
  </message>
  <message>
   <source>The engine works.</source>
   <translation>Le moteur fonctionne.</translation>
  </message>
 </context>
 <context>
  <name>ExportDialog</name>
  <message>
   <source>&amp;Checkpoint</source>
   <translation>Point de &amp;reprise</translation>
  </message>
  <message>
   <source>&amp;Description</source>
   <translation>&amp;Description</translation>
  </message>
  <message>
   <source>&amp;Licence</source>
   <translation>&amp;Licence</translation>
  </message>
  <message>
   <source>&amp;Package</source>
   <translation>&amp;Paquet</translation>
  </message>
  <message>
   <source>&amp;Save to</source>
   <translation>&amp;Enregistrer sous</translation>
  </message>
  <message>
   <source>&amp;Title</source>
   <translation>&amp;Titre</translation>
  </message>
  <message>
   <source>A checkpoint of the training becomes a model package: it is put into the list of Classify and, if you like, into one file to give to others.</source>
   <translation>Un point de reprise de l’entraînement devient un paquet de modèle : il est mis dans la liste de Classer et, si vous voulez, dans un fichier à donner à d’autres.</translation>
  </message>
  <message>
   <source>E&amp;xport</source>
   <translation>E&amp;xporter</translation>
  </message>
  <message>
   <source>Export the model</source>
   <translation>Exporter le modèle</translation>
  </message>
  <message>
   <source>GPL-2.0-or-later</source>
   <translation>GPL-2.0-or-later</translation>
  </message>
  <message>
   <source>One .zip with the model and its card, which Classify imports on another computer.</source>
   <translation>Un .zip avec le modèle et sa fiche, que Classer importe sur un autre ordinateur.</translation>
  </message>
  <message>
   <source>Save the model</source>
   <translation>Enregistrer le modèle</translation>
  </message>
  <message>
   <source>The epoch that was the best on the validation data, or the last one.</source>
   <translation>L’époque qui était la meilleure sur les données de validation, ou la dernière.</translation>
  </message>
  <message>
   <source>The licence of the model, such as CC-BY-4.0. Those of the training data are listed in its card by themselves.</source>
   <translation>La licence du modèle, comme CC-BY-4.0. Celles des données d’entraînement figurent d’elles-mêmes sur sa fiche.</translation>
  </message>
  <message>
   <source>The model “{}” of the list will be replaced.</source>
   <translation>Le modèle « {} » de la liste sera remplacé.</translation>
  </message>
  <message>
   <source>The name of the model in the list of Classify.</source>
   <translation>Le nom du modèle dans la liste de Classer.</translation>
  </message>
  <message>
   <source>The name of the package: small letters, digits, dots and dashes. A model of the same name in the list is replaced.</source>
   <translation>Le nom du paquet : minuscules, chiffres, points et tirets. Un modèle du même nom dans la liste est remplacé.</translation>
  </message>
  <message>
   <source>What the model is good for and what not, for its card.</source>
   <translation>À quoi le modèle est bon et à quoi non, pour sa fiche.</translation>
  </message>
  <message>
   <source>Zip files (*.zip)</source>
   <translation>Fichiers zip (*.zip)</translation>
  </message>
  <message>
   <source>made from the settings of the training</source>
   <translation>tirée des réglages de l’entraînement</translation>
  </message>
  <message>
   <source>of the best epoch</source>
   <translation>de la meilleure époque</translation>
  </message>
  <message>
   <source>of the last epoch</source>
   <translation>de la dernière époque</translation>
  </message>
  <message>
   <source>only into the list of Classify</source>
   <translation>seulement dans la liste de Classer</translation>
  </message>
  <message>
   <source>“{}” is no folder; choose another one.</source>
   <translation>« {} » n’est pas un dossier ; choisissez-en un autre.</translation>
  </message>
  <message>
   <source>“{}” is no full path; choose a file with the button.</source>
   <translation>« {} » n’est pas un chemin complet ; choisissez un fichier avec le bouton.</translation>
  </message>
  <message>
   <source>“{}” is no name of a package; use small letters, digits, dots and dashes.</source>
   <translation>« {} » n’est pas un nom de paquet ; prenez des minuscules, chiffres, points et tirets.</translation>
  </message>
  <message>
   <source>“{}” is there already and will be replaced.</source>
   <translation>« {} » existe déjà et sera remplacé.</translation>
  </message>
 </context>
 <context>
  <name>LabelBox</name>
  <message>
   <source>&amp;Table…</source>
   <translation>&amp;Table…</translation>
  </message>
  <message>
   <source>CORINE Land Cover</source>
   <translation>CORINE Land Cover</translation>
  </message>
  <message>
   <source>CORINE polygons, or a raster of classes: what the network is to learn. They may be in another CRS than the scene and larger than it.</source>
   <translation>Polygones CORINE ou raster de classes : ce que le réseau doit apprendre. Ils peuvent être dans un autre SCR que la scène et plus grands qu’elle.</translation>
  </message>
  <message>
   <source>Choose a file that is not in the project.</source>
   <translation>Choisir un fichier qui n’est pas dans le projet.</translation>
  </message>
  <message>
   <source>Choose a layer with CORINE polygons or classes, or open a file.</source>
   <translation>Choisissez une couche avec des polygones ou des classes CORINE, ou ouvrez un fichier.</translation>
  </message>
  <message>
   <source>Class &amp;field</source>
   <translation>C&amp;hamp</translation>
  </message>
  <message>
   <source>L&amp;egend</source>
   <translation>Lég&amp;ende</translation>
  </message>
  <message>
   <source>Labels</source>
   <translation>Étiquettes</translation>
  </message>
  <message>
   <source>Look at the table of the legend, change it, and save it as a file.</source>
   <translation>Regarder la table de la légende, la changer et l’enregistrer dans un fichier.</translation>
  </message>
  <message>
   <source>Open labels</source>
   <translation>Ouvrir des étiquettes</translation>
  </message>
  <message>
   <source>Polygons and rasters (*.gpkg *.shp *.fgb *.geojson *.tif *.tiff *.vrt);;All files (*)</source>
   <translation>Polygones et rasters (*.gpkg *.shp *.fgb *.geojson *.tif *.tiff *.vrt);;Tous les fichiers (*)</translation>
  </message>
  <message>
   <source>The attribute with the class. Empty: CODE_18, CLC_CODE and the like are found by themselves.</source>
   <translation>L’attribut avec la classe. Vide : CODE_18, CLC_CODE et semblables sont trouvés automatiquement.</translation>
  </message>
  <message>
   <source>What the values mean. Another legend than CORINE's is translated by a table: each of its classes stands for a set of CORINE classes.</source>
   <translation>Ce que signifient les valeurs. Une autre légende que celle de CORINE est traduite par une table : chacune de ses classes représente un ensemble de classes CORINE.</translation>
  </message>
  <message>
   <source>“{}” has no field such as CODE_18; choose the field with the class.</source>
   <translation>« {} » n’a pas de champ comme CODE_18 ; choisissez le champ avec la classe.</translation>
  </message>
 </context>
 <context>
  <name>LabelController</name>
  <message>
   <source>The layer has no field “{}”: add a text field of this name.</source>
   <translation>La couche n’a pas de champ « {} » : ajoutez un champ texte de ce nom.</translation>
  </message>
  <message>
   <source>The map that is assessed is shown: hide it, so that the labels do not follow it.</source>
   <translation>La carte évaluée est affichée : masquez-la, pour que les étiquettes ne la suivent pas.</translation>
  </message>
  <message>
   <source>This point has no place: the map does not show it.</source>
   <translation>Ce point n’a pas de lieu : la carte ne le montre pas.</translation>
  </message>
  <message>
   <source>“{}” has no field “label”: draw a sample, or add such a text field.</source>
   <translation>« {} » n’a pas de champ « label » : tirez un échantillon ou ajoutez un tel champ texte.</translation>
  </message>
  <message>
   <source>“{}” is being edited: labels are saved with its other edits.</source>
   <translation>« {} » est en cours d’édition : les étiquettes sont enregistrées avec ses autres modifications.</translation>
  </message>
 </context>
 <context>
  <name>LabelDock</name>
  <message>
   <source>Label sample points</source>
   <translation>Étiqueter les points d’échantillon</translation>
  </message>
 </context>
 <context>
  <name>LabelPanel</name>
  <message>
   <source>&amp;Class</source>
   <translation>&amp;Classe</translation>
  </message>
  <message>
   <source>&amp;Draw…</source>
   <translation>&amp;Tirer…</translation>
  </message>
  <message>
   <source>&amp;Estimate accuracy…</source>
   <translation>&amp;Estimer l’exactitude…</translation>
  </message>
  <message>
   <source>&amp;LUCAS…</source>
   <translation>&amp;LUCAS…</translation>
  </message>
  <message>
   <source>&amp;Points</source>
   <translation>&amp;Points</translation>
  </message>
  <message>
   <source>&amp;Take label back</source>
   <translation>&amp;Retirer l’étiquette</translation>
  </message>
  <message>
   <source>311, or part of a name; Enter labels the point</source>
   <translation>311 ou une partie d’un nom ; Entrée étiquette le point</translation>
  </message>
  <message>
   <source>A remark on the point, such as why it cannot be labelled; it is saved in the layer.</source>
   <translation>Une remarque sur le point, par exemple pourquoi il ne peut être étiqueté ; elle est enregistrée dans la couche.</translation>
  </message>
  <message>
   <source>All points are labelled</source>
   <translation>Tous les points sont étiquetés</translation>
  </message>
  <message>
   <source>Classes</source>
   <translation>Classes</translation>
  </message>
  <message>
   <source>Co&amp;mment</source>
   <translation>Co&amp;mmentaire</translation>
  </message>
  <message>
   <source>Double-click a class to give it to the point.</source>
   <translation>Double-cliquez sur une classe pour la donner au point.</translation>
  </message>
  <message>
   <source>Draw a new sample of points from a classified map.</source>
   <translation>Tirer un nouvel échantillon de points d’une carte classée.</translation>
  </message>
  <message>
   <source>Estimate the accuracy of a map from the points of Eurostat's LUCAS survey.</source>
   <translation>Estimer l’exactitude d’une carte à partir des points de l’enquête LUCAS d’Eurostat.</translation>
  </message>
  <message>
   <source>Estimate the accuracy of a map from these labels.</source>
   <translation>Estimer l’exactitude d’une carte à partir de ces étiquettes.</translation>
  </message>
  <message>
   <source>Go back one point (Page Up).</source>
   <translation>Revenir d’un point (Page précédente).</translation>
  </message>
  <message>
   <source>Go on to the next point (Page Down).</source>
   <translation>Passer au point suivant (Page suivante).</translation>
  </message>
  <message>
   <source>Go through &amp;unlabelled points only</source>
   <translation>Ne parcourir que les points non étiq&amp;uetés</translation>
  </message>
  <message>
   <source>Labelled points</source>
   <translation>Points étiquetés</translation>
  </message>
  <message>
   <source>Level</source>
   <translation>Niveau</translation>
  </message>
  <message>
   <source>Level of the classes in the list. Take a coarser one where the finer cannot be told.</source>
   <translation>Niveau des classes de la liste. Prenez-en un plus grossier là où le plus fin ne peut être reconnu.</translation>
  </message>
  <message>
   <source>Level {}</source>
   <translation>Niveau {}</translation>
  </message>
  <message>
   <source>Make the point unlabelled again.</source>
   <translation>Rendre le point de nouveau non étiqueté.</translation>
  </message>
  <message>
   <source>Next point</source>
   <translation>Point suivant</translation>
  </message>
  <message>
   <source>No sample is chosen</source>
   <translation>Aucun échantillon n’est choisi</translation>
  </message>
  <message>
   <source>Point {}: {}</source>
   <translation>Point {} : {}</translation>
  </message>
  <message>
   <source>Previous and next leave out the points that have a label.</source>
   <translation>Précédent et suivant sautent les points qui ont une étiquette.</translation>
  </message>
  <message>
   <source>Previous point</source>
   <translation>Point précédent</translation>
  </message>
  <message>
   <source>The sample to label: a layer of points with a field “label”.</source>
   <translation>L’échantillon à étiqueter : une couche de points avec un champ « label ».</translation>
  </message>
  <message>
   <source>Type a code or part of a name. Enter gives the point the class that is marked in the list and goes on; up and down move the mark.</source>
   <translation>Tapez un code ou une partie d’un nom. Entrée donne au point la classe marquée dans la liste et continue ; haut et bas déplacent la marque.</translation>
  </message>
  <message>
   <source>not labelled yet</source>
   <translation>pas encore étiqueté</translation>
  </message>
  <message>
   <source>{} of {} points labelled</source>
   <translation>{} points étiquetés sur {}</translation>
  </message>
 </context>
 <context>
  <name>LabelReview</name>
  <message>
   <source>Comparing the labels with the model's maps: {} %</source>
   <translation>Comparaison des étiquettes avec les cartes du modèle : {} %</translation>
  </message>
  <message>
   <source>Corina: reviewing labels</source>
   <translation>Corina : révision des étiquettes</translation>
  </message>
  <message>
   <source>Label polygons to review</source>
   <translation>Polygones étiquetés à revoir</translation>
  </message>
  <message>
   <source>Patches to review</source>
   <translation>Imagettes à revoir</translation>
  </message>
  <message>
   <source>The patches have no place on the map; they are listed in “{}”.</source>
   <translation>Les imagettes n'ont pas de place sur la carte ; elles sont listées dans « {} ».</translation>
  </message>
  <message>
   <source>The review was cancelled.</source>
   <translation>La révision a été annulée.</translation>
  </message>
  <message>
   <source>The verdict was not saved: the layer of the review is gone.</source>
   <translation>Le verdict n’a pas été enregistré : la couche de la révision n’existe plus.</translation>
  </message>
  <message>
   <source>{} labels to review are listed, the least likely first.</source>
   <translation>{} étiquettes à revoir sont listées, les moins vraisemblables d'abord.</translation>
  </message>
 </context>
 <context>
  <name>LabelRuns</name>
  <message>
   <source>Accuracy of {}</source>
   <translation>Exactitude de {}</translation>
  </message>
  <message>
   <source>No browser opened “{}”.</source>
   <translation>Aucun navigateur n’a ouvert « {} ».</translation>
  </message>
  <message>
   <source>Overall accuracy {} from {} of {} points.</source>
   <translation>Exactitude globale {} d’après {} points sur {}.</translation>
  </message>
  <message>
   <source>Overall accuracy {}.</source>
   <translation>Exactitude globale {}.</translation>
  </message>
  <message>
   <source>Sample of {}</source>
   <translation>Échantillon de {}</translation>
  </message>
  <message>
   <source>The report “{}” is not there any more.</source>
   <translation>Le rapport « {} » n’existe plus.</translation>
  </message>
  <message>
   <source>The sample “{}” is not there any more.</source>
   <translation>L’échantillon « {} » n’existe plus.</translation>
  </message>
  <message>
   <source>“{}” is under way: see Runs.</source>
   <translation>« {} » est en cours : voir Exécutions.</translation>
  </message>
 </context>
 <context>
  <name>LandCoverBox</name>
  <message>
   <source>Choose a land cover map</source>
   <translation>Choisir une carte d’occupation du sol</translation>
  </message>
  <message>
   <source>Choose a map that is not in the project: a raster, a GeoPackage, a shapefile or a (zipped) geodatabase.</source>
   <translation>Choisir une carte qui n’est pas dans le projet : un raster, un GeoPackage, un shapefile ou une géodatabase (zippée).</translation>
  </message>
  <message>
   <source>Class field</source>
   <translation>Champ de classe</translation>
  </message>
  <message>
   <source>Layer</source>
   <translation>Couche</translation>
  </message>
  <message>
   <source>Maps (*.gpkg *.shp *.geojson *.fgb *.sqlite *.gdb *.zip *.tif *.tiff *.vrt *.img);;All files (*)</source>
   <translation>Cartes (*.gpkg *.shp *.geojson *.fgb *.sqlite *.gdb *.zip *.tif *.tiff *.vrt *.img);;Tous les fichiers (*)</translation>
  </message>
  <message>
   <source>Open a map</source>
   <translation>Ouvrir une carte</translation>
  </message>
  <message>
   <source>Reading the map…</source>
   <translation>Lecture de la carte…</translation>
  </message>
  <message>
   <source>The attribute with the CORINE code of each polygon, such as Code_18.</source>
   <translation>L’attribut avec le code CORINE de chaque polygone, comme Code_18.</translation>
  </message>
  <message>
   <source>The layer of this file that holds the classes.</source>
   <translation>La couche de ce fichier qui contient les classes.</translation>
  </message>
  <message>
   <source>Values</source>
   <translation>Valeurs</translation>
  </message>
  <message>
   <source>What the values of this raster mean: they can be read in more than one way.</source>
   <translation>Ce que signifient les valeurs de ce raster : elles peuvent se lire de plusieurs façons.</translation>
  </message>
  <message>
   <source>codes of level 1, 1 to 5</source>
   <translation>codes du niveau 1, 1 à 5</translation>
  </message>
  <message>
   <source>codes of level 2, 11 to 52</source>
   <translation>codes du niveau 2, 11 à 52</translation>
  </message>
  <message>
   <source>codes of level 3, 111 to 523</source>
   <translation>codes du niveau 3, 111 à 523</translation>
  </message>
  <message>
   <source>found automatically</source>
   <translation>trouvé automatiquement</translation>
  </message>
  <message>
   <source>grid codes, 1 to 44</source>
   <translation>codes de grille, 1 à 44</translation>
  </message>
 </context>
 <context>
  <name>LandCoverClass</name>
  <message>
   <source>1 Artificial surfaces</source>
   <translation>1 Territoires artificialisés</translation>
  </message>
  <message>
   <source>11 Urban fabric</source>
   <translation>11 Zones urbanisées</translation>
  </message>
  <message>
   <source>111 Continuous urban fabric</source>
   <translation>111 Tissu urbain continu</translation>
  </message>
  <message>
   <source>112 Discontinuous urban fabric</source>
   <translation>112 Tissu urbain discontinu</translation>
  </message>
  <message>
   <source>12 Industrial, commercial and transport units</source>
   <translation>12 Zones industrielles ou commerciales et réseaux de communication</translation>
  </message>
  <message>
   <source>121 Industrial or commercial units</source>
   <translation>121 Zones industrielles ou commerciales et installations publiques</translation>
  </message>
  <message>
   <source>122 Road and rail networks and associated land</source>
   <translation>122 Réseaux routier et ferroviaire et espaces associés</translation>
  </message>
  <message>
   <source>123 Port areas</source>
   <translation>123 Zones portuaires</translation>
  </message>
  <message>
   <source>124 Airports</source>
   <translation>124 Aéroports</translation>
  </message>
  <message>
   <source>13 Mine, dump and construction sites</source>
   <translation>13 Mines, décharges et chantiers</translation>
  </message>
  <message>
   <source>131 Mineral extraction sites</source>
   <translation>131 Extraction de matériaux</translation>
  </message>
  <message>
   <source>132 Dump sites</source>
   <translation>132 Décharges</translation>
  </message>
  <message>
   <source>133 Construction sites</source>
   <translation>133 Chantiers</translation>
  </message>
  <message>
   <source>14 Artificial, non-agricultural vegetated areas</source>
   <translation>14 Espaces verts artificialisés, non agricoles</translation>
  </message>
  <message>
   <source>141 Green urban areas</source>
   <translation>141 Espaces verts urbains</translation>
  </message>
  <message>
   <source>142 Sport and leisure facilities</source>
   <translation>142 Équipements sportifs et de loisirs</translation>
  </message>
  <message>
   <source>2 Agricultural areas</source>
   <translation>2 Territoires agricoles</translation>
  </message>
  <message>
   <source>21 Arable land</source>
   <translation>21 Terres arables</translation>
  </message>
  <message>
   <source>211 Non-irrigated arable land</source>
   <translation>211 Terres arables hors périmètres d'irrigation</translation>
  </message>
  <message>
   <source>212 Permanently irrigated land</source>
   <translation>212 Périmètres irrigués en permanence</translation>
  </message>
  <message>
   <source>213 Rice fields</source>
   <translation>213 Rizières</translation>
  </message>
  <message>
   <source>22 Permanent crops</source>
   <translation>22 Cultures permanentes</translation>
  </message>
  <message>
   <source>221 Vineyards</source>
   <translation>221 Vignobles</translation>
  </message>
  <message>
   <source>222 Fruit trees and berry plantations</source>
   <translation>222 Vergers et petits fruits</translation>
  </message>
  <message>
   <source>223 Olive groves</source>
   <translation>223 Oliveraies</translation>
  </message>
  <message>
   <source>23 Pastures</source>
   <translation>23 Prairies</translation>
  </message>
  <message>
   <source>231 Pastures</source>
   <translation>231 Prairies et autres surfaces toujours en herbe à usage agricole</translation>
  </message>
  <message>
   <source>24 Heterogeneous agricultural areas</source>
   <translation>24 Zones agricoles hétérogènes</translation>
  </message>
  <message>
   <source>241 Annual crops associated with permanent crops</source>
   <translation>241 Cultures annuelles associées à des cultures permanentes</translation>
  </message>
  <message>
   <source>242 Complex cultivation patterns</source>
   <translation>242 Systèmes culturaux et parcellaires complexes</translation>
  </message>
  <message>
   <source>243 Land principally occupied by agriculture, with significant areas of natural vegetation</source>
   <translation>243 Surfaces essentiellement agricoles, interrompues par des espaces naturels importants</translation>
  </message>
  <message>
   <source>244 Agro-forestry areas</source>
   <translation>244 Territoires agroforestiers</translation>
  </message>
  <message>
   <source>3 Forest and semi natural areas</source>
   <translation>3 Forêts et milieux semi-naturels</translation>
  </message>
  <message>
   <source>31 Forests</source>
   <translation>31 Forêts</translation>
  </message>
  <message>
   <source>311 Broad-leaved forest</source>
   <translation>311 Forêts de feuillus</translation>
  </message>
  <message>
   <source>312 Coniferous forest</source>
   <translation>312 Forêts de conifères</translation>
  </message>
  <message>
   <source>313 Mixed forest</source>
   <translation>313 Forêts mélangées</translation>
  </message>
  <message>
   <source>32 Scrub and/or herbaceous vegetation associations</source>
   <translation>32 Milieux à végétation arbustive et/ou herbacée</translation>
  </message>
  <message>
   <source>321 Natural grasslands</source>
   <translation>321 Pelouses et pâturages naturels</translation>
  </message>
  <message>
   <source>322 Moors and heathland</source>
   <translation>322 Landes et broussailles</translation>
  </message>
  <message>
   <source>323 Sclerophyllous vegetation</source>
   <translation>323 Végétation sclérophylle</translation>
  </message>
  <message>
   <source>324 Transitional woodland-shrub</source>
   <translation>324 Forêt et végétation arbustive en mutation</translation>
  </message>
  <message>
   <source>33 Open spaces with little or no vegetation</source>
   <translation>33 Espaces ouverts, sans ou avec peu de végétation</translation>
  </message>
  <message>
   <source>331 Beaches, dunes, sands</source>
   <translation>331 Plages, dunes et sable</translation>
  </message>
  <message>
   <source>332 Bare rocks</source>
   <translation>332 Roches nues</translation>
  </message>
  <message>
   <source>333 Sparsely vegetated areas</source>
   <translation>333 Végétation clairsemée</translation>
  </message>
  <message>
   <source>334 Burnt areas</source>
   <translation>334 Zones incendiées</translation>
  </message>
  <message>
   <source>335 Glaciers and perpetual snow</source>
   <translation>335 Glaciers et neiges éternelles</translation>
  </message>
  <message>
   <source>4 Wetlands</source>
   <translation>4 Zones humides</translation>
  </message>
  <message>
   <source>41 Inland wetlands</source>
   <translation>41 Zones humides intérieures</translation>
  </message>
  <message>
   <source>411 Inland marshes</source>
   <translation>411 Marais intérieurs</translation>
  </message>
  <message>
   <source>412 Peat bogs</source>
   <translation>412 Tourbières</translation>
  </message>
  <message>
   <source>42 Maritime wetlands</source>
   <translation>42 Zones humides maritimes</translation>
  </message>
  <message>
   <source>421 Salt marshes</source>
   <translation>421 Marais maritimes</translation>
  </message>
  <message>
   <source>422 Salines</source>
   <translation>422 Marais salants</translation>
  </message>
  <message>
   <source>423 Intertidal flats</source>
   <translation>423 Zones intertidales</translation>
  </message>
  <message>
   <source>5 Water bodies</source>
   <translation>5 Surfaces en eau</translation>
  </message>
  <message>
   <source>51 Inland waters</source>
   <translation>51 Eaux continentales</translation>
  </message>
  <message>
   <source>511 Water courses</source>
   <translation>511 Cours et voies d'eau</translation>
  </message>
  <message>
   <source>512 Water bodies</source>
   <translation>512 Plans d'eau</translation>
  </message>
  <message>
   <source>52 Marine waters</source>
   <translation>52 Eaux maritimes</translation>
  </message>
  <message>
   <source>521 Coastal lagoons</source>
   <translation>521 Lagunes littorales</translation>
  </message>
  <message>
   <source>522 Estuaries</source>
   <translation>522 Estuaires</translation>
  </message>
  <message>
   <source>523 Sea and ocean</source>
   <translation>523 Mers et océans</translation>
  </message>
 </context>
 <context>
  <name>LayerEdits</name>
  <message>
   <source>This is not in “{}” any more, so nothing can be saved of it.</source>
   <translation>Ceci n’est plus dans « {} », rien ne peut donc en être enregistré.</translation>
  </message>
  <message>
   <source>{} is not there any more: nothing can be saved in it.</source>
   <translation>{} n’existe plus : rien ne peut y être enregistré.</translation>
  </message>
  <message>
   <source>{} was replaced after its layer was opened, and nothing can be saved in it: remove the layer and open it again.</source>
   <translation>{} a été remplacé après l’ouverture de la couche, rien ne peut y être enregistré : retirez la couche et rouvrez-la.</translation>
  </message>
  <message>
   <source>“{}” cannot be saved: is its file read-only or open elsewhere?</source>
   <translation>« {} » ne peut pas être enregistré : le fichier est-il protégé ou ouvert ailleurs ?</translation>
  </message>
 </context>
 <context>
  <name>Layers</name>
  <message>
   <source>CORINE Land Cover nomenclature and colours: European Union, Copernicus Land Monitoring Service, European Environment Agency (EEA)</source>
   <translation>Nomenclature et couleurs de CORINE Land Cover : Union européenne, Copernicus Land Monitoring Service, Agence européenne pour l'environnement (AEE)</translation>
  </message>
  <message>
   <source>CORINE level {level}</source>
   <translation>CORINE niveau {level}</translation>
  </message>
  <message>
   <source>CORINE polygons</source>
   <translation>Polygones CORINE</translation>
  </message>
  <message>
   <source>Classified on {device}.</source>
   <translation>Classifié sur {device}.</translation>
  </message>
  <message>
   <source>Confidence (%)</source>
   <translation>Confiance (%)</translation>
  </message>
  <message>
   <source>Contains modified Copernicus Sentinel data {year}</source>
   <translation>Contient des données Copernicus Sentinel modifiées {year}</translation>
  </message>
  <message>
   <source>Land cover in the classes of the CORINE nomenclature, predicted from {scene} by the network “{model}” (version {version}) on {when} with Corina. It is a prediction, not a survey: figures in the model card are agreement with CORINE on places kept from training, not accuracy on the ground.</source>
   <translation>Occupation du sol dans les classes de la nomenclature CORINE, prédite à partir de {scene} par le réseau « {model} » (version {version}) le {when} avec Corina. C'est une prédiction, pas un relevé : les chiffres de la fiche du modèle sont un accord avec CORINE à des endroits écartés de l'apprentissage, pas une exactitude sur le terrain.</translation>
  </message>
  <message>
   <source>The maps in {folder} cannot be opened: were they moved or deleted?</source>
   <translation>Les cartes de {folder} ne peuvent pas être ouvertes : ont-elles été déplacées ou supprimées ?</translation>
  </message>
  <message>
   <source>not labelled yet</source>
   <translation>pas encore étiqueté</translation>
  </message>
 </context>
 <context>
  <name>LegendCombo</name>
  <message>
   <source>Legends (*.csv *.json *.txt *.tsv);;All files (*)</source>
   <translation>Légendes (*.csv *.json *.txt *.tsv);;Tous les fichiers (*)</translation>
  </message>
  <message>
   <source>Open a legend</source>
   <translation>Ouvrir une légende</translation>
  </message>
  <message>
   <source>Open a legend…</source>
   <translation>Ouvrir une légende…</translation>
  </message>
 </context>
 <context>
  <name>LegendDialog</name>
  <message>
   <source>&amp;Add class</source>
   <translation>&amp;Ajouter une classe</translation>
  </message>
  <message>
   <source>&amp;Remove class</source>
   <translation>&amp;Retirer la classe</translation>
  </message>
  <message>
   <source>CORINE codes</source>
   <translation>Codes CORINE</translation>
  </message>
  <message>
   <source>Class</source>
   <translation>Classe</translation>
  </message>
  <message>
   <source>Each class of the legend stands for a set of CORINE level-3 classes. Write their codes with commas; a code of level 1 or 2 stands for all below it. Empty: no label.</source>
   <translation>Chaque classe de la légende représente un ensemble de classes CORINE de niveau 3. Écrivez leurs codes avec des virgules ; un code de niveau 1 ou 2 représente tous ceux au-dessous. Vide : pas d’étiquette.</translation>
  </message>
  <message>
   <source>Legend</source>
   <translation>Légende</translation>
  </message>
  <message>
   <source>Legends (*.csv *.json)</source>
   <translation>Légendes (*.csv *.json)</translation>
  </message>
  <message>
   <source>Save the legend</source>
   <translation>Enregistrer la légende</translation>
  </message>
  <message>
   <source>Value</source>
   <translation>Valeur</translation>
  </message>
  <message>
   <source>“{}” of class {} is no CORINE code; write codes with commas, such as 311, 312.</source>
   <translation>« {} » de la classe {} n’est pas un code CORINE ; écrivez les codes avec des virgules, comme 311, 312.</translation>
  </message>
 </context>
 <context>
  <name>LogDialog</name>
  <message>
   <source>C&amp;opy</source>
   <translation>C&amp;opier</translation>
  </message>
  <message>
   <source>Log</source>
   <translation>Journal</translation>
  </message>
  <message>
   <source>Put the log on the clipboard.</source>
   <translation>Mettre le journal dans le presse-papiers.</translation>
  </message>
  <message>
   <source>The log is empty.</source>
   <translation>Le journal est vide.</translation>
  </message>
 </context>
 <context>
  <name>LucasTableField</name>
  <message>
   <source>&amp;Edit a copy…</source>
   <translation>&amp;Modifier une copie…</translation>
  </message>
  <message>
   <source>A CSV with the columns lucas and clc: which CORINE classes a LUCAS code may be.</source>
   <translation>Un CSV avec les colonnes lucas et clc : quelles classes CORINE un code LUCAS peut être.</translation>
  </message>
  <message>
   <source>Corina's own</source>
   <translation>celle de Corina</translation>
  </message>
  <message>
   <source>Save Corina's own table as a CSV to be edited in any spreadsheet, and choose it.</source>
   <translation>Enregistrer la table de Corina en CSV pour la modifier dans un tableur, et la choisir.</translation>
  </message>
  <message>
   <source>Save a copy of the table</source>
   <translation>Enregistrer une copie de la table</translation>
  </message>
  <message>
   <source>{} cannot be written ({}): choose another place.</source>
   <translation>{} ne peut pas être écrit ({}) : choisissez un autre emplacement.</translation>
  </message>
 </context>
 <context>
  <name>MatrixModel</name>
  <message>
   <source>Map: {}</source>
   <translation>Carte : {}</translation>
  </message>
  <message>
   <source>Reference: {}</source>
   <translation>Référence : {}</translation>
  </message>
  <message>
   <source>Sum</source>
   <translation>Somme</translation>
  </message>
  <message>
   <source>{} becomes {}: {}</source>
   <translation>{} devient {} : {}</translation>
  </message>
  <message>
   <source>{} in both: {}</source>
   <translation>{} dans les deux : {}</translation>
  </message>
 </context>
 <context>
  <name>MatrixTable</name>
  <message>
   <source>Copy the matrix</source>
   <translation>Copier la matrice</translation>
  </message>
  <message>
   <source>From-to matrix in hectares</source>
   <translation>Matrice de–vers en hectares</translation>
  </message>
 </context>
 <context>
  <name>MatrixView</name>
  <message>
   <source>Confusion matrix</source>
   <translation>Matrice de confusion</translation>
  </message>
  <message>
   <source>No figures yet.</source>
   <translation>Pas encore de chiffres.</translation>
  </message>
  <message>
   <source>label</source>
   <translation>étiquette</translation>
  </message>
  <message>
   <source>label {}
map {}
{} pixels, {} of the label</source>
   <translation>étiquette {}
carte {}
{} pixels, {} de l’étiquette</translation>
  </message>
  <message>
   <source>map</source>
   <translation>carte</translation>
  </message>
  <message>
   <source>{} classes, {} on the diagonal</source>
   <translation>{} classes, {} sur la diagonale</translation>
  </message>
 </context>
 <context>
  <name>ModelBox</name>
  <message>
   <source>&amp;Card…</source>
   <translation>&amp;Fiche…</translation>
  </message>
  <message>
   <source>, trained in {} countries</source>
   <translation>, entraîné dans {} pays</translation>
  </message>
  <message>
   <source>Import a model</source>
   <translation>Importer un modèle</translation>
  </message>
  <message>
   <source>Import a model from a file or folder, or open the folder that holds the models.</source>
   <translation>Importer un modèle d'un fichier ou dossier, ou ouvrir le dossier des modèles.</translation>
  </message>
  <message>
   <source>Import a model package</source>
   <translation>Importer un paquet de modèle</translation>
  </message>
  <message>
   <source>Import a model package from its folder</source>
   <translation>Importer un paquet de modèle depuis son dossier</translation>
  </message>
  <message>
   <source>Import from &amp;file (.zip)…</source>
   <translation>Importer d'un &amp;fichier (.zip)…</translation>
  </message>
  <message>
   <source>Import from f&amp;older…</source>
   <translation>Importer d'un d&amp;ossier…</translation>
  </message>
  <message>
   <source>It needs the bands {}.</source>
   <translation>Il a besoin des bandes {}.</translation>
  </message>
  <message>
   <source>Model</source>
   <translation>Modèle</translation>
  </message>
  <message>
   <source>Model packages (*.zip)</source>
   <translation>Paquets de modèle (*.zip)</translation>
  </message>
  <message>
   <source>No model is installed. Import one with the button beside the list.</source>
   <translation>Aucun modèle n'est installé. Importez-en un avec le bouton à côté de la liste.</translation>
  </message>
  <message>
   <source>Open the &amp;models folder</source>
   <translation>Ouvrir le dossier des &amp;modèles</translation>
  </message>
  <message>
   <source>Read the model's card: bands, classes, agreement with CORINE, training data, licences and what it cannot do.</source>
   <translation>Lire la fiche du modèle : bandes, classes, accord avec CORINE, données d’entraînement, licences et ce qu’il ne sait pas faire.</translation>
  </message>
  <message>
   <source>The trained network. L1, L2 and L3 say how far it agrees with CORINE at the three levels, on imagery it was not trained on: 0.87 is 87 % of the pixels.</source>
   <translation>Le réseau entraîné. L1, L2 et L3 disent à quel point il s’accorde avec CORINE aux trois niveaux, sur des images avec lesquelles il n’a pas été entraîné : 0,87, c’est 87 % des pixels.</translation>
  </message>
  <message>
   <source>Verifying the model…</source>
   <translation>Vérification du modèle…</translation>
  </message>
  <message>
   <source>{} of {} classes</source>
   <translation>{} classes sur {}</translation>
  </message>
 </context>
 <context>
  <name>ModelMeasuring</name>
  <message>
   <source>Agreement there: {} at levels 1, 2 and 3; the report is “{}”.</source>
   <translation>Accord à cet endroit : {} aux niveaux 1, 2 et 3 ; le rapport est « {} ».</translation>
  </message>
  <message>
   <source>Corina: measuring a model</source>
   <translation>Corina : mesure d’un modèle</translation>
  </message>
  <message>
   <source>Measuring the model on the data of the Data page…</source>
   <translation>Mesure du modèle sur les données de la page Données…</translation>
  </message>
  <message>
   <source>The measuring was cancelled.</source>
   <translation>La mesure a été annulée.</translation>
  </message>
  <message>
   <source>The report “{}” cannot be opened.</source>
   <translation>Le rapport « {} » ne peut pas être ouvert.</translation>
  </message>
 </context>
 <context>
  <name>PretrainDialog</name>
  <message>
   <source>&amp;Batch</source>
   <translation>Lo&amp;t</translation>
  </message>
  <message>
   <source>&amp;Epochs</source>
   <translation>É&amp;poques</translation>
  </message>
  <message>
   <source>&amp;Level</source>
   <translation>&amp;Niveau</translation>
  </message>
  <message>
   <source>&amp;Save to</source>
   <translation>Enre&amp;gistrer dans</translation>
  </message>
  <message>
   <source>As on the Model page: {network} with {bands}, beginning with {weights}.</source>
   <translation>Comme à la page Modèle : {network} avec {bands}, à partir de : {weights}.</translation>
  </message>
  <message>
   <source>BigEarthNet (folder)</source>
   <translation>BigEarthNet (dossier)</translation>
  </message>
  <message>
   <source>BigEarthNet, its 19 classes (folder)</source>
   <translation>BigEarthNet, ses 19 classes (dossier)</translation>
  </message>
  <message>
   <source>BigEarthNet: the folder with its patches, version 1 or 2, as it was unpacked. EuroSAT: the folder with a folder for each class, or its zip.</source>
   <translation>BigEarthNet : le dossier de ses vignettes, version 1 ou 2, tel qu’il a été décompressé. EuroSAT : le dossier qui a un dossier par classe, ou son zip.</translation>
  </message>
  <message>
   <source>Checkpoints, curves and the encoder itself (encoder.safetensors) are kept in this folder.</source>
   <translation>Ce dossier garde les points de reprise, les courbes et l’encodeur lui-même (encoder.safetensors).</translation>
  </message>
  <message>
   <source>Choose a folder for the pretraining</source>
   <translation>Choisir un dossier pour le préentraînement</translation>
  </message>
  <message>
   <source>Choose the folder of the data set.</source>
   <translation>Choisissez le dossier du jeu de données.</translation>
  </message>
  <message>
   <source>Choose the zip of EuroSAT.</source>
   <translation>Choisissez le zip d’EuroSAT.</translation>
  </message>
  <message>
   <source>EuroSAT (folder)</source>
   <translation>EuroSAT (dossier)</translation>
  </message>
  <message>
   <source>EuroSAT (zip)</source>
   <translation>EuroSAT (zip)</translation>
  </message>
  <message>
   <source>F&amp;older or zip</source>
   <translation>D&amp;ossier ou zip</translation>
  </message>
  <message>
   <source>How often the encoder sees all patches. The one of the best epoch is kept.</source>
   <translation>Combien de fois l’encodeur voit toutes les vignettes. Celui de la meilleure époque est gardé.</translation>
  </message>
  <message>
   <source>It runs beside QGIS, also when QGIS is closed; Runs lists it, and it can be stopped and resumed.</source>
   <translation>Il tourne à côté de QGIS, même une fois QGIS fermé ; il figure dans Exécutions, peut être arrêté et repris.</translation>
  </message>
  <message>
   <source>Learn &amp;from</source>
   <translation>Apprendre &amp;de</translation>
  </message>
  <message>
   <source>Level {}</source>
   <translation>Niveau {}</translation>
  </message>
  <message>
   <source>Patches and their labels: those of your own data, or of a set made to classify whole patches.</source>
   <translation>Les vignettes et leurs classes : celles de vos données, ou d’un jeu fait pour classer des vignettes entières.</translation>
  </message>
  <message>
   <source>Patches in one step. Fewer need less memory.</source>
   <translation>Vignettes par pas. Moins demandent moins de mémoire.</translation>
  </message>
  <message>
   <source>Pretrain an encoder</source>
   <translation>Préentraîner un encodeur</translation>
  </message>
  <message>
   <source>S&amp;tart</source>
   <translation>Déma&amp;rrer</translation>
  </message>
  <message>
   <source>The encoder, the first half of the network, learns to say which classes a whole patch holds. The training then begins with it.</source>
   <translation>L’encodeur, première moitié du réseau, apprend à dire quelles classes une vignette entière contient. L’entraînement part ensuite de lui.</translation>
  </message>
  <message>
   <source>Which classes are told apart. The levels above it are measured too. EuroSAT has classes of its own, one a patch.</source>
   <translation>Quelles classes sont distinguées. Les niveaux au-dessus sont mesurés aussi. EuroSAT a ses propres classes, une par vignette.</translation>
  </message>
  <message>
   <source>Zip files (*.zip)</source>
   <translation>Fichiers zip (*.zip)</translation>
  </message>
  <message>
   <source>a new folder in your profile</source>
   <translation>un nouveau dossier dans votre profil</translation>
  </message>
  <message>
   <source>“{}” holds a training already; choose another folder.</source>
   <translation>« {} » contient déjà un entraînement ; choisissez un autre dossier.</translation>
  </message>
  <message>
   <source>“{}” is no folder; choose another one.</source>
   <translation>« {} » n’est pas un dossier ; choisissez-en un autre.</translation>
  </message>
  <message>
   <source>“{}” is no full path; choose a folder with the button.</source>
   <translation>« {} » n’est pas un chemin complet ; choisissez un dossier avec le bouton.</translation>
  </message>
  <message>
   <source>“{}” is no zip file; choose the one of EuroSAT.</source>
   <translation>« {} » n’est pas un fichier zip ; choisissez celui d’EuroSAT.</translation>
  </message>
 </context>
 <context>
  <name>PretrainPanel</name>
  <message>
   <source>&amp;Resume</source>
   <translation>&amp;Reprendre</translation>
  </message>
  <message>
   <source>2 tp / (2 tp + fp + fn) over all labels, or of one class, in %.</source>
   <translation>2 vp / (2 vp + fp + fn) sur toutes les étiquettes, ou d’une classe, en %.</translation>
  </message>
  <message>
   <source>Be&amp;gin with it</source>
   <translation>Partir de &amp;lui</translation>
  </message>
  <message>
   <source>Classes</source>
   <translation>Classes</translation>
  </message>
  <message>
   <source>Copy the figures</source>
   <translation>Copier les chiffres</translation>
  </message>
  <message>
   <source>End it and keep what it has so far; it can be resumed.</source>
   <translation>Le terminer en gardant ce qu’il a ; il peut être repris.</translation>
  </message>
  <message>
   <source>Exact</source>
   <translation>Exact</translation>
  </message>
  <message>
   <source>F1</source>
   <translation>F1</translation>
  </message>
  <message>
   <source>Figures of the pretraining</source>
   <translation>Chiffres du préentraînement</translation>
  </message>
  <message>
   <source>Go on where the pretraining was stopped.</source>
   <translation>Continuer là où le préentraînement a été arrêté.</translation>
  </message>
  <message>
   <source>Labels at each level up to the one that was learned; below them the classes.</source>
   <translation>Étiquettes à chaque niveau jusqu’à celui qui a été appris ; les classes en dessous.</translation>
  </message>
  <message>
   <source>Let the training begin with this encoder: the network and “Start from” are set for it.</source>
   <translation>Faire partir l’entraînement de cet encodeur : le réseau et « Partir de » sont réglés pour lui.</translation>
  </message>
  <message>
   <source>Level {}</source>
   <translation>Niveau {}</translation>
  </message>
  <message>
   <source>Level, class</source>
   <translation>Niveau, classe</translation>
  </message>
  <message>
   <source>Measured on the patches that are held out, in %.</source>
   <translation>Mesuré sur les vignettes mises de côté, en %.</translation>
  </message>
  <message>
   <source>Partial</source>
   <translation>Partiel</translation>
  </message>
  <message>
   <source>Put all figures on the clipboard, for a spreadsheet.</source>
   <translation>Mettre tous les chiffres dans le presse-papiers, pour un tableur.</translation>
  </message>
  <message>
   <source>Put the pretraining away</source>
   <translation>Ranger le préentraînement</translation>
  </message>
  <message>
   <source>Put this away; Runs shows it again.</source>
   <translation>Ranger ; Exécutions le montre à nouveau.</translation>
  </message>
  <message>
   <source>Share of patches of which exactly the right classes were said, in %.</source>
   <translation>Part des vignettes dont exactement les bonnes classes ont été dites, en %.</translation>
  </message>
  <message>
   <source>Share of patches of which no class was right, in %.</source>
   <translation>Part des vignettes dont aucune classe n’était juste, en %.</translation>
  </message>
  <message>
   <source>Share of patches of which some classes were right, in %.</source>
   <translation>Part des vignettes dont certaines classes étaient justes, en %.</translation>
  </message>
  <message>
   <source>Sto&amp;p</source>
   <translation>Arrê&amp;ter</translation>
  </message>
  <message>
   <source>The training begins with this encoder.</source>
   <translation>L’entraînement part de cet encodeur.</translation>
  </message>
  <message>
   <source>Wrong</source>
   <translation>Faux</translation>
  </message>
  <message>
   <source>mean F1 of the classes {}</source>
   <translation>F1 moyen des classes {}</translation>
  </message>
  <message>
   <source>stopping</source>
   <translation>arrêt en cours</translation>
  </message>
  <message>
   <source>{} labels a patch (cardinality), {} of all labels (density)</source>
   <translation>{} classes par vignette (cardinalité), {} de toutes les classes (densité)</translation>
  </message>
  <message>
   <source>{} patches</source>
   <translation>{} vignettes</translation>
  </message>
  <message>
   <source>{} patches, precision {}, recall {}</source>
   <translation>{} vignettes, précision {}, rappel {}</translation>
  </message>
  <message>
   <source>{}, epoch {}</source>
   <translation>{}, époque {}</translation>
  </message>
 </context>
 <context>
  <name>PreviewStrip</name>
  <message>
   <source>Preview: image, label, prediction</source>
   <translation>Aperçu : image, étiquette, prédiction</translation>
  </message>
 </context>
 <context>
  <name>PrintLayout</name>
  <message>
   <source>CRS: {crs}. Made with Corina on {day}.</source>
   <translation>SCR : {crs}. Fait avec Corina le {day}.</translation>
  </message>
  <message>
   <source>Land cover</source>
   <translation>Occupation du sol</translation>
  </message>
  <message>
   <source>Legend</source>
   <translation>Légende</translation>
  </message>
  <message>
   <source>none</source>
   <translation>aucun</translation>
  </message>
  <message>
   <source>now {name}</source>
   <translation>maintenant {name}</translation>
  </message>
  <message>
   <source>unchanged</source>
   <translation>inchangé</translation>
  </message>
  <message>
   <source>{name}: the {count} largest of {all}</source>
   <translation>{name} : les {count} plus étendues sur {all}</translation>
  </message>
 </context>
 <context>
  <name>PriorityField</name>
  <message>
   <source>Choose a priority table</source>
   <translation>Choisir une table de priorité</translation>
  </message>
  <message>
   <source>Tables (*.csv *.txt *.tsv);;All files (*)</source>
   <translation>Tables (*.csv *.txt *.tsv);;Tous les fichiers (*)</translation>
  </message>
  <message>
   <source>by shared digits</source>
   <translation>par chiffres communs</translation>
  </message>
  <message>
   <source>“{}” is not there: choose another priority table, or none.</source>
   <translation>« {} » n'existe pas : choisissez une autre table de priorité, ou aucune.</translation>
  </message>
 </context>
 <context>
  <name>Processing</name>
  <message>
   <source>A CORINE change layer (CHA), to say which of its changes were found or missed, and which are new.</source>
   <translation>Une couche de changements CORINE (CHA), pour dire lesquels de ses changements ont été trouvés ou manqués, et lesquels sont nouveaux.</translation>
  </message>
  <message>
   <source>A CSV of Eurostat's LUCAS survey (columns th_lat, th_long, lc1). Give this or SAMPLES.</source>
   <translation>Un CSV de l’enquête LUCAS d’Eurostat (colonnes th_lat, th_long, lc1). Donnez celui-ci ou SAMPLES.</translation>
  </message>
  <message>
   <source>A CSV with the columns lucas and clc that says which CORINE classes a LUCAS code may be. Empty: Corina's own.</source>
   <translation>Un CSV avec les colonnes lucas et clc qui dit quelles classes CORINE un code LUCAS peut être. Vide : celle de Corina.</translation>
  </message>
  <message>
   <source>A Sentinel-2 product (.SAFE folder or its .zip), a folder with one file per band, or a raster file. Give this or INPUT.</source>
   <translation>Un produit Sentinel-2 (dossier .SAFE ou son .zip), un dossier avec un fichier par bande, ou un fichier raster. Donnez ceci ou INPUT.</translation>
  </message>
  <message>
   <source>A Sentinel-2 product (.SAFE folder or its .zip), or a raster file, in place of INPUT.</source>
   <translation>Un produit Sentinel-2 (dossier .SAFE ou son .zip) ou un fichier raster, à la place de INPUT.</translation>
  </message>
  <message>
   <source>A Sentinel-2 product (.SAFE folder or its .zip), or a raster file, in place of SCENE.</source>
   <translation>Un produit Sentinel-2 (dossier .SAFE ou son .zip), ou un fichier raster, au lieu de SCENE.</translation>
  </message>
  <message>
   <source>A Sentinel-2 scene in place of the map: it is classified first, then compared.</source>
   <translation>Une scène Sentinel-2 au lieu de la carte : elle est d’abord classée, puis comparée.</translation>
  </message>
  <message>
   <source>A layer of points with the class seen at each, saved in a file. Give this or SAMPLES_FILE.</source>
   <translation>Une couche de points enregistrée dans un fichier, avec la classe vue à chacun. Donnez celle-ci ou SAMPLES_FILE.</translation>
  </message>
  <message>
   <source>A map Corina made, or any raster or polygons of CORINE classes.</source>
   <translation>Une carte de Corina, ou un raster ou des polygones de classes CORINE.</translation>
  </message>
  <message>
   <source>A map of level 1, 2 or 3 made by Corina, or a CORINE raster, in metres.</source>
   <translation>Une carte de niveau 1, 2 ou 3 faite par Corina, ou un raster CORINE, en mètres.</translation>
  </message>
  <message>
   <source>A raster layer with the bands of a Sentinel-2 scene, or one band of it with the other band files beside it. Give this or INPUT_FILE.</source>
   <translation>Une couche raster avec les bandes d'une scène Sentinel-2, ou une de ses bandes avec les fichiers des autres à côté. Donnez ceci ou INPUT_FILE.</translation>
  </message>
  <message>
   <source>A raster layer with the bands of a Sentinel-2 scene.</source>
   <translation>Une couche raster avec les bandes d’une scène Sentinel-2.</translation>
  </message>
  <message>
   <source>A raster of pixels to leave out, such as clouds: those with a value in MASK_VALUES, or all that are not 0.</source>
   <translation>Un raster des pixels à écarter, par exemple des nuages : ceux d'une valeur de MASK_VALUES, ou tous ceux qui ne sont pas 0.</translation>
  </message>
  <message>
   <source>A recipe saved in the Train tab. The other parameters, where given, win over it.</source>
   <translation>Une recette enregistrée dans l’onglet Entraînement. Les autres paramètres indiqués l’emportent.</translation>
  </message>
  <message>
   <source>A scene is given its own confidence: leave CONFIDENCE_RASTER empty.</source>
   <translation>Une scène reçoit sa propre confiance : laissez CONFIDENCE_RASTER vide.</translation>
  </message>
  <message>
   <source>A table with the rates and the loss at each.</source>
   <translation>Une table des taux et de la perte pour chacun.</translation>
  </message>
  <message>
   <source>Accuracy of each class</source>
   <translation>Exactitude de chaque classe</translation>
  </message>
  <message>
   <source>Add the layers to the project</source>
   <translation>Ajouter les couches au projet</translation>
  </message>
  <message>
   <source>Adds up pixels, hectares and percent of each CORINE class of a map at each level, for the whole map or in each polygon of another layer, such as municipalities. The areas are those of the pixels: for areas with a margin of error draw sample points and estimate the accuracy.</source>
   <translation>Additionne les pixels, les hectares et le pourcentage de chaque classe CORINE d’une carte à chaque niveau, pour toute la carte ou dans chaque polygone d’une autre couche, comme des communes. Les surfaces sont celles des pixels : pour des surfaces avec marge d’erreur, tirez des points d’échantillon et estimez l’exactitude.</translation>
  </message>
  <message>
   <source>Adds up the hectares of each class of a land cover map, as a whole or in each zone.</source>
   <translation>Additionne les hectares de chaque classe d’une carte d’occupation du sol, au total ou par zone.</translation>
  </message>
  <message>
   <source>Agreement at level {}</source>
   <translation>Concordance au niveau {}</translation>
  </message>
  <message>
   <source>Agreement of each polygon</source>
   <translation>Accord de chaque polygone</translation>
  </message>
  <message>
   <source>Agreement, 0 to 1</source>
   <translation>Accord, de 0 à 1</translation>
  </message>
  <message>
   <source>All figures</source>
   <translation>Tous les chiffres</translation>
  </message>
  <message>
   <source>Allocation</source>
   <translation>Répartition</translation>
  </message>
  <message>
   <source>Also write the package as one zip, to give it to others.</source>
   <translation>Écrire aussi le paquet en un seul zip, pour le transmettre.</translation>
  </message>
  <message>
   <source>An offset needs a scale: give SCALE too, such as 0.0001.</source>
   <translation>Un décalage demande une échelle : donnez aussi SCALE, par exemple 0.0001.</translation>
  </message>
  <message>
   <source>Any other field of the recipe, one a line or with semicolons: network.encoder=resnet34; stages.last.weight_decay=0.02. The manual's page on training lists them.</source>
   <translation>Tout autre champ de la recette, un par ligne ou avec des points-virgules : network.encoder=resnet34; stages.last.weight_decay=0.02. La page du manuel sur l’entraînement les nomme.</translation>
  </message>
  <message>
   <source>Area of the change polygons (ha)</source>
   <translation>Surface des polygones de changement (ha)</translation>
  </message>
  <message>
   <source>Area of the confirmed changes (ha)</source>
   <translation>Surface des changements confirmés (ha)</translation>
  </message>
  <message>
   <source>Area with a class (ha)</source>
   <translation>Surface avec une classe (ha)</translation>
  </message>
  <message>
   <source>Areas smaller than the minimum unit, and parts narrower than the minimum width, join a neighbour: the one of the most similar class, as CORINE's rules have it, or the largest. A classified map of 10 m pixels becomes comparable with CORINE's status layers this way.</source>
   <translation>Les surfaces plus petites que l’unité minimale et les parties plus étroites que la largeur minimale rejoignent un voisin : celui de la classe la plus proche, comme le veulent les règles de CORINE, ou le plus grand. Une carte classée à 10 m devient ainsi comparable aux couches d’état de CORINE.</translation>
  </message>
  <message>
   <source>Attribute that names a zone. Empty: zones are numbered.</source>
   <translation>Attribut qui nomme une zone. Vide : les zones sont numérotées.</translation>
  </message>
  <message>
   <source>Attribute with the CORINE code of each polygon. Empty: found by its name, such as CODE_18.</source>
   <translation>Attribut avec le code CORINE de chaque polygone. Vide : trouvé par son nom, comme CODE_18.</translation>
  </message>
  <message>
   <source>BANDS names {file}, which holds a band of one scene: train on {count} scenes by a recipe.</source>
   <translation>BANDS nomme {file}, qui contient une bande d’une seule scène : apprenez de {count} scènes avec une recette.</translation>
  </message>
  <message>
   <source>BANDS, SCALE and OFFSET say something of a scene: give INPUT or INPUT_FILE, or leave them out.</source>
   <translation>BANDS, SCALE et OFFSET décrivent une scène : donnez INPUT ou INPUT_FILE, ou laissez-les de côté.</translation>
  </message>
  <message>
   <source>BANDS, SCALE and OFFSET say something of a scene: give SCENE or SCENE_FILE, or leave them out.</source>
   <translation>BANDS, SCALE et OFFSET décrivent une scène : donnez SCENE ou SCENE_FILE, ou laissez-les de côté.</translation>
  </message>
  <message>
   <source>Band mapping</source>
   <translation>Correspondance des bandes</translation>
  </message>
  <message>
   <source>Bands to learn from</source>
   <translation>Bandes à apprendre</translation>
  </message>
  <message>
   <source>Batch</source>
   <translation>Lot</translation>
  </message>
  <message>
   <source>Beginning of the names of the files in the output folder.</source>
   <translation>Début des noms des fichiers dans le dossier de sortie.</translation>
  </message>
  <message>
   <source>Block size (m)</source>
   <translation>Taille des blocs (m)</translation>
  </message>
  <message>
   <source>Boundary band (m)</source>
   <translation>Bande de bordure (m)</translation>
  </message>
  <message>
   <source>Brings a land cover map to a minimum mapping unit and width, such as CORINE's 25 ha and 100 m.</source>
   <translation>Ramène une carte d’occupation du sol à une unité et une largeur minimales, comme les 25 ha et 100 m de CORINE.</translation>
  </message>
  <message>
   <source>CHANGES is {place}; Corina writes a .gpkg file: choose such a name.</source>
   <translation>CHANGES est {place} ; Corina écrit un fichier .gpkg : choisissez un tel nom.</translation>
  </message>
  <message>
   <source>CLASSES has “{entry}”, which is no CORINE class; give codes such as 112,211,311.</source>
   <translation>CLASSES contient « {entry} », qui n’est pas une classe CORINE ; donnez des codes comme 112,211,311.</translation>
  </message>
  <message>
   <source>CORINE codes of level 3 that the model shall know, such as 112,211,311. Empty: those of the recipe, else all that the labels name.</source>
   <translation>Codes CORINE de niveau 3 que le modèle doit connaître, comme 112,211,311. Vide : ceux de la recette, sinon tous ceux que les étiquettes nomment.</translation>
  </message>
  <message>
   <source>CPU threads</source>
   <translation>Threads du CPU</translation>
  </message>
  <message>
   <source>CPU threads of the network; 0 for all cores.</source>
   <translation>Threads du CPU pour le réseau ; 0 pour tous les cœurs.</translation>
  </message>
  <message>
   <source>CRS of the scene</source>
   <translation>SCR de la scène</translation>
  </message>
  <message>
   <source>CRS of {}</source>
   <translation>SCR de {}</translation>
  </message>
  <message>
   <source>CSV files (*.csv)</source>
   <translation>Fichiers CSV (*.csv)</translation>
  </message>
  <message>
   <source>Calculates how many points a sample of a classified map needs.</source>
   <translation>Calcule combien de points il faut à un échantillon d’une carte classée.</translation>
  </message>
  <message>
   <source>Calculates how many points a stratified sample of a classified map needs for the standard error that its overall accuracy is to have (Olofsson et al. 2014), how they are divided among the classes, the standard error that these points reach, and how many a simple random sample needs for a margin (Cochran). Nothing is written; “Draw sample points” draws them.</source>
   <translation>Calcule combien de points il faut à un échantillon stratifié d’une carte classée pour l’erreur type que doit avoir sa précision globale (Olofsson et al. 2014), comment ils se répartissent entre les classes, l’erreur type que ces points atteignent, et combien il en faut à un échantillon aléatoire simple pour une marge (Cochran). Rien n’est écrit ; « Tirer des points d’échantillon » les tire.</translation>
  </message>
  <message>
   <source>Cancelled; nothing was written.</source>
   <translation>Annulé ; rien n'a été écrit.</translation>
  </message>
  <message>
   <source>Change polygons</source>
   <translation>Polygones de changement</translation>
  </message>
  <message>
   <source>Changes</source>
   <translation>Changements</translation>
  </message>
  <message>
   <source>Changes confirmed</source>
   <translation>Changements confirmés</translation>
  </message>
  <message>
   <source>Changes in {place} have a verdict or a comment ({count}), which would be lost: choose another place.</source>
   <translation>Des changements dans {place} ont un verdict ou un commentaire ({count}), qui seraient perdus : choisissez un autre emplacement.</translation>
  </message>
  <message>
   <source>Changes left unsure</source>
   <translation>Changements incertains</translation>
  </message>
  <message>
   <source>Changes not looked at</source>
   <translation>Changements non examinés</translation>
  </message>
  <message>
   <source>Changes rejected</source>
   <translation>Changements rejetés</translation>
  </message>
  <message>
   <source>Changes, agreement of each polygon, difference, from–to raster and the two maps, in one group and in their colours, as the Compare tab adds them.</source>
   <translation>Changements, accord de chaque polygone, différence, raster de–vers et les deux cartes, en un groupe et dans leurs couleurs, comme les ajoute l'onglet Comparer.</translation>
  </message>
  <message>
   <source>Checkpoint</source>
   <translation>Point de reprise</translation>
  </message>
  <message>
   <source>Class areas</source>
   <translation>Surfaces des classes</translation>
  </message>
  <message>
   <source>Class field</source>
   <translation>Champ de classe</translation>
  </message>
  <message>
   <source>Class field of {}</source>
   <translation>Champ de classe de {}</translation>
  </message>
  <message>
   <source>Classes the map can show</source>
   <translation>Classes que la carte peut montrer</translation>
  </message>
  <message>
   <source>Classes to tell apart</source>
   <translation>Classes à distinguer</translation>
  </message>
  <message>
   <source>Classified area (ha)</source>
   <translation>Surface classifiée (ha)</translation>
  </message>
  <message>
   <source>Classified map</source>
   <translation>Carte classée</translation>
  </message>
  <message>
   <source>Classify land cover</source>
   <translation>Classifier l'occupation du sol</translation>
  </message>
  <message>
   <source>Classify only inside these polygons; with “selected features only” inside the selected ones.</source>
   <translation>Classifier seulement dans ces polygones ; avec « entités sélectionnées uniquement », dans les sélectionnés.</translation>
  </message>
  <message>
   <source>Classify only this rectangle. Empty: the whole scene.</source>
   <translation>Classifier seulement ce rectangle. Vide : la scène entière.</translation>
  </message>
  <message>
   <source>Compare with CORINE</source>
   <translation>Comparer à CORINE</translation>
  </message>
  <message>
   <source>Compares a land cover map with CORINE polygons, a CORINE raster or an older map: a raster of differences, a from-to raster and matrix, change polygons above a minimum unit, the agreement of each polygon of the reference, gains and losses, and a report of one page.

It is agreement with CORINE, not accuracy: CORINE itself aims at 85 % and shows nothing below 25 ha. Classes the map cannot show are not assessed and never counted as change.</source>
   <translation>Compare une carte d’occupation du sol à des polygones CORINE, à un raster CORINE ou à une carte plus ancienne : un raster des différences, un raster et une matrice de–vers, des polygones de changement au-dessus d’une unité minimale, l’accord de chaque polygone de la référence, les gains et les pertes, et un rapport d’une page.

C’est l’accord avec CORINE, pas l’exactitude : CORINE vise lui-même 85 % et ne montre rien sous 25 ha. Les classes que la carte ne peut pas montrer ne sont pas évaluées et ne comptent jamais comme changement.</translation>
  </message>
  <message>
   <source>Confidence</source>
   <translation>Confiance</translation>
  </message>
  <message>
   <source>Confidence from (%)</source>
   <translation>Confiance dès (%)</translation>
  </message>
  <message>
   <source>Confidence of the map</source>
   <translation>Confiance de la carte</translation>
  </message>
  <message>
   <source>Coordinate reference system of a scene whose files state none, or a wrong one. Empty: that of the files, or the one given to the layer.</source>
   <translation>Système de coordonnées de référence d’une scène dont les fichiers n’en indiquent aucun, ou un faux. Vide : celui des fichiers, ou celui donné à la couche.</translation>
  </message>
  <message>
   <source>Corina's engine is not set up: open the Corina panel (Raster menu, Classify land cover) and set it up there; Processing never installs anything.</source>
   <translation>Le moteur de Corina n'est pas installé : ouvrez le panneau Corina (menu Raster, Classifier l'occupation du sol) et installez-le là ; Processing n'installe jamais rien.</translation>
  </message>
  <message>
   <source>Describe scene</source>
   <translation>Décrire la scène</translation>
  </message>
  <message>
   <source>Describe training data</source>
   <translation>Décrire les données d'entraînement</translation>
  </message>
  <message>
   <source>Description</source>
   <translation>Description</translation>
  </message>
  <message>
   <source>Design</source>
   <translation>Plan d’échantillonnage</translation>
  </message>
  <message>
   <source>Device</source>
   <translation>Dispositif</translation>
  </message>
  <message>
   <source>Device used</source>
   <translation>Dispositif utilisé</translation>
  </message>
  <message>
   <source>Difference</source>
   <translation>Différence</translation>
  </message>
  <message>
   <source>Differences this near to a border of the reference make no change polygon.</source>
   <translation>Les différences si près d’une limite de la référence ne font pas de polygone de changement.</translation>
  </message>
  <message>
   <source>Distance of neighbouring patches in px.</source>
   <translation>Distance entre vignettes voisines en px.</translation>
  </message>
  <message>
   <source>Divide by</source>
   <translation>Diviser par</translation>
  </message>
  <message>
   <source>Draw sample points</source>
   <translation>Tirer des points d’échantillon</translation>
  </message>
  <message>
   <source>Draws a probability sample of points from a classified map, to be labelled by eye.</source>
   <translation>Tire d’une carte classée un échantillon probabiliste de points, à étiqueter à l’œil.</translation>
  </message>
  <message>
   <source>Draws a probability sample of points from a classified map. Fill in the field “label” of each point with the class you see there (311, 31 or 3), without looking at the map, and run “Estimate accuracy”.

A stratified sample gives rare classes enough points; a simple random or systematic one is easier to explain. Without a number of points it is calculated from the standard error that the overall accuracy is to have (Olofsson et al. 2014). The seed, the strata and their areas are stored in the file.</source>
   <translation>Tire d’une carte classée un échantillon probabiliste de points. Remplissez le champ « label » de chaque point avec la classe que vous y voyez (311, 31 ou 3), sans regarder la carte, puis lancez « Estimer l’exactitude ».

Un échantillon stratifié donne assez de points aux classes rares ; un échantillon simple ou systématique est plus facile à expliquer. Sans nombre de points, il est calculé d’après l’erreur type voulue pour l’exactitude globale (Olofsson et al. 2014). La graine, les strates et leurs surfaces sont dans le fichier.</translation>
  </message>
  <message>
   <source>EXPECTED has the entry '{entry}', expected shares such as 0.8 or 111=0.6.</source>
   <translation>EXPECTED contient « {entry} », attendu des parts telles que 0.8 ou 111=0.6.</translation>
  </message>
  <message>
   <source>Edge of a tile in pixels, 64 to 2048; 0 for the model's own.</source>
   <translation>Côté d'une tuile en pixels, 64 à 2048 ; 0 pour celui du modèle.</translation>
  </message>
  <message>
   <source>Edge of the patches in px.</source>
   <translation>Côté des vignettes en px.</translation>
  </message>
  <message>
   <source>Edge of the squares that stay together with blocks.</source>
   <translation>Côté des carrés qui restent entiers avec blocks.</translation>
  </message>
  <message>
   <source>Empty: the name of the map.</source>
   <translation>Vide : le nom de la carte.</translation>
  </message>
  <message>
   <source>Encoder</source>
   <translation>Encodeur</translation>
  </message>
  <message>
   <source>Epoch</source>
   <translation>Époque</translation>
  </message>
  <message>
   <source>Epochs</source>
   <translation>Époques</translation>
  </message>
  <message>
   <source>Error matrix</source>
   <translation>Matrice d’erreur</translation>
  </message>
  <message>
   <source>Estimate accuracy</source>
   <translation>Estimer l’exactitude</translation>
  </message>
  <message>
   <source>Estimates a map's accuracy and the areas of its classes from labelled sample points.</source>
   <translation>Estime l’exactitude d’une carte et les surfaces de ses classes d’après des points d’échantillon étiquetés.</translation>
  </message>
  <message>
   <source>Estimates overall, user's and producer's accuracy and the areas of the classes, each with a 95 % confidence interval, from a probability sample of labelled points (Olofsson et al. 2014; Stehman 2014 where the strata are not the classes of the map).

The points come from “Draw sample points”, or are LUCAS points of Eurostat (CSV). Points that were chosen by hand, or where access is easy, give no valid interval. Writes a report (HTML), tables (CSV) and all figures (JSON).</source>
   <translation>Estime l’exactitude globale, de l’utilisateur et du producteur et les surfaces des classes, chacune avec un intervalle de confiance à 95 %, d’après un échantillon probabiliste de points étiquetés (Olofsson et al. 2014 ; Stehman 2014 là où les strates ne sont pas les classes de la carte).

Les points viennent de « Tirer des points d’échantillon » ou sont des points LUCAS d’Eurostat (CSV). Des points choisis à la main, ou selon l’accès, ne donnent pas d’intervalle valable. Écrit un rapport (HTML), des tableaux (CSV) et tous les chiffres (JSON).</translation>
  </message>
  <message>
   <source>Evaluate model</source>
   <translation>Évaluer un modèle</translation>
  </message>
  <message>
   <source>Everything, as JSON</source>
   <translation>Tout, en JSON</translation>
  </message>
  <message>
   <source>Expected accuracy</source>
   <translation>Exactitude attendue</translation>
  </message>
  <message>
   <source>Export model</source>
   <translation>Exporter un modèle</translation>
  </message>
  <message>
   <source>Extent</source>
   <translation>Emprise</translation>
  </message>
  <message>
   <source>Field with the label</source>
   <translation>Champ de l’étiquette</translation>
  </message>
  <message>
   <source>Field with the new class</source>
   <translation>Champ de la nouvelle classe</translation>
  </message>
  <message>
   <source>Field with the old class</source>
   <translation>Champ de l'ancienne classe</translation>
  </message>
  <message>
   <source>Find a learning rate</source>
   <translation>Trouver un taux d’apprentissage</translation>
  </message>
  <message>
   <source>Finds where a land cover map differs from CORINE or an older map, what became what, and how much.</source>
   <translation>Trouve où une carte d’occupation du sol diffère de CORINE ou d’une carte plus ancienne, ce qui est devenu quoi, et combien.</translation>
  </message>
  <message>
   <source>First part of the file names in the output folder. Empty: the name of the scene.</source>
   <translation>Première partie des noms de fichiers dans le dossier de sortie. Vide : le nom de la scène.</translation>
  </message>
  <message>
   <source>First part of the file names. Empty: none.</source>
   <translation>Première partie des noms de fichiers. Vide : aucune.</translation>
  </message>
  <message>
   <source>First weights</source>
   <translation>Premiers poids</translation>
  </message>
  <message>
   <source>Fold for validation</source>
   <translation>Partie de validation</translation>
  </message>
  <message>
   <source>Fold held out</source>
   <translation>Partie mise de côté</translation>
  </message>
  <message>
   <source>Folder for the results</source>
   <translation>Dossier des résultats</translation>
  </message>
  <message>
   <source>Folder of the comparison</source>
   <translation>Dossier de la comparaison</translation>
  </message>
  <message>
   <source>Folder of the model</source>
   <translation>Dossier du modèle</translation>
  </message>
  <message>
   <source>Folder of the report</source>
   <translation>Dossier du rapport</translation>
  </message>
  <message>
   <source>Folder that gets NAME_level1.tif, NAME_level2.tif, NAME_level3.tif, NAME_areas.csv and NAME_result.json.</source>
   <translation>Dossier qui reçoit NAME_level1.tif, NAME_level2.tif, NAME_level3.tif, NAME_areas.csv et NAME_result.json.</translation>
  </message>
  <message>
   <source>Folder that gets changes.gpkg, polygons.gpkg, difference.tif, from_to.tif, from_to.csv and report.html.</source>
   <translation>Dossier qui reçoit changes.gpkg, polygons.gpkg, difference.tif, from_to.tif, from_to.csv et report.html.</translation>
  </message>
  <message>
   <source>Folds</source>
   <translation>Parties</translation>
  </message>
  <message>
   <source>For a file that states no coordinate reference system, or a wrong one. Empty: that of the layer.</source>
   <translation>Pour un fichier qui n'indique pas de système de coordonnées, ou un faux. Vide : celui de la couche.</translation>
  </message>
  <message>
   <source>For the rule priority: a CSV with the columns class, neighbour and priority (the lowest is joined first), or CODE and PRI, or a matrix of classes, such as CORINE's own. Empty: by the digits that the codes have in common.</source>
   <translation>Pour la règle priority : un CSV avec les colonnes class, neighbour et priority (le plus petit nombre vient d'abord), ou CODE et PRI, ou une matrice des classes, comme CORINE en a une. Vide : d'après les chiffres que les codes ont en commun.</translation>
  </message>
  <message>
   <source>From – to</source>
   <translation>De – vers</translation>
  </message>
  <message>
   <source>From-to matrix</source>
   <translation>Matrice de–vers</translation>
  </message>
  <message>
   <source>Further scenes</source>
   <translation>Autres scènes</translation>
  </message>
  <message>
   <source>Generalise land cover</source>
   <translation>Généraliser l’occupation du sol</translation>
  </message>
  <message>
   <source>Generalised map</source>
   <translation>Carte généralisée</translation>
  </message>
  <message>
   <source>GeoPackage with a polygon per area.</source>
   <translation>GeoPackage avec un polygone par surface.</translation>
  </message>
  <message>
   <source>GeoPackage with a polygon per patch, its codes, area and mean confidence.</source>
   <translation>GeoPackage avec un polygone par tache, ses codes, sa surface et sa confiance moyenne.</translation>
  </message>
  <message>
   <source>GeoPackage with the change polygons; its style is put beside it, where there is none of yours.</source>
   <translation>GeoPackage avec les polygones de changement ; leur style est placé à côté, s'il n'y en a pas déjà un des vôtres.</translation>
  </message>
  <message>
   <source>GeoTIFF with the classes of level {level}. With an output folder, a temporary file means: the one in the folder.</source>
   <translation>GeoTIFF des classes de niveau {level}. Avec un dossier de sortie, un fichier temporaire signifie : celui du dossier.</translation>
  </message>
  <message>
   <source>GeoTIFF with the generalised classes.</source>
   <translation>GeoTIFF avec les classes généralisées.</translation>
  </message>
  <message>
   <source>GeoTIFF with the probability of the level 3 class in percent.</source>
   <translation>GeoTIFF de la probabilité de la classe de niveau 3, en pour cent.</translation>
  </message>
  <message>
   <source>Gets NAME_report.html, NAME_report.csv and NAME_report.json.</source>
   <translation>Reçoit NOM_report.html, NOM_report.csv et NOM_report.json.</translation>
  </message>
  <message>
   <source>Give both fields of the official changes, OFFICIAL_FROM and OFFICIAL_TO, or none.</source>
   <translation>Donnez les deux champs des changements officiels, OFFICIAL_FROM et OFFICIAL_TO, ou aucun.</translation>
  </message>
  <message>
   <source>Give either a layer of points (SAMPLES) or a LUCAS table (SAMPLES_FILE).</source>
   <translation>Donnez soit une couche de points (SAMPLES), soit une table LUCAS (SAMPLES_FILE).</translation>
  </message>
  <message>
   <source>Give either a map (PREDICTION), or a scene (SCENE) or product (SCENE_FILE) to classify first.</source>
   <translation>Donnez soit une carte (PREDICTION), soit une scène (SCENE) ou un produit (SCENE_FILE) à classer d’abord.</translation>
  </message>
  <message>
   <source>Go on with the training in the folder</source>
   <translation>Reprendre l’entraînement du dossier</translation>
  </message>
  <message>
   <source>Half width of the 95 % interval of a simple random sample, as a share: 0.05 is ± 5 %.</source>
   <translation>Demi-largeur de l’intervalle à 95 % d’un échantillon aléatoire simple, en part : 0,05 vaut ± 5 %.</translation>
  </message>
  <message>
   <source>Hold out each fold in turn</source>
   <translation>Mettre de côté chaque partie à son tour</translation>
  </message>
  <message>
   <source>How many points to draw; 0 calculates it from the standard error below.</source>
   <translation>Combien de points tirer ; 0 le calcule d’après l’erreur type ci-dessous.</translation>
  </message>
  <message>
   <source>How many rates are tried; each takes as long as one step of the training.</source>
   <translation>Combien de taux sont essayés ; chacun dure autant qu’un pas de l’apprentissage.</translation>
  </message>
  <message>
   <source>How many to list</source>
   <translation>Nombre à lister</translation>
  </message>
  <message>
   <source>How often the network sees all patches.</source>
   <translation>Combien de fois le réseau voit toutes les vignettes.</translation>
  </message>
  <message>
   <source>How the classes share the points of a stratified sample. proportional: by area; equal: the same for each; adjusted: a minimum for each, the rest by area.</source>
   <translation>Comment les classes se partagent les points d’un échantillon stratifié. proportional : selon la surface ; equal : autant pour chacune ; adjusted : un minimum pour chacune, le reste selon la surface.</translation>
  </message>
  <message>
   <source>How the values of a raster name classes: grid is 1 to 44, codes 111 to 523, level2 11 to 52, level1 1 to 5; auto finds it by the values, and says where they could be read in two ways.</source>
   <translation>Comment les valeurs d'un raster désignent les classes : grid va de 1 à 44, codes de 111 à 523, level2 de 11 à 52, level1 de 1 à 5 ; auto le trouve d'après les valeurs et dit où elles peuvent se lire de deux façons.</translation>
  </message>
  <message>
   <source>Ignore borders (m)</source>
   <translation>Ignorer les limites (m)</translation>
  </message>
  <message>
   <source>Into how many parts the data are divided; one is held out.</source>
   <translation>En combien de parties les données sont divisées ; une est mise de côté.</translation>
  </message>
  <message>
   <source>KIND is {}: name its folder or zip as DATA_SET.</source>
   <translation>KIND vaut {} : indiquez son dossier ou son zip dans DATA_SET.</translation>
  </message>
  <message>
   <source>LUCAS to CORINE table</source>
   <translation>Table LUCAS vers CORINE</translation>
  </message>
  <message>
   <source>Label polygons to review</source>
   <translation>Polygones étiquetés à revoir</translation>
  </message>
  <message>
   <source>Labelled points</source>
   <translation>Points étiquetés</translation>
  </message>
  <message>
   <source>Labels</source>
   <translation>Étiquettes</translation>
  </message>
  <message>
   <source>Labels of a patch</source>
   <translation>Étiquettes d’une vignette</translation>
  </message>
  <message>
   <source>Labels of the further scenes</source>
   <translation>Étiquettes des autres scènes</translation>
  </message>
  <message>
   <source>Learning rate</source>
   <translation>Taux d’apprentissage</translation>
  </message>
  <message>
   <source>Leave out cloud, shadow, defective and no-data pixels where the product has a scene classification (SCL).</source>
   <translation>Écarter nuages, ombres, pixels défectueux et sans données si le produit a une classification de scène (SCL).</translation>
  </message>
  <message>
   <source>Leave out clouds by the product's scene classification</source>
   <translation>Écarter les nuages selon la classification de scène du produit</translation>
  </message>
  <message>
   <source>Legend</source>
   <translation>Légende</translation>
  </message>
  <message>
   <source>Level</source>
   <translation>Niveau</translation>
  </message>
  <message>
   <source>Level of the classes</source>
   <translation>Niveau des classes</translation>
  </message>
  <message>
   <source>Level of the map</source>
   <translation>Niveau de la carte</translation>
  </message>
  <message>
   <source>Level of the map's classes; automatic: the map's own.</source>
   <translation>Niveau des classes de la carte ; automatic : celui de la carte.</translation>
  </message>
  <message>
   <source>Level of the map's values, where they could be read in several ways; automatic: found by them.</source>
   <translation>Niveau des valeurs de la carte, là où elles pourraient se lire de plusieurs façons ; automatic : trouvé d’après elles.</translation>
  </message>
  <message>
   <source>Level of the nomenclature: 1, 2 or 3; auto is as fine as the maps allow.</source>
   <translation>Niveau de la nomenclature : 1, 2 ou 3 ; auto est aussi fin que les cartes le permettent.</translation>
  </message>
  <message>
   <source>Level of the strata</source>
   <translation>Niveau des strates</translation>
  </message>
  <message>
   <source>Level to assess; automatic: the finest at which the map and nearly all labels have one class.</source>
   <translation>Niveau à évaluer ; automatic : le plus fin auquel la carte et presque toutes les étiquettes ont une classe.</translation>
  </message>
  <message>
   <source>Level whose classes are the strata; a coarser one than the map's needs fewer points.</source>
   <translation>Niveau dont les classes sont les strates ; un niveau plus grossier que celui de la carte demande moins de points.</translation>
  </message>
  <message>
   <source>Level {level} ({classes} classes)</source>
   <translation>Niveau {level} ({classes} classes)</translation>
  </message>
  <message>
   <source>Licence</source>
   <translation>Licence</translation>
  </message>
  <message>
   <source>Licence of the model, such as CC-BY-4.0. Empty: the recipe's.</source>
   <translation>Licence du modèle, comme CC-BY-4.0. Vide : celle de la recette.</translation>
  </message>
  <message>
   <source>Loss at each rate</source>
   <translation>Perte pour chaque taux</translation>
  </message>
  <message>
   <source>MASK_VALUES is '{text}', expected whole numbers separated by commas.</source>
   <translation>MASK_VALUES est '{text}', il faut des nombres entiers séparés par des virgules.</translation>
  </message>
  <message>
   <source>MORE_INPUTS and MORE_LABELS come after a first scene: give INPUT or INPUT_FILE too.</source>
   <translation>MORE_INPUTS et MORE_LABELS viennent après une première scène : donnez aussi INPUT ou INPUT_FILE.</translation>
  </message>
  <message>
   <source>MORE_LABELS has {labels} layers for {scenes} further scenes: give one for each in the same order, or none where LABELS covers all scenes.</source>
   <translation>MORE_LABELS a {labels} couches pour {scenes} autres scènes : donnez-en une pour chacune dans le même ordre, ou aucune si LABELS couvre toutes les scènes.</translation>
  </message>
  <message>
   <source>Make a simple random or systematic sample more precise by the areas of the map's classes.</source>
   <translation>Rendre un échantillon simple ou systématique plus précis par les surfaces des classes de la carte.</translation>
  </message>
  <message>
   <source>Makes a model package of a training: the network as ONNX with its normalisation inside, checked against the trained one on real patches, and its card. The model is then in the list of models.</source>
   <translation>Crée un paquet de modèle à partir d’un entraînement : le réseau en ONNX avec sa normalisation, vérifié contre le réseau entraîné sur de vraies vignettes, et sa fiche. Le modèle est ensuite dans la liste des modèles.</translation>
  </message>
  <message>
   <source>Makes one page of a classified map, to read, print and hand on.</source>
   <translation>Fait d’une carte classée une page à lire, à imprimer et à transmettre.</translation>
  </message>
  <message>
   <source>Makes polygons of what changed between two land cover maps, above a minimum unit and width.</source>
   <translation>Fait des polygones de ce qui a changé entre deux cartes d’occupation du sol, au-dessus d’une unité et d’une largeur minimales.</translation>
  </message>
  <message>
   <source>Makes polygons of what changed from the reference to the map, one for each change from one class to another, with both codes and names, hectares, the map's confidence, and fields for a verdict and a comment.

5 ha and 100 m are the unit and width of CORINE's own change layers.</source>
   <translation>Fait des polygones de ce qui a changé de la référence à la carte, un par changement d’une classe à une autre, avec les deux codes et noms, les hectares, la confiance de la carte, et des champs pour un verdict et un commentaire.

5 ha et 100 m sont l’unité et la largeur des couches de changement de CORINE.</translation>
  </message>
  <message>
   <source>Makes the report of a comparison again, with the verdicts and comments on its changes.</source>
   <translation>Refait le rapport d’une comparaison, avec les avis et commentaires sur ses changements.</translation>
  </message>
  <message>
   <source>Map</source>
   <translation>Carte</translation>
  </message>
  <message>
   <source>Map to assess</source>
   <translation>Carte à évaluer</translation>
  </message>
  <message>
   <source>Maps labelled patches with a model and lists the patches and the label polygons that it believes least: wrong labels, changes since the labels were made, or what the model has not learned.</source>
   <translation>Cartographie les imagettes étiquetées avec un modèle et liste les imagettes et les polygones étiquetés auxquels il croit le moins : étiquettes fausses, changements survenus depuis, ou ce que le modèle n'a pas appris.</translation>
  </message>
  <message>
   <source>Margin</source>
   <translation>Marge</translation>
  </message>
  <message>
   <source>Mask layer</source>
   <translation>Couche masque</translation>
  </message>
  <message>
   <source>Mask values</source>
   <translation>Valeurs du masque</translation>
  </message>
  <message>
   <source>Mean confidence (%)</source>
   <translation>Confiance moyenne (%)</translation>
  </message>
  <message>
   <source>Measures a model on labelled data and writes a report with confusion matrices and figures for each class at three levels, as HTML, CSV and JSON. The data are a scene with labels, a ready-made data set or those of a recipe, of which the fold held out is measured; without any, what the model's own training has held out.</source>
   <translation>Mesure un modèle sur des données étiquetées et écrit un rapport avec des matrices de confusion et des chiffres pour chaque classe à trois niveaux, en HTML, CSV et JSON. Les données sont une scène avec des étiquettes, un jeu de données prêt ou celles d’une recette, dont la partie mise de côté est mesurée ; sans elles, ce que l’entraînement du modèle lui-même a mis de côté.</translation>
  </message>
  <message>
   <source>Minimum area (ha)</source>
   <translation>Surface minimale (ha)</translation>
  </message>
  <message>
   <source>Minimum mapping unit (ha)</source>
   <translation>Unité minimale de cartographie (ha)</translation>
  </message>
  <message>
   <source>Minimum of each class</source>
   <translation>Minimum de chaque classe</translation>
  </message>
  <message>
   <source>Minimum width (m)</source>
   <translation>Largeur minimale (m)</translation>
  </message>
  <message>
   <source>Missing bands</source>
   <translation>Bandes manquantes</translation>
  </message>
  <message>
   <source>Model</source>
   <translation>Modèle</translation>
  </message>
  <message>
   <source>Model or run folder</source>
   <translation>Modèle ou dossier de l’exécution</translation>
  </message>
  <message>
   <source>More scenes to learn from. BANDS, SCALE and OFFSET are those of all scenes, where they are given.</source>
   <translation>D’autres scènes dont apprendre. BANDS, SCALE et OFFSET, s’ils sont donnés, valent pour toutes les scènes.</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>Nom</translation>
  </message>
  <message>
   <source>Name of a zone</source>
   <translation>Nom d’une zone</translation>
  </message>
  <message>
   <source>Name of an installed model, or the path of a model package (folder or .zip); empty for the bundled one. Installed: {names}.</source>
   <translation>Nom d'un modèle installé, ou chemin d'un paquet de modèle (dossier ou .zip) ; vide pour celui fourni. Installés : {names}.</translation>
  </message>
  <message>
   <source>Name of an installed model, or the path of a package, for a scene. Empty: the bundled one.</source>
   <translation>Nom d’un modèle installé, ou chemin d’un paquet, pour une scène. Vide : celui fourni.</translation>
  </message>
  <message>
   <source>Name of the files</source>
   <translation>Nom des fichiers</translation>
  </message>
  <message>
   <source>Name of the model</source>
   <translation>Nom du modèle</translation>
  </message>
  <message>
   <source>Name of the package: letters, digits, dots and dashes. Empty: the recipe's.</source>
   <translation>Nom du paquet : lettres, chiffres, points et tirets. Vide : celui de la recette.</translation>
  </message>
  <message>
   <source>Name or path of a model package, or the run folder of a training.</source>
   <translation>Nom ou chemin d’un paquet de modèle, ou dossier d’un entraînement.</translation>
  </message>
  <message>
   <source>Narrower parts join a neighbour; CORINE's own is 100 m. 0: all stay.</source>
   <translation>Les parties plus étroites rejoignent un voisin ; CORINE a 100 m. 0 : toutes restent.</translation>
  </message>
  <message>
   <source>No data value</source>
   <translation>Valeur sans données</translation>
  </message>
  <message>
   <source>Nothing would be kept: give an output folder (OUTPUT_DIR) or a place for one of the maps, such as LEVEL3.</source>
   <translation>Rien ne serait gardé : donnez un dossier de sortie (OUTPUT_DIR) ou un emplacement pour une des cartes, comme LEVEL3.</translation>
  </message>
  <message>
   <source>Number of changes</source>
   <translation>Nombre de changements</translation>
  </message>
  <message>
   <source>Number of patches</source>
   <translation>Nombre d'imagettes</translation>
  </message>
  <message>
   <source>Number of points</source>
   <translation>Nombre de points</translation>
  </message>
  <message>
   <source>OFFICIAL_FROM and OFFICIAL_TO say something of official changes: give OFFICIAL, or leave them out.</source>
   <translation>OFFICIAL_FROM et OFFICIAL_TO disent quelque chose des changements officiels : donnez OFFICIAL, ou ne les donnez pas.</translation>
  </message>
  <message>
   <source>OUTPUT is {place}; Corina writes a .gpkg file: choose such a name.</source>
   <translation>OUTPUT est {place} ; Corina écrit un fichier .gpkg : choisissez un tel nom.</translation>
  </message>
  <message>
   <source>Of the official changes. Give both, or none: found by the years in their names, as CODE_18.</source>
   <translation>Des changements officiels. Donner les deux, ou aucun : trouvés par les années dans leurs noms, comme CODE_18.</translation>
  </message>
  <message>
   <source>Official changes</source>
   <translation>Changements officiels</translation>
  </message>
  <message>
   <source>Offset</source>
   <translation>Décalage</translation>
  </message>
  <message>
   <source>One HTML page with everything in it: the map at each level with its legend, the scene beside it, class areas in hectares and percent, where the model is unsure, the settings of the run, what the model was trained on and how it was tested, and what to keep in mind. The areas are in a CSV file beside it, everything in a JSON file.

What Corina left beside the map (NAME_result.json, NAME_confidence.tif) is found by itself; a map without it gets a report that says what is not known. A report of the same map in the folder is replaced, one of another map is not.</source>
   <translation>Une page HTML qui contient tout : la carte à chaque niveau avec sa légende, la scène à côté, les surfaces des classes en hectares et en pour cent, là où le modèle n’est pas sûr, les réglages du traitement, sur quoi le modèle a été entraîné et comment il a été testé, et ce qu’il faut garder à l’esprit. Les surfaces sont dans un fichier CSV à côté, le tout dans un fichier JSON.

Ce que Corina a laissé à côté de la carte (NOM_result.json, NOM_confidence.tif) est trouvé tout seul ; une carte sans cela reçoit un rapport qui dit ce qui n’est pas connu. Un rapport de la même carte dans le dossier est remplacé, celui d’une autre carte ne l’est pas.</translation>
  </message>
  <message>
   <source>One layer for each further scene, in the same order. Empty: LABELS covers all scenes.</source>
   <translation>Une couche pour chaque autre scène, dans le même ordre. Vide : LABELS couvre toutes les scènes.</translation>
  </message>
  <message>
   <source>Only inside these polygons; with “selected features only” inside the selected ones.</source>
   <translation>Seulement à l’intérieur de ces polygones ; avec « entités sélectionnées uniquement », dans celles-ci.</translation>
  </message>
  <message>
   <source>Only this rectangle. Empty: everywhere.</source>
   <translation>Seulement ce rectangle. Vide : partout.</translation>
  </message>
  <message>
   <source>Other settings</source>
   <translation>Autres réglages</translation>
  </message>
  <message>
   <source>Output folder</source>
   <translation>Dossier de sortie</translation>
  </message>
  <message>
   <source>Overall accuracy</source>
   <translation>Exactitude globale</translation>
  </message>
  <message>
   <source>Overall accuracy {value} %, from {points} points.</source>
   <translation>Exactitude globale {value} %, d’après {points} points.</translation>
  </message>
  <message>
   <source>Overlap of tiles</source>
   <translation>Recouvrement des tuiles</translation>
  </message>
  <message>
   <source>Package as one file</source>
   <translation>Paquet en un seul fichier</translation>
  </message>
  <message>
   <source>Patch size</source>
   <translation>Taille des vignettes</translation>
  </message>
  <message>
   <source>Patches and their folds</source>
   <translation>Imagettes et leurs plis</translation>
  </message>
  <message>
   <source>Patches in one step. Fewer need less memory.</source>
   <translation>Vignettes par pas. Moins demandent moins de mémoire.</translation>
  </message>
  <message>
   <source>Patches to review</source>
   <translation>Imagettes à revoir</translation>
  </message>
  <message>
   <source>Patches to review, as a table</source>
   <translation>Imagettes à revoir, en table</translation>
  </message>
  <message>
   <source>Pixel size (m)</source>
   <translation>Taille des pixels (m)</translation>
  </message>
  <message>
   <source>Pixels nearer than this to the border between two labels are not learned from; figures are given with and without them. CORINE's lines are good to 100 m.</source>
   <translation>Les pixels plus proches que cela de la limite entre deux étiquettes ne sont pas appris ; les chiffres sont donnés avec et sans eux. Les lignes de CORINE sont justes à 100 m près.</translation>
  </message>
  <message>
   <source>Pixels to compare on. 0: those of the map, else of the reference; 20 m between polygons.</source>
   <translation>Pixels sur lesquels comparer. 0 : ceux de la carte, sinon de la référence ; 20 m entre des polygones.</translation>
  </message>
  <message>
   <source>Points each class gets at least under the adjusted allocation; 50 to 100 are advised.</source>
   <translation>Points que chaque classe reçoit au moins avec la répartition adjusted ; 50 à 100 sont conseillés.</translation>
  </message>
  <message>
   <source>Points of a simple random sample</source>
   <translation>Points d’un échantillon aléatoire simple</translation>
  </message>
  <message>
   <source>Points used</source>
   <translation>Points utilisés</translation>
  </message>
  <message>
   <source>Polygons</source>
   <translation>Polygones</translation>
  </message>
  <message>
   <source>Polygons of classes</source>
   <translation>Polygones des classes</translation>
  </message>
  <message>
   <source>Polygons or a raster with CORINE classes, or with those of another LEGEND. Any CRS.</source>
   <translation>Polygones ou raster avec des classes CORINE ou celles d’une autre LEGEND. Tout SCR.</translation>
  </message>
  <message>
   <source>Polygons smaller than this are passed over.</source>
   <translation>Les polygones plus petits sont ignorés.</translation>
  </message>
  <message>
   <source>Polygons smaller than this many hectares are merged into their largest neighbour; 25 is CORINE's own. 0: all stay.</source>
   <translation>Les polygones plus petits que ce nombre d'hectares sont joints à leur plus grand voisin ; 25 est la valeur de CORINE. 0 : tous restent.</translation>
  </message>
  <message>
   <source>Polygons to add up in, one by one. Empty: only the whole map.</source>
   <translation>Polygones dans lesquels additionner, un à un. Vide : seulement toute la carte.</translation>
  </message>
  <message>
   <source>Preset</source>
   <translation>Préréglage</translation>
  </message>
  <message>
   <source>Pretrain encoder</source>
   <translation>Préentraîner un encodeur</translation>
  </message>
  <message>
   <source>Priority table</source>
   <translation>Table de priorité</translation>
  </message>
  <message>
   <source>Raster in percent that was made with the map. Empty: NAME_confidence.tif beside NAME_level3.tif, if it is there.</source>
   <translation>Raster en pour cent produit avec la carte. Vide : NAME_confidence.tif à côté de NAME_level3.tif, s'il s'y trouve.</translation>
  </message>
  <message>
   <source>Raster of the confidence in percent. Empty: the one beside the map.</source>
   <translation>Raster de la confiance en pour cent. Vide : celui à côté de la carte.</translation>
  </message>
  <message>
   <source>Reads which changes of a comparison were confirmed, rejected or left unsure, and the comments, and makes its report again with them: polygons and hectares by verdict, what became what by the confirmed changes, and the verdict of each of the largest.

report.html and result.json in the folder of the comparison are replaced. Edits of the changes that are not saved are not seen.</source>
   <translation>Lit quels changements d’une comparaison ont été confirmés, rejetés ou jugés incertains, ainsi que les commentaires, et refait son rapport avec eux : polygones et hectares par avis, ce qui est devenu quoi d’après les changements confirmés, et l’avis sur chacun des plus grands.

report.html et result.json dans le dossier de la comparaison sont remplacés. Les modifications des changements qui ne sont pas enregistrées ne sont pas vues.</translation>
  </message>
  <message>
   <source>Ready-made data set</source>
   <translation>Jeu de données prêt à l’emploi</translation>
  </message>
  <message>
   <source>Recipe</source>
   <translation>Recette</translation>
  </message>
  <message>
   <source>Reference</source>
   <translation>Référence</translation>
  </message>
  <message>
   <source>Reflectance = stored value x scale + offset; -0.1 for products of baseline 04.00 and later. Empty: read from the metadata.</source>
   <translation>Réflectance = valeur enregistrée x échelle + décalage ; -0.1 pour les produits de baseline 04.00 et suivantes. Vide : lu dans les métadonnées.</translation>
  </message>
  <message>
   <source>Reflectance = stored value x scale + offset; 0.0001 for usual Sentinel-2 data. Empty: read from the metadata.</source>
   <translation>Réflectance = valeur enregistrée x échelle + décalage ; 0.0001 pour les données Sentinel-2 usuelles. Vide : lu dans les métadonnées.</translation>
  </message>
  <message>
   <source>Report</source>
   <translation>Rapport</translation>
  </message>
  <message>
   <source>Report of a classified map</source>
   <translation>Rapport d’une carte classée</translation>
  </message>
  <message>
   <source>Report of a judged comparison</source>
   <translation>Rapport d’une comparaison jugée</translation>
  </message>
  <message>
   <source>Result as JSON</source>
   <translation>Résultat en JSON</translation>
  </message>
  <message>
   <source>Resume the training that was stopped or cancelled in the run folder.</source>
   <translation>Reprendre l’entraînement arrêté ou annulé dans le dossier.</translation>
  </message>
  <message>
   <source>Review labels</source>
   <translation>Revoir les étiquettes</translation>
  </message>
  <message>
   <source>Run folder</source>
   <translation>Dossier de l’exécution</translation>
  </message>
  <message>
   <source>Sample points</source>
   <translation>Points d’échantillon</translation>
  </message>
  <message>
   <source>Sample size</source>
   <translation>Taille d’échantillon</translation>
  </message>
  <message>
   <source>Says what Corina understands of a scene without classifying it: which band is which and how each was found, scale and offset, size, masks, and what is missing for the model.</source>
   <translation>Dit ce que Corina comprend d'une scène sans la classifier : quelle bande est laquelle et comment elle a été trouvée, échelle et décalage, taille, masques, et ce qui manque au modèle.</translation>
  </message>
  <message>
   <source>Says what there is to learn from: patches, those left out and why, area and share of each class, what to be warned of, and how the patches are divided into training, validation and test, as a layer.</source>
   <translation>Dit de quoi on peut apprendre : imagettes, celles qui sont écartées et pourquoi, surface et part de chaque classe, avertissements, et répartition des imagettes entre entraînement, validation et test, sous forme de couche.</translation>
  </message>
  <message>
   <source>Scale</source>
   <translation>Échelle</translation>
  </message>
  <message>
   <source>Scene</source>
   <translation>Scène</translation>
  </message>
  <message>
   <source>Scene layer</source>
   <translation>Couche de la scène</translation>
  </message>
  <message>
   <source>Sea at the coast only</source>
   <translation>Mer à la côte seulement</translation>
  </message>
  <message>
   <source>Seed</source>
   <translation>Graine</translation>
  </message>
  <message>
   <source>Share of a tile's edge that it has in common with the next, 0 to 0.5. Empty: the model's own.</source>
   <translation>Part du bord d'une tuile commune avec la suivante, 0 à 0.5. Vide : celle du modèle.</translation>
  </message>
  <message>
   <source>Small areas join</source>
   <translation>Les petites surfaces rejoignent</translation>
  </message>
  <message>
   <source>Smaller areas join a neighbour: 5 ha is the unit of CORINE's change layers, 25 ha that of its maps.</source>
   <translation>Les surfaces plus petites rejoignent un voisin : 5 ha est l’unité des couches de changement de CORINE, 25 ha celle de ses cartes.</translation>
  </message>
  <message>
   <source>Smallest polygon (ha)</source>
   <translation>Plus petit polygone (ha)</translation>
  </message>
  <message>
   <source>Standard error</source>
   <translation>Erreur type</translation>
  </message>
  <message>
   <source>Standard error of these points</source>
   <translation>Erreur type de ces points</translation>
  </message>
  <message>
   <source>Standard error the overall accuracy is to have, as a share: 0.01 gives an interval of ± 2 %.</source>
   <translation>Erreur type voulue pour l’exactitude globale, en part : 0.01 donne un intervalle de ± 2 %.</translation>
  </message>
  <message>
   <source>Step</source>
   <translation>Pas</translation>
  </message>
  <message>
   <source>Steps</source>
   <translation>Pas</translation>
  </message>
  <message>
   <source>Stored value of pixels without data. Empty: read from the metadata.</source>
   <translation>Valeur enregistrée des pixels sans données. Vide : lue dans les métadonnées.</translation>
  </message>
  <message>
   <source>Suggested learning rate</source>
   <translation>Taux d’apprentissage proposé</translation>
  </message>
  <message>
   <source>Summary</source>
   <translation>Résumé</translation>
  </message>
  <message>
   <source>Table with pixels, hectares and percent of each class at each level.</source>
   <translation>Tableau des pixels, hectares et pour cent de chaque classe à chaque niveau.</translation>
  </message>
  <message>
   <source>Table with zone, level, code, name, pixels, hectares and percent.</source>
   <translation>Tableau avec zone, niveau, code, nom, pixels, hectares et pourcentage.</translation>
  </message>
  <message>
   <source>The GeoPackage (.gpkg) the points go into, with the strata and their areas.</source>
   <translation>Le GeoPackage (.gpkg) qui reçoit les points, avec les strates et leurs surfaces.</translation>
  </message>
  <message>
   <source>The attribute of the polygons with the class. Empty: CODE_18, CLC_CODE and the like are found.</source>
   <translation>L’attribut des polygones avec la classe. Vide : CODE_18, CLC_CODE et semblables sont trouvés.</translation>
  </message>
  <message>
   <source>The bands that the network reads, such as B02,B03,B04,B08,B11,B12; BigEarthNet also has the radar bands VV and VH. Empty: those of the recipe, else B02, B03, B04 and B08.</source>
   <translation>Les bandes que lit le réseau, par exemple B02,B03,B04,B08,B11,B12 ; BigEarthNet a aussi les bandes radar VV et VH. Vide : celles de la recette, sinon B02, B03, B04 et B08.</translation>
  </message>
  <message>
   <source>The classified map; it need not be the one the points were drawn from.</source>
   <translation>La carte classée ; ce n’est pas forcément celle d’où les points ont été tirés.</translation>
  </message>
  <message>
   <source>The epoch that was the best on the validation data, or the last one.</source>
   <translation>L’époque la meilleure sur les données de validation, ou la dernière.</translation>
  </message>
  <message>
   <source>The field of the points that holds the class seen, as a CORINE code of any level.</source>
   <translation>Le champ des points qui contient la classe vue, en code CORINE de n’importe quel niveau.</translation>
  </message>
  <message>
   <source>The fold that says when to stop and which epoch was the best, counted from 0. Empty: the one after the fold held out.</source>
   <translation>La partie qui dit quand s’arrêter et quelle époque était la meilleure, comptée à partir de 0. Vide : celle qui suit la partie mise de côté.</translation>
  </message>
  <message>
   <source>The fold that the report is measured on, counted from 0 as in the layer of the split.</source>
   <translation>La partie sur laquelle le rapport est mesuré, comptée à partir de 0 comme dans la couche de la répartition.</translation>
  </message>
  <message>
   <source>The folder of BigEarthNet, EuroSAT, SeasoNet or chips with masks, instead of scenes or beside them.</source>
   <translation>Le dossier de BigEarthNet, EuroSAT, SeasoNet ou d’imagettes avec masques, à la place des scènes ou à côté d’elles.</translation>
  </message>
  <message>
   <source>The folder of the training.</source>
   <translation>Le dossier de l’entraînement.</translation>
  </message>
  <message>
   <source>The folder of the training: checkpoints, curves and the encoder.</source>
   <translation>Le dossier de l’apprentissage : points de reprise, courbes et encodeur.</translation>
  </message>
  <message>
   <source>The folder of the training: checkpoints, curves, report and model.</source>
   <translation>Le dossier de l’entraînement : points de reprise, courbes, rapport et modèle.</translation>
  </message>
  <message>
   <source>The folder that gets the report, the tables and the figures.</source>
   <translation>Le dossier qui reçoit le rapport, les tableaux et les chiffres.</translation>
  </message>
  <message>
   <source>The folder that the layer of patches and the description are written into.</source>
   <translation>Le dossier où sont écrites la couche des imagettes et la description.</translation>
  </message>
  <message>
   <source>The folder that the two layers and the table are written into.</source>
   <translation>Le dossier où sont écrites les deux couches et la table.</translation>
  </message>
  <message>
   <source>The folder the report is written into.</source>
   <translation>Le dossier où le rapport est écrit.</translation>
  </message>
  <message>
   <source>The folder with result.json and changes.gpkg that a comparison left.</source>
   <translation>Le dossier avec result.json et changes.gpkg laissé par une comparaison.</translation>
  </message>
  <message>
   <source>The folder {folder} cannot be made ({reason}): choose another.</source>
   <translation>Le dossier {folder} ne peut pas être créé ({reason}) : choisissez-en un autre.</translation>
  </message>
  <message>
   <source>The highest one of the last stage, such as that of corina:learningrate.</source>
   <translation>Le plus haut de la dernière étape, comme celui de corina:learningrate.</translation>
  </message>
  <message>
   <source>The level of the nomenclature that is told apart, 1 to 3; not used with eurosat and bigearthnet19.</source>
   <translation>Le niveau de la nomenclature à distinguer, 1 à 3 ; sans effet avec eurosat et bigearthnet19.</translation>
  </message>
  <message>
   <source>The map to compare, the state “to”: a map Corina made, or any raster or polygons of CORINE classes.</source>
   <translation>La carte à comparer, l’état « vers » : une carte de Corina, ou un raster ou des polygones de classes CORINE.</translation>
  </message>
  <message>
   <source>The model's name in the list of models.</source>
   <translation>Le nom du modèle dans la liste des modèles.</translation>
  </message>
  <message>
   <source>The number of patches and of polygons that are listed, the worst first.</source>
   <translation>Le nombre d'imagettes et de polygones listés, les pires d'abord.</translation>
  </message>
  <message>
   <source>The recipe names no data: give a scene with labels (INPUT, LABELS) or a DATA_SET.</source>
   <translation>La recette n’indique pas de données : donnez une scène avec étiquettes (INPUT, LABELS) ou un DATA_SET.</translation>
  </message>
  <message>
   <source>The same seed draws the same points from the same map. Empty: a new one, stored in the file.</source>
   <translation>La même graine tire les mêmes points de la même carte. Vide : une nouvelle, enregistrée dans le fichier.</translation>
  </message>
  <message>
   <source>The same seed draws the same split and the same training.</source>
   <translation>La même graine tire la même division et le même entraînement.</translation>
  </message>
  <message>
   <source>The scale is {scale}; it must be above 0, such as 0.0001.</source>
   <translation>L'échelle est {scale} ; elle doit être supérieure à 0, par exemple 0.0001.</translation>
  </message>
  <message>
   <source>The scene has no labels: give a layer with CORINE polygons or classes (LABELS).</source>
   <translation>La scène n’a pas d’étiquettes : donnez une couche avec des polygones ou des classes CORINE (LABELS).</translation>
  </message>
  <message>
   <source>The standard error is {reached}; for {asked} type {count} as the number of points.</source>
   <translation>L’erreur type est de {reached} ; pour {asked}, saisissez {count} comme nombre de points.</translation>
  </message>
  <message>
   <source>The training is kept in {} and goes on with RESUME.</source>
   <translation>L’entraînement est gardé dans {} et continue avec RESUME.</translation>
  </message>
  <message>
   <source>Their codes, such as 112,211,311. What the reference shows of others is not assessed. Empty: as the map or the record beside it says.</source>
   <translation>Leurs codes, comme 112,211,311. Ce que la référence montre d’autres classes n’est pas évalué. Vide : comme le dit la carte ou le compte rendu à côté d’elle.</translation>
  </message>
  <message>
   <source>There are two areas: give either an extent (AREA) or polygons (AREA_LAYER).</source>
   <translation>Il y a deux zones : donnez soit une emprise (AREA), soit des polygones (AREA_LAYER).</translation>
  </message>
  <message>
   <source>There are two scenes: give either a raster layer (INPUT) or a product or file (INPUT_FILE).</source>
   <translation>Il y a deux scènes : donnez soit une couche raster (INPUT), soit un produit ou fichier (INPUT_FILE).</translation>
  </message>
  <message>
   <source>There is no scene: give a raster layer (INPUT) or a product or file (INPUT_FILE).</source>
   <translation>Il n'y a pas de scène : donnez une couche raster (INPUT) ou un produit ou fichier (INPUT_FILE).</translation>
  </message>
  <message>
   <source>There is nothing to learn from: give a scene with labels, a DATA_SET or a RECIPE.</source>
   <translation>Il n’y a rien à apprendre : donnez une scène avec étiquettes, un DATA_SET ou une RECIPE.</translation>
  </message>
  <message>
   <source>Tile edge (px)</source>
   <translation>Côté des tuiles (px)</translation>
  </message>
  <message>
   <source>Tiles at once</source>
   <translation>Tuiles à la fois</translation>
  </message>
  <message>
   <source>Tiles the network takes at once; 0 chooses by device and memory.</source>
   <translation>Tuiles que le réseau traite à la fois ; 0 choisit selon le dispositif et la mémoire.</translation>
  </message>
  <message>
   <source>Title</source>
   <translation>Titre</translation>
  </message>
  <message>
   <source>Title in the list of models. Empty: the recipe's.</source>
   <translation>Titre dans la liste des modèles. Vide : celui de la recette.</translation>
  </message>
  <message>
   <source>To show beside the map. Empty: the scene that the map was made from, where it is still there.</source>
   <translation>À montrer à côté de la carte. Vide : la scène dont la carte est issue, si elle est encore là.</translation>
  </message>
  <message>
   <source>Train model</source>
   <translation>Entraîner un modèle</translation>
  </message>
  <message>
   <source>Train once for each fold; the report has the figures of all folds and their mean. The model is that of the fold held out.</source>
   <translation>Entraîner une fois pour chaque partie ; le rapport a les chiffres de toutes les parties et leur moyenne. Le modèle est celui de la partie mise de côté.</translation>
  </message>
  <message>
   <source>Trains a model that tells CORINE classes apart, from a scene with labels, from a ready-made data set, or by a recipe that was saved in the Train tab. It measures the model on places it has never seen, writes a report, and puts the model into the list of models. A cancelled training is kept in its folder and goes on from there when it is started again with RESUME.</source>
   <translation>Entraîne un modèle qui distingue les classes CORINE, à partir d’une scène avec étiquettes, d’un jeu de données ou d’une recette enregistrée dans l’onglet Entraînement. Il mesure le modèle sur des lieux jamais vus, écrit un rapport et ajoute le modèle à la liste des modèles. Un entraînement annulé reste dans son dossier et continue de là quand il est relancé avec RESUME.</translation>
  </message>
  <message>
   <source>Trains for a few steps with a learning rate that rises from very small to very large, writes the loss at each rate as a table, and suggests the rate at which the loss falls fastest.</source>
   <translation>Entraîne quelques pas avec un taux d’apprentissage qui monte de très petit à très grand, écrit la perte pour chaque taux dans une table et propose le taux où elle baisse le plus vite.</translation>
  </message>
  <message>
   <source>Trains the encoder of a network to say which classes occur in a whole patch. The file it writes can be the first weights of a training: choose it in the Train tab, or as weights.path of a recipe.</source>
   <translation>Entraîne l’encodeur d’un réseau à dire quelles classes sont présentes dans une vignette entière. Le fichier obtenu peut servir de poids de départ d’un apprentissage : choisissez-le dans l’onglet Entraîner, ou comme weights.path d’une recette.</translation>
  </message>
  <message>
   <source>Turns a Sentinel-2 scene into CORINE Land Cover maps at the three levels of the nomenclature (5, 15 and 44 classes) with a neural network, in Corina's own engine.

The scene is a raster layer, a folder with one file per band, or a Sentinel-2 product (L1C or L2A). Bands, scale and offset are found by names and metadata; what cannot be found is asked for and never guessed silently.

With an output folder, all maps, the class areas and a record of the run are written there; each map can also have a place of its own. The three maps never contradict each other; 0 is no data.</source>
   <translation>Fait d'une scène Sentinel-2 des cartes CORINE Land Cover aux trois niveaux de la nomenclature (5, 15 et 44 classes) avec un réseau de neurones, dans le moteur propre à Corina.

La scène est une couche raster, un dossier avec un fichier par bande, ou un produit Sentinel-2 (L1C ou L2A). Bandes, échelle et décalage sont trouvés par noms et métadonnées ; ce qui n'est pas trouvé est demandé et jamais deviné en silence.

Avec un dossier de sortie, toutes les cartes, les surfaces des classes et un compte rendu de l'exécution y sont écrits ; chaque carte peut aussi avoir son propre emplacement. Les trois cartes ne se contredisent jamais ; 0 est sans données.</translation>
  </message>
  <message>
   <source>Turns a Sentinel-2 scene into CORINE Land Cover maps at the three levels of the nomenclature.</source>
   <translation>Fait d'une scène Sentinel-2 des cartes CORINE Land Cover aux trois niveaux de la nomenclature.</translation>
  </message>
  <message>
   <source>Use the map's class areas</source>
   <translation>Utiliser les surfaces des classes de la carte</translation>
  </message>
  <message>
   <source>User's accuracy expected of the classes, as a share, and of single classes by their code, such as 0.8;111=0.6;512=0.95.</source>
   <translation>Exactitude de l’utilisateur attendue des classes, en part, et de certaines classes par leur code, comme 0.8;111=0.6;512=0.95.</translation>
  </message>
  <message>
   <source>Values of the mask layer to leave out, separated by commas. Empty: all that are not 0.</source>
   <translation>Valeurs de la couche masque à écarter, séparées par des virgules. Vide : toutes celles qui ne sont pas 0.</translation>
  </message>
  <message>
   <source>Values of {}</source>
   <translation>Valeurs de {}</translation>
  </message>
  <message>
   <source>Water some 10 km or more from every coast is mapped as lakes, never as sea: an image of open water does not tell them apart.</source>
   <translation>L’eau à quelque 10 km ou plus de toute côte est cartographiée comme lac, jamais comme mer : une image d’eau libre ne les distingue pas.</translation>
  </message>
  <message>
   <source>What is never divided between training and test. random and stratified flatter.</source>
   <translation>Ce qui n’est jamais divisé entre entraînement et test. random et stratified flattent.</translation>
  </message>
  <message>
   <source>What it is compared with, the state “from”: CORINE polygons or a raster of any year, or an older map.</source>
   <translation>Ce à quoi elle est comparée, l’état « de » : des polygones ou un raster CORINE de n’importe quelle année, ou une carte plus ancienne.</translation>
  </message>
  <message>
   <source>What the model is good for, for its card. Empty: the recipe's, else made from the recipe.</source>
   <translation>À quoi le modèle est bon, pour sa fiche. Vide : celle de la recette, sinon tirée de la recette.</translation>
  </message>
  <message>
   <source>What the network begins with: bundled, none, imagenet, a model's name, the folder of a run, or a file such as the encoder of corina:pretrainencoder. Empty: as the recipe or the preset says.</source>
   <translation>Ce par quoi le réseau commence : bundled, none, imagenet, le nom d’un modèle, le dossier d’une exécution, ou un fichier comme l’encodeur de corina:pretrainencoder. Vide : ce que disent la recette ou le préréglage.</translation>
  </message>
  <message>
   <source>What would stop a classification</source>
   <translation>Ce qui empêcherait une classification</translation>
  </message>
  <message>
   <source>Where its name does not tell it; chooses among layers and fields of several years too. 0: found.</source>
   <translation>Si son nom ne la dit pas ; choisit aussi parmi les couches et les champs de plusieurs années. 0 : trouvée.</translation>
  </message>
  <message>
   <source>Where the map is less sure, a difference makes no change polygon. Needs the confidence raster beside it.</source>
   <translation>Là où la carte est moins sûre, une différence ne fait pas de polygone de changement. Il faut le raster de confiance à côté.</translation>
  </message>
  <message>
   <source>Where the network runs. auto takes the fastest device that works; the log says which it was.</source>
   <translation>Où tourne le réseau. auto prend le dispositif le plus rapide qui fonctionne ; le journal dit lequel c'était.</translation>
  </message>
  <message>
   <source>Which raster band is which spectral band, such as B02=1;B03=2;B04=3;B08=4, or B02=/path/file.tif:1 for a band in another file. Bands not named here are found by name and metadata.</source>
   <translation>Quelle bande raster est quelle bande spectrale, par exemple B02=1;B03=2;B04=3;B08=4, ou B02=/chemin/fichier.tif:1 pour une bande d'un autre fichier. Les bandes non nommées ici sont trouvées par nom et métadonnées.</translation>
  </message>
  <message>
   <source>Year of {}</source>
   <translation>Année de {}</translation>
  </message>
  <message>
   <source>Zones</source>
   <translation>Zones</translation>
  </message>
  <message>
   <source>band</source>
   <translation>bande</translation>
  </message>
  <message>
   <source>corine, another legend's name such as s2glc or esa-worldcover, or a legend file (.csv, .json).</source>
   <translation>corine, le nom d’une autre légende comme s2glc ou esa-worldcover, ou un fichier de légende (.csv, .json).</translation>
  </message>
  <message>
   <source>none</source>
   <translation>aucun</translation>
  </message>
  <message>
   <source>or LUCAS table (CSV)</source>
   <translation>ou table LUCAS (CSV)</translation>
  </message>
  <message>
   <source>or product folder, .zip or raster file</source>
   <translation>ou dossier de produit, .zip ou fichier raster</translation>
  </message>
  <message>
   <source>or product to classify first</source>
   <translation>ou produit à classer d’abord</translation>
  </message>
  <message>
   <source>or scene to classify first</source>
   <translation>ou scène à classer d’abord</translation>
  </message>
  <message>
   <source>own: the classes that occur in the patch. eurosat: DATA_SET holds a folder for each class. bigearthnet: DATA_SET is BigEarthNet, with the classes of its metadata; bigearthnet19: with its 19 classes.</source>
   <translation>own : les classes présentes dans l’imagette. eurosat : DATA_SET contient un dossier par classe. bigearthnet : DATA_SET est BigEarthNet, avec les classes de ses métadonnées ; bigearthnet19 : avec ses 19 classes.</translation>
  </message>
  <message>
   <source>priority: the neighbour of the most similar class, as CORINE does; largest: the largest neighbour.</source>
   <translation>priority : le voisin de la classe la plus proche, comme le fait CORINE ; largest : le plus grand voisin.</translation>
  </message>
  <message>
   <source>quick_look takes minutes, balanced hours, best about a day on two cores. Not used with a recipe.</source>
   <translation>quick_look prend des minutes, balanced des heures, best environ un jour sur deux cœurs. Pas utilisé avec une recette.</translation>
  </message>
  <message>
   <source>stratified: at random within each class; simple: at random over the whole map; systematic: a square grid with a random start.</source>
   <translation>stratified : au hasard dans chaque classe ; simple : au hasard sur toute la carte ; systematic : une grille carrée au départ aléatoire.</translation>
  </message>
  <message>
   <source>{code} {name}: {points} points for {area} ha</source>
   <translation>{code} {name} : {points} points pour {area} ha</translation>
  </message>
  <message>
   <source>{crs} is not a coordinate reference system: choose another.</source>
   <translation>{crs} n’est pas un système de coordonnées de référence : choisissez-en un autre.</translation>
  </message>
  <message>
   <source>{name} is {place}; Corina writes a {suffix} file: choose such a name.</source>
   <translation>{name} est {place} ; Corina écrit un fichier {suffix} : choisissez un tel nom.</translation>
  </message>
  <message>
   <source>{name} is {value}, which is no layer.</source>
   <translation>{name} est {value}, qui n’est pas une couche.</translation>
  </message>
  <message>
   <source>{name} is {value}, which is no map that can be read: choose another.</source>
   <translation>{name} est {value}, qui n’est pas une carte lisible : choisissez-en une autre.</translation>
  </message>
  <message>
   <source>{name} says something of a map: give PREDICTION, or leave it out.</source>
   <translation>{name} dit quelque chose d’une carte : indiquez PREDICTION, ou ne le donnez pas.</translation>
  </message>
  <message>
   <source>{name} says something of a scene: give SCENE or SCENE_FILE, or leave it out.</source>
   <translation>{name} dit quelque chose d’une scène : donnez SCENE ou SCENE_FILE, ou omettez-le.</translation>
  </message>
  <message>
   <source>{path} does not exist: choose another scene.</source>
   <translation>{path} n'existe pas : choisissez une autre scène.</translation>
  </message>
  <message>
   <source>{place} cannot be written ({reason}): choose another place.</source>
   <translation>{place} ne peut pas être écrit ({reason}) : choisissez un autre emplacement.</translation>
  </message>
  <message>
   <source>{place} is read too, and would be replaced: choose another place.</source>
   <translation>{place} est aussi lu et serait remplacé : choisissez un autre emplacement.</translation>
  </message>
  <message>
   <source>“{name}” has a filter, which would leave points out of the sample: remove it.</source>
   <translation>« {name} » a un filtre, qui écarterait des points de l’échantillon : retirez-le.</translation>
  </message>
  <message>
   <source>“{name}” has edits that are not saved: save them and try again.</source>
   <translation>« {name} » a des modifications non enregistrées : enregistrez-les et réessayez.</translation>
  </message>
  <message>
   <source>“{name}” is not saved in a file: export it as a GeoPackage and try again.</source>
   <translation>« {name} » n’est pas enregistré dans un fichier : exportez-le en GeoPackage et réessayez.</translation>
  </message>
 </context>
 <context>
  <name>RateChart</name>
  <message>
   <source>Learning rate {}</source>
   <translation>Taux d'apprentissage {}</translation>
  </message>
  <message>
   <source>Loss at each learning rate</source>
   <translation>Perte pour chaque taux d'apprentissage</translation>
  </message>
 </context>
 <context>
  <name>RateTest</name>
  <message>
   <source>Cancel test</source>
   <translation>Annuler le test</translation>
  </message>
  <message>
   <source>Changed since; test again.</source>
   <translation>Modifié depuis ; testez à nouveau.</translation>
  </message>
  <message>
   <source>End the test; nothing is changed.</source>
   <translation>Terminer le test ; rien n'est changé.</translation>
  </message>
  <message>
   <source>Put the suggested rate into the field above.</source>
   <translation>Mettre le taux suggéré dans le champ ci-dessus.</translation>
  </message>
  <message>
   <source>Take it o&amp;ver</source>
   <translation>A&amp;dopter</translation>
  </message>
  <message>
   <source>The loss at each rate, while the rate rises from step to step. A good rate lies where the loss falls fastest, well before it rises.</source>
   <translation>La perte pour chaque taux, pendant que le taux monte de pas en pas. Un bon taux se trouve là où la perte baisse le plus vite, bien avant qu'elle ne remonte.</translation>
  </message>
  <message>
   <source>Trying rising rates…</source>
   <translation>Essai de taux croissants…</translation>
  </message>
 </context>
 <context>
  <name>Remedy</name>
  <message>
   <source>Choose folder…</source>
   <translation>Choisir un dossier…</translation>
  </message>
  <message>
   <source>Engine…</source>
   <translation>Moteur…</translation>
  </message>
  <message>
   <source>Import model…</source>
   <translation>Importer un modèle…</translation>
  </message>
  <message>
   <source>Map bands…</source>
   <translation>Associer les bandes…</translation>
  </message>
  <message>
   <source>Repair engine</source>
   <translation>Réparer le moteur</translation>
  </message>
  <message>
   <source>Show settings</source>
   <translation>Afficher les réglages</translation>
  </message>
  <message>
   <source>Use whole scene</source>
   <translation>Prendre la scène entière</translation>
  </message>
 </context>
 <context>
  <name>ReplacedLayers</name>
  <message>
   <source>“{name}” cannot be edited now, because a comparison that is not done yet will replace its file: wait for it, or cancel it in Runs.</source>
   <translation>« {name} » ne peut pas être modifiée maintenant, car une comparaison non terminée va remplacer son fichier : attendez-la, ou annulez-la dans Exécutions.</translation>
  </message>
  <message>
   <source>“{name}” has unsaved edits, and its file {path} would be replaced: save or discard them first, or choose another file.</source>
   <translation>« {name} » contient des modifications non enregistrées, et son fichier {path} serait remplacé : enregistrez-les ou abandonnez-les d’abord, ou choisissez un autre fichier.</translation>
  </message>
  <message>
   <source>“{name}” has unsaved edits, and this comparison would replace its file {path}: save or discard them first, or choose another folder.</source>
   <translation>« {name} » contient des modifications non enregistrées, et cette comparaison remplacerait son fichier {path} : enregistrez-les ou abandonnez-les d’abord, ou choisissez un autre dossier.</translation>
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
   <translation>&amp;Copier</translation>
  </message>
  <message>
   <source>&amp;New map</source>
   <translation>&amp;Nouvelle carte</translation>
  </message>
  <message>
   <source>&amp;Open folder</source>
   <translation>&amp;Ouvrir le dossier</translation>
  </message>
  <message>
   <source>&amp;Stop the report</source>
   <translation>&amp;Arrêter le rapport</translation>
  </message>
  <message>
   <source>&amp;Zoom to result</source>
   <translation>&amp;Zoomer sur le résultat</translation>
  </message>
  <message>
   <source>Add &amp;reports</source>
   <translation>Ajouter les &amp;rapports</translation>
  </message>
  <message>
   <source>Back to the form, as it was.</source>
   <translation>Retour au formulaire, tel qu'il était.</translation>
  </message>
  <message>
   <source>CSV files (*.csv)</source>
   <translation>Fichiers CSV (*.csv)</translation>
  </message>
  <message>
   <source>Class areas</source>
   <translation>Surfaces des classes</translation>
  </message>
  <message>
   <source>Co&amp;mpare with CORINE</source>
   <translation>Co&amp;mparer à CORINE</translation>
  </message>
  <message>
   <source>Copy the table</source>
   <translation>Copier le tableau</translation>
  </message>
  <message>
   <source>E&amp;xport…</source>
   <translation>E&amp;xporter…</translation>
  </message>
  <message>
   <source>Export the class areas</source>
   <translation>Exporter les surfaces des classes</translation>
  </message>
  <message>
   <source>Go to the Compare tab with this map: where it differs from CORINE, and how much.</source>
   <translation>Aller à l’onglet Comparer avec cette carte : où elle diffère de CORINE, et de combien.</translation>
  </message>
  <message>
   <source>Level</source>
   <translation>Niveau</translation>
  </message>
  <message>
   <source>Make one page of this map, to read, print and hand on: pictures, class areas, confidence, the model behind it and what to keep in mind. It opens in the browser.</source>
   <translation>Fait de cette carte une page à lire, à imprimer et à transmettre : images, surfaces des classes, confiance, le modèle employé et ce qu’il faut garder à l’esprit. Elle s’ouvre dans le navigateur.</translation>
  </message>
  <message>
   <source>Open the folder with the files of this run.</source>
   <translation>Ouvrir le dossier des fichiers de cette exécution.</translation>
  </message>
  <message>
   <source>Put the table of this level on the clipboard, for a spreadsheet.</source>
   <translation>Mettre le tableau de ce niveau dans le presse-papiers, pour un tableur.</translation>
  </message>
  <message>
   <source>Repor&amp;t</source>
   <translation>Rappor&amp;t</translation>
  </message>
  <message>
   <source>Report</source>
   <translation>Rapport</translation>
  </message>
  <message>
   <source>Save the tables of all three levels as a CSV file.</source>
   <translation>Enregistrer les tableaux des trois niveaux en fichier CSV.</translation>
  </message>
  <message>
   <source>Show the areas of the 15 classes of level 2.</source>
   <translation>Afficher les surfaces des 15 classes du niveau 2.</translation>
  </message>
  <message>
   <source>Show the areas of the 44 classes of level 3.</source>
   <translation>Afficher les surfaces des 44 classes du niveau 3.</translation>
  </message>
  <message>
   <source>Show the areas of the 5 classes of level 1.</source>
   <translation>Afficher les surfaces des 5 classes du niveau 1.</translation>
  </message>
  <message>
   <source>Show the whole map on the canvas.</source>
   <translation>Montrer toute la carte dans le canevas.</translation>
  </message>
  <message>
   <source>The files are temporary; save the layers to keep them.</source>
   <translation>Les fichiers sont temporaires ; enregistrez les couches pour les garder.</translation>
  </message>
  <message>
   <source>The report is being made; it opens when it is ready. Click to stop.</source>
   <translation>Le rapport est en préparation ; il s’ouvre quand il est prêt. Cliquer pour arrêter.</translation>
  </message>
  <message>
   <source>To draw maps and charts into a report, Corina adds three libraries to its own engine, which comparing with CORINE needs too. QGIS itself is left as it is.</source>
   <translation>Pour dessiner cartes et graphiques dans un rapport, Corina ajoute trois bibliothèques à son propre moteur, dont la comparaison avec CORINE a besoin aussi. QGIS lui-même reste tel quel.</translation>
  </message>
  <message>
   <source>{} ({} threads)</source>
   <translation>{} ({} threads)</translation>
  </message>
  <message>
   <source>{} classified</source>
   <translation>{} classifiés</translation>
  </message>
  <message>
   <source>{} on {}</source>
   <translation>{} sur {}</translation>
  </message>
  <message>
   <source>{} without data or masked</source>
   <translation>{} sans données ou masqués</translation>
  </message>
  <message>
   <source>“{}” cannot be written: {}.</source>
   <translation>« {} » ne peut pas être écrit : {}.</translation>
  </message>
 </context>
 <context>
  <name>ReviewRow</name>
  <message>
   <source>Next label</source>
   <translation>Étiquette suivante</translation>
  </message>
  <message>
   <source>Previous label</source>
   <translation>Étiquette précédente</translation>
  </message>
  <message>
   <source>The label before this one in the list.</source>
   <translation>L'étiquette précédente de la liste.</translation>
  </message>
  <message>
   <source>The next label of the list; the model believes it more.</source>
   <translation>L'étiquette suivante de la liste ; le modèle y croit davantage.</translation>
  </message>
  <message>
   <source>Verdict on the label</source>
   <translation>Verdict sur l'étiquette</translation>
  </message>
  <message>
   <source>Your verdict on the label. It is saved in the layer at once.</source>
   <translation>Votre verdict sur l'étiquette. Il est enregistré aussitôt dans la couche.</translation>
  </message>
  <message>
   <source>label is right</source>
   <translation>l'étiquette est juste</translation>
  </message>
  <message>
   <source>label is wrong</source>
   <translation>l'étiquette est fausse</translation>
  </message>
  <message>
   <source>not judged</source>
   <translation>non jugé</translation>
  </message>
  <message>
   <source>unsure</source>
   <translation>incertain</translation>
  </message>
  <message>
   <source>{} of {}: labelled {}, mapped {}; {} % of {} agree</source>
   <translation>{} sur {} : étiquette {}, carte {} ; {} % de {} concordent</translation>
  </message>
 </context>
 <context>
  <name>RunActions</name>
  <message>
   <source>Log of {}</source>
   <translation>Journal de {}</translation>
  </message>
  <message>
   <source>No file manager opened “{}”.</source>
   <translation>Aucun gestionnaire de fichiers n'a ouvert « {} ».</translation>
  </message>
  <message>
   <source>The class areas were saved to “{}”.</source>
   <translation>Les surfaces des classes ont été enregistrées dans « {} ».</translation>
  </message>
  <message>
   <source>The command is on the clipboard.</source>
   <translation>La commande est dans le presse-papiers.</translation>
  </message>
  <message>
   <source>The folder “{}” is not there any more.</source>
   <translation>Le dossier « {} » n'existe plus.</translation>
  </message>
  <message>
   <source>“{}” is done.</source>
   <translation>« {} » est terminé.</translation>
  </message>
 </context>
 <context>
  <name>RunManager</name>
  <message>
   <source>A layer the run reads was removed from the project, so the run was cancelled: “{layer}”, read by “{run}”.</source>
   <translation>Une couche que le traitement lit a été retirée du projet, il a donc été annulé : « {layer} », lue par « {run} ».</translation>
  </message>
  <message>
   <source>Corina: {title}</source>
   <translation>Corina : {title}</translation>
  </message>
 </context>
 <context>
  <name>RunProgress</name>
  <message>
   <source>; {} more waiting</source>
   <translation>; encore {} en attente</translation>
  </message>
  <message>
   <source>C&amp;ancel</source>
   <translation>&amp;Annuler</translation>
  </message>
  <message>
   <source>Cancelling…</source>
   <translation>Annulation…</translation>
  </message>
  <message>
   <source>Stop this run within seconds and leave no unfinished file behind.</source>
   <translation>Arrêter cette exécution en quelques secondes sans laisser de fichier inachevé.</translation>
  </message>
 </context>
 <context>
  <name>RunsTab</name>
  <message>
   <source>&amp;Copy as qgis_process command</source>
   <translation>&amp;Copier comme commande qgis_process</translation>
  </message>
  <message>
   <source>&amp;Delete from the list</source>
   <translation>&amp;Supprimer de la liste</translation>
  </message>
  <message>
   <source>&amp;More</source>
   <translation>&amp;Plus</translation>
  </message>
  <message>
   <source>&amp;Open result</source>
   <translation>&amp;Ouvrir le résultat</translation>
  </message>
  <message>
   <source>&amp;Resume</source>
   <translation>&amp;Reprendre</translation>
  </message>
  <message>
   <source>Agreement</source>
   <translation>Concordance</translation>
  </message>
  <message>
   <source>Area</source>
   <translation>Zone</translation>
  </message>
  <message>
   <source>C&amp;ancel</source>
   <translation>&amp;Annuler</translation>
  </message>
  <message>
   <source>Classified</source>
   <translation>Classifié</translation>
  </message>
  <message>
   <source>Copy the command, show the log, delete the run from the list.</source>
   <translation>Copier la commande, afficher le journal, supprimer l'exécution de la liste.</translation>
  </message>
  <message>
   <source>Details of the run</source>
   <translation>Détails de l'exécution</translation>
  </message>
  <message>
   <source>Device</source>
   <translation>Dispositif</translation>
  </message>
  <message>
   <source>Duration</source>
   <translation>Durée</translation>
  </message>
  <message>
   <source>Encoder</source>
   <translation>Encodeur</translation>
  </message>
  <message>
   <source>Epochs</source>
   <translation>Époques</translation>
  </message>
  <message>
   <source>Every run, newest first.</source>
   <translation>Toutes les exécutions, la plus récente d'abord.</translation>
  </message>
  <message>
   <source>Failed</source>
   <translation>Échec</translation>
  </message>
  <message>
   <source>File</source>
   <translation>Fichier</translation>
  </message>
  <message>
   <source>Fill the form with the inputs of this run.</source>
   <translation>Remplir le formulaire avec les entrées de cette exécution.</translation>
  </message>
  <message>
   <source>Folder</source>
   <translation>Dossier</translation>
  </message>
  <message>
   <source>Learned from</source>
   <translation>Appris de</translation>
  </message>
  <message>
   <source>Level</source>
   <translation>Niveau</translation>
  </message>
  <message>
   <source>Map</source>
   <translation>Carte</translation>
  </message>
  <message>
   <source>Model</source>
   <translation>Modèle</translation>
  </message>
  <message>
   <source>Network</source>
   <translation>Réseau</translation>
  </message>
  <message>
   <source>No runs yet. Every map you make is listed here, with its settings and its result.</source>
   <translation>Pas encore d'exécution. Chaque carte que vous faites est listée ici, avec ses réglages et son résultat.</translation>
  </message>
  <message>
   <source>Open &amp;folder</source>
   <translation>Ouvrir le d&amp;ossier</translation>
  </message>
  <message>
   <source>Overall accuracy</source>
   <translation>Exactitude globale</translation>
  </message>
  <message>
   <source>Patches</source>
   <translation>Vignettes</translation>
  </message>
  <message>
   <source>Points</source>
   <translation>Points</translation>
  </message>
  <message>
   <source>Re&amp;peat with changes…</source>
   <translation>&amp;Répéter…</translation>
  </message>
  <message>
   <source>Reference</source>
   <translation>Référence</translation>
  </message>
  <message>
   <source>Result</source>
   <translation>Résultat</translation>
  </message>
  <message>
   <source>Runs</source>
   <translation>Exécutions</translation>
  </message>
  <message>
   <source>Scene</source>
   <translation>Scène</translation>
  </message>
  <message>
   <source>Seed</source>
   <translation>Graine</translation>
  </message>
  <message>
   <source>Settings</source>
   <translation>Réglages</translation>
  </message>
  <message>
   <source>Show &amp;log</source>
   <translation>Afficher le &amp;journal</translation>
  </message>
  <message>
   <source>Show the class areas, and add the layers of this run to the map if they are not there.</source>
   <translation>Afficher les surfaces des classes et ajouter les couches de cette exécution si elles n'y sont pas.</translation>
  </message>
  <message>
   <source>Started</source>
   <translation>Début</translation>
  </message>
  <message>
   <source>State</source>
   <translation>État</translation>
  </message>
  <message>
   <source>Stop this run within seconds and leave no unfinished file behind.</source>
   <translation>Arrêter cette exécution en quelques secondes sans laisser de fichier inachevé.</translation>
  </message>
  <message>
   <source>Why</source>
   <translation>Pourquoi</translation>
  </message>
  <message>
   <source>changes from {} ha, {} m wide</source>
   <translation>changements dès {} ha et {} m de large</translation>
  </message>
  <message>
   <source>confidence map</source>
   <translation>carte de confiance</translation>
  </message>
  <message>
   <source>map view</source>
   <translation>vue de la carte</translation>
  </message>
  <message>
   <source>overlap {} %</source>
   <translation>recouvrement {} %</translation>
  </message>
  <message>
   <source>polygons</source>
   <translation>polygones</translation>
  </message>
  <message>
   <source>polygons from {} ha</source>
   <translation>polygones dès {} ha</translation>
  </message>
  <message>
   <source>tile {} px</source>
   <translation>tuile {} px</translation>
  </message>
  <message>
   <source>where both are</source>
   <translation>où les deux sont</translation>
  </message>
  <message>
   <source>whole scene</source>
   <translation>scène entière</translation>
  </message>
  <message>
   <source>with mask</source>
   <translation>avec masque</translation>
  </message>
  <message>
   <source>{} % at levels 1 / 2 / 3</source>
   <translation>{} % aux niveaux 1 / 2 / 3</translation>
  </message>
  <message>
   <source>{} ({} to {})</source>
   <translation>{} ({} à {})</translation>
  </message>
  <message>
   <source>{} exactly right, F1 {}</source>
   <translation>{} exactement justes, F1 {}</translation>
  </message>
 </context>
 <context>
  <name>SaidOfMaps</name>
  <message>
   <source>known from the map</source>
   <translation>connues par la carte</translation>
  </message>
  <message>
   <source>“{}” is no CORINE class: write the codes that the map can show, such as 112, 211, 311.</source>
   <translation>« {} » n’est pas une classe CORINE : écrivez les codes que la carte peut montrer, comme 112, 211, 311.</translation>
  </message>
 </context>
 <context>
  <name>SampleDialog</name>
  <message>
   <source>&amp;Draw</source>
   <translation>&amp;Tirer</translation>
  </message>
  <message>
   <source>&amp;Expected accuracy</source>
   <translation>Exactitude &amp;attendue</translation>
  </message>
  <message>
   <source>&amp;How</source>
   <translation>C&amp;omment</translation>
  </message>
  <message>
   <source>&amp;Map</source>
   <translation>Ca&amp;rte</translation>
  </message>
  <message>
   <source>&amp;Number of points</source>
   <translation>&amp;Nombre de points</translation>
  </message>
  <message>
   <source>&amp;Precision</source>
   <translation>&amp;Précision</translation>
  </message>
  <message>
   <source>&amp;Save to</source>
   <translation>Enre&amp;gistrer dans</translation>
  </message>
  <message>
   <source>About {} points on a square grid over the whole map.</source>
   <translation>Environ {} points sur une grille carrée couvrant toute la carte.</translation>
  </message>
  <message>
   <source>Add a classified map, made by Corina or a CORINE raster, to the project.</source>
   <translation>Ajoutez au projet une carte classée, de Corina ou un raster CORINE.</translation>
  </message>
  <message>
   <source>Counting the classes…</source>
   <translation>Comptage des classes…</translation>
  </message>
  <message>
   <source>Draw sample points</source>
   <translation>Tirer des points d’échantillon</translation>
  </message>
  <message>
   <source>How many points to draw; without a number it is calculated.</source>
   <translation>Combien de points tirer ; sans nombre, il est calculé.</translation>
  </message>
  <message>
   <source>The accuracy you expect, as far as you can say.</source>
   <translation>L’exactitude que vous attendez, autant que vous puissiez le dire.</translation>
  </message>
  <message>
   <source>The points go into a GeoPackage: choose a name that ends in .gpkg.</source>
   <translation>Les points vont dans un GeoPackage : choisissez un nom qui finit par .gpkg.</translation>
  </message>
  <message>
   <source>What is expected of {} changes nothing: it is none of these classes.</source>
   <translation>Ce qui est attendu de {} ne change rien : ce n’est aucune de ces classes.</translation>
  </message>
  <message>
   <source>as many as are needed</source>
   <translation>autant qu’il en faut</translation>
  </message>
  <message>
   <source>at random in each class</source>
   <translation>au hasard dans chaque classe</translation>
  </message>
  <message>
   <source>at random over the whole map</source>
   <translation>au hasard sur toute la carte</translation>
  </message>
  <message>
   <source>on a square grid</source>
   <translation>sur une grille carrée</translation>
  </message>
  <message>
   <source>temporary file</source>
   <translation>fichier temporaire</translation>
  </message>
  <message>
   <source>{} points in {} classes give ± {} %, as each takes {} or more; for ± {} % type {} points.</source>
   <translation>{} points dans {} classes donnent ± {} %, car chacune en prend {} ou plus ; pour ± {} %, saisissez {} points.</translation>
  </message>
  <message>
   <source>{} points in {} classes, {} or more in each (Olofsson et al. 2014); {} where they are drawn over the whole map (Cochran 1977).</source>
   <translation>{} points dans {} classes, au moins {} dans chacune (Olofsson et al. 2014) ; {} s’ils sont tirés sur toute la carte (Cochran 1977).</translation>
  </message>
  <message>
   <source>{} points in {} classes, {} or more in each.</source>
   <translation>{} points dans {} classes, au moins {} dans chacune.</translation>
  </message>
  <message>
   <source>{} points in {} classes, {} or more in each; {} in each are advised (Olofsson et al. 2014).</source>
   <translation>{} points dans {} classes, au moins {} dans chacune ; {} dans chacune sont conseillés (Olofsson et al. 2014).</translation>
  </message>
  <message>
   <source>{} points instead of {}: each of the {} classes takes its minimum of {}.</source>
   <translation>{} points au lieu de {} : chacune des {} classes reçoit son minimum de {}.</translation>
  </message>
  <message>
   <source>{} points instead of {}: each of the {} classes takes two, as one says nothing of the spread.</source>
   <translation>{} points au lieu de {} : chacune des {} classes en demande deux, car un seul ne dit rien de la dispersion.</translation>
  </message>
  <message>
   <source>{} points instead of {}: the map has no more pixels.</source>
   <translation>{} points au lieu de {} : la carte n’a pas plus de pixels.</translation>
  </message>
  <message>
   <source>{} points over the whole map (Cochran 1977).</source>
   <translation>{} points sur toute la carte (Cochran 1977).</translation>
  </message>
  <message>
   <source>{} points over the whole map.</source>
   <translation>{} points sur toute la carte.</translation>
  </message>
  <message>
   <source>± % of the overall accuracy the sample is to give.</source>
   <translation>± % de l’exactitude globale que doit donner l’échantillon.</translation>
  </message>
 </context>
 <context>
  <name>SampleOptions</name>
  <message>
   <source>&amp;Level of the map</source>
   <translation>Niveau de &amp;la carte</translation>
  </message>
  <message>
   <source>Accuracy expected of single classes in percent, by their code; it holds in place of the other.</source>
   <translation>Exactitude attendue de certaines classes, en pour cent, selon leur code ; elle remplace l’autre.</translation>
  </message>
  <message>
   <source>Classes in each of which points are drawn; those of a coarser level need fewer points.</source>
   <translation>Classes dans chacune desquelles des points sont tirés ; celles d’un niveau plus grossier demandent moins de points.</translation>
  </message>
  <message>
   <source>Drawn in e&amp;ach of</source>
   <translation>Tirés &amp;dans chacune de</translation>
  </message>
  <message>
   <source>Expected of single &amp;classes</source>
   <translation>Attendue de certaines &amp;classes</translation>
  </message>
  <message>
   <source>How the classes share the points of a sample drawn in each class.</source>
   <translation>Comment les classes se partagent les points d’un échantillon tiré dans chaque classe.</translation>
  </message>
  <message>
   <source>Level of the map's classes, where its values do not tell.</source>
   <translation>Niveau des classes de la carte, si ses valeurs ne le disent pas.</translation>
  </message>
  <message>
   <source>Level {}</source>
   <translation>Niveau {}</translation>
  </message>
  <message>
   <source>M&amp;inimum in each</source>
   <translation>M&amp;inimum par classe</translation>
  </message>
  <message>
   <source>M&amp;ore</source>
   <translation>Autres réglag&amp;es</translation>
  </message>
  <message>
   <source>Poin&amp;ts shared</source>
   <translation>Répartition des point&amp;s</translation>
  </message>
  <message>
   <source>Points can be drawn in each class of the map's level or of a coarser one.</source>
   <translation>Les points se tirent dans chaque classe du niveau de la carte ou d’un niveau plus grossier.</translation>
  </message>
  <message>
   <source>Points each class gets at least; 50 to 100 are advised.</source>
   <translation>Points que chaque classe reçoit au moins ; 50 à 100 sont conseillés.</translation>
  </message>
  <message>
   <source>Seed (&amp;random numbers)</source>
   <translation>Graine (no&amp;mbres aléatoires)</translation>
  </message>
  <message>
   <source>The same seed draws the same points from the same map again; it is stored with the points.</source>
   <translation>La même graine tire à nouveau les mêmes points de la même carte ; elle est enregistrée avec les points.</translation>
  </message>
  <message>
   <source>a minimum in each class, the rest by area</source>
   <translation>un minimum par classe, le reste selon la surface</translation>
  </message>
  <message>
   <source>a new one each time</source>
   <translation>une nouvelle à chaque fois</translation>
  </message>
  <message>
   <source>by area</source>
   <translation>selon la surface</translation>
  </message>
  <message>
   <source>found automatically</source>
   <translation>trouvé automatiquement</translation>
  </message>
  <message>
   <source>the classes of the map</source>
   <translation>les classes de la carte</translation>
  </message>
  <message>
   <source>the same in each class</source>
   <translation>autant dans chaque classe</translation>
  </message>
  <message>
   <source>{}, or what the number leaves</source>
   <translation>{}, ou ce que le nombre permet</translation>
  </message>
  <message>
   <source>“{}” is no accuracy of single classes: write codes and percent, such as 111=60; 512=95.</source>
   <translation>« {} » n’est pas une exactitude de classes : écrivez des codes et des pourcentages, comme 111=60; 512=95.</translation>
  </message>
 </context>
 <context>
  <name>SceneBands</name>
  <message>
   <source>Add a Sentinel-2 raster to the project, or open a product with the button beside the list.</source>
   <translation>Ajoutez un raster Sentinel-2 au projet, ou ouvrez un produit avec le bouton à côté de la liste.</translation>
  </message>
  <message>
   <source>The scale of the reflectance is a guess ({}). Confirm or change it with Edit.</source>
   <translation>L'échelle de la réflectance est une supposition ({}). Confirmez-la ou changez-la avec Modifier.</translation>
  </message>
  <message>
   <source>The scene lacks {}.</source>
   <translation>Il manque à la scène {}.</translation>
  </message>
 </context>
 <context>
  <name>SceneBox</name>
  <message>
   <source> (and {} more)</source>
   <translation> (et {} de plus)</translation>
  </message>
  <message>
   <source>&amp;Edit…</source>
   <translation>&amp;Modifier…</translation>
  </message>
  <message>
   <source>&amp;Raster file…</source>
   <translation>Fichier &amp;raster…</translation>
  </message>
  <message>
   <source>Open a Sentinel-2 product .zip</source>
   <translation>Ouvrir un produit Sentinel-2 .zip</translation>
  </message>
  <message>
   <source>Open a Sentinel-2 product folder (.SAFE)</source>
   <translation>Ouvrir un dossier de produit Sentinel-2 (.SAFE)</translation>
  </message>
  <message>
   <source>Open a raster file</source>
   <translation>Ouvrir un fichier raster</translation>
  </message>
  <message>
   <source>Open a scene</source>
   <translation>Ouvrir une scène</translation>
  </message>
  <message>
   <source>Open a scene that is not in the project: a raster file, a product folder (.SAFE) or a product .zip.</source>
   <translation>Ouvrir une scène qui n'est pas dans le projet : un fichier raster, un dossier de produit (.SAFE) ou un produit .zip.</translation>
  </message>
  <message>
   <source>Product &amp;folder (.SAFE)…</source>
   <translation>&amp;Dossier de produit (.SAFE)…</translation>
  </message>
  <message>
   <source>Product &amp;zip…</source>
   <translation>Produit &amp;zip…</translation>
  </message>
  <message>
   <source>R&amp;etry</source>
   <translation>R&amp;elire</translation>
  </message>
  <message>
   <source>Raster files (*.tif *.tiff *.vrt *.jp2 *.img);;All files (*)</source>
   <translation>Fichiers raster (*.tif *.tiff *.vrt *.jp2 *.img);;Tous les fichiers (*)</translation>
  </message>
  <message>
   <source>Read the scene again.</source>
   <translation>Lire la scène à nouveau.</translation>
  </message>
  <message>
   <source>Reading the scene…</source>
   <translation>Lecture de la scène…</translation>
  </message>
  <message>
   <source>Scene</source>
   <translation>Scène</translation>
  </message>
  <message>
   <source>Show how each band, the scale and the offset were found, and change what is wrong.</source>
   <translation>Montrer comment bandes, échelle et décalage ont été trouvés, et changer ce qui est faux.</translation>
  </message>
  <message>
   <source>The Sentinel-2 scene to classify: a raster layer of the project, or a product opened with the button beside this list.</source>
   <translation>La scène Sentinel-2 à classifier : une couche raster du projet, ou un produit ouvert avec le bouton à côté de la liste.</translation>
  </message>
  <message>
   <source>Zipped products (*.zip)</source>
   <translation>Produits zippés (*.zip)</translation>
  </message>
 </context>
 <context>
  <name>SetupCard</name>
  <message>
   <source>C&amp;ancel</source>
   <translation>&amp;Annuler</translation>
  </message>
  <message>
   <source>Corina computes its maps in a process of its own, so that QGIS stays quick and stays as it is. Once, it needs these packages from the internet: numpy, rasterio and ONNX Runtime.</source>
   <translation>Corina calcule ses cartes dans un processus à part, pour que QGIS reste vif et inchangé. Une seule fois, il lui faut ces paquets d'Internet : numpy, rasterio et ONNX Runtime.</translation>
  </message>
  <message>
   <source>Download and install the engine now. QGIS's own Python is not touched; the engine can be removed at any time.</source>
   <translation>Télécharger et installer le moteur maintenant. Le Python de QGIS n'est pas touché ; le moteur peut être supprimé à tout moment.</translation>
  </message>
  <message>
   <source>Installer's log</source>
   <translation>Journal de l'installateur</translation>
  </message>
  <message>
   <source>Lo&amp;g</source>
   <translation>Journa&amp;l</translation>
  </message>
  <message>
   <source>Place</source>
   <translation>Lieu</translation>
  </message>
  <message>
   <source>Set up &amp;engine</source>
   <translation>Installer le mot&amp;eur</translation>
  </message>
  <message>
   <source>Set up the engine</source>
   <translation>Installer le moteur</translation>
  </message>
  <message>
   <source>Show what the installer says.</source>
   <translation>Afficher ce que dit l'installateur.</translation>
  </message>
  <message>
   <source>Size</source>
   <translation>Taille</translation>
  </message>
  <message>
   <source>Stop the set-up. What was downloaded is used when you start again.</source>
   <translation>Arrêter l'installation. Ce qui est téléchargé servira la prochaine fois.</translation>
  </message>
  <message>
   <source>Stopping…</source>
   <translation>Arrêt…</translation>
  </message>
  <message>
   <source>Try &amp;again</source>
   <translation>&amp;Réessayer</translation>
  </message>
 </context>
 <context>
  <name>SourceEditor</name>
  <message>
   <source>&amp;Labels</source>
   <translation>&amp;Étiquettes</translation>
  </message>
  <message>
   <source>&amp;Scene</source>
   <translation>&amp;Scène</translation>
  </message>
  <message>
   <source>A ready-made data set as it lies on disk: BigEarthNet, EuroSAT, SeasoNet, chips with masks.</source>
   <translation>Un jeu de données prêt à l’emploi tel qu’il est sur le disque : BigEarthNet, EuroSAT, SeasoNet, vignettes avec masques.</translation>
  </message>
  <message>
   <source>Automatically</source>
   <translation>automatiquement</translation>
  </message>
  <message>
   <source>BigEarthNet, a file for each patch</source>
   <translation>BigEarthNet, un fichier par vignette</translation>
  </message>
  <message>
   <source>BigEarthNet, a folder for each patch</source>
   <translation>BigEarthNet, un dossier par vignette</translation>
  </message>
  <message>
   <source>Choose the folder of a data set.</source>
   <translation>Choisissez le dossier d’un jeu de données.</translation>
  </message>
  <message>
   <source>EuroSAT, all bands</source>
   <translation>EuroSAT, toutes les bandes</translation>
  </message>
  <message>
   <source>EuroSAT, colour images</source>
   <translation>EuroSAT, images en couleurs</translation>
  </message>
  <message>
   <source>Fol&amp;der</source>
   <translation>&amp;Dossier</translation>
  </message>
  <message>
   <source>Folders images and masks</source>
   <translation>Dossiers images et masks</translation>
  </message>
  <message>
   <source>For data of another kind, such as single-class images, that would say nothing about maps.</source>
   <translation>Pour des données d’un autre genre, comme des images à classe unique, qui ne diraient rien des cartes.</translation>
  </message>
  <message>
   <source>How the folder is laid out. “Automatically” looks at its files.</source>
   <translation>Comment le dossier est organisé. « Automatiquement » regarde ses fichiers.</translation>
  </message>
  <message>
   <source>La&amp;yout</source>
   <translation>Organi&amp;sation</translation>
  </message>
  <message>
   <source>Le&amp;gend</source>
   <translation>Lé&amp;gende</translation>
  </message>
  <message>
   <source>Only for traini&amp;ng</source>
   <translation>Seulement pour l’e&amp;ntraînement</translation>
  </message>
  <message>
   <source>Scene with labels</source>
   <translation>Scène avec étiquettes</translation>
  </message>
  <message>
   <source>SeasoNet</source>
   <translation>SeasoNet</translation>
  </message>
  <message>
   <source>The labels are the scene itself; choose the layer with the classes.</source>
   <translation>Les étiquettes sont la scène elle-même ; choisissez la couche avec les classes.</translation>
  </message>
  <message>
   <source>What the classes mean, when it is not the data set's own legend.</source>
   <translation>Ce que signifient les classes, si ce n’est pas la légende du jeu de données.</translation>
  </message>
  <message>
   <source>a folder</source>
   <translation>un dossier</translation>
  </message>
  <message>
   <source>its own</source>
   <translation>la sienne</translation>
  </message>
  <message>
   <source>“{}” is not there; choose another folder.</source>
   <translation>« {} » n’est pas là ; choisissez un autre dossier.</translation>
  </message>
 </context>
 <context>
  <name>Sources</name>
  <message>
   <source>The file of “{name}” is not there any more ({path}): repair the layer or choose another.</source>
   <translation>Le fichier de « {name} » n'est plus là ({path}) : réparez la couche ou choisissez-en une autre.</translation>
  </message>
  <message>
   <source>“{file}” is deleted when QGIS closes, and a training goes on: export the scene to a file of your own first.</source>
   <translation>« {file} » est supprimé à la fermeture de QGIS, alors qu’un entraînement continue : exportez d’abord la scène dans un fichier à vous.</translation>
  </message>
  <message>
   <source>“{name}” cannot be copied to a file ({reason}): export it to a GeoPackage.</source>
   <translation>« {name} » ne peut pas être copié dans un fichier ({reason}) : exportez-le en GeoPackage.</translation>
  </message>
  <message>
   <source>“{name}” has no polygons: choose a polygon layer or a raster.</source>
   <translation>« {name} » n’a pas de polygones : choisissez une couche de polygones ou un raster.</translation>
  </message>
  <message>
   <source>“{name}” has unsaved edits: save or discard them first.</source>
   <translation>« {name} » a des modifications non enregistrées : enregistrez-les ou abandonnez-les d’abord.</translation>
  </message>
  <message>
   <source>“{name}” is a layer of a database; Corina needs a raster file: export the layer as a GeoTIFF.</source>
   <translation>« {name} » est une couche d'une base de données ; Corina a besoin d'un fichier raster : exportez la couche en GeoTIFF.</translation>
  </message>
  <message>
   <source>“{name}” is a layer without a file (QGIS provider “{provider}”): export it as a GeoTIFF.</source>
   <translation>« {name} » est une couche sans fichier (fournisseur QGIS « {provider} ») : exportez-la en GeoTIFF.</translation>
  </message>
  <message>
   <source>“{name}” is a web layer; Corina needs a raster file: download the scene and add it to the project.</source>
   <translation>« {name} » est une couche web ; Corina a besoin d'un fichier raster : téléchargez la scène et ajoutez-la au projet.</translation>
  </message>
  <message>
   <source>“{name}” is filtered or has no file, and is too large to be copied: export it to a GeoPackage.</source>
   <translation>« {name} » est filtré ou n’a pas de fichier, et est trop grand pour être copié : exportez-le en GeoPackage.</translation>
  </message>
  <message>
   <source>“{name}” is not a raster layer; Corina needs a raster file: choose another layer.</source>
   <translation>« {name} » n'est pas une couche raster ; Corina a besoin d'un fichier raster : choisissez une autre couche.</translation>
  </message>
  <message>
   <source>“{name}” is only in memory; Corina needs a raster file: export the layer as a GeoTIFF.</source>
   <translation>« {name} » n'est qu'en mémoire ; Corina a besoin d'un fichier raster : exportez la couche en GeoTIFF.</translation>
  </message>
  <message>
   <source>“{name}” shows no polygon: change its filter, or choose another layer.</source>
   <translation>« {name} » ne montre aucun polygone : changez son filtre, ou choisissez une autre couche.</translation>
  </message>
 </context>
 <context>
  <name>Swiping</name>
  <message>
   <source>The project has no layer to swipe in; add the scene or CORINE.</source>
   <translation>Le projet n’a pas de couche à balayer ; ajoutez la scène ou CORINE.</translation>
  </message>
 </context>
 <context>
  <name>TrainController</name>
  <message>
   <source>The recipe was saved to “{}”.</source>
   <translation>La recette a été enregistrée dans « {} ».</translation>
  </message>
  <message>
   <source>Training of {}</source>
   <translation>Entraînement de {}</translation>
  </message>
  <message>
   <source>{} is done; its report is in Train.</source>
   <translation>{} est fini ; son rapport est dans Entraînement.</translation>
  </message>
 </context>
 <context>
  <name>TrainData</name>
  <message>
   <source>The patches have no place that could be shown on the map.</source>
   <translation>Les imagettes n'ont pas de lieu qui puisse être affiché sur la carte.</translation>
  </message>
  <message>
   <source>Training patches</source>
   <translation>Vignettes d’entraînement</translation>
  </message>
  <message>
   <source>“{}” is no raster file that QGIS can read.</source>
   <translation>« {} » n'est pas un fichier raster que QGIS sait lire.</translation>
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
   <translation>&amp;Bande de bord</translation>
  </message>
  <message>
   <source>&amp;Remove</source>
   <translation>&amp;Retirer</translation>
  </message>
  <message>
   <source>Add &amp;folder</source>
   <translation>Ajouter un &amp;dossier</translation>
  </message>
  <message>
   <source>Add a ready-made data set from disk.</source>
   <translation>Ajouter un jeu de données du disque.</translation>
  </message>
  <message>
   <source>Add a scene of the project with its labels.</source>
   <translation>Ajouter une scène du projet avec ses étiquettes.</translation>
  </message>
  <message>
   <source>Add a scene with labels, or a ready-made data set.</source>
   <translation>Ajoutez une scène avec des étiquettes ou un jeu de données.</translation>
  </message>
  <message>
   <source>Add s&amp;cene</source>
   <translation>Ajouter une s&amp;cène</translation>
  </message>
  <message>
   <source>All sources are brought to this pixel size.</source>
   <translation>Toutes les sources sont ramenées à cette taille de pixel.</translation>
  </message>
  <message>
   <source>Ba&amp;nds</source>
   <translation>Ba&amp;ndes</translation>
  </message>
  <message>
   <source>CORINE codes of level 3 that the model shall know, with commas: 112, 211, 311. Empty: all that the labels name.</source>
   <translation>Codes CORINE de niveau 3 que le modèle doit connaître, avec des virgules : 112, 211, 311. Vide : tous ceux que les étiquettes nomment.</translation>
  </message>
  <message>
   <source>Changed since; count again.</source>
   <translation>Modifié depuis ; recomptez.</translation>
  </message>
  <message>
   <source>Classes to tell apart</source>
   <translation>Classes à distinguer</translation>
  </message>
  <message>
   <source>Co&amp;unt patches and classes</source>
   <translation>Co&amp;mpter vignettes et classes</translation>
  </message>
  <message>
   <source>Distance of neighbouring patches. Below the patch size they overlap, which shows each place several times.</source>
   <translation>Distance entre vignettes voisines. En dessous de leur taille elles se recouvrent, ce qui montre chaque lieu plusieurs fois.</translation>
  </message>
  <message>
   <source>Edge of the squares the network learns from. Larger ones show more surroundings and need more memory.</source>
   <translation>Côté des carrés dont le réseau apprend. Plus grands, ils montrent plus d’environnement et demandent plus de mémoire.</translation>
  </message>
  <message>
   <source>La&amp;belled share</source>
   <translation>Part éti&amp;quetée</translation>
  </message>
  <message>
   <source>Leave out open se&amp;a</source>
   <translation>Laisser l&amp;a haute mer</translation>
  </message>
  <message>
   <source>Leave the selected source out.</source>
   <translation>Laisser de côté la source choisie.</translation>
  </message>
  <message>
   <source>Name at least one band.</source>
   <translation>Indiquez au moins une bande.</translation>
  </message>
  <message>
   <source>P&amp;ixel size</source>
   <translation>Taille du p&amp;ixel</translation>
  </message>
  <message>
   <source>Patch si&amp;ze</source>
   <translation>&amp;Taille des vignettes</translation>
  </message>
  <message>
   <source>Patches</source>
   <translation>Vignettes</translation>
  </message>
  <message>
   <source>Patches of open sea teach little and are many.</source>
   <translation>Les vignettes de haute mer apprennent peu et sont nombreuses.</translation>
  </message>
  <message>
   <source>Patches of which less than this has a label are left out.</source>
   <translation>Les vignettes dont une part moindre a une étiquette sont laissées de côté.</translation>
  </message>
  <message>
   <source>Pixels this close to a border between two classes are not learned from: CORINE draws its borders 100 m wide. 0: all pixels count.</source>
   <translation>Les pixels aussi proches d’une limite entre deux classes ne sont pas appris : CORINE trace ses limites sur 100 m. 0 : tous les pixels comptent.</translation>
  </message>
  <message>
   <source>Read scenes and labels and show how much there is to learn of each class, before hours are spent.</source>
   <translation>Lire scènes et étiquettes et montrer combien il y a à apprendre de chaque classe, avant d’y passer des heures.</translation>
  </message>
  <message>
   <source>Reading scenes and labels…</source>
   <translation>Lecture des scènes et des étiquettes…</translation>
  </message>
  <message>
   <source>Scenes with labels, and ready-made data sets. All are used together.</source>
   <translation>Scènes avec étiquettes et jeux de données. Tous sont utilisés ensemble.</translation>
  </message>
  <message>
   <source>Sources of training data</source>
   <translation>Sources des données d’entraînement</translation>
  </message>
  <message>
   <source>Ste&amp;p</source>
   <translation>&amp;Pas</translation>
  </message>
  <message>
   <source>The bands the network reads, with commas: B02, B03, B04, B08.</source>
   <translation>Les bandes que le réseau lit, avec des virgules : B02, B03, B04, B08.</translation>
  </message>
  <message>
   <source>The step is larger than the patch; make it the patch size at most.</source>
   <translation>Le pas est plus grand que la vignette ; qu’il ne dépasse pas sa taille.</translation>
  </message>
  <message>
   <source>What to learn from</source>
   <translation>De quoi apprendre</translation>
  </message>
  <message>
   <source>all that occur</source>
   <translation>toutes celles présentes</translation>
  </message>
  <message>
   <source>“{}” are no CORINE codes of level 3; write such as 112, 211, 311.</source>
   <translation>« {} » ne sont pas des codes CORINE de niveau 3 ; écrivez par exemple 112, 211, 311.</translation>
  </message>
  <message>
   <source>“{}” is not complete.</source>
   <translation>« {} » n’est pas complet.</translation>
  </message>
  <message>
   <source>“{}”: {}</source>
   <translation>« {} » : {}</translation>
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
   <translation>É&amp;quilibré (heures)</translation>
  </message>
  <message>
   <source>&amp;Encoder</source>
   <translation>&amp;Encodeur</translation>
  </message>
  <message>
   <source>&amp;Flips</source>
   <translation>Re&amp;tournements</translation>
  </message>
  <message>
   <source>&amp;Heads</source>
   <translation>&amp;Têtes</translation>
  </message>
  <message>
   <source>&amp;Judge by</source>
   <translation>&amp;Juger d’après</translation>
  </message>
  <message>
   <source>&amp;Learning rate</source>
   <translation>Taux d’&amp;apprentissage</translation>
  </message>
  <message>
   <source>&amp;Name</source>
   <translation>&amp;Nom</translation>
  </message>
  <message>
   <source>&amp;Quick look (minutes)</source>
   <translation>&amp;Aperçu rapide (minutes)</translation>
  </message>
  <message>
   <source>&amp;Run folder</source>
   <translation>Dossier de l’&amp;exécution</translation>
  </message>
  <message>
   <source>&amp;Skip connections</source>
   <translation>Connexions de &amp;saut</translation>
  </message>
  <message>
   <source>&amp;Time a short trial</source>
   <translation>&amp;Chronométrer un court essai</translation>
  </message>
  <message>
   <source>A model package, the run folder of an earlier training, or a state dict of torch, timm, TorchGeo or BigEarthNet.</source>
   <translation>Un paquet de modèle, le dossier d’un entraînement antérieur ou un state dict de torch, timm, TorchGeo ou BigEarthNet.</translation>
  </message>
  <message>
   <source>A model “{}” is in the list and will be replaced; give another name to keep both.</source>
   <translation>Un modèle « {} » est dans la liste et sera remplacé ; donnez un autre nom pour garder les deux.</translation>
  </message>
  <message>
   <source>Ar&amp;chitecture</source>
   <translation>Ar&amp;chitecture</translation>
  </message>
  <message>
   <source>Augmentation</source>
   <translation>Augmentation</translation>
  </message>
  <message>
   <source>B&amp;est (a day on two cores)</source>
   <translation>Le &amp;meilleur (un jour sur deux cœurs)</translation>
  </message>
  <message>
   <source>Band dropout</source>
   <translation>Dropout de bandes</translation>
  </message>
  <message>
   <source>Bat&amp;ch</source>
   <translation>&amp;Lot</translation>
  </message>
  <message>
   <source>Batches a step</source>
   <translation>Lots par pas</translation>
  </message>
  <message>
   <source>Brightness</source>
   <translation>Luminosité</translation>
  </message>
  <message>
   <source>Brightness of a band</source>
   <translation>Luminosité d’une bande</translation>
  </message>
  <message>
   <source>Card of the model</source>
   <translation>Fiche du modèle</translation>
  </message>
  <message>
   <source>Changed since; try again.</source>
   <translation>Modifié depuis ; essayez à nouveau.</translation>
  </message>
  <message>
   <source>Checkpoints, curves, previews and the report are kept here; QGIS finds the training again in it.</source>
   <translation>Les points de reprise, courbes, aperçus et le rapport sont gardés ici ; QGIS y retrouve l’entraînement.</translation>
  </message>
  <message>
   <source>Choose a folder for the training</source>
   <translation>Choisir un dossier pour l’entraînement</translation>
  </message>
  <message>
   <source>Choose the file or folder with the weights.</source>
   <translation>Choisissez le fichier ou le dossier des poids.</translation>
  </message>
  <message>
   <source>Class weights</source>
   <translation>Poids des classes</translation>
  </message>
  <message>
   <source>Compressed ones carry half as many features: a smaller network, a little less sharp.</source>
   <translation>Comprimées, elles portent moitié moins de caractéristiques : un réseau plus petit, un peu moins net.</translation>
  </message>
  <message>
   <source>Depth</source>
   <translation>Profondeur</translation>
  </message>
  <message>
   <source>Description</source>
   <translation>Description</translation>
  </message>
  <message>
   <source>Dice and binary cross-entropy</source>
   <translation>Dice et entropie croisée binaire</translation>
  </message>
  <message>
   <source>Dice and focal, half each</source>
   <translation>Dice et focale, moitié chacune</translation>
  </message>
  <message>
   <source>Dr&amp;opout</source>
   <translation>Dr&amp;opout</translation>
  </message>
  <message>
   <source>E&amp;pochs</source>
   <translation>É&amp;poques</translation>
  </message>
  <message>
   <source>Encoder fro&amp;zen</source>
   <translation>Encodeur &amp;gelé</translation>
  </message>
  <message>
   <source>Epochs at the start in which only the decoder learns; the encoder then learns at the lower rate below.</source>
   <translation>Époques du début où seul le décodeur apprend ; l’encodeur apprend ensuite au taux plus bas ci-dessous.</translation>
  </message>
  <message>
   <source>Epochs without a better result after which the training ends.</source>
   <translation>Époques sans meilleur résultat après lesquelles l’entraînement s’arrête.</translation>
  </message>
  <message>
   <source>Epochs without a lower validation loss after which the encoder learns too, before the frozen epochs are over. Never: only then.</source>
   <translation>Époques sans perte de validation plus basse après lesquelles l’encodeur apprend aussi, avant la fin des époques gelées. Jamais : seulement à ce moment.</translation>
  </message>
  <message>
   <source>Find a learning rate</source>
   <translation>Chercher un taux d'apprentissage</translation>
  </message>
  <message>
   <source>Find…</source>
   <translation>Chercher…</translation>
  </message>
  <message>
   <source>GPL-2.0-or-later</source>
   <translation>GPL-2.0-or-later</translation>
  </message>
  <message>
   <source>Give the model a name of letters or digits.</source>
   <translation>Donnez au modèle un nom de lettres ou de chiffres.</translation>
  </message>
  <message>
   <source>Gradient clipping</source>
   <translation>Limite du gradient</translation>
  </message>
  <message>
   <source>Gradients longer than this are shortened, so that one odd patch cannot throw the network off.</source>
   <translation>Les gradients plus longs sont raccourcis, pour qu’une vignette bizarre ne déroute pas le réseau.</translation>
  </message>
  <message>
   <source>Gradients of so many batches are added up for one step: larger steps without more memory.</source>
   <translation>Les gradients d’autant de lots sont additionnés en un pas : des pas plus grands sans plus de mémoire.</translation>
  </message>
  <message>
   <source>How far one step goes: 0.0005 is a good start.</source>
   <translation>Longueur d’un pas : 0.0005 est un bon début.</translation>
  </message>
  <message>
   <source>How long it may take</source>
   <translation>Le temps qu’il peut prendre</translation>
  </message>
  <message>
   <source>How much the brightness of all bands varies together.</source>
   <translation>De combien la luminosité de toutes les bandes varie ensemble.</translation>
  </message>
  <message>
   <source>How much the brightness of single bands varies.</source>
   <translation>De combien la luminosité de chaque bande varie.</translation>
  </message>
  <message>
   <source>How often a patch is put together from four.</source>
   <translation>Fréquence à laquelle une vignette est composée de quatre.</translation>
  </message>
  <message>
   <source>How often one band is blanked.</source>
   <translation>Fréquence à laquelle une bande est effacée.</translation>
  </message>
  <message>
   <source>How often the image is halved. Deeper networks see more of the surroundings and are larger.</source>
   <translation>Combien de fois l’image est réduite de moitié. Les réseaux plus profonds voient davantage les alentours et sont plus grands.</translation>
  </message>
  <message>
   <source>How often the network sees all patches.</source>
   <translation>Combien de fois le réseau voit toutes les vignettes.</translation>
  </message>
  <message>
   <source>How strongly large weights are drawn to zero, against learning by heart.</source>
   <translation>Combien les grands poids sont tirés vers zéro, contre l’apprentissage par cœur.</translation>
  </message>
  <message>
   <source>How the learning rate changes on the way.</source>
   <translation>Comment le taux d’apprentissage change en chemin.</translation>
  </message>
  <message>
   <source>How weights are moved.</source>
   <translation>Comment les poids sont déplacés.</translation>
  </message>
  <message>
   <source>In the binary cross-entropy, a pixel of a class counts by the pixels of other classes there are for each.</source>
   <translation>Dans l’entropie croisée binaire, un pixel d’une classe compte autant qu’il y a de pixels d’autres classes pour chacun.</translation>
  </message>
  <message>
   <source>Inner dropo&amp;ut</source>
   <translation>Dropo&amp;ut interne</translation>
  </message>
  <message>
   <source>Let rare classes count more.</source>
   <translation>Faire compter davantage les classes rares.</translation>
  </message>
  <message>
   <source>Let the encoder first learn which classes a whole patch holds, from your data, BigEarthNet or EuroSAT, and begin with it. A ResUNet has an encoder; U-Net and SegNet have none.</source>
   <translation>Faire d’abord apprendre à l’encodeur quelles classes une vignette entière contient, avec vos données, BigEarthNet ou EuroSAT, et partir de lui. Un ResUNet a un encodeur ; U-Net et SegNet n’en ont pas.</translation>
  </message>
  <message>
   <source>Levels 1, 2, 3 count</source>
   <translation>Niveaux 1, 2, 3 comptent</translation>
  </message>
  <message>
   <source>Licence</source>
   <translation>Licence</translation>
  </message>
  <message>
   <source>Loss</source>
   <translation>Perte</translation>
  </message>
  <message>
   <source>Mirror image and label together.</source>
   <translation>Retourner image et étiquette ensemble.</translation>
  </message>
  <message>
   <source>Mixed: 16-bit numbers where the hardware is faster with them.</source>
   <translation>Mixte : nombres de 16 bits là où le matériel est plus rapide ainsi.</translation>
  </message>
  <message>
   <source>More augmentation and dropout, and longer training.</source>
   <translation>Plus d’augmentation et de dropout, et un entraînement plus long.</translation>
  </message>
  <message>
   <source>Mosaics</source>
   <translation>Mosaïques</translation>
  </message>
  <message>
   <source>My model</source>
   <translation>Mon modèle</translation>
  </message>
  <message>
   <source>Network</source>
   <translation>Réseau</translation>
  </message>
  <message>
   <source>Not tried yet on this machine.</source>
   <translation>Pas encore essayé sur cette machine.</translation>
  </message>
  <message>
   <source>One head whose three levels learn from each other, three networks, one for each level, or one head of level 3 as a plain U-Net has.</source>
   <translation>Une tête dont les trois niveaux apprennent l’un de l’autre, trois réseaux, un par niveau, ou une tête de niveau 3, comme celle d’un simple U-Net.</translation>
  </message>
  <message>
   <source>Open a recipe</source>
   <translation>Ouvrir une recette</translation>
  </message>
  <message>
   <source>Open rec&amp;ipe…</source>
   <translation>Ouvrir une re&amp;cette…</translation>
  </message>
  <message>
   <source>Opti&amp;miser</source>
   <translation>Opti&amp;miseur</translation>
  </message>
  <message>
   <source>Patches in one step. Fewer need less memory.</source>
   <translation>Vignettes par pas. Moins demandent moins de mémoire.</translation>
  </message>
  <message>
   <source>Positive weights</source>
   <translation>Poids positifs</translation>
  </message>
  <message>
   <source>Precision</source>
   <translation>Précision</translation>
  </message>
  <message>
   <source>Pretrai&amp;n encoder…</source>
   <translation>Préen&amp;traîner…</translation>
  </message>
  <message>
   <source>Quarter &amp;turns</source>
   <translation>Quarts de &amp;tour</translation>
  </message>
  <message>
   <source>Recipes (*.json)</source>
   <translation>Recettes (*.json)</translation>
  </message>
  <message>
   <source>ResUNet: a U-Net with a residual encoder. U-Net and SegNet: plain ones, for comparison.</source>
   <translation>ResUNet : un U-Net à encodeur résiduel. U-Net et SegNet : simples, pour comparer.</translation>
  </message>
  <message>
   <source>Run a few steps on this machine and say how long the training will take and how much memory it needs.</source>
   <translation>Faire quelques pas sur cette machine et dire combien de temps l’entraînement prendra et combien de mémoire il lui faut.</translation>
  </message>
  <message>
   <source>Sa&amp;ve recipe…</source>
   <translation>E&amp;nregistrer…</translation>
  </message>
  <message>
   <source>Save all settings as a recipe file, for `corina train` on a server.</source>
   <translation>Enregistrer tous les réglages dans un fichier de recette, pour `corina train` sur un serveur.</translation>
  </message>
  <message>
   <source>Save the recipe</source>
   <translation>Enregistrer la recette</translation>
  </message>
  <message>
   <source>Sc&amp;hedule</source>
   <translation>Pro&amp;gramme</translation>
  </message>
  <message>
   <source>Share of features that are hidden during training before the head: 0 to 0.2.</source>
   <translation>Part des caractéristiques cachées avant la tête pendant l’entraînement : 0 à 0,2.</translation>
  </message>
  <message>
   <source>Side of the squares that share one class. 10 px with a plain U-Net is the 100 m baseline of the ResUNet paper.</source>
   <translation>Côté des carrés qui partagent une classe. 10 px avec un U-Net simple donne la référence à 100 m de l’article ResUNet.</translation>
  </message>
  <message>
   <source>Squares</source>
   <translation>Carrés</translation>
  </message>
  <message>
   <source>Start f&amp;rom</source>
   <translation>Pa&amp;rtir de</translation>
  </message>
  <message>
   <source>Starts from the model that comes with Corina and trains until it no longer gets better.</source>
   <translation>Part du modèle fourni avec Corina et entraîne jusqu’à ce qu’il ne s’améliore plus.</translation>
  </message>
  <message>
   <source>Stop earl&amp;y</source>
   <translation>Arrêt antici&amp;pé</translation>
  </message>
  <message>
   <source>Take all settings from a recipe file (.json).</source>
   <translation>Prendre tous les réglages d’un fichier de recette (.json).</translation>
  </message>
  <message>
   <source>The first weights. A network that has seen Sentinel-2 before learns faster and from less.</source>
   <translation>Les premiers poids. Un réseau qui a déjà vu Sentinel-2 apprend plus vite et avec moins.</translation>
  </message>
  <message>
   <source>The learning rate is {}, expected above 0 and below 10.</source>
   <translation>Le taux d’apprentissage est {}, attendu au-dessus de 0 et au-dessous de 10.</translation>
  </message>
  <message>
   <source>The licence of the model, such as CC-BY-4.0. Those of the training data are listed in its card by themselves.</source>
   <translation>La licence du modèle, comme CC-BY-4.0. Celles des données d’entraînement figurent d’elles-mêmes sur sa fiche.</translation>
  </message>
  <message>
   <source>The model that comes with Corina is a ResUNet with the encoder {}; choose these, or another start.</source>
   <translation>Le modèle livré avec Corina est un ResUNet avec l’encodeur {} ; choisissez-les, ou un autre point de départ.</translation>
  </message>
  <message>
   <source>The name of the model in the list of Classify.</source>
   <translation>Le nom du modèle dans la liste de Classer.</translation>
  </message>
  <message>
   <source>The same for the coarsest features: 0.3 to 0.4 in the paper.</source>
   <translation>De même pour les caractéristiques les plus grossières : 0,3 à 0,4 dans l’article.</translation>
  </message>
  <message>
   <source>The weights that are kept are a running mean (EMA); this is how much of it stays at each step. Nearer to 1 is smoother and slower.</source>
   <translation>Les poids gardés sont une moyenne mobile (EMA) ; voici la part qui en reste à chaque pas. Plus près de 1, c’est plus lisse et plus lent.</translation>
  </message>
  <message>
   <source>To see whether the data are in order: a few epochs from the model that comes with Corina.</source>
   <translation>Pour voir si les données sont en ordre : quelques époques à partir du modèle fourni avec Corina.</translation>
  </message>
  <message>
   <source>Training and loss</source>
   <translation>Entraînement et perte</translation>
  </message>
  <message>
   <source>Try rising rates for some steps and see where the loss falls fastest.</source>
   <translation>Essayer des taux croissants pendant quelques pas et voir où la perte baisse le plus vite.</translation>
  </message>
  <message>
   <source>Trying a few steps…</source>
   <translation>Essai de quelques pas…</translation>
  </message>
  <message>
   <source>Turn image and label together.</source>
   <translation>Tourner image et étiquette ensemble.</translation>
  </message>
  <message>
   <source>Unfreeze early</source>
   <translation>Dégeler plus tôt</translation>
  </message>
  <message>
   <source>Weight averaging (EMA)</source>
   <translation>Moyenne des poids (EMA)</translation>
  </message>
  <message>
   <source>Weight decay</source>
   <translation>Décroissance des poids</translation>
  </message>
  <message>
   <source>What each level counts in the hierarchical and the focal loss: 1, 1, 1 for all alike; 0, 0, 1 for level 3 alone.</source>
   <translation>Ce que chaque niveau compte dans la perte hiérarchique et la perte focale : 1, 1, 1 pour tous pareil ; 0, 0, 1 pour le niveau 3 seul.</translation>
  </message>
  <message>
   <source>What is made small. The hierarchical loss asks for probability inside each label's set, at three levels.</source>
   <translation>Ce qui est minimisé. La perte hiérarchique demande de la probabilité dans l’ensemble de chaque étiquette, à trois niveaux.</translation>
  </message>
  <message>
   <source>What it takes</source>
   <translation>Ce qu’il faut</translation>
  </message>
  <message>
   <source>What says which epoch was the best; its weights are kept.</source>
   <translation>Ce qui dit quelle époque était la meilleure ; ses poids sont gardés.</translation>
  </message>
  <message>
   <source>What the model is good for and what not, for its card.</source>
   <translation>À quoi le modèle est bon et à quoi non, pour sa fiche.</translation>
  </message>
  <message>
   <source>Zoom</source>
   <translation>Zoom</translation>
  </message>
  <message>
   <source>Zoom in or out by up to this share.</source>
   <translation>Agrandir ou réduire jusqu’à cette part.</translation>
  </message>
  <message>
   <source>a new folder in your profile</source>
   <translation>un nouveau dossier dans votre profil</translation>
  </message>
  <message>
   <source>any</source>
   <translation>quelconque</translation>
  </message>
  <message>
   <source>as in the recipe</source>
   <translation>comme dans la recette</translation>
  </message>
  <message>
   <source>compressed</source>
   <translation>comprimées</translation>
  </message>
  <message>
   <source>focal</source>
   <translation>focale</translation>
  </message>
  <message>
   <source>full</source>
   <translation>complètes</translation>
  </message>
  <message>
   <source>hierarchical and Dice, half each</source>
   <translation>hiérarchique et Dice, moitié-moitié</translation>
  </message>
  <message>
   <source>hierarchical and focal, half each</source>
   <translation>hiérarchique et focale, moitié chacune</translation>
  </message>
  <message>
   <source>hierarchical cross-entropy</source>
   <translation>entropie croisée hiérarchique</translation>
  </message>
  <message>
   <source>made from the settings</source>
   <translation>tirée des réglages</translation>
  </message>
  <message>
   <source>never</source>
   <translation>jamais</translation>
  </message>
  <message>
   <source>none</source>
   <translation>aucune</translation>
  </message>
  <message>
   <source>single pixels</source>
   <translation>pixels isolés</translation>
  </message>
  <message>
   <source>tu-efficientnet_lite0 is that of the model that comes with Corina; any name that segmentation-models-pytorch knows can be typed.</source>
   <translation>tu-efficientnet_lite0 est celui du modèle fourni avec Corina ; tout nom connu de segmentation-models-pytorch peut être écrit.</translation>
  </message>
  <message>
   <source>{parameters} million parameters, {steps} steps an epoch; {epoch} an epoch, {total} in all; {memory} of memory on {device}</source>
   <translation>{parameters} millions de paramètres, {steps} pas par époque ; {epoch} par époque, {total} en tout ; {memory} de mémoire sur {device}</translation>
  </message>
  <message>
   <source>“{}” does not say what levels 1, 2 and 3 count; write three numbers such as 1, 1, 1.</source>
   <translation>« {} » ne dit pas ce que comptent les niveaux 1, 2 et 3 ; écrivez trois nombres comme 1, 1, 1.</translation>
  </message>
  <message>
   <source>“{}” holds a training already; choose another folder.</source>
   <translation>« {} » contient déjà un entraînement ; choisissez un autre dossier.</translation>
  </message>
  <message>
   <source>“{}” is no full path; choose a folder with the button.</source>
   <translation>« {} » n’est pas un chemin complet ; choisissez un dossier avec le bouton.</translation>
  </message>
  <message>
   <source>“{}” is no learning rate; write a number such as 0.0005.</source>
   <translation>« {} » n’est pas un taux d’apprentissage ; écrivez un nombre comme 0.0005.</translation>
  </message>
  <message>
   <source>“{}” is not there; choose another file.</source>
   <translation>« {} » n’est pas là ; choisissez un autre fichier.</translation>
  </message>
 </context>
 <context>
  <name>TrainPretrain</name>
  <message>
   <source>Pretraining of {}</source>
   <translation>Préentraînement de {}</translation>
  </message>
  <message>
   <source>That pretraining had no data of your own; choose a set.</source>
   <translation>Ce préentraînement n’avait pas de données à vous ; choisissez un jeu.</translation>
  </message>
  <message>
   <source>The folder “{}” cannot be written ({}); choose another one.</source>
   <translation>Impossible d’écrire dans le dossier « {} » ({}) ; choisissez-en un autre.</translation>
  </message>
  <message>
   <source>the data of that run</source>
   <translation>les données de cette exécution</translation>
  </message>
  <message>
   <source>the data of the Data page</source>
   <translation>les données de la page Données</translation>
  </message>
  <message>
   <source>{} is done: the training begins with its encoder; figures in Train, Model.</source>
   <translation>{} est fini : l’entraînement part de son encodeur ; chiffres dans Entraînement, Modèle.</translation>
  </message>
  <message>
   <source>{} is done; its figures are in Train, Model.</source>
   <translation>{} est fini ; les chiffres sont dans Entraînement, Modèle.</translation>
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
   <translation>&amp;Copier</translation>
  </message>
  <message>
   <source>&amp;Export</source>
   <translation>&amp;Exporter</translation>
  </message>
  <message>
   <source>&amp;Folds</source>
   <translation>&amp;Parties</translation>
  </message>
  <message>
   <source>&amp;Matrix</source>
   <translation>&amp;Matrice</translation>
  </message>
  <message>
   <source>&amp;Measure on the data of the Data page</source>
   <translation>&amp;Mesurer sur les données de la page Données</translation>
  </message>
  <message>
   <source>&amp;Model…</source>
   <translation>&amp;Modèle…</translation>
  </message>
  <message>
   <source>&amp;Numbers</source>
   <translation>&amp;Chiffres</translation>
  </message>
  <message>
   <source>&amp;Open report</source>
   <translation>&amp;Ouvrir le rapport</translation>
  </message>
  <message>
   <source>&amp;Use this model</source>
   <translation>&amp;Utiliser ce modèle</translation>
  </message>
  <message>
   <source>15 classes</source>
   <translation>15 classes</translation>
  </message>
  <message>
   <source>44 classes</source>
   <translation>44 classes</translation>
  </message>
  <message>
   <source>5 classes</source>
   <translation>5 classes</translation>
  </message>
  <message>
   <source>Add the model to the list of Classify and choose it there.</source>
   <translation>Ajouter le modèle à la liste de Classer et l’y choisir.</translation>
  </message>
  <message>
   <source>Away from borders: {}</source>
   <translation>Loin des limites : {}</translation>
  </message>
  <message>
   <source>C&amp;ancel</source>
   <translation>A&amp;nnuler</translation>
  </message>
  <message>
   <source>C&amp;lasses</source>
   <translation>C&amp;lasses</translation>
  </message>
  <message>
   <source>Class</source>
   <translation>Classe</translation>
  </message>
  <message>
   <source>Classes</source>
   <translation>Classes</translation>
  </message>
  <message>
   <source>Click a header to sort.</source>
   <translation>Un clic sur un en-tête trie.</translation>
  </message>
  <message>
   <source>Confusion matrix</source>
   <translation>Matrice de confusion</translation>
  </message>
  <message>
   <source>Copy matrix and table to the clipboard.</source>
   <translation>Copier la matrice et le tableau dans le presse-papiers.</translation>
  </message>
  <message>
   <source>End what is going on; nothing of it is kept.</source>
   <translation>Arrêter ce qui est en cours ; rien n’en est gardé.</translation>
  </message>
  <message>
   <source>Export</source>
   <translation>Exporter</translation>
  </message>
  <message>
   <source>F1</source>
   <translation>F1</translation>
  </message>
  <message>
   <source>F1 macro</source>
   <translation>F1 macro</translation>
  </message>
  <message>
   <source>F1 micro</source>
   <translation>F1 micro</translation>
  </message>
  <message>
   <source>F1 weighted</source>
   <translation>F1 pondéré</translation>
  </message>
  <message>
   <source>Figures as &amp;CSV…</source>
   <translation>Chiffres en &amp;CSV…</translation>
  </message>
  <message>
   <source>Figures as &amp;JSON…</source>
   <translation>Chiffres en &amp;JSON…</translation>
  </message>
  <message>
   <source>Fold</source>
   <translation>Partie</translation>
  </message>
  <message>
   <source>Folds</source>
   <translation>Parties</translation>
  </message>
  <message>
   <source>IoU</source>
   <translation>IoU</translation>
  </message>
  <message>
   <source>Label \ map</source>
   <translation>Étiquette \ carte</translation>
  </message>
  <message>
   <source>Level</source>
   <translation>Niveau</translation>
  </message>
  <message>
   <source>List the patches and label polygons that the model believes least, as layers to step through: wrong labels, changes since they were made, or what the model has not learned.</source>
   <translation>Liste les imagettes et les polygones étiquetés auxquels le modèle croit le moins, en couches à parcourir : étiquettes fausses, changements survenus depuis, ou ce que le modèle n'a pas appris.</translation>
  </message>
  <message>
   <source>Measure this model on the fold that the Split page holds out of what the Data page lists: on other scenes, say. A report of its own is made and opened.</source>
   <translation>Mesurer ce modèle sur la partie que la page Répartition met de côté parmi ce que liste la page Données : sur d’autres scènes, par exemple. Un rapport à part est fait et ouvert.</translation>
  </message>
  <message>
   <source>No training yet.</source>
   <translation>Pas encore d’entraînement.</translation>
  </message>
  <message>
   <source>Open the report in the browser.</source>
   <translation>Ouvrir le rapport dans le navigateur.</translation>
  </message>
  <message>
   <source>Pixels</source>
   <translation>Pixels</translation>
  </message>
  <message>
   <source>Precision</source>
   <translation>Précision</translation>
  </message>
  <message>
   <source>Re&amp;view labels</source>
   <translation>Re&amp;voir les étiquettes</translation>
  </message>
  <message>
   <source>Recall</source>
   <translation>Rappel</translation>
  </message>
  <message>
   <source>Report as &amp;HTML…</source>
   <translation>Rapport en &amp;HTML…</translation>
  </message>
  <message>
   <source>Save the report or the model as a file.</source>
   <translation>Enregistrer le rapport ou le modèle dans un fichier.</translation>
  </message>
  <message>
   <source>The figures of each fold held out in turn, and their mean.</source>
   <translation>Les chiffres de chaque partie mise de côté à son tour, et leur moyenne.</translation>
  </message>
  <message>
   <source>The model is made, but how well it agrees is not known: no label of the patches held out names a single CORINE class.</source>
   <translation>Le modèle est fait, mais on ne sait pas à quel point il s’accorde : aucune étiquette des extraits mis de côté ne nomme une seule classe CORINE.</translation>
  </message>
  <message>
   <source>The report of a training is shown here when it is done.</source>
   <translation>Le rapport d’un entraînement s’affiche ici quand il est fini.</translation>
  </message>
  <message>
   <source>The training has no report yet: resume it, or use the best model so far as it is.</source>
   <translation>L’entraînement n’a pas encore de rapport : reprenez-le ou utilisez tel quel le meilleur modèle jusqu’ici.</translation>
  </message>
  <message>
   <source>The training is going on; its report comes at its end.</source>
   <translation>L’entraînement est en cours ; son rapport vient à la fin.</translation>
  </message>
  <message>
   <source>agreement</source>
   <translation>concordance</translation>
  </message>
  <message>
   <source>largest class alone</source>
   <translation>la plus grande classe seule</translation>
  </message>
  <message>
   <source>mean</source>
   <translation>moyenne</translation>
  </message>
  <message>
   <source>mean IoU</source>
   <translation>IoU moyen</translation>
  </message>
 </context>
 <context>
  <name>TrainResults</name>
  <message>
   <source>Corina: making a model</source>
   <translation>Corina : création d’un modèle</translation>
  </message>
  <message>
   <source>Making the model of the best epoch so far…</source>
   <translation>Création du modèle de la meilleure époque…</translation>
  </message>
  <message>
   <source>Making the model of the last epoch…</source>
   <translation>Création du modèle de la dernière époque…</translation>
  </message>
  <message>
   <source>Saved to “{}”.</source>
   <translation>Enregistré dans « {} ».</translation>
  </message>
  <message>
   <source>The model “{}” is in the list and chosen.</source>
   <translation>Le modèle « {} » est dans la liste et choisi.</translation>
  </message>
  <message>
   <source>The model “{}” is in the list.</source>
   <translation>Le modèle « {} » est dans la liste.</translation>
  </message>
  <message>
   <source>The report “{}” cannot be opened.</source>
   <translation>Le rapport « {} » ne peut pas être ouvert.</translation>
  </message>
  <message>
   <source>“{}” cannot be written: {}.</source>
   <translation>« {} » ne peut pas être écrit : {}.</translation>
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
   <translation>&amp;Reprendre</translation>
  </message>
  <message>
   <source>&amp;Start training</source>
   <translation>&amp;Démarrer l’entraînement</translation>
  </message>
  <message>
   <source>End after this step and keep everything, to go on later.</source>
   <translation>Finir après ce pas et tout garder, pour continuer plus tard.</translation>
  </message>
  <message>
   <source>Go on where it was stopped.</source>
   <translation>Continuer là où il a été arrêté.</translation>
  </message>
  <message>
   <source>Let the machine rest; the training waits where it is.</source>
   <translation>Laisser reposer la machine ; l’entraînement attend où il est.</translation>
  </message>
  <message>
   <source>Loss</source>
   <translation>Perte</translation>
  </message>
  <message>
   <source>No training yet.</source>
   <translation>Pas encore d’entraînement.</translation>
  </message>
  <message>
   <source>Preview: image, label, prediction</source>
   <translation>Aperçu : image, étiquette, prédiction</translation>
  </message>
  <message>
   <source>S&amp;top</source>
   <translation>Arrê&amp;ter</translation>
  </message>
  <message>
   <source>Sho&amp;w</source>
   <translation>&amp;Montrer</translation>
  </message>
  <message>
   <source>Start one here when the pages before are complete. It goes on when QGIS is closed.</source>
   <translation>Démarrez-en un ici quand les pages précédentes sont complètes. Il continue quand QGIS est fermé.</translation>
  </message>
  <message>
   <source>Train with what the pages before say.</source>
   <translation>Entraîner avec ce que disent les pages précédentes.</translation>
  </message>
  <message>
   <source>Which measure of the validation data the lower curve shows.</source>
   <translation>Quelle mesure des données de validation montre la courbe du bas.</translation>
  </message>
  <message>
   <source>epoch {}</source>
   <translation>époque {}</translation>
  </message>
  <message>
   <source>learning rate {}</source>
   <translation>taux d’apprentissage {}</translation>
  </message>
  <message>
   <source>stopping</source>
   <translation>arrêt en cours</translation>
  </message>
  <message>
   <source>training</source>
   <translation>entraînement</translation>
  </message>
  <message>
   <source>validation</source>
   <translation>validation</translation>
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
   <translation>Taille des &amp;blocs</translation>
  </message>
  <message>
   <source>&amp;Divide by</source>
   <translation>&amp;Diviser par</translation>
  </message>
  <message>
   <source>&amp;Each fold in turn</source>
   <translation>&amp;Chaque partie à son tour</translation>
  </message>
  <message>
   <source>&amp;Folds</source>
   <translation>&amp;Parties</translation>
  </message>
  <message>
   <source>&amp;Held out</source>
   <translation>&amp;Mise de côté</translation>
  </message>
  <message>
   <source>&amp;Validation</source>
   <translation>&amp;Validation</translation>
  </message>
  <message>
   <source>Add the patches to the map, coloured by what they are for.</source>
   <translation>Ajouter les vignettes à la carte, colorées selon leur usage.</translation>
  </message>
  <message>
   <source>Automatically</source>
   <translation>automatiquement</translation>
  </message>
  <message>
   <source>Blocks</source>
   <translation>Blocs</translation>
  </message>
  <message>
   <source>Changed since; divide again.</source>
   <translation>Modifié depuis ; divisez à nouveau.</translation>
  </message>
  <message>
   <source>Classes</source>
   <translation>Classes</translation>
  </message>
  <message>
   <source>Divide &amp;patches</source>
   <translation>Diviser les &amp;vignettes</translation>
  </message>
  <message>
   <source>Divided by: {}</source>
   <translation>Divisé par : {}</translation>
  </message>
  <message>
   <source>Dividing the patches…</source>
   <translation>Division des vignettes…</translation>
  </message>
  <message>
   <source>Edge of the squares that stay together.</source>
   <translation>Côté des carrés qui restent ensemble.</translation>
  </message>
  <message>
   <source>Fold</source>
   <translation>Partie</translation>
  </message>
  <message>
   <source>Folds</source>
   <translation>Parties</translation>
  </message>
  <message>
   <source>Groups</source>
   <translation>Groupes</translation>
  </message>
  <message>
   <source>Into how many parts the data are divided.</source>
   <translation>En combien de parties les données sont divisées.</translation>
  </message>
  <message>
   <source>Patches</source>
   <translation>Vignettes</translation>
  </message>
  <message>
   <source>Random patches</source>
   <translation>Vignettes au hasard</translation>
  </message>
  <message>
   <source>Random patches, each class in each fold</source>
   <translation>Vignettes au hasard, chaque classe dans chaque partie</translation>
  </message>
  <message>
   <source>Read the data and draw the split.</source>
   <translation>Lire les données et tirer la division.</translation>
  </message>
  <message>
   <source>Scenes</source>
   <translation>Scènes</translation>
  </message>
  <message>
   <source>See&amp;d</source>
   <translation>&amp;Graine</translation>
  </message>
  <message>
   <source>Sentinel-2 tiles</source>
   <translation>Tuiles Sentinel-2</translation>
  </message>
  <message>
   <source>Sentinel-2 tiles where there are several, else blocks.</source>
   <translation>Tuiles Sentinel-2 s’il y en a plusieurs, sinon blocs.</translation>
  </message>
  <message>
   <source>Show on the &amp;map</source>
   <translation>Montrer sur la c&amp;arte</translation>
  </message>
  <message>
   <source>Squares of the scene are never seen; their neighbours are.</source>
   <translation>Des carrés de la scène ne sont jamais vus ; leurs voisins le sont.</translation>
  </message>
  <message>
   <source>The most honest: whole tiles are never seen.</source>
   <translation>Le plus honnête : des tuiles entières ne sont jamais vues.</translation>
  </message>
  <message>
   <source>The part that tells when the network is at its best.</source>
   <translation>La partie qui dit quand le réseau est à son meilleur.</translation>
  </message>
  <message>
   <source>The part the report is measured on. The network never sees it.</source>
   <translation>La partie sur laquelle le rapport mesure. Le réseau ne la voit jamais.</translation>
  </message>
  <message>
   <source>The same seed draws the same split, and the same training.</source>
   <translation>La même graine tire la même division et le même entraînement.</translation>
  </message>
  <message>
   <source>The split is drawn when the data have been read.</source>
   <translation>La division est tirée quand les données ont été lues.</translation>
  </message>
  <message>
   <source>This flatters as well; it only sees to it that rare classes are in every part.</source>
   <translation>Cela flatte aussi ; il veille seulement à ce que les classes rares soient dans chaque partie.</translation>
  </message>
  <message>
   <source>This flatters: neighbouring patches are alike, so figures will be better than on a new scene.</source>
   <translation>Cela flatte : les vignettes voisines se ressemblent, les chiffres seront meilleurs que sur une nouvelle scène.</translation>
  </message>
  <message>
   <source>Train once for each fold and report the figures of all and their mean. It takes as many times longer; the model is the one of the fold held out above.</source>
   <translation>Entraîner une fois pour chaque partie et donner les chiffres de toutes et leur moyenne. Cela prend autant de fois plus longtemps ; le modèle est celui de la partie mise de côté ci-dessus.</translation>
  </message>
  <message>
   <source>Used for</source>
   <translation>Utilisée pour</translation>
  </message>
  <message>
   <source>What each part holds.</source>
   <translation>Ce que contient chaque partie.</translation>
  </message>
  <message>
   <source>What is never divided between training and test. Neighbouring patches look alike: only places the network has never seen tell how well it will do elsewhere.</source>
   <translation>Ce qui n’est jamais divisé entre entraînement et test. Les vignettes voisines se ressemblent : seuls les lieux que le réseau n’a jamais vus disent ce qu’il vaudra ailleurs.</translation>
  </message>
  <message>
   <source>Whole scenes are never seen.</source>
   <translation>Des scènes entières ne sont jamais vues.</translation>
  </message>
  <message>
   <source>fold {}</source>
   <translation>partie {}</translation>
  </message>
  <message>
   <source>ha</source>
   <translation>ha</translation>
  </message>
  <message>
   <source>test (report)</source>
   <translation>test (rapport)</translation>
  </message>
  <message>
   <source>the fold after the one held out</source>
   <translation>la partie après celle mise de côté</translation>
  </message>
  <message>
   <source>training</source>
   <translation>entraînement</translation>
  </message>
  <message>
   <source>validation</source>
   <translation>validation</translation>
  </message>
 </context>
 <context>
  <name>TrainTab</name>
  <message>
   <source>&amp;1 Data</source>
   <translation>&amp;1 Données</translation>
  </message>
  <message>
   <source>&amp;2 Split</source>
   <translation>&amp;2 Division</translation>
  </message>
  <message>
   <source>&amp;3 Model</source>
   <translation>&amp;3 Modèle</translation>
  </message>
  <message>
   <source>&amp;4 Train {} %</source>
   <translation>&amp;4 Entraînement {} %</translation>
  </message>
  <message>
   <source>&amp;4 Training</source>
   <translation>&amp;4 Entraînement</translation>
  </message>
  <message>
   <source>&amp;5 Report</source>
   <translation>&amp;5 Rapport</translation>
  </message>
  <message>
   <source>&amp;Add training</source>
   <translation>&amp;Ajouter l’entraînement</translation>
  </message>
  <message>
   <source>&amp;Back</source>
   <translation>&amp;Précédent</translation>
  </message>
  <message>
   <source>Add what training needs</source>
   <translation>Ajouter ce qu’il faut pour l’entraînement</translation>
  </message>
  <message>
   <source>Curves and preview</source>
   <translation>Courbes et aperçu</translation>
  </message>
  <message>
   <source>How good it is</source>
   <translation>Sa qualité</translation>
  </message>
  <message>
   <source>Ne&amp;xt</source>
   <translation>&amp;Suivant</translation>
  </message>
  <message>
   <source>Network and settings</source>
   <translation>Réseau et réglages</translation>
  </message>
  <message>
   <source>Scenes, labels, patches</source>
   <translation>Scènes, étiquettes, vignettes</translation>
  </message>
  <message>
   <source>The engine is being checked.</source>
   <translation>Le moteur est en cours de vérification.</translation>
  </message>
  <message>
   <source>The engine is not ready.</source>
   <translation>Le moteur n’est pas prêt.</translation>
  </message>
  <message>
   <source>The next page.</source>
   <translation>La page suivante.</translation>
  </message>
  <message>
   <source>The page before this one.</source>
   <translation>La page précédente.</translation>
  </message>
  <message>
   <source>Training needs more than classifying: PyTorch and what reads CORINE polygons. It is added to Corina's engine; QGIS stays as it is. Python 3.10 or later is needed.</source>
   <translation>L’entraînement demande plus que la classification : PyTorch et de quoi lire les polygones CORINE. C’est ajouté au moteur de Corina ; QGIS reste tel quel. Il faut Python 3.10 ou plus récent.</translation>
  </message>
  <message>
   <source>What is held out</source>
   <translation>Ce qui est mis de côté</translation>
  </message>
 </context>
 <context>
  <name>card</name>
  <message>
   <source>Agreement with CORINE</source>
   <translation>Accord avec CORINE</translation>
  </message>
  <message>
   <source>Agreement with CORINE on imagery it was not trained on</source>
   <translation>Accord avec CORINE sur des images hors apprentissage</translation>
  </message>
  <message>
   <source>Bands</source>
   <translation>Bandes</translation>
  </message>
  <message>
   <source>Class</source>
   <translation>Classe</translation>
  </message>
  <message>
   <source>Classes</source>
   <translation>Classes</translation>
  </message>
  <message>
   <source>F1 %</source>
   <translation>F1 %</translation>
  </message>
  <message>
   <source>F1 macro %</source>
   <translation>F1 macro %</translation>
  </message>
  <message>
   <source>F1 weighted %</source>
   <translation>F1 pondéré %</translation>
  </message>
  <message>
   <source>Folder</source>
   <translation>Dossier</translation>
  </message>
  <message>
   <source>From place to place it differs: {}.</source>
   <translation>Il varie d’un lieu à l’autre : {}.</translation>
  </message>
  <message>
   <source>How far it agrees with CORINE outside the countries and seasons of its training data is not known.</source>
   <translation>Son accord avec CORINE hors des pays et des saisons de ses données d’entraînement n’est pas connu.</translation>
  </message>
  <message>
   <source>It has seen these classes in one or two places only: {}.</source>
   <translation>Il n'a vu ces classes qu'à un ou deux endroits : {}.</translation>
  </message>
  <message>
   <source>It never predicts: {}.</source>
   <translation>Il ne prédit jamais : {}.</translation>
  </message>
  <message>
   <source>Largest class alone %</source>
   <translation>Plus grande classe seule %</translation>
  </message>
  <message>
   <source>Learned from</source>
   <translation>Appris de</translation>
  </message>
  <message>
   <source>Level</source>
   <translation>Niveau</translation>
  </message>
  <message>
   <source>Licence of the model</source>
   <translation>Licence du modèle</translation>
  </message>
  <message>
   <source>Licence: {}</source>
   <translation>Licence : {}</translation>
  </message>
  <message>
   <source>Made</source>
   <translation>Créé</translation>
  </message>
  <message>
   <source>Mean IoU %</source>
   <translation>IoU moyen %</translation>
  </message>
  <message>
   <source>None was measured.</source>
   <translation>Aucun n’a été mesuré.</translation>
  </message>
  <message>
   <source>Origin</source>
   <translation>Origine</translation>
  </message>
  <message>
   <source>Overall %</source>
   <translation>Globale %</translation>
  </message>
  <message>
   <source>Patches</source>
   <translation>Endroits</translation>
  </message>
  <message>
   <source>Pixels</source>
   <translation>Pixels</translation>
  </message>
  <message>
   <source>Recipe</source>
   <translation>Recette</translation>
  </message>
  <message>
   <source>Resolution</source>
   <translation>Résolution</translation>
  </message>
  <message>
   <source>Revision of the code</source>
   <translation>Révision du code</translation>
  </message>
  <message>
   <source>Seed</source>
   <translation>Graine</translation>
  </message>
  <message>
   <source>Split</source>
   <translation>Répartition</translation>
  </message>
  <message>
   <source>The last column is what a map of only the most frequent class would reach.</source>
   <translation>La dernière colonne est ce qu'atteindrait une carte de la seule classe la plus fréquente.</translation>
  </message>
  <message>
   <source>The same recipe, with each part of the imagery held out in turn</source>
   <translation>La même recette, chaque partie des images étant mise de côté à son tour</translation>
  </message>
  <message>
   <source>The {} of {} classes it can tell apart</source>
   <translation>Les {} classes sur {} qu'il sait distinguer</translation>
  </message>
  <message>
   <source>Tile</source>
   <translation>Tuile</translation>
  </message>
  <message>
   <source>Trained with</source>
   <translation>Entraîné avec</translation>
  </message>
  <message>
   <source>Training data and their licences</source>
   <translation>Données d'apprentissage et leurs licences</translation>
  </message>
  <message>
   <source>What it cannot do</source>
   <translation>Ce qu'il ne sait pas faire</translation>
  </message>
  <message>
   <source>What it needs</source>
   <translation>Ce qu'il demande</translation>
  </message>
  <message>
   <source>groups of classes only</source>
   <translation>groupes de classes seulement</translation>
  </message>
  <message>
   <source>level {}: {} to {} %</source>
   <translation>niveau {} : {} à {} %</translation>
  </message>
  <message>
   <source>not stated</source>
   <translation>non indiqué</translation>
  </message>
  <message>
   <source>nothing</source>
   <translation>rien</translation>
  </message>
  <message>
   <source>pixels</source>
   <translation>pixels</translation>
  </message>
  <message>
   <source>scale {}, offset {}</source>
   <translation>échelle {}, décalage {}</translation>
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
   <translation>« Groupes de classes seulement » : aucun pixel d'apprentissage ne dit exactement cette classe, seulement qu'elle est l'une de plusieurs. Fiez-vous moins à une telle classe. F1 est l'accord sur les images ci-dessus ; un tiret où la classe n'y figure pas.</translation>
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
   <translation>concordance au niveau 1</translation>
  </message>
  <message>
   <source>agreement at level 2</source>
   <translation>concordance au niveau 2</translation>
  </message>
  <message>
   <source>agreement at level 3</source>
   <translation>concordance au niveau 3</translation>
  </message>
  <message>
   <source>agreement at level 3 away from borders</source>
   <translation>concordance au niveau 3 loin des limites</translation>
  </message>
  <message>
   <source>an encoder trained on photographs</source>
   <translation>un encodeur entraîné sur des photographies</translation>
  </message>
  <message>
   <source>another Corina model or run</source>
   <translation>un autre modèle ou une exécution de Corina</translation>
  </message>
  <message>
   <source>by effective number</source>
   <translation>par nombre effectif</translation>
  </message>
  <message>
   <source>by inverse area</source>
   <translation>par surface inverse</translation>
  </message>
  <message>
   <source>constant</source>
   <translation>constant</translation>
  </message>
  <message>
   <source>cosine</source>
   <translation>cosinus</translation>
  </message>
  <message>
   <source>full</source>
   <translation>complètes</translation>
  </message>
  <message>
   <source>loss</source>
   <translation>perte</translation>
  </message>
  <message>
   <source>lower on a plateau</source>
   <translation>baisse sur un palier</translation>
  </message>
  <message>
   <source>mean F1 at level 3</source>
   <translation>F1 moyen au niveau 3</translation>
  </message>
  <message>
   <source>mean IoU at level 3</source>
   <translation>IoU moyen au niveau 3</translation>
  </message>
  <message>
   <source>mixed where it is faster</source>
   <translation>mixte là où c’est plus rapide</translation>
  </message>
  <message>
   <source>none</source>
   <translation>aucun</translation>
  </message>
  <message>
   <source>nothing (random weights)</source>
   <translation>rien (poids aléatoires)</translation>
  </message>
  <message>
   <source>one cycle</source>
   <translation>un cycle</translation>
  </message>
  <message>
   <source>one for three levels</source>
   <translation>une pour trois niveaux</translation>
  </message>
  <message>
   <source>one, for level 3 only</source>
   <translation>une, pour le niveau 3 seul</translation>
  </message>
  <message>
   <source>the model that comes with Corina</source>
   <translation>le modèle fourni avec Corina</translation>
  </message>
  <message>
   <source>three networks</source>
   <translation>trois réseaux</translation>
  </message>
  <message>
   <source>weights from a file</source>
   <translation>des poids d’un fichier</translation>
  </message>
 </context>
 <context>
  <name>formatting</name>
  <message>
   <source>about {}</source>
   <translation>environ {}</translation>
  </message>
  <message>
   <source>{} %</source>
   <translation>{} %</translation>
  </message>
  <message>
   <source>{} GB</source>
   <translation>{} Go</translation>
  </message>
  <message>
   <source>{} MB</source>
   <translation>{} Mo</translation>
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
   <translation>Ajoutez un raster Sentinel-2 au projet, ou ouvrez un produit avec le bouton à côté de la liste.</translation>
  </message>
  <message>
   <source>No model is installed.</source>
   <translation>Aucun modèle n'est installé.</translation>
  </message>
  <message>
   <source>The engine does not work.</source>
   <translation>Le moteur ne fonctionne pas.</translation>
  </message>
  <message>
   <source>The engine is being checked.</source>
   <translation>Le moteur est en cours de vérification.</translation>
  </message>
  <message>
   <source>The engine is being set up.</source>
   <translation>Le moteur est en cours d'installation.</translation>
  </message>
  <message>
   <source>The engine is not set up yet.</source>
   <translation>Le moteur n'est pas encore installé.</translation>
  </message>
  <message>
   <source>The scale of the reflectance is a guess ({}). Confirm or change it with Edit.</source>
   <translation>L'échelle de la réflectance est une supposition ({}). Confirmez-la ou changez-la avec « Modifier ».</translation>
  </message>
  <message>
   <source>The scene is being read.</source>
   <translation>La scène est en cours de lecture.</translation>
  </message>
  <message>
   <source>The scene lacks {}.</source>
   <translation>Il manque à la scène {}.</translation>
  </message>
  <message>
   <source>You may not write to “{}”; choose another folder, or leave it empty.</source>
   <translation>Vous ne pouvez pas écrire dans « {} » ; choisissez un autre dossier ou laissez vide.</translation>
  </message>
  <message>
   <source>a confirmed scale</source>
   <translation>la confirmation de l'échelle</translation>
  </message>
  <message>
   <source>a folder to save to</source>
   <translation>un dossier où enregistrer</translation>
  </message>
  <message>
   <source>a folder you may write to</source>
   <translation>un dossier où vous pouvez écrire</translation>
  </message>
  <message>
   <source>a model</source>
   <translation>un modèle</translation>
  </message>
  <message>
   <source>a readable scene</source>
   <translation>une scène lisible</translation>
  </message>
  <message>
   <source>a scene</source>
   <translation>une scène</translation>
  </message>
  <message>
   <source>a scene in a file</source>
   <translation>une scène dans un fichier</translation>
  </message>
  <message>
   <source>a scene that can be classified</source>
   <translation>une scène qui peut être classifiée</translation>
  </message>
  <message>
   <source>a usable mask</source>
   <translation>un masque utilisable</translation>
  </message>
  <message>
   <source>a usable model</source>
   <translation>un modèle utilisable</translation>
  </message>
  <message>
   <source>a working engine</source>
   <translation>un moteur qui fonctionne</translation>
  </message>
  <message>
   <source>an area inside the scene</source>
   <translation>une zone dans la scène</translation>
  </message>
  <message>
   <source>band {}</source>
   <translation>bande {}</translation>
  </message>
  <message>
   <source>reflectance as it is</source>
   <translation>réflectance telle quelle</translation>
  </message>
  <message>
   <source>reflectance × {}</source>
   <translation>réflectance × {}</translation>
  </message>
  <message>
   <source>the engine</source>
   <translation>le moteur</translation>
  </message>
  <message>
   <source>the engine is being checked</source>
   <translation>le moteur est en vérification</translation>
  </message>
  <message>
   <source>the engine is being set up</source>
   <translation>le moteur est en installation</translation>
  </message>
  <message>
   <source>the priority table</source>
   <translation>la table de priorité</translation>
  </message>
  <message>
   <source>the scene is being read</source>
   <translation>la scène est en lecture</translation>
  </message>
  <message>
   <source>unknown</source>
   <translation>inconnue</translation>
  </message>
  <message>
   <source>{} bands</source>
   <translation>{} bandes</translation>
  </message>
  <message>
   <source>“{}” is a file; choose a folder.</source>
   <translation>« {} » est un fichier ; choisissez un dossier.</translation>
  </message>
  <message>
   <source>“{}” is no full path; choose a folder with the button.</source>
   <translation>« {} » n'est pas un chemin complet ; choisissez un dossier avec le bouton.</translation>
  </message>
 </context>
 <context>
  <name>progress</name>
  <message>
   <source>Classifying</source>
   <translation>Classification</translation>
  </message>
  <message>
   <source>Finishing</source>
   <translation>Finalisation</translation>
  </message>
  <message>
   <source>Making polygons</source>
   <translation>Création des polygones</translation>
  </message>
  <message>
   <source>Making the model</source>
   <translation>Création du modèle</translation>
  </message>
  <message>
   <source>Measuring</source>
   <translation>Mesure</translation>
  </message>
  <message>
   <source>Opening scene and model</source>
   <translation>Ouverture de la scène et du modèle</translation>
  </message>
  <message>
   <source>Paused</source>
   <translation>En pause</translation>
  </message>
  <message>
   <source>Reading</source>
   <translation>Lecture</translation>
  </message>
  <message>
   <source>Starting the engine</source>
   <translation>Démarrage du moteur</translation>
  </message>
  <message>
   <source>Training</source>
   <translation>Entraînement</translation>
  </message>
  <message>
   <source>Writing overviews</source>
   <translation>Écriture des aperçus</translation>
  </message>
  <message>
   <source>Writing the report</source>
   <translation>Écriture du rapport</translation>
  </message>
  <message>
   <source>cancelled</source>
   <translation>annulée</translation>
  </message>
  <message>
   <source>done</source>
   <translation>terminée</translation>
  </message>
  <message>
   <source>failed</source>
   <translation>échouée</translation>
  </message>
  <message>
   <source>interrupted</source>
   <translation>interrompue</translation>
  </message>
  <message>
   <source>paused</source>
   <translation>en pause</translation>
  </message>
  <message>
   <source>running</source>
   <translation>en cours</translation>
  </message>
  <message>
   <source>stopped, can go on</source>
   <translation>arrêté, peut continuer</translation>
  </message>
  <message>
   <source>waiting</source>
   <translation>en attente</translation>
  </message>
  <message>
   <source>{} Mpx/s</source>
   <translation>{} Mpx/s</translation>
  </message>
  <message>
   <source>{} left</source>
   <translation>encore {}</translation>
  </message>
  <message>
   <source>{} of {} tiles</source>
   <translation>{} tuiles sur {}</translation>
  </message>
 </context>
 <context>
  <name>tasks</name>
  <message>
   <source>Corina: setting up the engine</source>
   <translation>Corina : installation du moteur</translation>
  </message>
 </context>
</TS>

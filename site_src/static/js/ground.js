// The map itself: Leaflet when it is asked for, our own ground under the tiles, the controls. Whoever starts it puts
// something on it.

const NAME_LETTER = 8; // pixels: about the width of a letter in the name of a town
const NAME_HALF = 8; // pixels: half its height
const NAME_LIFTS = [0, 26, -26]; // pixels that a name may move to keep clear of a marker
const NAME_ZOOMS = [[10, 9], [40, 11], [Infinity, 12]]; // up to which rank a town is named, from which zoom

const load = (address) => fetch(address).then((answer) => { if (!answer.ok) throw new Error(answer.status); return answer.json(); });

async function leaflet({ leaflet: script, leafletStyle }) {
  const style = Object.assign(document.createElement("link"), { rel: "stylesheet", href: leafletStyle });
  const styled = new Promise((resolve, reject) => { style.onload = resolve; style.onerror = reject; });
  document.head.append(style);
  await Promise.all([import(script), styled]);
  return globalThis.L;
}

export function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/** Land, rivers and towns, under the tiles: readable by themselves, covered where tiles come. Gives what names the towns. */
function ground(L, map, features) {
  for (const [name, level] of [["ground", 150], ["names", 160]]) {
    const pane = map.createPane(name);
    pane.style.zIndex = level;
    pane.style.pointerEvents = "none";
    pane.setAttribute("aria-hidden", "true");
  }
  const shapes = features.filter(({ geometry }) => geometry.type !== "Point");
  const style = ({ properties }) => ({ className: { land: "map-land", water: "map-water", rivier: "map-river" }[properties.soort] ?? "map-border" });
  L.geoJSON(shapes, { pane: "ground", interactive: false, style }).addTo(map);
  const towns = features.filter(({ geometry }) => geometry.type === "Point").map(({ properties, geometry }) => ({ ...properties, at: [geometry.coordinates[1], geometry.coordinates[0]] }));
  const names = L.layerGroup().addTo(map);
  return (boxes) => {
    names.clearLayers();
    for (const town of roomFor(map, towns, boxes)) {
      const icon = L.divIcon({ className: "map-town", html: element("span", { textContent: town.plaats }), iconSize: [0, 0], iconAnchor: [0, -town.lift] });
      names.addLayer(L.marker(town.at, { pane: "names", interactive: false, keyboard: false, icon }));
    }
  };
}

/** The towns that are large enough for this zoom and whose names cover no marker and no other name. */
function roomFor(map, towns, boxes) {
  const zoom = map.getZoom();
  const most = NAME_ZOOMS.findLast(([, least]) => zoom >= least)?.[0] ?? 0;
  const taken = [...boxes];
  return towns.filter(({ rang, at }) => rang <= most && map.getBounds().contains(at)).flatMap((town) => {
    const { x, y } = map.project(town.at, zoom);
    const half = (town.plaats.length * NAME_LETTER) / 2;
    const free = (lift) => !taken.some((other) => Math.abs(other.x - x) < other.half + half && Math.abs(other.y - y - lift) < other.high + NAME_HALF);
    const lift = NAME_LIFTS.find(free);
    if (lift === undefined) return [];
    taken.push({ x, y: y + lift, half, high: NAME_HALF });
    return [{ ...town, lift }];
  });
}

function controls(L, figure, map, view) {
  map.attributionControl.setPrefix("Leaflet");
  L.control.zoom({ zoomInTitle: figure.dataset.zoomIn, zoomOutTitle: figure.dataset.zoomOut }).addTo(map);
  const [lat, lon, km] = view.cirkel ?? [];
  if (km) L.circle([lat, lon], { radius: km * 1000, interactive: false, className: "map-circle" }).addTo(map);
  const box = map.getContainer();
  box.addEventListener("focusin", () => map.scrollWheelZoom.enable());
  box.addEventListener("focusout", (event) => { if (!box.contains(event.relatedTarget)) map.scrollWheelZoom.disable(); });
  box.addEventListener("keydown", (event) => { if (event.key === "Escape") map.closePopup(); });
}

/** Says on the map itself that only our own ground is there. */
function tellNoTiles(L, map, text) {
  const note = L.control({ position: "bottomleft" });
  note.onAdd = () => element("p", { className: "map__note", textContent: text });
  note.addTo(map).getContainer().setAttribute("role", "status");
}

/** Makes the map of a figure: { L, map, features, nameTowns }; `bounds` is where it opens. */
export async function makeMap(figure, { bounds = null, ...own } = {}) {
  const { definition, layer: spots, ground: below, view: opened } = figure.dataset;
  const [L, options, layer, under] = await Promise.all([leaflet(figure.dataset), ...[definition, spots, below].map(load)]);
  const view = JSON.parse(opened);
  figure.classList.add("map--live");
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const still = calm ? { zoomAnimation: false, fadeAnimation: false, markerZoomAnimation: false } : {};
  const map = L.map(figure.querySelector("[data-map-live]"), { ...options.kaart, ...still, ...own });
  map.fitBounds(bounds ?? view.grenzen, bounds ? {} : { padding: [16, 16], maxZoom: 14 });
  const nameTowns = ground(L, map, under.features);
  const tiles = L.tileLayer(options.tegels, options.laag).addTo(map);
  tiles.once("tileerror", () => tellNoTiles(L, map, figure.dataset.noTiles));
  controls(L, figure, map, view);
  const features = layer.features.map((feature) => ({ ...feature, at: [feature.geometry.coordinates[1], feature.geometry.coordinates[0]] }));
  return { L, map, features, nameTowns };
}

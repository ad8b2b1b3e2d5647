// A map you can move, over the drawing that is already there. Leaflet comes when the map is nearly in view; when
// anything fails the drawing stays. What a marker tells is read from the table or the list that has the same number.
import { HEIGHT, signOf, sorted, textOf, together, widthOf } from "./markers.js";

const SOON = "300px"; // below the window
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

function element(name, properties = {}, ...children) {
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

/** What stands at a place, as the page tells it. */
function told(scope, properties) {
  if (properties.campus) {
    const row = scope.querySelector(`[data-campus="${properties.campus}"]`);
    return [element("p", {}, ...[...(row?.childNodes ?? [])].map((node) => node.cloneNode(true)))];
  }
  const parts = [...scope.querySelectorAll(`[data-spot="${properties.nummer}"] [data-spot-told]`)].map((part) => part.cloneNode(true));
  for (const part of parts) part.querySelectorAll("[hidden]").forEach((node) => node.remove());
  const [first, ...rest] = parts;
  const sign = element("span", { className: "map-number", textContent: properties.nummer });
  return [element("div", { className: "map-told" }, sign, element("div", {}, first ?? "", ...rest))];
}

/** The name of a marker for who doesn't see it: numbers and what stands there. */
function named(scope, group) {
  return group.map(({ properties }) => {
    if (properties.campus) return properties.naam;
    const lines = [...scope.querySelectorAll(`[data-spot="${properties.nummer}"] [data-spot-told]`)];
    return `${properties.nummer}: ${lines.map((line) => line.innerText.replace(/\s+/g, " ").trim()).join(", ")}`;
  }).join("; ");
}

function marker(L, { scope, figure }, group) {
  const first = group[0].properties;
  const kind = first.campus ? "map-sign--campus" : first.binnen === false ? "map-sign--outside" : "map-sign--spot";
  const icon = L.divIcon({ className: `map-sign ${kind}`, html: element("span", { textContent: textOf(group) }), iconSize: [widthOf(group), HEIGHT] });
  const made = L.marker(group[0].at, { icon, riseOnHover: true, zIndexOffset: first.campus ? 0 : 100 });
  const content = element("div", { className: "map-popup", tabIndex: -1 }, ...group.flatMap(({ properties }) => told(scope, properties)));
  made.bindPopup(content, { maxHeight: 260, maxWidth: 300, autoPanPadding: [16, 16], closeButton: true });
  made.on("add", () => {
    const shown = made.getElement();
    shown.setAttribute("aria-label", named(scope, group));
    shown.setAttribute("aria-haspopup", "dialog");
    shown.dataset.signs = group.map(signOf).join(" ");
    shown.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      event.stopPropagation();
      made.openPopup();
    });
  });
  made.on("popupopen", ({ popup }) => {
    const close = popup.getElement().querySelector(".leaflet-popup-close-button");
    close.setAttribute("aria-label", figure.dataset.close);
    popup.getElement().setAttribute("role", "dialog");
    popup.getElement().setAttribute("aria-label", named(scope, group));
    content.focus({ preventScroll: true });
  });
  made.on("popupclose", () => { if (content.contains(document.activeElement) || document.activeElement === document.body) made.getElement()?.focus({ preventScroll: true }); });
  return made;
}

/** Which layers are switched on, and what of a place they leave. */
function chosen(figure) {
  const sets = [...figure.querySelectorAll("[data-dimension]")].map((set) => [set.dataset.dimension, new Set([...set.querySelectorAll("input:checked")].map((box) => box.value))]);
  const values = { categorie: (item) => [item.categorie], schooltype: (item) => (item.schooltypen.length ? item.schooltypen : [""]) };
  return (item) => sets.every(([dimension, on]) => values[dimension](item).some((value) => on.has(value)));
}

/** Hides what is switched off, in the table too, and tells how many are left. */
function applied(scope, figure, features) {
  const wanted = chosen(figure);
  const left = new Set();
  const shown = features.filter(({ properties }) => {
    if (properties.campus) return true;
    const items = properties.initiatieven.filter(wanted);
    items.forEach(({ id }) => left.add(id));
    for (const row of scope.querySelectorAll(`tr[data-spot="${properties.nummer}"]`)) {
      row.hidden = !items.length;
      for (const line of row.querySelectorAll("[data-member]")) line.hidden = !items.some(({ id }) => id === line.dataset.member);
    }
    return items.length;
  });
  const line = scope.querySelector("[data-map-told]");
  if (line) line.textContent = figure.dataset.told.replace("{n}", left.size).replace("{totaal}", figure.dataset.total);
  return shown;
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

async function start(figure) {
  const { definition, layer: own, ground: below, view: opened } = figure.dataset;
  const [L, options, layer, under] = await Promise.all([leaflet(figure.dataset), ...[definition, own, below].map(load)]);
  const view = JSON.parse(opened);
  const scope = figure.closest("[data-map-scope]");
  figure.classList.add("map--live");
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const still = calm ? { zoomAnimation: false, fadeAnimation: false, markerZoomAnimation: false } : {};
  const map = L.map(figure.querySelector("[data-map-live]"), { ...options.kaart, ...still }).fitBounds(view.grenzen, { padding: [16, 16], maxZoom: 14 });
  const nameTowns = ground(L, map, under.features);
  L.tileLayer(options.tegels, options.laag).addTo(map);
  controls(L, figure, map, view);
  const features = sorted(layer.features).map((feature) => ({ ...feature, at: [feature.geometry.coordinates[1], feature.geometry.coordinates[0]] }));
  const markers = L.layerGroup().addTo(map);
  let groups = [];
  const show = () => {
    markers.clearLayers();
    groups = together(applied(scope, figure, features), ({ at }) => map.project(at, map.getZoom()));
    for (const group of groups) markers.addLayer(marker(L, { scope, figure }, group));
    name();
  };
  const name = () => nameTowns(groups.map((group) => ({ ...map.project(group[0].at, map.getZoom()), half: widthOf(group) / 2, high: HEIGHT / 2 })));
  map.on("zoomend", show).on("moveend", name);
  const layers = figure.querySelector("[data-map-layers]");
  if (layers) layers.hidden = false;
  layers?.addEventListener("change", show);
  show();
  figure.dataset.ready = "";
}

/** When the visitor first does something. The page of one initiative stays light for who only reads it. */
const stirred = new Promise((resolve) => {
  for (const kind of ["pointermove", "pointerdown", "keydown", "scroll"]) addEventListener(kind, resolve, { once: true, passive: true });
});

const watch = new IntersectionObserver((entries) => {
  for (const { target } of entries.filter(({ isIntersecting }) => isIntersecting)) {
    watch.unobserve(target);
    Promise.resolve("waits" in target.dataset && stirred).then(() => start(target))
      .catch(() => target.classList.remove("map--live")); // the drawing stays
  }
}, { rootMargin: SOON });

for (const figure of document.querySelectorAll("[data-map]")) watch.observe(figure);

// A map you can move, over the drawing that is already there. Leaflet comes when the map is nearly in view; when
// anything fails the drawing stays.
import { element, makeMap } from "./ground.js";
import { HEIGHT, sorted, textOf, together, widthOf } from "./markers.js";
import { leave, marker } from "./signs.js";

const SOON = "300px"; // below the window

/** A marker with the numbers of its places. */
function faceOf(group) {
  const first = group[0].properties;
  const kind = first.campus ? "map-sign--campus" : first.binnen === false ? "map-sign--outside" : "map-sign--spot";
  return { className: `map-sign ${kind}`, html: element("span", { textContent: textOf(group) }), size: [widthOf(group), HEIGHT] };
}

/** Whether an initiative has a layer that is switched on. */
function chosen(figure, features) {
  const sets = [...figure.querySelectorAll("[data-dimension]")].map((set) => [set.dataset.dimension, new Set([...set.querySelectorAll("input:checked")].map((box) => box.value))]);
  const values = { categorie: (item) => [item.categorie], schooltype: (item) => (item.schooltypen.length ? item.schooltypen : [""]) };
  const items = new Map(features.flatMap(({ properties }) => properties.initiatieven ?? []).map((item) => [item.id, item]));
  return (id) => sets.every(([dimension, on]) => values[dimension](items.get(id)).some((value) => on.has(value)));
}

async function start(figure) {
  const { L, map, features: found, nameTowns } = await makeMap(figure);
  const features = sorted(found);
  const scope = figure.closest("[data-map-scope]");
  const layers = figure.querySelector("[data-map-layers]");
  const markers = L.layerGroup().addTo(map);
  let groups = [];
  const show = () => {
    markers.clearLayers();
    const numbers = layers && leave(scope, figure, chosen(figure, features));
    const shown = features.filter(({ properties }) => properties.campus || !numbers || numbers.has(String(properties.nummer)));
    groups = together(shown, ({ at }) => map.project(at, map.getZoom()));
    for (const group of groups) markers.addLayer(marker(L, { scope, figure }, group, faceOf(group)));
    name();
  };
  const name = () => nameTowns(groups.map((group) => ({ ...map.project(group[0].at, map.getZoom()), half: widthOf(group) / 2, high: HEIGHT / 2 })));
  map.on("zoomend", show).on("moveend", name);
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

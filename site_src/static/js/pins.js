// The map beside the list: a pin with a pictogram for each place that the filters leave, with its name where there is
// room. Places that would cover each other share a pin, with the name of their town and how many they are.
import { element, makeMap } from "./ground.js";
import { HEIGHT, sorted, textOf, together, widthOf } from "./markers.js";
import { leave, marker } from "./signs.js";

const PIN = 36; // pixels
const LETTER = 8; // pixels: about the width of a letter in the name of a pin
const LONGEST = 24; // letters of a name
const NAME_HIGH = 20; // pixels

const isCampus = ({ properties }) => Boolean(properties.campus);
const wide = (group) => (group.every(isCampus) ? widthOf(group) : PIN);
const shortened = (name) => (name.length > LONGEST ? `${name.slice(0, LONGEST - 1).trimEnd()}…` : name);

/** The initiatives of a group that fit, each once. */
const itemsOf = (group, fitting) => {
  const items = group.flatMap(({ properties }) => properties.initiatieven ?? []).filter(({ id }) => fitting.has(id));
  return [...new Map(items.map((item) => [item.id, item])).values()];
};

/** The words beside a pin: a campus under it by its code, and the name; of several at one pin where they are. */
const nameOf = (group, items) => {
  const codes = group.filter(isCampus).map(({ properties }) => properties.campus);
  const town = group.find((feature) => !isCampus(feature))?.properties.plek.split(", ").at(-1);
  const names = items.length > 1 ? [town] : items.map(({ naam }) => naam);
  return [...codes, ...names.map(shortened)].join(" · ");
};

/** A campus has its code; a place the picture of its first initiative's card, and how many there are. */
function faceOf(group, items, cardOf) {
  if (!items.length) return { className: "map-sign map-sign--campus", html: element("span", { textContent: textOf(group) }), size: [wide(group), HEIGHT] };
  const place = group.find((feature) => !isCampus(feature));
  const picture = cardOf(items[0].id)?.querySelector(".illustration")?.cloneNode(true);
  const sign = picture?.childElementCount ? picture : element("span", { className: "pin__number", textContent: place.properties.nummer });
  const html = element("span", { className: "pin__body" }, sign);
  if (items.length > 1) html.append(element("span", { className: "pin__count", textContent: items.length }));
  html.append(element("span", { className: "pin__name", textContent: nameOf(group, items), hidden: true }));
  return { className: group.some(isCampus) ? "pin pin--campus" : "pin", html, size: [PIN, PIN] };
}

const cover = (one, other) => Math.abs(one.x - other.x) < one.half + other.half && Math.abs(one.y - other.y) < one.high + other.high;

/** Where the name of a pin has room: on its right or on its left, within the map, over no pin and no other name. */
function roomBeside({ x, y }, half, taken, number, edges) {
  return [1, -1].map((side) => ({ x: x + side * (PIN / 2 + half), y, half, high: NAME_HIGH / 2, side }))
    .find((box) => box.x - half > edges.left && box.x + half < edges.right && !taken.some((other, index) => index !== number && cover(box, other)));
}

/** Shows each name that has room; gives all boxes that are taken. */
function showNames(pins, map) {
  const pointOf = ({ at }) => map.project(at, map.getZoom());
  const { min, max } = map.getPixelBounds();
  const taken = pins.map(({ group }) => ({ ...pointOf(group[0]), half: wide(group) / 2, high: PIN / 2 }));
  pins.forEach(({ marker: made, label }, number) => {
    const name = made.getElement()?.querySelector(".pin__name");
    if (!name) return;
    const box = roomBeside(taken[number], (label.length * LETTER) / 2 + 4, taken, number, { left: min.x, right: max.x });
    name.hidden = !box;
    name.classList.toggle("pin__name--left", box?.side === -1);
    if (box) taken.push(box);
  });
  return taken;
}

/** Until the map can be moved its drawing follows the filters, with the table and the names of who has no place. */
export function hideDrawn(figure, { fitting, anywhere, total }) {
  const scope = figure.closest("[data-map-scope]");
  for (const strip of scope.querySelectorAll("[data-map-missing]")) {
    const items = [...strip.querySelectorAll("[data-member]")];
    for (const item of items) item.hidden = !anywhere.has(item.dataset.member);
    const n = items.filter((item) => !item.hidden).length;
    strip.hidden = !n;
    strip.querySelector("summary").textContent = (n === 1 ? strip.dataset.one : strip.dataset.many).replace("{n}", n);
  }
  return leave(scope, figure, (id) => fitting.has(id), total);
}

/** Starts the map; `light(ids)` lights cards, `search(frame)` asks for a frame, `cardOf(id)` gives a card. */
export async function startPins(figure, { light, search, cardOf, frame }) {
  const opened = frame && [[frame[1], frame[0]], [frame[3], frame[2]]];
  const { L, map, features: found, nameTowns } = await makeMap(figure, { bounds: opened, zoomSnap: 0.5 });
  const features = sorted(found);
  const scope = figure.closest("[data-map-scope]");
  let pins = new Map();
  let latest = null;
  const pointOf = ({ at }) => map.project(at, map.getZoom());

  function add(group, items) {
    const made = marker(L, { scope, figure }, group, faceOf(group, items, cardOf)).addTo(map);
    const ids = items.map(({ id }) => id);
    for (const kind of ["mouseover", "popupopen"]) made.on(kind, () => light(ids));
    made.on("popupopen", () => cardOf(ids[0])?.scrollIntoView({ block: "nearest" }));
    made.getElement().addEventListener("focus", () => light(ids));
    return { group, ids, marker: made, label: nameOf(group, items) };
  }

  /** Draws what is left; a pin that stays is kept. */
  function draw() {
    const numbers = hideDrawn(figure, latest);
    const left = features.filter((feature) => isCampus(feature) || numbers.has(String(feature.properties.nummer)));
    const next = new Map();
    for (const group of together(left, pointOf, wide)) {
      const items = itemsOf(group, latest.fitting);
      const key = `${group.map(({ properties }) => properties.nummer ?? properties.campus)}/${items.map(({ id }) => id)}`;
      next.set(key, pins.get(key) ?? add(group, items));
    }
    for (const [key, pin] of pins) if (!next.has(key)) pin.marker.remove();
    pins = next;
    name();
  }
  const name = () => nameTowns(showNames([...pins.values()], map));

  map.on("zoomend", () => latest && draw()).on("moveend", () => latest && name());
  const tools = figure.querySelector("[data-map-tools]");
  tools.hidden = false;
  tools.querySelector("[data-search-here]").addEventListener("click", () => {
    const bounds = map.getBounds();
    search([bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()].map((side) => Number(side.toFixed(4))));
  });
  return {
    update(what) {
      latest = what;
      draw();
      figure.dataset.ready = "";
    },
    point(id, on) {
      for (const { ids, marker: made } of pins.values()) if (ids.includes(id)) made.getElement()?.classList.toggle("pin--lit", on);
    },
  };
}

// What the page of the finder holds: its cards as records, and what its form offers.

const DEGREES = 0.05; // around the outermost places: a frame that touches this is in the region

/** Each fieldset of the form is a dimension; two of them may share a name in the address. */
export function readForm(form) {
  const fields = [...form.querySelectorAll("[data-dimension]")].map((set) => {
    const boxes = [...set.querySelectorAll("input[type=checkbox]")];
    return { dimension: set.dataset.dimension, set, boxes, name: boxes[0]?.name ?? "", values: new Set(boxes.map((box) => box.value)) };
  }).filter(({ boxes }) => boxes.length);
  const options = fields.flatMap(({ dimension, boxes }) => boxes.map((box) => {
    const part = (name) => box.parentElement.querySelector(name);
    return { dimension, value: box.value, box, label: part("span").textContent, count: part("[data-option-count]"), likely: part("[data-option-probable]") };
  }));
  return { fields, options, labelOf: new Map(options.map(({ dimension, value, label }) => [`${dimension}=${value}`, label])) };
}

/** "51.92,4.48,adres;…" -> [{ lat, lon }] */
export const placesOf = (card) =>
  (card.dataset.places ?? "").split(";").filter(Boolean).map((place) => {
    const [lat, lon] = place.split(",").map(Number);
    return { lat, lon };
  });

/** A dimension's own values out of those of its list: the levels out of the school types. */
const listsOf = (card, fields, end) => {
  const found = {};
  for (const { dimension, name, values } of fields) {
    const told = card.getAttribute(`data-${name}${end}`);
    if (told !== null) found[dimension] = told.split(" ").filter((value) => values.has(value));
  }
  return found;
};

export function recordOf(card, fields) {
  return {
    text: `${card.querySelector(".card__title").textContent} ${card.querySelector(".card__text").textContent} ${card.dataset.text}`,
    values: listsOf(card, fields, ""),
    no: listsOf(card, fields, "-nee"),
    probable: listsOf(card, fields, "-waarschijnlijk"),
  };
}

/** [west, south, east, north] around every place, in degrees; null when there is none. */
export function boundsOf(places) {
  const all = places.flat();
  if (!all.length) return null;
  const [lats, lons] = [all.map(({ lat }) => lat), all.map(({ lon }) => lon)];
  return [Math.min(...lons) - DEGREES, Math.min(...lats) - DEGREES, Math.max(...lons) + DEGREES, Math.max(...lats) + DEGREES];
}

/** Which records have a place in a frame, and of which nobody knows: local ones without a known place. */
export function inFrame([west, south, east, north], places, cards) {
  const [has, maybe] = [[], []];
  places.forEach((own, index) => {
    if (own.some(({ lat, lon }) => lat >= south && lat <= north && lon >= west && lon <= east)) has.push(index);
    else if (!own.length && !isNational(cards[index])) maybe.push(index);
  });
  return { has, maybe };
}

export const isNational = (card) => card.dataset.bereik === "landelijk-online";
export const isStopped = (card) => card.dataset.status === "gestopt";

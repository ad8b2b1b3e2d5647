// The state of the finder, in and out of the address. Whatever an address holds, the result is a state that works;
// what was not understood is told.

const LONGEST = 100;
const SHOWN = 40;
const SIDES = 4;
const DECIMALS = 4; // of a degree: about ten metres

/** "4.10,51.90,4.60,52.10" (west, south, east, north in degrees) -> four numbers; null for what is no frame. */
function frameOf(text) {
  const sides = text.split(",").map((side) => (side.trim() ? Number(side) : NaN));
  const [west, south, east, north] = sides;
  return sides.length === SIDES && sides.every(Number.isFinite) && west < east && south < north ? sides : null;
}

const overlap = (one, other) => one[0] <= other[2] && other[0] <= one[2] && one[1] <= other[3] && other[1] <= one[3];

/** Reads the filters; a name that stands for two dimensions (a list with two kinds) is told once of what neither has. */
function readChoices(asked, dimensions, ignored) {
  const chosen = {};
  for (const [dimension, { name, values }] of Object.entries(dimensions)) {
    chosen[dimension] = [...new Set(asked.getAll(name))].filter((value) => values.has(value));
  }
  for (const name of new Set(Object.values(dimensions).map((dimension) => dimension.name))) {
    const known = Object.values(dimensions).filter((dimension) => dimension.name === name);
    const strange = [...new Set(asked.getAll(name))].filter((value) => value && !known.some(({ values }) => values.has(value)));
    ignored.push(...strange.map((value) => `${name}=${value}`));
  }
  return chosen;
}

/** Reads an address (`location.search`) against what the page offers:
 *  { dimensions: { "schooltype-fase": { name: "schooltype", values: Set } }, sorts: Set, bounds: [w, s, e, n] or null }. */
export function readState(search, offered) {
  const asked = new URLSearchParams(search);
  const ignored = [];
  const chosen = readChoices(asked, offered.dimensions, ignored);
  const [q, sort, unknown, shows, area] = ["q", "sort", "onbekend", "toon", "gebied"].map((name) => asked.get(name) ?? "");
  const frame = frameOf(area);
  const inside = frame && offered.bounds && overlap(frame, offered.bounds);
  if (q.length > LONGEST) ignored.push(`q=${q.slice(LONGEST)}`);
  if (sort && !offered.sorts.has(sort)) ignored.push(`sort=${sort}`);
  if (unknown && unknown !== "ja") ignored.push(`onbekend=${unknown}`);
  if (shows && !["lijst", "kaart"].includes(shows)) ignored.push(`toon=${shows}`);
  if (area && !inside) ignored.push(`gebied=${area}`);
  return {
    chosen,
    q: q.slice(0, LONGEST),
    sort: offered.sorts.has(sort) ? sort : [...offered.sorts][0],
    withUnknown: unknown === "ja",
    area: inside ? frame : null,
    shows: shows === "kaart" ? "kaart" : "lijst",
    ignored: shortened(ignored),
  };
}

const shortened = (texts) =>
  texts.slice(0, 5).map((text) => (text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text));

/** The address of a state: only what differs from the start, always in the same order. */
export function writeState(state, offered) {
  const parts = new URLSearchParams();
  for (const [dimension, { name, values }] of Object.entries(offered.dimensions)) {
    for (const value of values) if (state.chosen[dimension]?.includes(value)) parts.append(name, value);
  }
  if (state.q) parts.set("q", state.q);
  if (state.withUnknown) parts.set("onbekend", "ja");
  if (state.area) parts.set("gebied", state.area.map((side) => Number(side.toFixed(DECIMALS))).join(","));
  if (state.sort !== [...offered.sorts][0]) parts.set("sort", state.sort);
  if (state.shows === "kaart") parts.set("toon", "kaart");
  const text = parts.toString().replaceAll("%2C", ",");
  return text ? `?${text}` : "";
}

// The state of the list, in and out of the address. Whatever an address holds, the result is a state that works;
// what was not understood is told.

const LONGEST = 100;
const SHOWN = 40;

/** Reads an address (`location.search`) against what the page offers: { dimensions: { schooltype: Set }, sorts: Set }. */
export function readState(search, offered) {
  const asked = new URLSearchParams(search);
  const ignored = [];
  const chosen = {};
  for (const [dimension, allowed] of Object.entries(offered.dimensions)) {
    const values = [...new Set(asked.getAll(dimension))].filter(Boolean);
    chosen[dimension] = values.filter((value) => allowed.has(value));
    ignored.push(...values.filter((value) => !allowed.has(value)).map((value) => `${dimension}=${value}`));
  }
  const q = asked.get("q") ?? "";
  const sort = asked.get("sort") ?? "";
  const unknown = asked.get("onbekend") ?? "";
  if (q.length > LONGEST) ignored.push(`q=${q.slice(LONGEST)}`);
  if (sort && !offered.sorts.has(sort)) ignored.push(`sort=${sort}`);
  if (unknown && unknown !== "ja") ignored.push(`onbekend=${unknown}`);
  return {
    chosen,
    q: q.slice(0, LONGEST),
    sort: offered.sorts.has(sort) ? sort : [...offered.sorts][0],
    withUnknown: unknown === "ja",
    ignored: shortened(ignored),
  };
}

const shortened = (texts) =>
  texts.slice(0, 5).map((text) => (text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text));

/** The address of a state: only what differs from the start, always in the same order. */
export function writeState(state, offered) {
  const parts = new URLSearchParams();
  for (const dimension of Object.keys(offered.dimensions)) {
    for (const value of offered.dimensions[dimension]) if (state.chosen[dimension]?.includes(value)) parts.append(dimension, value);
  }
  if (state.q) parts.set("q", state.q);
  if (state.withUnknown) parts.set("onbekend", "ja");
  if (state.sort !== [...offered.sorts][0]) parts.set("sort", state.sort);
  const text = parts.toString();
  return text ? `?${text}` : "";
}

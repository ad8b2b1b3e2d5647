// What is chosen, as chips that can be taken away; and what to let go of when nothing fits.

const MOST = 3; // pieces of advice

export function button(text, action, className = "") {
  const made = Object.assign(document.createElement("button"), { type: "button", textContent: text, className });
  made.addEventListener("click", action);
  return made;
}

const item = (child) => {
  const made = document.createElement("li");
  made.append(child);
  return made;
};

/** Everything that is chosen, each with its words. */
export function chosenIn(state, offered, labelOf, say) {
  return [
    ...Object.keys(offered.dimensions).flatMap((name) => state.chosen[name].map((value) => ({ name, value, label: labelOf.get(`${name}=${value}`) }))),
    ...(state.q.trim() ? [{ name: "q", value: state.q, label: `“${state.q.trim()}”` }] : []),
    ...(state.area ? [{ name: "gebied", value: "", label: say("vinder.gebied") }] : []),
  ];
}

/** The state without one of the choices. */
export function without(state, { name, value }) {
  if (name === "q") return { ...state, q: "" };
  if (name === "gebied") return { ...state, area: null };
  return { ...state, chosen: { ...state.chosen, [name]: state.chosen[name].filter((other) => other !== value) } };
}

/** The state with nothing chosen. */
export const withNothing = (state) => ({ ...state, q: "", area: null, chosen: Object.fromEntries(Object.keys(state.chosen).map((name) => [name, []])) });

/** Draws the chips; `go(state, focus)` takes one over. */
export function showChips(list, filters, state, say, go) {
  const chips = filters.map((filter) => {
    const chip = button(`${filter.label} ×`, () => go(without(state, filter), "chips"), "chip");
    chip.setAttribute("aria-label", say("lijst.haal_weg", { label: filter.label }));
    return item(chip);
  });
  if (filters.length > 1) chips.push(item(button(say("lijst.alles_weg"), () => go(withNothing(state), "count"), "link")));
  list.replaceChildren(...chips);
  list.hidden = !chips.length;
}

/** When nothing fits: which choice to let go of, and how many that gives. */
export function showEmpty(box, filters, state, { say, many, totalOf, go }) {
  const better = filters
    .map((filter) => ({ filter, total: totalOf(without(state, filter)) }))
    .filter((row) => row.total > 0)
    .sort((a, b) => b.total - a.total)
    .slice(0, MOST);
  const advice = better.map(({ filter, total }) =>
    item(button(`${say("lijst.haal_weg", { label: filter.label })} (${many("lijst.aantal", total)})`, () => go(without(state, filter), "count"), "link")));
  const text = document.createElement("p");
  text.textContent = say(advice.length ? "lijst.leeg" : "lijst.leeg_alles");
  const options = document.createElement("ul");
  options.append(...advice);
  box.replaceChildren(text, ...(advice.length ? [options] : []));
}

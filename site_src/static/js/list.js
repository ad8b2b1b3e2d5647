// The list of initiatives: filters that combine, with the state in the address.
//
//   form[data-filters]      the filters; each control is named after its dimension
//   [data-initiative]       a result, with its values in data-<dimension>; no attribute means: not known. Where there is
//                           data-<dimension>-nee too, any other value is not known either;
//                           data-<dimension>-waarschijnlijk are those of its values that are not sure
//   [data-count]            how many there are, announced
//   [data-chips], [data-unknown], [data-empty], [data-ignored]   what the choice means
import { divide, forget, measure } from "./distances.js";
import { createEngine, has } from "./engine.js";
import { findPlace, fromHash, here, toHash } from "./near.js";
import { readState, writeState } from "./state.js";

const form = document.querySelector("form[data-filters]");
const area = document.querySelector("[data-results]");
const part = (name) => area.querySelector(`[data-${name}]`);
const words = JSON.parse(document.querySelector("script[data-words]").textContent);
const say = (key, values = {}) => words[key].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
const many = (key, n) => say(`${key}.${n === 1 ? "een" : "meer"}`, { n });

const list = part("list");
const cards = [...list.querySelectorAll("[data-initiative]")];
const rows = cards.map((card) => card.closest("li"));
const boxes = [...form.querySelectorAll("[data-dimension] input[type=checkbox]")];
const dimensions = [...new Set(boxes.map((box) => box.name))];
const offered = {
  dimensions: Object.fromEntries(dimensions.map((name) => [name, new Set(boxes.filter((box) => box.name === name).map((box) => box.value))])),
  sorts: new Set([...form.elements.sort.options].map((option) => option.value)),
};
const counterOf = (box, part) => box.parentElement.querySelector(`[data-option-${part}]`);
const labelOf = new Map(boxes.map((box) => [`${box.name}=${box.value}`, box.parentElement.querySelector("span").textContent]));
const counters = new Map(boxes.map((box) => [`${box.name}=${box.value}`, counterOf(box, "count")]));
const likelyCounters = new Map(boxes.map((box) => [`${box.name}=${box.value}`, counterOf(box, "probable")]).filter((row) => row[1]));

const listsOf = (card, end) =>
  Object.fromEntries(dimensions.map((name) => [name, card.getAttribute(`data-${name}${end}`)?.split(" ").filter(Boolean)]).filter((row) => row[1]));

const recordOf = (card) => ({
  text: `${card.querySelector("h3").textContent} ${card.querySelector("p").textContent} ${card.dataset.text}`,
  values: listsOf(card, ""),
  no: listsOf(card, "-nee"),
  probable: listsOf(card, "-waarschijnlijk"),
});
const engine = createEngine(cards.map(recordOf), dimensions);
const orders = {
  naam: rows.map((_, index) => index),
  gecontroleerd: rows.map((_, index) => index).sort((a, b) => cards[b].dataset.gecontroleerd.localeCompare(cards[a].dataset.gecontroleerd) || a - b),
};
let state = readState(location.search, offered);
let shownOrder = "naam";
const nearForm = document.querySelector("form[data-near]");
let asked = "";

const query = (from) => ({ chosen: from.chosen, words: from.q.split(/\s+/), withUnknown: from.withUnknown });

function show() {
  const result = engine.run(query(state));
  cards.forEach((card, index) => {
    const out = !has(result.matches, index);
    if (card.hidden !== out) { card.hidden = out; rows[index].hidden = out; }
  });
  sortRows();
  const likely = result.probable ? `, ${say("lijst.waarvan", { n: result.probable })}` : "";
  part("count").textContent = many("lijst.aantal", result.total) + likely;
  for (const [key, counter] of counters) {
    const [name, value] = key.split("=");
    counter.textContent = result.counts[name][value] ?? 0;
  }
  for (const [key, counter] of likelyCounters) {
    const [name, value] = key.split("=");
    const n = result.likely[name][value] ?? 0;
    counter.textContent = n ? say("lijst.waarvan", { n }) : "";
  }
  showChips();
  showUnknown(result.unknown);
  showEmpty(result.total);
}

function sortRows() {
  const order = orders[state.sort] ? state.sort : "naam";
  if (shownOrder !== order) list.append(...orders[order].map((index) => rows[index]));
  shownOrder = order;
  for (const line of list.querySelectorAll("[data-divider]")) line.remove();
  if (order === "afstand") divide(orders.afstand, cards, rows, say);
}

const tellNear = (text) => { nearForm.querySelector("[data-near-told]").textContent = text; };

/** Takes over the question behind the # of the address, or forgets it. */
async function readNear() {
  asked = fromHash(location.hash);
  nearForm.elements.pc.value = /^[0-9.]+,[0-9.]+$/.test(asked) ? "" : asked;
  const place = asked ? await findPlace(asked, nearForm.dataset.table) : null;
  form.elements.sort.querySelector('[value="afstand"]').disabled = !place || "problem" in place;
  shownOrder = "";
  if (!place || place.problem) {
    forget(cards);
    delete orders.afstand;
    if (state.sort === "afstand") state = { ...state, sort: "naam" };
    tellNear(place ? say(`nabij.${place.problem}`, { plek: place.label }) : "");
  } else {
    orders.afstand = measure(place, cards, say);
    state = { ...state, sort: "afstand" };
    tellNear(say("nabij.gemeten", { plek: place.label || say("nabij.hier") }));
  }
  fillForm();
  show();
}

const active = () => [
  ...dimensions.flatMap((name) => state.chosen[name].map((value) => ({ name, value, label: labelOf.get(`${name}=${value}`) }))),
  ...(state.q.trim() ? [{ name: "q", value: state.q, label: `“${state.q.trim()}”` }] : []),
];

const without = ({ name, value }) =>
  name === "q" ? { ...state, q: "" } : { ...state, chosen: { ...state.chosen, [name]: state.chosen[name].filter((other) => other !== value) } };

function button(text, action) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.addEventListener("click", action);
  return made;
}

function showChips() {
  const filters = active();
  const chips = filters.map((filter) => {
    const item = document.createElement("li");
    const chip = button(`${filter.label} ×`, () => go(without(filter), "chips"));
    chip.className = "chip";
    chip.setAttribute("aria-label", say("lijst.haal_weg", { label: filter.label }));
    item.append(chip);
    return item;
  });
  if (filters.length > 1) {
    const item = document.createElement("li");
    const all = button(say("lijst.alles_weg"), () => go({ ...state, q: "", chosen: Object.fromEntries(dimensions.map((name) => [name, []])) }, "count"));
    all.className = "link";
    item.append(all);
    chips.push(item);
  }
  part("chips").replaceChildren(...chips);
  part("chips").hidden = !chips.length;
  form.querySelector("[data-active-count]").textContent = filters.length ? `(${filters.length})` : "";
}

function showUnknown(n) {
  const line = part("unknown");
  line.hidden = !n || state.withUnknown;
  if (line.hidden) return;
  const link = document.createElement("a");
  link.href = writeState({ ...state, withUnknown: true }, offered);
  link.textContent = say("lijst.toon_ook");
  link.addEventListener("click", (event) => { event.preventDefault(); go({ ...state, withUnknown: true }, "count"); });
  line.replaceChildren(`${many("lijst.onbekend", n)} `, link);
}

function showEmpty(total) {
  const box = part("empty");
  box.hidden = total > 0;
  if (total) return;
  const better = active()
    .map((filter) => ({ filter, total: engine.run(query(without(filter))).total }))
    .filter((row) => row.total > 0)
    .sort((a, b) => b.total - a.total)
    .slice(0, 3);
  const advice = better.map(({ filter, total: n }) => {
    const item = document.createElement("li");
    const choice = button(`${say("lijst.haal_weg", { label: filter.label })} (${many("lijst.aantal", n)})`, () => go(without(filter), "count"));
    choice.className = "link";
    item.append(choice);
    return item;
  });
  const text = document.createElement("p");
  text.textContent = say(advice.length ? "lijst.leeg" : "lijst.leeg_alles");
  const options = document.createElement("ul");
  options.append(...advice);
  box.replaceChildren(text, ...(advice.length ? [options] : []));
}

function showIgnored() {
  part("ignored").hidden = !state.ignored.length;
  part("ignored").textContent = state.ignored.length ? say("lijst.genegeerd", { wat: state.ignored.join(", ") }) : "";
}

function fillForm() {
  for (const box of boxes) box.checked = state.chosen[box.name].includes(box.value);
  form.elements.q.value = state.q;
  form.elements.onbekend.checked = state.withUnknown;
  form.elements.sort.value = state.sort;
}

const readForm = () => ({
  chosen: Object.fromEntries(dimensions.map((name) => [name, boxes.filter((box) => box.name === name && box.checked).map((box) => box.value)])),
  q: form.elements.q.value,
  withUnknown: form.elements.onbekend.checked,
  sort: form.elements.sort.value,
  ignored: [],
});

/** Takes over a state: address, form, list. `focus` names the part to go to when the button that was used is gone. */
function go(next, focus = "", method = "pushState") {
  state = { ...next, ignored: [] };
  const address = location.pathname + writeState(state, offered) + location.hash;
  if (address !== location.pathname + location.search + location.hash) history[method](null, "", address);
  fillForm();
  showIgnored();
  show();
  const target = focus && (part(focus)?.querySelector("button") ?? part("count"));
  if (target) { target.tabIndex = target.tagName === "BUTTON" ? 0 : -1; target.focus({ preventScroll: true }); }
}

/** Enter in the search field: what is understood of the sentence becomes filters and a place, the rest stays words. Its
 *  script is asked for only then; without it the words stay words. */
async function hear() {
  const typed = readForm();
  const found = typed.q.trim() && await import(form.dataset.lexicon).then(({ heard }) => heard(typed.q, form.dataset, writeState(typed, offered)), () => null);
  if (!found) return go(typed);
  go(readState(found.search, offered));
  part("ignored").hidden = !found.said.length;
  part("ignored").textContent = found.said.join(" ");
  if (!found.hash) return;
  history.replaceState(null, "", location.pathname + location.search + found.hash);
  await readNear();
}

form.addEventListener("change", (event) => { if (event.target.name !== "q") go(readForm()); });
form.elements.q.addEventListener("input", () => go(readForm(), "", "replaceState"));
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  await hear();
  part("count").scrollIntoView();
});
addEventListener("popstate", () => {
  state = readState(location.search, offered);
  if (orders.afstand && !new URLSearchParams(location.search).has("sort")) state = { ...state, sort: "afstand" };
  fillForm();
  showIgnored();
  show();
});
addEventListener("hashchange", () => { if (fromHash(location.hash) !== asked) readNear(); });
nearForm.hidden = false;
nearForm.addEventListener("submit", (event) => {
  event.preventDefault();
  const question = nearForm.elements.pc.value.trim();
  history.pushState(null, "", location.pathname + location.search + toHash(question));
  readNear();
});
nearForm.querySelector("[data-here]").addEventListener("click", async () => {
  const place = await here("");
  if (place.problem) return tellNear(say(`nabij.${place.problem}`));
  history.pushState(null, "", location.pathname + location.search + toHash(`${place.lat.toFixed(3)},${place.lon.toFixed(3)}`));
  readNear();
});

form.querySelector("[data-submit]").hidden = true;
form.querySelector("[data-filters-panel]").open = matchMedia("(min-width: 60rem)").matches;
for (const name of dimensions) if (state.chosen[name].length) form.querySelector(`[data-dimension="${name}"]`).closest("details").open = true;
fillForm();
showIgnored();
show();
if (fromHash(location.hash)) readNear();
document.documentElement.dataset.listReady = "";

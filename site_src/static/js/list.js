// The finder: filters that combine, with the state in the address; one set of them for the list and the map.
//
//   form[data-filters]      the filters; each fieldset is a dimension, each control is named as in the address
//   [data-initiative]       a result, with its values in data-<filter>; no attribute means: not known. Where there is
//                           data-<filter>-nee too, any other value is not known either;
//                           data-<filter>-waarschijnlijk are those of its values that are not sure
//   [data-group]            certain, probable, not known, stopped
//   [data-count]            how many there are, announced
//   [data-chips], [data-unknown], [data-empty], [data-ignored]   what the choice means
import { chosenIn, showChips, showEmpty } from "./chips.js";
import { forget, measure } from "./distances.js";
import { createEngine, has } from "./engine.js";
import { createGroups } from "./groups.js";
import { findPlace, fromHash, here, toHash } from "./near.js";
import { boundsOf, inFrame, isNational, isStopped, placesOf, readForm, recordOf } from "./records.js";
import { createSheet } from "./sheet.js";
import { readState, writeState } from "./state.js";
import { createViews } from "./views.js";

const form = document.querySelector("form[data-filters]");
const area = document.querySelector("[data-results]");
const finder = document.querySelector("[data-finder]");
const nearForm = document.querySelector("form[data-near]");
const part = (name) => area.querySelector(`[data-${name}]`);
const words = JSON.parse(document.querySelector("script[data-words]").textContent);
const say = (key, values = {}) => words[key].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
const many = (key, n) => say(`${key}.${n === 1 ? "een" : "meer"}`, { n });

const nameOf = (card) => card.querySelector(".card__title").textContent.toLowerCase();
const named = [...area.querySelectorAll("[data-initiative]")].map((card) => ({ card, name: nameOf(card) }));
const cards = named.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)).map(({ card }) => card);
const rows = cards.map((card) => card.closest("li"));
const places = cards.map(placesOf);
const { fields, options, labelOf } = readForm(form);
const offered = {
  dimensions: Object.fromEntries(fields.map(({ dimension, name, values }) => [dimension, { name, values }])),
  sorts: new Set([...form.elements.sort.options].map((option) => option.value)),
  bounds: boundsOf(places),
};
const dimensions = Object.keys(offered.dimensions);
const engine = createEngine(cards.map((card) => recordOf(card, fields)), dimensions);
const numbers = cards.map((_, index) => index);
const orders = {
  naam: numbers,
  gecontroleerd: [...numbers].sort((a, b) => cards[b].dataset.gecontroleerd.localeCompare(cards[a].dataset.gecontroleerd) || a - b),
};
let state = readState(location.search, offered);
let asked = "";

const query = (from) => ({ chosen: from.chosen, words: from.q.split(/\s+/), withUnknown: from.withUnknown, limit: from.area && inFrame(from.area, places, cards) });
const groups = createGroups(area, cards, rows, { say, many });
const views = createViews(finder, {
  switchTo: (shows) => go({ ...state, shows }),
  search: (frame) => go({ ...state, area: frame }, "count"),
});
const sheet = createSheet(form, () => reach("count"));

function show() {
  const result = engine.run(query(state));
  const filters = chosenIn(state, offered, labelOf, say);
  const unsure = Boolean(state.area) || dimensions.some((name) => state.chosen[name].length);
  drawGroups(result, unsure);
  const told = [result.probable && say("lijst.waarvan", { n: result.probable }), state.withUnknown && result.total - sizeOf(result.fitting) && say("vinder.ook_onbekend", { n: result.total - sizeOf(result.fitting) })];
  part("count").textContent = [many("lijst.aantal", result.total), ...told.filter(Boolean)].join(", ");
  sheet.tell(result.total ? say("vinder.toon", { n: result.total }) : say("vinder.toon_niets"));
  for (const { dimension, value, count, likely } of options) {
    count.textContent = result.counts[dimension][value] ?? 0;
    const n = likely && (result.likely[dimension][value] ?? 0);
    if (likely) likely.textContent = n ? say("lijst.waarvan", { n }) : "";
  }
  showChips(part("chips"), filters, state, say, go);
  form.querySelector("[data-active-count]").textContent = filters.length ? `(${filters.length})` : "";
  part("empty").hidden = result.total > 0;
  if (!result.total) showEmpty(part("empty"), filters, state, { say, many, go, totalOf: (other) => engine.run(query(other)).total });
  updateMap(result);
}

const sizeOf = (set) => numbers.reduce((sum, index) => sum + has(set, index), 0);

/** Every record in one group; what has stopped goes last, and what does not fit is left out. */
function drawGroups({ matches, sure, fitting, maybe }, filtered) {
  const found = { zeker: [], waarschijnlijk: [], onbekend: [], gestopt: [] };
  const out = [];
  for (const index of orders[state.sort] ?? orders.naam) {
    const fits = has(fitting, index);
    const group = fits && isStopped(cards[index]) ? "gestopt" : has(sure, index) ? "zeker" : fits ? "waarschijnlijk" : has(maybe, index) ? "onbekend" : "";
    (group ? found[group] : out).push(index);
    const left = !has(matches, index);
    if (cards[index].hidden !== left) cards[index].hidden = left;
  }
  groups.show({ orders: found, out, sorted: state.sort, filtered });
  const fold = groups.fold("onbekend");
  if (fold.open !== state.withUnknown) fold.open = state.withUnknown;
}

/** What the map needs to know: who fits, and who fits wherever the map is. */
function updateMap(result) {
  const wide = state.area ? engine.run({ ...query(state), limit: null }) : result;
  const idsOf = (set) => new Set(numbers.filter((index) => has(set, index)).map((index) => cards[index].dataset.initiative));
  views.update({ fitting: idsOf(result.matches), anywhere: idsOf(wide.matches), total: result.total, area: state.area });
}

const tellNear = (text) => { nearForm.querySelector("[data-near-told]").textContent = text; };

/** Takes over the question behind the # of the address, or forgets it. */
async function readNear() {
  asked = fromHash(location.hash);
  nearForm.elements.pc.value = /^[0-9.]+,[0-9.]+$/.test(asked) ? "" : asked;
  const place = asked ? await findPlace(asked, nearForm.dataset.table) : null;
  form.elements.sort.querySelector('[value="afstand"]').disabled = !place || "problem" in place;
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
  groups.reset();
  fillForm();
  show();
}

/** Asks for what is near; what was found comes into view, what was not stays told beside the question. */
async function searchNear(question) {
  history.pushState(null, "", location.pathname + location.search + toHash(question));
  await readNear();
  if (orders.afstand) reach("count");
}

function showIgnored() {
  part("ignored").hidden = !state.ignored.length;
  part("ignored").textContent = state.ignored.length ? say("lijst.genegeerd", { wat: state.ignored.join(", ") }) : "";
}

function fillForm() {
  for (const { dimension, value, box } of options) box.checked = state.chosen[dimension].includes(value);
  for (const { dimension, set } of fields) {
    const n = state.chosen[dimension].length;
    set.parentElement.querySelector("[data-chosen-count]").textContent = n ? `(${n})` : "";
  }
  form.elements.q.value = state.q;
  form.elements.sort.value = state.sort;
  views.show(state.shows);
}

const readFields = () => ({
  ...state,
  chosen: Object.fromEntries(dimensions.map((name) => [name, options.filter(({ dimension, box }) => dimension === name && box.checked).map(({ value }) => value)])),
  q: form.elements.q.value,
  sort: form.elements.sort.value,
});

/** Keeps the number of results in sight: nothing happens unseen. */
function keepInView() {
  const { top, bottom } = part("count").getBoundingClientRect();
  if (top < 0 || bottom > innerHeight * (sheet.isOpen() ? 0.12 : 1)) part("count").scrollIntoView();
}

/** Gives the focus to a part of the results, in view: after a chip or a sheet that is gone. */
function reach(name) {
  const target = part(name)?.querySelector("button") ?? part("count");
  if (target.tagName !== "BUTTON") target.tabIndex = -1;
  keepInView();
  target.focus({ preventScroll: true });
}

/** Takes over a state: address, form, list, map. `focus` names the part to go to when the button that was used is gone. */
function go(next, focus = "", method = "pushState") {
  state = { ...next, ignored: [] };
  const address = location.pathname + writeState(state, offered) + location.hash;
  if (address !== location.pathname + location.search + location.hash) history[method](null, "", address);
  groups.reset();
  fillForm();
  showIgnored();
  show();
  if (focus) reach(focus);
}

/** Enter in the search field: what is understood of the sentence becomes filters and a place, the rest stays words. Its
 *  script is asked for only then; without it the words stay words. */
async function hear() {
  const typed = readFields();
  const found = typed.q.trim() && await import(form.dataset.lexicon).then(({ heard }) => heard(typed.q, form.dataset, writeState(typed, offered)), () => null);
  if (!found) return go(typed, "count");
  go(readState(found.search, offered), "count");
  part("ignored").hidden = !found.said.length;
  part("ignored").textContent = found.said.join(" ");
  if (!found.hash) return;
  history.replaceState(null, "", location.pathname + location.search + found.hash);
  await readNear();
}

form.addEventListener("change", (event) => {
  if (event.target.name === "q") return;
  go(readFields());
  keepInView();
});
form.elements.q.addEventListener("input", () => go(readFields(), "", "replaceState"));
form.addEventListener("submit", (event) => { event.preventDefault(); hear(); });
groups.fold("onbekend").addEventListener("toggle", ({ target }) => { if (target.open !== state.withUnknown) go({ ...state, withUnknown: target.open }, "", "replaceState"); });
addEventListener("popstate", () => {
  state = readState(location.search, offered);
  if (orders.afstand && !new URLSearchParams(location.search).has("sort")) state = { ...state, sort: "afstand" };
  groups.reset();
  fillForm();
  showIgnored();
  show();
});
addEventListener("hashchange", () => { if (fromHash(location.hash) !== asked) readNear(); });
nearForm.hidden = false;
nearForm.addEventListener("submit", (event) => {
  event.preventDefault();
  searchNear(nearForm.elements.pc.value.trim());
});
nearForm.querySelector("[data-here]").addEventListener("click", async () => {
  const place = await here("");
  if (place.problem) return tellNear(say(`nabij.${place.problem}`));
  searchNear(`${place.lat.toFixed(3)},${place.lon.toFixed(3)}`);
});
document.querySelector("[data-to-results]")?.addEventListener("click", (event) => { event.preventDefault(); reach("count"); });

for (const { dimension, set } of fields) if (state.chosen[dimension].length) set.closest("details").open = true;
/** Whether this browser keeps anything for this site; where it doesn't, a sentence says so. */
function keepsThings() {
  try {
    localStorage.setItem("probe", "");
    localStorage.removeItem("probe");
    return true;
  } catch {
    return false;
  }
}

document.querySelector("[data-no-storage]")?.toggleAttribute("hidden", keepsThings());
form.querySelector("[data-submit]").hidden = true;
fillForm();
showIgnored();
show();
if (fromHash(location.hash)) readNear();
document.documentElement.dataset.listReady = "";

// A list on another site. Its address says what is in it: the filters of the list, by id or by code; ?aantal= how many
// cards; ?kleur= and ?accent= how it looks (see look.js). What it does not know is left out and told.
const MOST = 200;
const SHOWN = 40;
const LOOKS = { kleur: ["", "licht", "donker", "auto"], accent: ["", "groen", "blauw", "paars", "rood", "grijs"] };
const ORDERS = ["naam", "gecontroleerd"];
const RANKS = ["zeker", "waarschijnlijk", "onbekend", "gestopt"];

const area = document.querySelector("[data-embed]");
const part = (name) => area.querySelector(`[data-${name}]`);
const words = JSON.parse(document.querySelector("script[data-words]").textContent);
const say = (key, values = {}) => words[key].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
const many = (key, n) => say(`${key}.${n === 1 ? "een" : "meer"}`, { n });
const offered = JSON.parse(part("offered")?.textContent ?? "{}");
const asked = new URLSearchParams(location.search);
const ignored = [];

/** The value as the address of the list has it: an id or a code, in capitals or not; undefined for what it is not. */
function valueOf({ values, also }, text) {
  const small = text.toLowerCase();
  return also[text] ?? also[small] ?? [text, small, text.toUpperCase()].find((value) => value in values);
}

/** What is asked for, in each filter; two filters may share a name in the address. */
function chosenFilters() {
  const chosen = {};
  for (const [id, filter] of Object.entries(offered)) {
    const values = asked.getAll(filter.name).map((text) => valueOf(filter, text)).filter(Boolean);
    if (values.length) chosen[id] = [...new Set(values)];
  }
  for (const [name, text] of asked) {
    const filters = Object.values(offered).filter((filter) => filter.name === name);
    if (text && filters.length && !filters.some((filter) => valueOf(filter, text))) ignored.push(`${name}=${text}`);
  }
  return chosen;
}

function number() {
  const text = asked.get("aantal") ?? "";
  const n = /^[0-9]{1,3}$/.test(text) ? Number(text) : 0;
  if (text && (n < 1 || n > MOST)) ignored.push(`aantal=${text}`);
  return n >= 1 && n <= MOST ? n : Infinity;
}

function checkRest() {
  for (const [name, allowed] of Object.entries(LOOKS)) if (!allowed.includes(asked.get(name) ?? "")) ignored.push(`${name}=${asked.get(name)}`);
  const sort = asked.get("sort") ?? "";
  if (sort && !ORDERS.includes(sort)) ignored.push(`sort=${sort}`);
  const unknown = asked.get("onbekend") ?? "";
  if (unknown && unknown !== "ja") ignored.push(`onbekend=${unknown}`);
  const names = new Set([...Object.values(offered).map((filter) => filter.name), ...Object.keys(LOOKS), "aantal", "sort", "onbekend", "q"]);
  for (const [name, text] of asked) if (!names.has(name)) ignored.push(`${name}=${text}`);
}

const listOf = (card, name) => (card.getAttribute(`data-${name}`) ?? "").split(" ").filter(Boolean);

/** How sure a card has one of these values: 0 for sure, 1 probably, 2 not known, 3 it has none of them. */
function certainty(card, { name }, values) {
  const has = listOf(card, name);
  const likely = listOf(card, `${name}-waarschijnlijk`);
  const found = values.filter((value) => has.includes(value));
  if (found.length) return found.every((value) => likely.includes(value)) ? 1 : 0;
  if (!card.hasAttribute(`data-${name}`)) return 2;
  const no = card.getAttribute(`data-${name}-nee`);
  return no !== null && values.some((value) => !no.split(" ").includes(value)) ? 2 : 3;
}

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** In which of RANKS a card stands, or "" when it is not in this list. */
function rankOf(card, chosen, q, withUnknown) {
  const text = plain(`${card.textContent} ${card.dataset.text}`);
  if (!q.every((word) => text.includes(word))) return "";
  const rank = Math.max(0, ...Object.entries(chosen).map(([id, values]) => certainty(card, offered[id], values)));
  if (rank === 3 || (rank === 2 && !withUnknown)) return "";
  return card.dataset.status === "gestopt" && !chosen.status ? "gestopt" : RANKS[rank];
}

function dividerOf(rank) {
  const line = document.createElement("li");
  line.className = "embed__divider";
  line.dataset.divider = "";
  line.textContent = words[`embed.groep.${rank}`];
  return line;
}

/** Puts the cards that fit in their order, as many as asked for; gives how many fit. */
function fill(chosen, most) {
  const list = part("list");
  const q = (asked.get("q") ?? "").slice(0, 100).split(/\s+/).map(plain).filter(Boolean);
  const cards = [...list.querySelectorAll("[data-initiative]")];
  if (asked.get("sort") === "gecontroleerd") cards.sort((a, b) => b.dataset.gecontroleerd.localeCompare(a.dataset.gecontroleerd));
  const ranks = new Map(cards.map((card) => [card, rankOf(card, chosen, q, asked.get("onbekend") === "ja")]));
  const rows = [];
  let total = 0;
  for (const rank of RANKS) {
    const fitting = cards.filter((card) => ranks.get(card) === rank);
    if (rank !== "zeker" && fitting.length && total < most) rows.push(dividerOf(rank));
    rows.push(...fitting.slice(0, Math.max(0, most - total)).map((card) => card.closest("li")));
    total += fitting.length;
  }
  list.replaceChildren(...rows);
  return total;
}

/** The title names what was chosen, and the link leads to the whole list with the same choices. */
function tell(chosen, total) {
  const labels = Object.entries(chosen).flatMap(([id, values]) => values.map((value) => offered[id].values[value]));
  if (labels.length) document.title = part("embed-title").textContent = say("embed.over", { wat: labels.join(", ") });
  part("count").textContent = total ? many("lijst.aantal", total) : words["embed.leeg"];
  const same = new URLSearchParams();
  for (const [id, values] of Object.entries(chosen)) for (const value of values) same.append(offered[id].name, value);
  for (const name of ["q", "onbekend"]) if (asked.get(name)) same.set(name, asked.get(name));
  const more = part("embed-more");
  if ([...same].length) more.search = `?${same}`;
  if (total) more.querySelector("span").textContent = say("embed.alle", { aantal: many("lijst.aantal", total), naam: area.dataset.embed });
}

/** A campus has its list already: as many cards as asked for, and nothing that holds or announces none. */
function shorten(most) {
  let left = most;
  for (const card of area.querySelectorAll("[data-initiative]")) card.closest("li").hidden = left-- <= 0;
  let line = null;
  for (const piece of part("list").children) {
    if (piece.matches("[data-divider]")) {
      line = piece;
      line.hidden = true;
    } else {
      piece.hidden = !piece.querySelector("li:not([hidden])");
      if (line && !piece.hidden) line.hidden = false;
    }
  }
}

const most = number();
const chosen = chosenFilters();
checkRest();
if (part("offered")) tell(chosen, fill(chosen, most));
else shorten(most);
const told = [...new Set(ignored)].slice(0, 5).map((text) => (text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text));
part("ignored").hidden = !told.length;
part("ignored").textContent = told.length ? say("lijst.genegeerd", { wat: told.join(", ") }) : "";
document.documentElement.dataset.embedReady = "";

// The planner on the page of roles: a form whose plan stands in the address, a table by part and one by year.
import { lines, readPlan, sum, total, verdict, writePlan, years } from "./planning.js";

const { prices, most, buses, words } = JSON.parse(document.querySelector("[data-prices]").textContent);
const form = document.querySelector("[data-planner]");
const outcome = document.querySelector("[data-outcome]");
const actions = document.querySelector("[data-actions]");
const told = document.querySelector("[data-told]");
const example = readPlan(`?${outcome.dataset.plan}`, { most, buses });
const say = (key, values = {}) => words[`plan.${key}`].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
const format = new Intl.NumberFormat(document.documentElement.lang);
const euro = ([low, high]) => (low === high ? `€\u00a0${format.format(low)}` : `€\u00a0${format.format(low)} – ${format.format(high)}`);
const all = (part, plan) => sum([part.once, ...Array(plan.jaren).fill(part.yearly)]);

let plan = location.search ? readPlan(location.search, { most, buses }) : example;

function table(caption, columns, rows) {
  const element = document.createElement("table");
  const cell = (name, text, properties) => Object.assign(document.createElement(name), { textContent: text, ...properties });
  element.createCaption().textContent = caption;
  element.createTHead().insertRow().append(...columns.map((text, place) => cell("th", text, { scope: "col", className: place ? "number" : "" })));
  const body = element.createTBody();
  for (const [head, ...cells] of rows) body.insertRow().append(cell("th", head, { scope: "row" }), ...cells.map((text) => cell("td", text, { className: "number" })));
  const frame = document.createElement("div");
  frame.className = "scroll";
  frame.tabIndex = 0;
  frame.setAttribute("role", "group");
  frame.setAttribute("aria-label", caption);
  frame.append(element);
  return frame;
}

function show() {
  const parts = lines(plan, prices);
  const sums = [sum(parts.map((part) => part.once)), sum(parts.map((part) => part.yearly)), total(plan, prices)];
  const rows = parts.map((part) => [say(part.part), ...[part.once, part.yearly, all(part, plan)].map(euro)]);
  const byPart = table(say("tabel"), [say("onderdeel"), say("eenmalig"), say("per_jaar"), say("alles", { n: plan.jaren })],
    [...rows, [say("samen"), ...sums.map(euro)]]);
  const byYear = table(say("per_jaar_tabel"), [say("per_jaar_tabel"), say("kosten")],
    years(plan, prices).map((cost, year) => [say("jaar", { n: year + 1 }), euro(cost)]));
  const fits = verdict(plan.budget, sums[2]);
  told.textContent = [say("uitkomst", { bedrag: euro(sums[2]), n: plan.jaren }), fits && say(fits)].filter(Boolean).join(" ");
  outcome.replaceChildren(byPart, byYear);
}

function fill() {
  for (const [name, value] of Object.entries(plan)) form.elements[name].value = name === "budget" && !value ? "" : value;
}

/** The plan as a file: a row for each year and part, made here in the browser. */
function csv() {
  const rows = Array.from({ length: plan.jaren }, (_, year) => lines(plan, prices).map((part) =>
    [year + 1, say(part.part), ...(year ? part.yearly : sum([part.once, part.yearly])), say("bron")])).flat();
  const quote = (value) => (/[",\n]/.test(value) ? `"${String(value).replaceAll('"', '""')}"` : value);
  return [["Jaar", say("onderdeel"), say("van"), say("tot"), "Bron"], ...rows].map((row) => row.map(quote).join(",")).join("\r\n");
}

form.hidden = false;
actions.hidden = false;
form.addEventListener("input", () => {
  plan = readPlan(`?${new URLSearchParams(new FormData(form))}`, { most, buses });
  history.replaceState(null, "", location.pathname + (writePlan(plan) || "?jaren=1"));
  show();
});
form.addEventListener("change", fill);
form.addEventListener("submit", (event) => event.preventDefault());
actions.querySelector("[data-print]").addEventListener("click", () => print());
actions.querySelector("[data-copy]").addEventListener("click", async () => {
  history.replaceState(null, "", location.pathname + (writePlan(plan) || "?jaren=1"));
  await navigator.clipboard.writeText(location.href);
  told.textContent = say("gekopieerd");
});
actions.querySelector("[data-csv]").addEventListener("click", () => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(["\ufeff", csv()], { type: "text/csv;charset=utf-8" }));
  link.download = "plan.csv";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
});
fill();
show();
document.documentElement.dataset.plannerReady = "";

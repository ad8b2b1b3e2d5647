// The three questions at home: for whom, where, and how. What fits best stands below them, each with its reasons; the
// answers stay behind the # of the address, so that they are there after going back and are sent nowhere.
import { findPlace, here, nearest } from "./near.js";
import { SURE, UNKNOWN, pick } from "./picks.js";

const form = document.querySelector("form[data-questions]");
const area = document.querySelector("[data-picks]");
const words = JSON.parse(document.querySelector("script[data-words]").textContent);
const labels = JSON.parse(document.querySelector("script[data-labels]").textContent);
const say = (key, values = {}) => words[key].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
const many = (key, n) => say(`${key}.${n === 1 ? "een" : "meer"}`, { n });
const numbers = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 });
const { wie, pc, hoe } = form.elements;
const tools = { distanceTo: nearest, radius: Number(form.dataset.radius) };
const POINT = /^[0-9.]+,[0-9.]+$/;
let point = ""; // the place of this device, when its owner gave it
let table;

const initiatives = () => (table ??= fetch(form.dataset.questions).then((answer) => { if (!answer.ok) throw new Error(answer.status); return answer.json(); }));
const tell = (text) => { form.querySelector("[data-near-told]").textContent = text; };
const asked = () => point || pc.value.trim();

/** The year of school that was chosen, with the words for it; null without one. */
function schoolOf() {
  const { terms, kind, year, count, told } = wie?.selectedOptions[0]?.dataset ?? {};
  if (!terms) return null;
  const [school, fase = ""] = terms.split(" ").map((term) => labels.schooltype[term]);
  return { terms: terms.split(" "), kind, year: Number(year), count, words: { schooljaar: told, school, fase } };
}

const howOf = () => (hoe?.value ? { terms: form.querySelector("[name=hoe]:checked").dataset.terms.split(" "), key: hoe.value } : null);

function hashOf() {
  const kept = { wie: wie?.value, pc: asked(), hoe: hoe?.value };
  const parts = new URLSearchParams(Object.entries(kept).filter(([, value]) => value));
  return parts.size ? `#${parts}` : "";
}

function farInWords({ km, margin }) {
  if (km < Math.max(margin, 0.1)) return say("nabij.dichtbij", { km: numbers.format(Math.max(margin, 0.1)) });
  return margin < 1 ? say("nabij.precies", { km: numbers.format(km) }) : say("nabij.ongeveer", { km: Math.round(km) });
}

/** One reason as a sentence, sure or not. */
function reasonOf(reason, school, how, place) {
  const { key, level, source } = reason;
  const line = document.createElement("li");
  line.className = level < UNKNOWN ? "reason" : "reason reason--maybe";
  const values = { ...school?.words, soort: school && say(`keuze.soort.${school.kind}`), gemeenten: reason.towns?.join(", "), hoe: how && say(`keuze.hoe.${how.key}`), plek: place?.label || say("nabij.hier"), km: reason.margin === undefined ? "" : farInWords(reason) };
  line.textContent = say(`keuze.${key}`, values) + (source ? ` (${labels.zekerheid[source]})` : "");
  if (key === "gratis" && reason.text.toLowerCase() !== "gratis") { line.textContent = reason.text; line.lang = "nl"; }
  return line;
}

function cardOf({ item, level, reasons }, { school, how, place }) {
  const card = area.querySelector("template").content.cloneNode(true);
  const [use, link, text] = [card.querySelector("use"), card.querySelector("a"), card.querySelector("p")];
  use.setAttribute("href", use.getAttribute("href").replace(/#.*/, `#${item.beeld}`));
  link.href = form.dataset.page.replace("{id}", item.id);
  link.textContent = item.naam;
  text.textContent = item.tekst ?? "";
  text.hidden = !item.tekst;
  if (item.taal) text.lang = item.taal;
  card.querySelector("li").dataset.pick = item.id;
  card.querySelector("li").dataset.level = level;
  card.querySelector("ul").append(...reasons.map((reason) => reasonOf(reason, school, how, place)));
  return card;
}

/** The way on: the list with the school as a filter and the place behind the #. */
function allOf(school) {
  const filter = school ? `?${new URLSearchParams({ schooltype: school.terms[0] })}` : "";
  const hash = asked() ? `#${new URLSearchParams({ pc: asked() })}` : "";
  return {
    href: form.action.split("#")[0] + filter + hash,
    text: school ? say("keuze.alles_voor", { school: school.words.school, n: school.count }) : say("keuze.alles", { n: form.dataset.count }),
  };
}

function show(found, answers) {
  area.querySelector("h2").textContent = found.length ? many("keuze.gevonden", found.length) : say("keuze.niets");
  area.querySelector("[data-picks-sure]").hidden = !found.length || found.some(({ level }) => level === SURE);
  area.querySelector("[data-picks-list]").replaceChildren(...found.map((one) => cardOf(one, answers)));
  Object.assign(area.querySelector("[data-picks-all]"), { href: allOf(answers.school).href, textContent: allOf(answers.school).text });
  area.hidden = false;
}

/** Answers the questions; without any answer the whole list is the answer. */
async function answer(focus) {
  const [school, how, question] = [schoolOf(), howOf(), asked()];
  if (!school && !how && !question) return area.hidden ? void (location.href = form.action.split("#")[0]) : void (area.hidden = true);
  const place = question ? await findPlace(question, form.dataset.table) : null;
  if (place?.problem) { tell(say(`nabij.${place.problem}`, { plek: place.label })); pc.focus(); return; }
  tell("");
  history.replaceState(null, "", location.pathname + location.search + hashOf());
  try {
    show(pick((await initiatives()).initiatieven, { school, how, place }, tools), { school, how, place });
  } catch {
    location.href = allOf(school).href; // the list works without what the picks need
    return;
  }
  if (!focus) return;
  area.scrollIntoView();
  area.querySelector("h2").focus({ preventScroll: true });
}

/** Fills the form with the answers behind the #. */
function restore() {
  const kept = new URLSearchParams(location.hash.slice(1));
  const question = kept.get("pc") ?? "";
  point = POINT.test(question) ? question : "";
  pc.value = point ? "" : question;
  if (wie) wie.value = [...wie.options].some(({ value }) => value === kept.get("wie")) ? kept.get("wie") : "";
  const way = [...form.querySelectorAll("[name=hoe]")].find(({ value }) => value === (kept.get("hoe") ?? ""));
  if (way) way.checked = true;
  return ["wie", "pc", "hoe"].some((name) => kept.get(name));
}

form.querySelector("[data-where]").disabled = false;
form.addEventListener("submit", (event) => { event.preventDefault(); answer(true); });
form.addEventListener("input", () => initiatives().catch(() => { table = undefined; }), { once: true });
pc.addEventListener("input", () => { point = ""; tell(""); });
form.querySelector("[data-here]").addEventListener("click", async () => {
  const place = await here("");
  if (place.problem) return tell(say(`nabij.${place.problem}`));
  point = `${place.lat.toFixed(3)},${place.lon.toFixed(3)}`;
  pc.value = "";
  tell(say("keuze.jouw_plek"));
});
if (restore()) answer(false);
document.documentElement.dataset.questionsReady = "";

// The search page: full text with Pagefind, widened with the editors' synonyms, and a typed sentence as filters. Pagefind
// ranks; a typing error is forgiven only where nothing is found.
import { answerOf, chipOf, linkTo } from "./answers.js";
import { readLexicon, toAddress } from "./lexicon.js";
import { isUnderstood, simple, understand, widened } from "./sentence.js";
import { alike, corrected } from "./spelling.js";

const PAGE = 10;
const BUSY_AFTER = 300; // milliseconds
const MOST_WIDER = 8;
const WIDER_WEIGHT = 0.2; // what was typed comes before what we call it, and the editors' first word before the next
const [SURE, UNSURE] = [0.8, 0.5]; // how much of a word its other forms share
const SHORTEST = 4; // letters of the words that the list of known words has
const MOST_LOOKED_AT = 40;
const ABOUT_ONE = { filters: { over: "een" } }; // other words find initiatives and campuses, not pages that name them all
const RANKING = { metaWeights: { title: 5, termen: 0.5, wie: 0, waar: 0.5, soort: 0, status: 0 } };

const area = document.querySelector("[data-search]");
const part = (name) => area.querySelector(`[data-${name}]`);
const words = JSON.parse(part("said").textContent);
const say = (key, values = {}) => words[key].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
const many = (key, n, values) => say(`${key}.${n === 1 ? "een" : "meer"}`, { n, ...values });
let pagefind;

async function openIndex() {
  if (pagefind) return pagefind;
  const opened = await import(`${area.dataset.pagefind}pagefind.js`);
  await opened.options({ excerptLength: 24, ranking: RANKING });
  return (pagefind = opened);
}

/** Pagefind's results for a question and for each other way to ask it, best first, every page once. */
async function find(question, others, lexicon, share) {
  const index = await openIndex();
  const search = async (text, options) => genuine((await index.search(text, options)).results, text, lexicon, share);
  const [own, ...wider] = await Promise.all([search(question), ...others.map((one) => search(one.question, ABOUT_ONE))]);
  const best = new Map(own.map((result) => [result.id, { result, score: result.score }]));
  for (const [number, results] of wider.entries()) {
    for (const result of results) {
      const score = (result.score * WIDER_WEIGHT) / (number + 1);
      if (score > (best.get(result.id)?.score ?? 0)) best.set(result.id, { result: best.get(result.id)?.result ?? result, score });
    }
  }
  const also = others.filter((_, number) => wider[number].length).map(({ instead }) => instead);
  return { results: [...best.values()].sort((a, b) => b.score - a.score).map(({ result }) => result), also: [...new Set(also)] };
}

/** Without the pages that have only the beginning of a word: where “metaal” is nowhere, Pagefind finds “met”. */
async function genuine(results, text, lexicon, share) {
  const odd = simple(text).split(" ").filter((word) => word.length >= SHORTEST && !lexicon?.site.some((other) => alike(word, other, SURE)));
  if (!odd.length || !lexicon) return results;
  const kept = await Promise.all(results.slice(0, MOST_LOOKED_AT).map(async (result) => {
    const { raw_content: content, locations, meta } = await result.data();
    const texts = content.split(/\s+/);
    const marked = simple([...locations.map((at) => texts[at]), ...Object.values(meta)].join(" ")).split(" ");
    return odd.every((word) => marked.some((other) => alike(word, other, share)));
  }));
  return results.filter((_, number) => kept[number]);
}

/** Other ways to ask: our own names for things, and without the place and what became a filter. */
function otherWays(question, lexicon) {
  const { about, left } = understand(question, lexicon);
  const shorter = [about, left.join(" ")].map((text) => ({ question: text, instead: text }));
  const ways = [...widened(question, lexicon).slice(0, MOST_WIDER), ...shorter];
  const asked = new Set([simple(question), ""]);
  return ways.filter((way) => !asked.has(simple(way.question)) && asked.add(simple(way.question)));
}

/** The answers to a question: as typed and by our own names for it, else with its typing errors mended. */
async function answers(question, lexicon) {
  const asked = async (text, share) => ({ text, ...(await find(text, lexicon ? otherWays(text, lexicon) : [], lexicon, share)) });
  const better = lexicon ? corrected(question, lexicon.vocabulary) : question;
  const wrong = better !== question.toLowerCase();
  const exact = await asked(question, wrong ? SURE : UNSURE);
  return exact.results.length || !wrong ? exact : asked(better, UNSURE);
}

function showUnderstood(found, lexicon) {
  const chosen = Object.entries(found.chosen).flatMap(([name, values]) => values.map((value) => lexicon.labels[`${name}=${value}`] ?? value));
  const { search, hash } = toAddress(found);
  const notes = [
    ...found.corrected.map(({ typed, meant }) => say("zin.verbeterd", { getypt: typed, bedoeld: meant })),
    ...found.said,
    ...(found.left.length ? [say("zin.rest", { woorden: found.left.join(", ") })] : []),
  ];
  part("chips").replaceChildren(...chosen.map(chipOf), ...(found.place ? [chipOf(say("zin.bij", { plek: found.place }))] : []));
  part("notes").replaceChildren(...notes.map((text) => Object.assign(document.createElement("p"), { textContent: text })));
  part("to-list").href = area.dataset.listAddress + search + hash;
  part("understood").hidden = false;
}

function showNothing(question, found) {
  const nearby = part("nearby");
  if (found?.place) {
    nearby.hidden = false;
    const { hash } = toAddress({ chosen: {}, left: [], place: found.place });
    nearby.replaceChildren(linkTo(area.dataset.listAddress + hash, say("zoeken.bij_plek", { plek: found.place })));
  }
  part("all").href = `${area.dataset.listAddress}?${new URLSearchParams({ q: question })}`;
  part("nothing").hidden = false;
}

async function showMore(results) {
  const from = part("answers").children.length;
  const made = await Promise.all(results.slice(from, from + PAGE).map((result) => result.data()));
  part("answers").append(...made.map((data) => answerOf(data, part("answer"))));
  part("answers").hidden = false;
  const rest = results.length - from - made.length;
  part("more").hidden = rest <= 0;
  part("more").textContent = say("zoeken.meer", { n: rest });
  if (from) part("answers").children[from].querySelector("a").focus();
}

function told(question, { text, results }, understood) {
  if (!results.length) return say(understood ? "zin.alleen" : "zoeken.niets", { vraag: question });
  if (text === question) return many("zoeken.gevonden", results.length, { vraag: question });
  return many("zoeken.bedoeld", results.length, { typte: question, vraag: text });
}

async function run(question) {
  const lexicon = await readLexicon(area.dataset).catch(() => null);
  const found = lexicon && understand(question, lexicon);
  const understood = Boolean(found && isUnderstood(found));
  const answered = await answers(question, lexicon).catch((error) => { if (understood) showUnderstood(found, lexicon); throw error; });
  if (answered.results.length) await showMore(answered.results);
  else if (!understood) showNothing(question, found);
  if (understood) showUnderstood(found, lexicon);
  part("also").hidden = !answered.also.length;
  part("also").textContent = say("zoeken.ook", { woorden: answered.also.join(", ") });
  part("more").addEventListener("click", () => showMore(answered.results));
  part("status").textContent = told(question, answered, understood);
}

/** The index or a file of it can't be read: the page says so, and what still works. */
function showBroken(question) {
  part("status").textContent = say("zoeken.stuk");
  showNothing(question, null);
  part("other").hidden = true;
  part("again").hidden = false;
  part("again").querySelector("a").href = location.href;
}

const question = (new URLSearchParams(location.search).get("q") ?? "").trim().slice(0, 100);
area.querySelector("input").value = question;
if (question) {
  part("start").hidden = true;
  const busy = setTimeout(() => { part("status").textContent = say("zoeken.bezig"); }, BUSY_AFTER);
  run(question).catch(() => showBroken(question)).finally(() => { clearTimeout(busy); area.dataset.ready = ""; });
}

// The words that a typed sentence may hold, out of the files that the build makes, and the address a sentence leads to.
import { toHash } from "./near.js";
import { isUnderstood, RANGE, simple, understand } from "./sentence.js";

const split = (texts) => texts.map((text) => text.split(" ").flatMap((word) => (RANGE.test(word) ? word : simple(word).split(" "))));
const json = async (address) => {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(answer.status);
  return answer.json();
};

/** One phrase of the file for each way of saying it: { words, chosen, also, said }. */
const phrasesOf = (entries) =>
  entries.flatMap(({ woorden, kies = {}, ook = [], zeg = "" }) => split(woorden).map((words) => ({ words, chosen: kies, also: ook, said: zeg })));

/** The words that a typing error may mean: of the site, of phrases, of the names of places. */
const vocabularyOf = (known, phrases, table) =>
  new Set([...known, ...phrases.filter(({ words }) => words.length === 1).flatMap(({ words }) => words), ...table.plaatsen.map(([name]) => name.toLowerCase())]);

/** Puts the files together: begrippen-<language>.json, plekken.json and (when it is there) woorden-<language>.json. */
export function lexiconOf(terms, table, known = []) {
  const phrases = phrasesOf(terms.zinnen);
  return {
    phrases,
    labels: terms.labels,
    site: known.map(simple),
    places: new Map(table.plaatsen.flatMap(([name, , , also = []]) => [name, ...also].map((text) => [simple(text), text])).reverse()),
    postcodes: new Set(Object.keys(table.postcodes)),
    vocabulary: vocabularyOf(known, phrases, table),
    known: new Set([...known, ...phrases.flatMap(({ words }) => words)]),
    near: split(terms.plekwoorden),
    stop: split(terms.stopwoorden),
  };
}

const made = new Map();

/** The lexicon behind three addresses, fetched once: `{ terms, table, words }`. */
export function readLexicon({ terms, table, words }) {
  if (!made.has(terms)) {
    made.set(terms, Promise.all([json(terms), json(table), words ? json(words).catch(() => []) : []]).then((files) => lexiconOf(...files)));
  }
  return made.get(terms);
}

/** What was understood as the address of the list: its filters, the words that are left, the place behind the #. */
export function toAddress({ chosen, place, left }, before = "") {
  const parts = new URLSearchParams(before);
  parts.delete("q");
  for (const [name, values] of Object.entries(chosen)) {
    for (const value of values) if (!parts.getAll(name).includes(value)) parts.append(name, value);
  }
  if (left.length) parts.set("q", left.join(" "));
  const query = parts.toString();
  return { search: query ? `?${query}` : "", hash: toHash(place) };
}

/** The same for what somebody typed; null when nothing of it was understood, or the files can't be read. */
export async function heard(sentence, addresses, before = "") {
  try {
    const found = understand(sentence, await readLexicon(addresses));
    return isUnderstood(found) ? { ...found, ...toAddress(found, before) } : null;
  } catch {
    return null;
  }
}

// A typed sentence -> filters, a place, and the words that are left. Pure and deterministic: every word it knows comes
// from the lexicon (labels of filters, content/synoniemen.yml, the gazetteer), none is written here.
//
//   understand("groep 7 gratis bij 2613 robots", lexicon)
//   -> { chosen: { schooltype: ["po"], kosten: ["gratis"] }, place: "2613", left: ["robots"], said: [], corrected: [] }
//
// A lexicon (lexicon.js makes it) is { phrases, places, postcodes, known, near, stop }.
import { distance } from "./spelling.js";

const POSTCODE = /^[1-9][0-9]{3}$/;
export const RANGE = /^\{(\d+)-(\d+)\}$/;
const LONGEST_PLACE = 6; // words in the name of a place
const SHORTEST_GUESS = 5; // letters from which a typing error is forgiven
const SHORTEST_NAME = 7; // the same for a place without a word like “bij” before it

/** Lower case, without accents, apostrophes and other signs: how words are compared. */
export const simple = (text) => text.normalize("NFD").replace(/[\p{M}'’`]/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();

/** A sentence as words: { word, typed, token }; "Jet-Net" is two words that were typed as one. */
function wordsOf(sentence) {
  return sentence.trim().split(/[\s,;]+/).filter(Boolean).flatMap((typed, token) => {
    const glued = simple(typed).replace(/^([0-9]{4})([a-z]{2})$/, "$1 $2").replace(/^(\p{L}{3,})([0-9]{1,2})$/u, "$1 $2");
    return glued.split(" ").filter(Boolean).map((word) => ({ word, typed, token }));
  });
}

/** How a phrase stands at a place in the sentence: its number (or true), or null where it does not. */
function matched(phrase, words, at) {
  if (at + phrase.words.length > words.length) return null;
  let number = true;
  for (const [offset, wanted] of phrase.words.entries()) {
    const { word } = words[at + offset];
    const range = RANGE.exec(wanted);
    if (range && /^\d+$/.test(word) && Number(word) >= Number(range[1]) && Number(word) <= Number(range[2])) number = Number(word);
    else if (word !== wanted) return null;
  }
  return number;
}

/** The longest of the lexicon's phrases at a place in the sentence: { length, phrase, number } or null. */
export function phraseAt(words, at, lexicon) {
  let best = null;
  for (const phrase of lexicon.phrases) {
    if (best && phrase.words.length <= best.length) continue;
    const number = matched(phrase, words, at);
    if (number !== null) best = { length: phrase.words.length, phrase, number };
  }
  return best;
}

/** Whether the two letters of a postcode stand here: “2613 AB”, and not “2613 in”. */
const hasLetters = (words, at, lexicon) =>
  /^[a-z]{2}$/.test(words[at]?.word ?? "") && !phraseAt(words, at, lexicon) && !startsAt([...lexicon.near, ...lexicon.stop], words, at);

/** The longest name of a place, or a postcode of the region, at a place in the sentence: { length, place } or null. */
function placeAt(words, at, lexicon, asked) {
  for (let length = Math.min(LONGEST_PLACE, words.length - at); length > 0; length--) {
    const place = lexicon.places.get(words.slice(at, at + length).map(({ word }) => word).join(" "));
    if (place) return { length, place };
  }
  const digits = words[at]?.word ?? "";
  if (!POSTCODE.test(digits) || !(asked || lexicon.postcodes.has(digits))) return null;
  return { length: hasLetters(words, at + 1, lexicon) ? 2 : 1, place: digits };
}

/** Words like “in de buurt van” at a place in the sentence: how many; 0 where there are none. */
const startsAt = (lists, words, at) =>
  lists.reduce((most, list) => (list.length > most && list.every((word, offset) => words[at + offset]?.word === word) ? list.length : most), 0);

/** The word of `candidates` that a typing error may mean, when one is clearly nearest. */
function guessed(word, candidates) {
  if (word.length < SHORTEST_GUESS) return null;
  const most = word.length < 9 ? 1 : 2;
  let [best, far] = [null, most + 1];
  for (const candidate of candidates) {
    if (candidate[0] !== word[0]) continue;
    const own = distance(word, candidate, most);
    if (own < far) [best, far] = [candidate, own];
  }
  return best;
}

/** After “bij” also a name with a typing error, as long as it is typed. */
function guessedPlaceAt(words, at, lexicon) {
  for (let length = Math.min(3, words.length - at); length > 0; length--) {
    const name = guessed(words.slice(at, at + length).map(({ word }) => word).join(" "), lexicon.places.keys());
    if (name) return { length, place: lexicon.places.get(name) };
  }
  return null;
}

/** A place with a word before it that says so: “bij 2613”, “in de Leidsebuurt”. */
function namedPlaceAt(words, at, lexicon) {
  const before = startsAt(lexicon.near, words, at);
  if (!before) return null;
  for (const skipped of [0, 1]) {
    if (skipped && !startsAt(lexicon.stop, words, at + before)) break;
    const from = at + before + skipped;
    const exact = placeAt(words, from, lexicon, true);
    if (exact) return { ...exact, length: before + skipped + exact.length };
    if (phraseAt(words, from, lexicon)) return null;
    const near = guessedPlaceAt(words, from, lexicon);
    const typed = near && words.slice(from, from + near.length).map((word) => word.typed).join(" ");
    if (near) return { ...near, length: before + skipped + near.length, corrected: { typed, meant: near.place } };
  }
  return null;
}

/** A single word with a typing error, that stands nowhere on the site: a phrase or a place. */
function guessAt(words, at, lexicon) {
  const { word, typed } = words[at];
  if (lexicon.known.has(word)) return null;
  const single = new Map(lexicon.phrases.filter((phrase) => phrase.words.length === 1).map((phrase) => [phrase.words[0], phrase]));
  const meant = guessed(word, single.keys());
  if (meant) return { length: 1, phrase: single.get(meant), number: true, corrected: { typed, meant } };
  const place = word.length < SHORTEST_NAME ? null : guessed(word, lexicon.places.keys());
  return place && { length: 1, place: lexicon.places.get(place), corrected: { typed, meant: lexicon.places.get(place) } };
}

/** What stands at a place in the sentence: the longest thing that is known there, exact before guessed. */
function readAt(words, at, lexicon) {
  const named = namedPlaceAt(words, at, lexicon);
  const phrase = phraseAt(words, at, lexicon);
  if (named && (!phrase || phrase.length < named.length)) return named;
  const place = placeAt(words, at, lexicon, false);
  if (place && (!phrase || phrase.length < place.length)) return place;
  return phrase ?? guessAt(words, at, lexicon);
}

function choose(found, { phrase, number }) {
  for (const [name, values] of Object.entries(phrase.chosen)) {
    found.chosen[name] = [...new Set([...(found.chosen[name] ?? []), ...values])];
  }
  if (phrase.said) found.said.push(phrase.said.replace(/\{([+-]\d+)?\}/g, (_, more) => number + Number(more ?? 0)));
}

/** Reads a sentence; see above. `about` is all of it but the place and words that say nothing, `said` are notes to tell,
 *  `corrected` what was taken for a typing error. */
export function understand(sentence, lexicon) {
  const words = wordsOf(sentence);
  const found = { chosen: {}, place: "", left: [], about: "", said: [], corrected: [] };
  const about = [];
  const [left, used] = [[], new Set()];
  let at = 0;
  while (at < words.length) {
    const read = readAt(words, at, lexicon);
    if (read?.corrected) found.corrected.push(read.corrected);
    if (read?.phrase && Object.keys(read.phrase.chosen).length) choose(found, read);
    else if (read?.place && !found.place) found.place = read.place;
    else {
      const skipped = read ? 0 : Math.max(startsAt(lexicon.near, words, at), startsAt(lexicon.stop, words, at));
      const length = read?.length || skipped || 1;
      if (!skipped) left.push(...words.slice(at, at + length));
      if (!skipped) about.push(...words.slice(at, at + length));
      at += length;
      continue;
    }
    for (const { token } of words.slice(at, at + read.length)) used.add(token);
    if (read.phrase) about.push(...words.slice(at, at + read.length));
    at += read.length;
  }
  found.about = about.map(({ word }) => word).join(" ");
  found.left = [...new Set(left.map(({ word, typed, token }) => (used.has(token) ? word : typed)))];
  return found;
}

/** Whether anything was understood. */
export const isUnderstood = ({ chosen, place }) => Boolean(place || Object.keys(chosen).length);

/** The question with what the lexicon knows by another name: [{ question, instead }], the editor's first choice first. */
export function widened(question, lexicon) {
  const words = wordsOf(question);
  const found = [];
  for (let at = 0; at < words.length; at++) {
    const read = phraseAt(words, at, lexicon);
    if (!read) continue;
    const typed = words.slice(at, at + read.length).map(({ word }) => word).join(" ");
    const around = [words.slice(0, at), words.slice(at + read.length)].map((part) => part.map(({ word }) => word).join(" "));
    for (const instead of read.phrase.also) {
      if (simple(instead) !== typed) found.push({ question: `${around[0]} ${instead} ${around[1]}`.trim(), instead });
    }
    at += read.length - 1;
  }
  return found;
}

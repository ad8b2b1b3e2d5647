// Combining filters over many records, without the page: sets of records as bits, 32 to a number.
//
//   const engine = createEngine(records, ["schooltype", "campus"]);
//   engine.run({ chosen: { schooltype: ["po"] }, words: ["robot"], withUnknown: false })
//   -> { matches: Uint32Array, sure, fitting, maybe, total, probable, unknown, counts: { schooltype: { po: 12, … } }, likely: { … } }
//
// A record is { text, values: { schooltype: ["po", "vmbo"] } }; a dimension that is absent is unknown, never "no".
// With no: { schooltype: ["vwo"] } any other value it does not have is unknown too; without it, it is a no.
// With probable: { schooltype: ["vmbo"] } those of its values are not sure; `probable` and `likely` count by them.
// `limit` is a condition of another kind, such as a frame on the map: { has: [indices], maybe: [indices] }.

/** A set of `size` records, all in or all out. */
const bits = (size, full = false) => {
  const set = new Uint32Array(Math.ceil(size / 32));
  if (full) {
    set.fill(0xffffffff);
    if (size % 32) set[set.length - 1] = (1 << size % 32) - 1;
  }
  return set;
};

const put = (set, index) => { set[index >> 5] |= 1 << (index & 31); };
export const has = (set, index) => ((set[index >> 5] >>> (index & 31)) & 1) === 1;
const both = (one, other) => one.map((word, index) => word & other[index]);
const either = (one, other) => one.map((word, index) => word | other[index]);
const without = (one, other) => one.map((word, index) => word & ~other[index]);

const ones = (word) => {
  word -= (word >>> 1) & 0x55555555;
  word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
  return (((word + (word >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
};

/** The set of these indices among `length` records. */
const setOf = (indices, length) => { const set = bits(length); for (const index of indices) put(set, index); return set; };

const size = (set) => { let sum = 0; for (const word of set) sum += ones(word); return sum; };
const overlap = (one, other) => { let sum = 0; for (let i = 0; i < one.length; i++) sum += ones(one[i] & other[i]); return sum; };

/** Lower case, without accents: how texts and questions are compared. */
export const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

const putIn = (sets, value, index, length) => {
  if (!sets.has(value)) sets.set(value, bits(length));
  put(sets.get(value), index);
};

const indexed = (records, dimension) => {
  const [values, no, likely] = [new Map(), new Map(), new Map()];
  const unknown = bits(records.length);
  const open = bits(records.length);
  records.forEach((record, index) => {
    for (const value of record.values[dimension] ?? []) putIn(values, value, index, records.length);
    for (const value of record.no?.[dimension] ?? []) putIn(no, value, index, records.length);
    for (const value of record.probable?.[dimension] ?? []) putIn(likely, value, index, records.length);
    if (!record.values[dimension]) put(unknown, index);
    else if (record.no?.[dimension]) put(open, index);
  });
  const none = bits(records.length);
  const unknownOf = (value) => either(unknown, without(without(open, values.get(value) ?? none), no.get(value) ?? none));
  return { values, likely, unknownOf, none };
};

/** Prepares records once; `run` then answers any combination of filters. */
export function createEngine(records, dimensions) {
  const all = bits(records.length, true);
  const texts = records.map((record) => plain(record.text));
  const index = new Map(dimensions.map((dimension) => [dimension, indexed(records, dimension)]));

  const withWords = (words) => {
    const wanted = words.map(plain).filter(Boolean);
    if (!wanted.length) return all;
    const found = bits(records.length);
    texts.forEach((text, number) => { if (wanted.every((word) => text.includes(word))) put(found, number); });
    return found;
  };

  const passing = (dimension, chosen, setOf) => {
    if (!chosen?.length) return all;
    const own = index.get(dimension);
    return chosen.reduce((sum, value) => either(sum, setOf(own, value)), own.none);
  };
  const having = (own, value) => own.values.get(value) ?? own.none;
  const maybe = (own, value) => either(having(own, value), own.unknownOf(value));
  const surely = (own, value) => (own.likely.has(value) ? without(having(own, value), own.likely.get(value)) : having(own, value));

  /** For each dimension the records that pass all the others: what the numbers behind its choices count. */
  const withoutEach = (base, sets) => {
    const before = [base];
    for (const set of sets) before.push(both(before.at(-1), set));
    let after = all;
    const result = new Array(sets.length);
    for (let i = sets.length - 1; i >= 0; i--) {
      result[i] = both(before[i], after);
      after = both(after, sets[i]);
    }
    return { matches: before.at(-1), others: result };
  };

  return {
    run({ chosen = {}, words = [], withUnknown = false, limit = null }) {
      const found = withWords(words);
      const within = limit ? both(found, setOf(limit.has, records.length)) : found;
      const around = limit ? either(within, both(found, setOf(limit.maybe, records.length))) : found;
      const base = withUnknown ? around : within;
      const sets = dimensions.map((dimension) => passing(dimension, chosen[dimension], withUnknown ? maybe : having));
      const { matches, others } = withoutEach(base, sets);
      const [counts, likely] = [{}, {}];
      dimensions.forEach((dimension, number) => {
        const own = index.get(dimension);
        const countsOf = (map) => Object.fromEntries([...map].map(([value, set]) => [value, overlap(set, others[number])]));
        counts[dimension] = countsOf(own.values);
        likely[dimension] = countsOf(own.likely);
      });
      const together = (from, setOf) => dimensions.reduce((sum, dimension) => both(sum, passing(dimension, chosen[dimension], setOf)), from);
      const fitting = withUnknown ? together(within, having) : matches;
      const generous = withUnknown ? matches : together(around, maybe);
      const sure = together(within, surely);
      return {
        matches, sure, fitting, maybe: without(generous, fitting), counts, likely, total: size(matches),
        probable: size(fitting) - size(sure), unknown: size(generous) - size(matches),
      };
    },
  };
}

// Combining filters over many records, without the page: sets of records as bits, 32 to a number.
//
//   const engine = createEngine(records, ["schooltype", "campus"]);
//   engine.run({ chosen: { schooltype: ["po"] }, words: ["robot"], withUnknown: false })
//   -> { matches: Uint32Array, total, unknown, counts: { schooltype: { po: 12, … } } }
//
// A record is { text, values: { schooltype: ["po", "vmbo"] } }; a dimension that is absent is unknown, never "no".

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

const ones = (word) => {
  word -= (word >>> 1) & 0x55555555;
  word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
  return (((word + (word >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
};

const size = (set) => { let sum = 0; for (const word of set) sum += ones(word); return sum; };
const overlap = (one, other) => { let sum = 0; for (let i = 0; i < one.length; i++) sum += ones(one[i] & other[i]); return sum; };

/** Lower case, without accents: how texts and questions are compared. */
export const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

const indexed = (records, dimension) => {
  const values = new Map();
  const unknown = bits(records.length);
  records.forEach((record, index) => {
    const found = record.values[dimension];
    if (!found) return put(unknown, index);
    for (const value of found) {
      if (!values.has(value)) values.set(value, bits(records.length));
      put(values.get(value), index);
    }
  });
  return { values, unknown };
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

  const passing = (dimension, chosen, withUnknown) => {
    if (!chosen?.length) return all;
    const { values, unknown } = index.get(dimension);
    const start = withUnknown ? unknown.slice() : bits(records.length);
    return chosen.reduce((sum, value) => (values.has(value) ? either(sum, values.get(value)) : sum), start);
  };

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
    run({ chosen = {}, words = [], withUnknown = false }) {
      const base = withWords(words);
      const sets = dimensions.map((dimension) => passing(dimension, chosen[dimension], withUnknown));
      const { matches, others } = withoutEach(base, sets);
      const counts = {};
      dimensions.forEach((dimension, number) => {
        counts[dimension] = {};
        for (const [value, set] of index.get(dimension).values) counts[dimension][value] = overlap(set, others[number]);
      });
      const generous = withUnknown
        ? matches
        : dimensions.reduce((sum, dimension) => both(sum, passing(dimension, chosen[dimension], true)), base);
      return { matches, counts, total: size(matches), unknown: size(generous) - size(matches) };
    },
  };
}

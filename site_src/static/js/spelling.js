// Typing errors: how far two words are apart, and the nearest known word.

/** Edits between two words: replace, add, drop, swap neighbours (optimal string alignment); stops above `most`. */
export function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let [before, row] = [[], Array.from({ length: other.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + same);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    [before, row] = [row, next];
  }
  return row[other.length];
}

const LIKELY = 4; // letters that two forms of a word share at least

/** Whether two words may be forms of one: they begin alike, for this share of the first one. */
export function alike(word, other, share) {
  let same = 0;
  while (same < word.length && word[same] === other[same]) same++;
  return same >= Math.max(Math.min(LIKELY, word.length), Math.ceil(word.length * share));
}

/** The question with each unknown word replaced by the nearest known one; the same text when nothing is near. */
export function corrected(question, known) {
  return question.toLowerCase().split(/\s+/).map((word) => {
    if (word.length < 5 || known.has(word)) return word;
    const most = word.length > 7 ? 2 : 1;
    let [best, far] = [word, most + 1];
    for (const other of known) {
      const own = distance(word, other, most);
      if (own < far) [best, far] = [other, own];
    }
    return best;
  }).join(" ");
}

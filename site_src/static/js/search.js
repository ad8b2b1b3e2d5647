// Full text with Pagefind (its index knows word forms in each language); a word that is nowhere gets its nearest neighbour.
const area = document.querySelector("[data-search]");
const list = area.querySelector("[data-hits]");
const status = area.querySelector("[data-status]");
const MOST = 20;
let vocabulary;

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

/** The question with each unknown word replaced by the nearest known one; the same text when nothing is near. */
export function corrected(question, known) {
  return question.toLowerCase().split(/\s+/).map((word) => {
    if (word.length < 4 || known.includes(word)) return word;
    const most = word.length > 7 ? 2 : 1;
    const near = known.map((other) => [distance(word, other, most), other]).filter(([far]) => far <= most);
    return near.sort(([a], [b]) => a - b)[0]?.[1] ?? word;
  }).join(" ");
}

async function find(question) {
  const pagefind = await import(`${area.dataset.pagefind}pagefind.js`);
  await pagefind.options({ excerptLength: 24 });
  const found = await pagefind.search(question);
  return { total: found.results.length, hits: await Promise.all(found.results.slice(0, MOST).map((result) => result.data())) };
}

/** Pagefind marks the words it found with <mark>; everything else in an excerpt becomes plain text. */
function marked(html) {
  return html.split(/(<mark>.*?<\/mark>)/g).map((piece) => {
    const text = new DOMParser().parseFromString(piece, "text/html").body.textContent;
    if (!piece.startsWith("<mark>")) return text;
    const mark = document.createElement("mark");
    mark.textContent = text;
    return mark;
  });
}

function hitOf(data) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = data.url;
  link.textContent = data.meta.title;
  const text = document.createElement("p");
  text.append(...marked(data.excerpt));
  item.append(link, text);
  return item;
}

async function suggest(question) {
  vocabulary ??= await (await fetch(area.dataset.wordsFile)).json();
  const better = corrected(question, vocabulary);
  if (better === question.toLowerCase()) return null;
  const link = document.createElement("a");
  link.textContent = better;
  link.href = `?${new URLSearchParams({ q: better })}`;
  area.querySelector("[data-suggestion]").append(" ", link);
  area.querySelector("[data-suggestion]").hidden = false;
  return better;
}

async function run(question) {
  if (!question) return;
  const better = await suggest(question);
  let found = await find(better ?? question);
  if (!found.total && better) found = await find(question);
  const key = found.total === 0 ? "niets" : found.total === 1 ? "een" : "meer";
  status.textContent = list.dataset[key].replace("{n}", found.total).replace("{vraag}", question);
  list.replaceChildren(...found.hits.map(hitOf));
}

const question = (new URLSearchParams(location.search).get("q") ?? "").trim().slice(0, 100);
area.querySelector("input").value = question;
run(question).catch(() => { status.textContent = list.dataset.stuk; });

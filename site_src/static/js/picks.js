// What fits the answers of a visitor best, and why. Without the page: initiatives and answers in, picks out.
//
//   pick(initiatives, { school, how, place }, { distanceTo, radius })  ->  [{ item, level, km, reasons: [{ key, … }] }]
//
//   initiatives   of /zoeken/keuzes-nl.json, which site_src/render/open_data/pick_lookup.py describes
//   school        { terms: ["havo", "vo-onderbouw"], kind: "klas", year: 3 }: the school, then the stage if there is one
//   how           { terms: ["zelf-met-ouders", "allebei"] }
//   place         what near.js finds; `distanceTo(place, plekken)` -> { km, margin } or null
//
// An answer that is not given is null, and asks nothing. A level is how sure it is: the order of the picks.

export const SURE = 0;
export const OPEN = 1; // for this school, but nothing says which year
export const PROBABLE = 2;
export const UNKNOWN = 3;
const FURTHEST = 2.5; // times the radius of what is near
const EVERYWHERE = 1; // where national and online offers stand: after what is near, before what is further away

const answerTo = (told = {}, term) => ["ja", "waarschijnlijk", "nee"].find((answer) => told[answer]?.includes(term)) ?? "onbekend";

/** Whether a year lies between two ends, either of which may be open; null when nothing is known of it. */
const covers = (ends, year) => (ends ? (ends[0] ?? 0) <= year && year <= (ends[1] ?? Infinity) : null);

/** How sure an initiative is for a school and a year; null when it is not for it. */
export function forWhom(item, { terms, kind, year }) {
  const [school, ...stages] = terms;
  const answer = answerTo(item.school, school);
  const inYear = covers(item[kind], year);
  const inStage = stages.map((stage) => answerTo(item.school, stage));
  if (answer === "nee" || inYear === false || (inYear === null && inStage.includes("nee"))) return null;
  if (answer === "onbekend") return { level: UNKNOWN, key: "wie.onbekend" };
  if (answer === "waarschijnlijk") return { level: PROBABLE, key: "wie.waarschijnlijk" };
  if (inYear) return { level: SURE, key: "wie.jaar", source: item.bron?.jaar };
  if (stages.length && inStage.every((stage) => stage === "ja")) return { level: SURE, key: "wie.fase", source: item.bron?.school };
  return { level: OPEN, key: "wie.school", source: item.bron?.school };
}

/** How sure it is that somebody can take part in this way; null when they can't. */
export function inWhatWay(item, { terms }) {
  const answers = terms.map((term) => answerTo(item.deelname, term));
  if (answers.includes("ja")) return { level: SURE, key: "hoe.ja", source: item.bron?.deelname };
  if (answers.includes("waarschijnlijk")) return { level: PROBABLE, key: "hoe.waarschijnlijk" };
  return answers.includes("onbekend") ? { level: UNKNOWN, key: "hoe.onbekend" } : null;
}

/** Where it is from here: { band, km } with the nearest band first; null when it is too far. */
export function howFar(item, place, { distanceTo, radius }) {
  if (item.overal) return { level: SURE, band: EVERYWHERE, km: 0, key: "waar.overal" };
  const found = distanceTo(place, item.plekken);
  const here = place.municipality && item.werkgebied?.includes(place.municipality);
  const near = found && found.km <= radius;
  if (here) return { level: SURE, band: 0, km: radius, key: near ? "waar.km" : "waar.gemeente", ...(near && found) };
  if (found && found.km > radius * FURTHEST) return null;
  if (place.municipality && item.werkgebied) return { level: UNKNOWN, band: 3, key: "waar.elders", towns: item.werkgebied, km: found?.km ?? radius };
  return found ? { level: SURE, band: near ? 0 : 2, key: "waar.km", ...found } : { level: UNKNOWN, band: 3, km: radius, key: "waar.onbekend" };
}

/** What else is good to know: that it is free, that it changed, that nobody knows whether it still exists. */
const besides = (item) => [
  ...(item.gratis ? [{ level: SURE, key: "gratis", text: item.gratis }] : []),
  ...(item.status === "onbekend" ? [{ level: UNKNOWN, key: "status.onbekend" }] : []),
  ...(item.status === "gewijzigd" ? [{ level: SURE, key: "status.gewijzigd" }] : []),
];

function judged(item, { school, how, place }, tools) {
  const who = school && forWhom(item, school);
  const way = how && inWhatWay(item, how);
  const where = place && howFar(item, place, tools);
  const asked = [[school, who], [place, where], [how, way]].filter(([question]) => question).map(([, answer]) => answer);
  if (asked.includes(null)) return null;
  const { band = 0, km = 0 } = where ?? {};
  return { item, level: Math.max(SURE, ...asked.map((answer) => answer.level)), who: who?.level ?? SURE, band, km, reasons: [...asked, ...besides(item)] };
}

/** The best first: the surest, and among those the surest for whom; then the nearest, then those most is known of. */
export function pick(initiatives, answers, tools, most = 5) {
  return initiatives
    .map((item) => judged(item, answers, tools))
    .filter(Boolean)
    .sort((a, b) => a.level - b.level || a.who - b.who || a.band - b.band || a.km - b.km || b.item.feiten - a.item.feiten || (a.item.naam < b.item.naam ? -1 : 1))
    .slice(0, most);
}

// Distances on the cards of the list, and the order and the headings that follow from them.
import { nearest } from "./near.js";

const RANK = { nabij: 0, landelijk: 1, zonder_plek: 2 }; // a place or an area, everywhere, no known place

const national = (card) => card.dataset.bereik === "landelijk-online";
const worksIn = (card, municipality) => Boolean(municipality) && (card.dataset.werkgebied ?? "").split(";").includes(municipality);
const kindOf = (card) => ("distanceKm" in card.dataset || "worksHere" in card.dataset ? "nabij" : national(card) ? "landelijk" : "zonder_plek");

function inWords({ km, margin }, say) {
  const number = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 });
  if (km < Math.max(margin, 0.1)) return say("nabij.dichtbij", { km: number.format(Math.max(margin, 0.1)) });
  return margin < 1 ? say("nabij.precies", { km: number.format(km) }) : say("nabij.ongeveer", { km: Math.round(km) });
}

/** Writes the distance to a place on every card; gives the order of the cards: nearest first. */
export function measure(place, cards, say) {
  for (const card of cards) {
    const found = national(card) ? null : nearest(place, card.dataset.places);
    if (found) card.dataset.distanceKm = found.km.toFixed(2);
    else delete card.dataset.distanceKm;
    const here = !national(card) && worksIn(card, place.municipality);
    if (here) card.dataset.worksHere = "";
    else delete card.dataset.worksHere;
    const told = [found && inWords(found, say), here && say("nabij.werkt_hier")].filter(Boolean);
    card.querySelector("[data-distance]").textContent = told.join(" · ");
  }
  const rank = (index) => RANK[kindOf(cards[index])];
  const far = (index) => Number(cards[index].dataset.distanceKm ?? 0);
  return cards.map((_, index) => index).sort((a, b) => rank(a) - rank(b) || far(a) - far(b) || a - b);
}

/** Takes the distances away. */
export function forget(cards) {
  for (const card of cards) {
    delete card.dataset.distanceKm;
    delete card.dataset.worksHere;
    card.querySelector("[data-distance]").textContent = "";
  }
}

/** Headings between what is near, what is national or online, and what has no known place: before the first of each. */
export function divide(order, cards, nodes, say) {
  let before = "nabij";
  order.forEach((index, number) => {
    const kind = kindOf(cards[index]);
    if (kind === before) return;
    before = kind;
    const line = Object.assign(document.createElement("li"), { className: "divider", textContent: say(`nabij.${kind}`), hidden: nodes[number].hidden });
    line.dataset.divider = "";
    nodes[number].before(line);
  });
}

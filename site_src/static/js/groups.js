// The groups of the list: certain, probable, not known, stopped. Many of one programme share a card that opens, and of
// each group the first cards are drawn, more when asked for.
import { divide } from "./distances.js";

const STEP = 12; // cards at a time
const FOLDED_FROM = 4; // as in site_src/render/card_groups.py

const made = (name, properties = {}, ...children) => {
  const node = Object.assign(document.createElement(name), properties);
  node.append(...children);
  return node;
};

/** The entries of a group in order: a row, or all rows of a programme when many of them follow each other. */
function entriesOf(order, programmes) {
  const runs = [];
  for (const index of order) {
    const name = programmes[index];
    if (name && runs.at(-1)?.name === name) runs.at(-1).rows.push(index);
    else runs.push({ name, rows: [index] });
  }
  return runs.flatMap((run) => (run.name && run.rows.length >= FOLDED_FROM ? [run] : run.rows.map((index) => ({ rows: [index] }))));
}

/** Puts nodes in a list, only when something changed. */
function fill(list, nodes) {
  const now = list.children;
  if (now.length === nodes.length && nodes.every((node, number) => now[number] === node)) return;
  list.replaceChildren(...nodes);
}

const hide = (node, hidden) => { if (node.hidden !== hidden) node.hidden = hidden; };

export function createGroups(area, cards, rows, { say, many }) {
  const programmes = cards.map((card) => card.dataset.programma ?? "");
  const boxes = new Map([...area.querySelectorAll("[data-group]")].map((box) => [box.dataset.group, box]));
  const shown = new Map();
  const folds = new Map(); // of the script's own making: the first ones only wait for it
  let drawn = null;

  /** The card of a programme in a group; made once, so that it stays open. */
  function fold(group, { name, rows: members }) {
    const key = `${group}/${name}/${members[0]}`;
    if (!folds.has(key)) {
      const parts = { count: made("span", { className: "fold__count" }), names: made("span", { className: "fold__names quiet" }), list: made("ul", { className: "cards" }) };
      parts.list.setAttribute("role", "list");
      const summary = made("summary", {}, made("h3", { className: "card__title", textContent: name }), " ", parts.count, parts.names);
      folds.set(key, { ...parts, row: made("li", {}, made("details", { className: "card fold" }, summary, parts.list)) });
    }
    const { row, count, names, list } = folds.get(key);
    const nearest = cards[members[0]].querySelector("[data-distance]").textContent;
    const number = many("vinder.programma", members.length);
    count.textContent = nearest ? `${number} · ${say("vinder.vanaf", { afstand: nearest })}` : number;
    names.textContent = members.map((index) => cards[index].querySelector(".card__title").textContent).join(", ");
    fill(list, members.map((index) => rows[index]));
    for (const index of members) hide(rows[index], false);
    return row;
  }

  /** Draws one group; gives its rows on the screen and what else has to stay in the page. */
  function draw(group, order, { sorted, rest }) {
    const box = boxes.get(group);
    if (!box) return; // nothing is ever in it
    hide(box, !order.length);
    const entries = entriesOf(order, programmes);
    const most = shown.get(group) ?? STEP;
    const nodes = entries.map((entry) => (entry.name ? fold(group, entry) : rows[entry.rows[0]]));
    nodes.forEach((node, number) => hide(node, number >= most));
    const list = box.querySelector("[data-list]");
    for (const line of list.querySelectorAll(":scope > [data-divider]")) line.remove();
    fill(list, [...nodes, ...rest.map((index) => rows[index])]);
    if (sorted === "afstand" && group !== "gestopt") divide(entries.map(({ rows: [first] }) => first), cards, nodes, say);
    const count = box.querySelector("[data-group-count]");
    if (count) count.textContent = `(${order.length})`;
    const button = box.querySelector("[data-more]");
    const left = entries.length - most;
    hide(button, left <= 0);
    if (left > 0) button.textContent = say("vinder.toon_meer", { n: Math.min(left, STEP) });
  }

  /** Draws all groups: { orders: { zeker: [indices], … }, out: [indices], sorted, filtered }. */
  function show(what) {
    drawn = what;
    for (const index of what.out) hide(rows[index], true);
    for (const [group, order] of Object.entries(what.orders)) draw(group, order, { sorted: what.sorted, rest: group === "zeker" ? what.out : [] });
    const alone = boxes.get("zeker");
    hide(alone, !what.orders.zeker.length);
    hide(alone.querySelector("[data-group-title]"), !what.filtered);
    const { zeker, waarschijnlijk, gestopt } = what.orders;
    if (gestopt.length && !zeker.length && !waarschijnlijk.length) boxes.get("gestopt").open = true; // asked for
  }

  /** Twelve more; the focus goes to the first of them. */
  function more(group) {
    const before = shown.get(group) ?? STEP;
    shown.set(group, before + STEP);
    show(drawn);
    const entries = [...boxes.get(group).querySelector("[data-list]").children].filter((row) => !("divider" in row.dataset) && !row.hidden);
    entries[before]?.querySelector("a, summary")?.focus();
  }

  for (const [group, box] of boxes) box.querySelector("[data-more]").addEventListener("click", () => more(group));
  return { show, fold: (group) => boxes.get(group), reset: () => shown.clear() };
}

// The page with what was kept. A list in the address is shown as it is: it is one's own, or somebody else's to take
// over, and nothing of one's own goes away for it. Without a list in the address, one's own is shown.
import { addressOf, blocked, cleaned, keep, MOST, saved } from "./saved.js";
import { drawCode } from "./qr.js";

const area = document.querySelector("[data-shortlist]");
const part = (name) => area.querySelector(`[data-${name}]`);
const words = JSON.parse(document.querySelector("script[data-words]").textContent);
const say = (key, values = {}) => words[key].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
const many = (key, n) => say(`${key}.${n === 1 ? "een" : "meer"}`, { n });
const rows = new Map([...area.querySelectorAll("li[data-initiative]")].map((row) => [row.dataset.initiative, row]));
const known = (ids) => cleaned(ids).filter((id) => rows.has(id));
const nameOf = (id) => rows.get(id).querySelector("h2").textContent.trim();
const same = (one, other) => one.length === other.length && one.every((id) => other.includes(id));
const keepsNothing = blocked();

let asked = [];
let ids = [];
let own = true;

/** What the address holds, else what was kept; a list that is not one's own is left as it is. */
function read() {
  asked = new URLSearchParams(location.search).getAll("id");
  const mine = known(saved());
  ids = known(asked);
  own = keepsNothing || !ids.length || same(ids, mine);
  if (!ids.length && !keepsNothing) ids = mine;
  if (keepsNothing && ids.length) keep(ids);
}

const here = () => location.origin + addressOf(location.pathname, ids);

function show() {
  const any = ids.length > 0;
  history.replaceState(null, "", addressOf(location.pathname, ids));
  for (const [id, row] of rows) row.hidden = !ids.includes(id);
  for (const name of ["table", "intro", "tools", "code"]) part(name).hidden = !any;
  part("empty").hidden = any;
  part("blocked").hidden = !keepsNothing;
  part("shared").hidden = own || !any;
  part("own").hidden = !known(saved()).length;
  part("mail").href = mailOf();
  part("address").textContent = here();
  if (any) drawCode(part("code"), area.dataset.qr, here());
}

/** A mail with the name and the link of each, and the link of the list. */
function mailOf() {
  const lines = ids.flatMap((id) => [`- ${nameOf(id)}`, `  ${rows.get(id).querySelector("h2 a").href}`]);
  const body = [words["bewaard.mail_tekst"], "", ...lines, "", words["bewaard.mail_lijst"], here()].join("\r\n");
  const subject = say("bewaard.mail_onderwerp", { n: ids.length });
  return `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`;
}

const tell = (text) => { part("told").textContent = text; };

function remove(id) {
  ids = ids.filter((other) => other !== id);
  if (own) keep(ids);
  show();
  tell(say("bewaard.weggehaald", { naam: nameOf(id) }));
  area.querySelector("h1").focus();
}

/** Adds this list to one's own, and goes on with both together. */
function takeOver() {
  const mine = saved();
  const together = [...new Set([...mine, ...ids])];
  const added = together.slice(0, MOST).length - mine.length;
  keep(together);
  ids = known(saved());
  own = true;
  show();
  tell(many("bewaard.overgenomen", added) + (together.length > MOST ? ` ${say("bewaard.vol", { meest: MOST })}` : ""));
  area.querySelector("h1").focus();
}

async function copy() {
  try {
    await navigator.clipboard.writeText(here());
    tell(words["bewaard.gekopieerd"]);
  } catch {
    tell(here());
  }
}

area.addEventListener("click", (event) => {
  const button = event.target.closest("[data-remove]");
  if (button) remove(button.dataset.remove);
});
part("take-over").addEventListener("click", takeOver);
part("print").addEventListener("click", () => print());
part("copy").addEventListener("click", copy);
addEventListener("storage", () => { if (own && !keepsNothing) { ids = known(saved()); show(); } });

for (const button of area.querySelectorAll("[data-remove]")) button.hidden = false;
read();
const ignored = asked.filter((id) => !rows.has(id)).slice(0, 5).map((id) => id.slice(0, 40));
part("ignored").hidden = !ignored.length;
part("ignored").textContent = ignored.length ? say("lijst.genegeerd", { wat: ignored.join(", ") }) : "";
show();

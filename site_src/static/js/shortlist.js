// The page with what was kept: the rows in the address stay, the rest goes.
import { addressOf, cleaned, keep } from "./saved.js";

const area = document.querySelector("[data-shortlist]");
const words = JSON.parse(document.querySelector("script[data-words]").textContent);
const rows = [...area.querySelectorAll("tr[data-initiative]")];
const known = new Set(rows.map((row) => row.dataset.initiative));
const asked = new URLSearchParams(location.search).getAll("id");
const ignored = asked.filter((id) => !known.has(id)).slice(0, 5).map((id) => id.slice(0, 40));
let ids = cleaned(asked).filter((id) => known.has(id));

function show() {
  for (const row of rows) row.hidden = !ids.includes(row.dataset.initiative);
  area.querySelector("[data-table]").hidden = !ids.length;
  area.querySelector("[data-intro]").hidden = !ids.length;
  area.querySelector("[data-empty]").hidden = ids.length > 0;
  area.querySelector("[data-tools]").hidden = !ids.length;
}

area.addEventListener("click", (event) => {
  const button = event.target.closest("[data-remove]");
  if (!button) return;
  ids = ids.filter((id) => id !== button.dataset.remove);
  keep(ids);
  history.replaceState(null, "", addressOf(location.pathname, ids));
  show();
  area.querySelector("h1").tabIndex = -1;
  area.querySelector("h1").focus();
});

area.querySelector("[data-print]").addEventListener("click", () => print());
area.querySelector("[data-copy]").addEventListener("click", async () => {
  const status = area.querySelector("[data-copied]");
  try {
    await navigator.clipboard.writeText(location.href);
    status.textContent = words["bewaar.gekopieerd"];
  } catch {
    status.textContent = location.href;
  }
});

for (const button of area.querySelectorAll("[data-remove]")) button.hidden = false;
area.querySelector("[data-ignored]").hidden = !ignored.length;
area.querySelector("[data-ignored]").textContent = ignored.length ? words["lijst.genegeerd"].replace("{wat}", ignored.join(", ")) : "";
show();

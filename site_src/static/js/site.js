// On every page: the buttons that keep an initiative, the link to what was kept, the link to the other language, and the
// pages for when there is no network.
import { addressOf, blocked, keep, saved } from "./saved.js";

const item = document.querySelector("[data-saved-item]");
const base = document.body.dataset.shortlistAddress;

function showSaved() {
  const ids = saved();
  if (item) {
    item.hidden = !ids.length;
    item.querySelector("[data-saved-link]").href = addressOf(base, ids);
    item.querySelector("[data-saved-count]").textContent = ids.length;
  }
  for (const button of document.querySelectorAll("[data-save]")) {
    button.hidden = false;
    const kept = ids.includes(button.dataset.save);
    button.setAttribute("aria-pressed", String(kept));
    const label = button.querySelector("[data-save-label]");
    if (label) label.textContent = kept ? document.body.dataset.savedWord : document.body.dataset.saveWord;
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-save]");
  if (!button) return;
  const ids = saved();
  keep(ids.includes(button.dataset.save) ? ids.filter((id) => id !== button.dataset.save) : [...ids, button.dataset.save]);
  const told = document.querySelector("[data-keeps-nothing]");
  if (told) told.hidden = !blocked();
});

addEventListener("saved", showSaved);
addEventListener("pageshow", showSaved);
addEventListener("storage", showSaved);
showSaved();

// The other language shows the same: filters, words and place stand in the address, and ids are the same in each language.
for (const link of document.querySelectorAll("[data-other-language]")) {
  const address = link.href;
  const follow = () => { link.href = address + location.search + location.hash; };
  for (const event of ["pointerdown", "focus", "click"]) link.addEventListener(event, follow);
}

if ("serviceWorker" in navigator && document.body.dataset.base) {
  navigator.serviceWorker.register(`${document.body.dataset.base}sw.js`).catch(() => {}); // without it the site works too
}

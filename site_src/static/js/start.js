// "Near me" on the start page and on the pages of campuses: finds the place here, then goes to the list with it.
import { findPlace, here, toHash } from "./near.js";

for (const form of document.querySelectorAll("form[data-near]")) {
  const told = form.querySelector("[data-near-told]");
  const tell = (problem, label) => { told.textContent = form.dataset[problem]?.replace("{plek}", label) ?? ""; };
  const go = (hash) => { location.href = form.dataset.list + hash; };

  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const question = form.elements.pc.value;
    const found = await findPlace(question, form.dataset.table);
    if (found.problem) return tell(found.problem, found.label);
    go(toHash(question.trim()));
  });
  form.querySelector("[data-here]").addEventListener("click", async () => {
    const found = await here("");
    if (found.problem) return tell(found.problem, "");
    go(toHash(`${found.lat.toFixed(3)},${found.lon.toFixed(3)}`));
  });
}

// Makes the code for a list on another site, and shows it as it will be: in a frame, by the address in the code.
const form = document.querySelector("form[data-builder]");
const code = form.querySelector("[data-code]");
const box = form.querySelector("[data-frame]");
const HEIGHTS = { least: 200, most: 2000, usual: 600 };
let frame = null;

const chosenOption = (name) => form.elements[name]?.selectedOptions[0];
const labelOf = (name) => (form.elements[name]?.value ? chosenOption(name).textContent.trim() : "");
const filters = [...form.querySelectorAll("select")].map((select) => select.name).filter((name) => name !== "aantal");

/** Only a campus: its own page, which needs no script. Else the list with what was chosen. */
function addressOf() {
  const only = filters.filter((name) => form.elements[name].value).join() === "campus";
  const address = new URL(only ? chosenOption("campus").dataset.address : form.dataset.listing);
  for (const name of [...(only ? [] : filters), "aantal", "kleur", "accent"]) {
    const value = form.elements[name].value;
    if (value) address.searchParams.set(name, value);
  }
  return address;
}

function height() {
  const n = Math.round(Number(form.elements.hoogte.value));
  return n >= HEIGHTS.least && n <= HEIGHTS.most ? n : HEIGHTS.usual;
}

const escaped = (text) => text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

function show() {
  const address = addressOf();
  const title = [form.dataset.all, filters.map(labelOf).filter(Boolean).join(", ")].filter(Boolean).join(": ");
  code.value = `<iframe src="${escaped(address.href)}" title="${escaped(title)}" width="100%" height="${height()}" loading="lazy"></iframe>`;
  const made = document.createElement("iframe");
  made.src = address.pathname + address.search;
  made.title = title;
  made.height = height();
  if (frame?.getAttribute("src") === made.getAttribute("src")) frame.height = made.height;
  else {
    box.replaceChildren(made);
    frame = made;
  }
  form.querySelector("[data-copy-told]").textContent = "";
}

form.hidden = false;
form.addEventListener("change", show);
form.addEventListener("submit", (event) => event.preventDefault());
show();

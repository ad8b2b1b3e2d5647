// The pages with figures: choose a group and a campus in one go, and copy a sentence with its source and address.
// Without this the groups are plain links, and the campuses stand below each other.

const form = document.querySelector("[data-gap-choice]");
const [group, campus] = form.querySelectorAll("select");
const chosen = decodeURIComponent(location.hash.slice(1));
if ([...campus.options].some((option) => option.value === chosen)) campus.value = chosen;
form.hidden = false;
document.querySelector("[data-gap-links]").hidden = true;

form.addEventListener("submit", (event) => {
  event.preventDefault();
  location.href = `${group.value}#${campus.value}`;
  follow(); // where the address stays the same
});

/** Opens the figure that the address names and goes there. */
function follow() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const figure = target?.closest(".gap-figure");
  if (!figure) return;
  figure.open = true;
  campus.value = target.id;
  figure.querySelector("summary").focus({ preventScroll: true });
  figure.scrollIntoView();
}

for (const button of document.querySelectorAll("[data-copy-quote]")) {
  const figure = button.closest(".gap-figure");
  const [quote, told] = ["[data-quote]", "[data-copied]"].map((name) => figure.querySelector(name));
  button.hidden = false;
  button.addEventListener("click", async () => {
    const text = `${quote.textContent.trim()} (${button.dataset.source}) ${button.dataset.address}`;
    try {
      await navigator.clipboard.writeText(text);
      told.textContent = button.dataset.told;
    } catch {
      told.textContent = text; // to select by hand
    }
  });
}
addEventListener("hashchange", follow);
follow();
document.documentElement.dataset.figureReady = "";

// The pages on gaps: a number leads to exactly the initiatives it counts, a table can be sorted by a campus, and one
// subject can be shown alone. Without this a number leads to the page of its term and everything stands below each other.

const address = (list, term, code) => `${list}?${code ? `campus=${code}&` : ""}${term}`;

function linkNumbers(table, codes) {
  for (const row of table.tBodies[0].rows) {
    [...row.cells].forEach((cell, index) => {
      const link = index ? cell.querySelector("a") : null;
      if (link && !link.getAttribute("href").startsWith("#")) link.href = address(table.dataset.list, row.dataset.term, codes[index]);
    });
  }
}

const share = (cell) => Number(/(\d+)(?:–\d+)?%/.exec(cell.textContent)?.[1] ?? -1);

function sortBy(table, heads, index) {
  const body = table.tBodies[0];
  const down = heads[index].getAttribute("aria-sort") !== "descending";
  const rows = [...body.rows].sort((a, b) => (share(a.cells[index]) - share(b.cells[index])) * (down ? -1 : 1));
  heads.forEach((head) => head.removeAttribute("aria-sort"));
  heads[index].setAttribute("aria-sort", down ? "descending" : "ascending");
  body.append(...rows);
}

for (const table of document.querySelectorAll("[data-heatmap]")) {
  const heads = [...table.tHead.rows[0].cells];
  linkNumbers(table, heads.map((head) => head.dataset.code ?? ""));
  heads.forEach((head, index) => {
    if (!index) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    const name = head.querySelector("abbr")?.title ?? head.textContent;
    button.setAttribute("aria-label", `${head.textContent}: ${table.dataset.sort.replace("{naam}", name)}`);
    button.textContent = head.textContent;
    button.title = name;
    button.addEventListener("click", () => sortBy(table, heads, index));
    head.replaceChildren(button);
  });
}

const links = [...document.querySelectorAll("[data-dimension-link]")];
const sections = [...document.querySelectorAll("section[data-dimension]")];
const names = new Set(sections.map((section) => section.dataset.dimension));

function show() {
  const asked = new URLSearchParams(location.search).get("dimensie") ?? "";
  const chosen = names.has(asked) ? asked : "";
  for (const section of sections) section.hidden = Boolean(chosen) && section.dataset.dimension !== chosen;
  for (const link of links) {
    if (link.dataset.dimensionLink === chosen) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

for (const link of links) {
  const name = link.dataset.dimensionLink;
  link.href = location.pathname + (name ? `?dimensie=${name}` : "");
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    history.pushState(null, "", link.href);
    show();
  });
}
document.querySelector("[data-all]")?.removeAttribute("hidden");
addEventListener("popstate", show);
show();
document.documentElement.dataset.gapsReady = "";

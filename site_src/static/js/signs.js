// The markers of a map: what they say, their popups, and what is left of them and of the table beside the map.
import { element } from "./ground.js";
import { signOf } from "./markers.js";

const setHidden = (node, hidden) => { if (node.hasAttribute("hidden") !== hidden) node.toggleAttribute("hidden", hidden); };

/** What stands at a place, as the page tells it. */
function told(scope, properties) {
  if (properties.campus) {
    const row = scope.querySelector(`[data-campus="${properties.campus}"]`);
    return [element("p", {}, ...[...(row?.childNodes ?? [])].map((node) => node.cloneNode(true)))];
  }
  const parts = [...scope.querySelectorAll(`[data-spot="${properties.nummer}"] [data-spot-told]`)].map((part) => part.cloneNode(true));
  for (const part of parts) part.querySelectorAll("[hidden]").forEach((node) => node.remove());
  const [first, ...rest] = parts;
  const sign = element("span", { className: "map-number", textContent: properties.nummer });
  return [element("div", { className: "map-told" }, sign, element("div", {}, first ?? "", ...rest))];
}

const visible = (node) => {
  const items = [...node.querySelectorAll("[data-member]")];
  const texts = items.length ? items.filter((item) => !item.hidden) : [node];
  return texts.map((text) => text.textContent.replace(/\s+/g, " ").trim()).join(", ");
};

/** The name of a marker for who doesn't see it: numbers and what stands there. */
function named(scope, group) {
  return group.map(({ properties }) => {
    if (properties.campus) return properties.naam;
    const lines = [...scope.querySelectorAll(`[data-spot="${properties.nummer}"] [data-spot-told]`)];
    return `${properties.nummer}: ${lines.map(visible).join(", ")}`;
  }).join("; ");
}

/** A marker for a group of places; `face` is { html, size, className }. Its popup is made when it opens. */
export function marker(L, { scope, figure }, group, face) {
  const icon = L.divIcon({ className: face.className, html: face.html, iconSize: face.size });
  const made = L.marker(group[0].at, { icon, riseOnHover: true, zIndexOffset: group[0].properties.campus ? 0 : 100 });
  const name = named(scope, group);
  const content = () => element("div", { className: "map-popup", tabIndex: -1 }, ...group.flatMap(({ properties }) => told(scope, properties)));
  made.bindPopup(content, { maxHeight: 260, maxWidth: 300, autoPanPadding: [16, 16], closeButton: true });
  made.on("add", () => {
    const shown = made.getElement();
    shown.setAttribute("aria-label", name);
    shown.setAttribute("aria-haspopup", "dialog");
    shown.dataset.signs = group.map(signOf).join(" ");
    shown.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      event.stopPropagation();
      made.openPopup();
    });
  });
  made.on("popupopen", ({ popup }) => {
    const box = popup.getElement();
    box.querySelector(".leaflet-popup-close-button").setAttribute("aria-label", figure.dataset.close);
    box.setAttribute("role", "dialog");
    box.setAttribute("aria-label", name);
    box.querySelector(".map-popup").focus({ preventScroll: true });
  });
  made.on("popupclose", ({ popup }) => {
    const within = popup.getElement()?.contains(document.activeElement);
    if (within || document.activeElement === document.body) made.getElement()?.focus({ preventScroll: true });
  });
  return made;
}

/** Leaves what is wanted in the table, in the drawing and in the count; gives the numbers that are left. */
export function leave(scope, figure, wanted, total = figure.dataset.total) {
  const [left, numbers] = [new Set(), new Set()];
  const rows = scope.querySelectorAll("tr[data-spot]");
  for (const row of rows) {
    for (const item of row.querySelectorAll("[data-member]")) {
      const stays = wanted(item.dataset.member);
      setHidden(item, !stays);
      if (!stays) continue;
      left.add(item.dataset.member);
      numbers.add(row.dataset.spot);
    }
    setHidden(row, !numbers.has(row.dataset.spot));
  }
  for (const text of figure.querySelectorAll(".map-spot text")) {
    for (const shape of [text, text.previousElementSibling]) setHidden(shape, !numbers.has(text.textContent));
  }
  figure.classList.toggle("map--some", numbers.size < rows.length); // lines in the drawing lead to every marker
  const line = scope.querySelector("[data-map-told]");
  if (line) line.textContent = figure.dataset.told.replace("{n}", left.size).replace("{totaal}", total);
  return numbers;
}

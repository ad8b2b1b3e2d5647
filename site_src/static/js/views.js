// List and map in one page: the switch on a narrow screen, the map when it is shown, and the light between a card and
// its pin.

const BESIDE = "(min-width: 62.5rem)"; // as in finder.css
const STIRS = ["pointermove", "pointerdown", "keydown", "scroll"];

/** When the visitor first does something: a map that nobody asked for waits for that. */
const stirred = new Promise((resolve) => {
  for (const kind of STIRS) addEventListener(kind, resolve, { once: true, passive: true });
});

/** `switchTo("kaart")` takes over a choice, `search(frame)` asks for what lies in a frame. */
export function createViews(finder, { switchTo, search }) {
  const figure = finder?.querySelector("[data-finder-map]");
  if (!figure) return { show: () => {}, update: () => {} };
  const buttons = [...finder.querySelectorAll("[data-view-of]")];
  const beside = matchMedia(BESIDE);
  let [map, drawn, latest, asked] = [null, null, null, false];
  const cardOf = (id) => finder.querySelector(`[data-initiative="${CSS.escape(id)}"]`);

  function light(ids) {
    for (const card of finder.querySelectorAll(".pick--lit")) card.classList.remove("pick--lit");
    for (const id of ids) cardOf(id)?.classList.add("pick--lit");
  }

  async function load() {
    if (asked) return;
    asked = true;
    try {
      drawn = await import(figure.dataset.pins);
      drawn.hideDrawn(figure, latest);
      if (finder.dataset.shows !== "kaart") await stirred;
      map = await drawn.startPins(figure, { light, search, cardOf, frame: latest.area });
      map.update(latest);
    } catch {
      figure.classList.remove("map--live");
      figure.querySelector("[data-no-map]").hidden = false;
    }
  }

  const shown = () => beside.matches || finder.dataset.shows === "kaart";
  const check = () => { if (latest && shown()) load(); };
  beside.addEventListener("change", check);
  for (const button of buttons) button.addEventListener("click", () => switchTo(button.dataset.viewOf));

  const pointed = (event, on) => {
    const card = event.target.closest?.("[data-initiative]");
    if (card) map?.point(card.dataset.initiative, on);
  };
  const list = finder.querySelector("[data-results]");
  for (const [kind, on] of [["pointerover", true], ["pointerout", false], ["focusin", true], ["focusout", false]]) {
    list.addEventListener(kind, (event) => pointed(event, on));
  }

  return {
    show(which) {
      finder.dataset.shows = which;
      for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.viewOf === which));
      check();
    },
    update(what) {
      latest = what;
      if (map) map.update(what);
      else drawn?.hideDrawn(figure, what);
      check();
    },
  };
}

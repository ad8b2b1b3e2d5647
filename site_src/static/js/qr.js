// A QR code of an address, drawn by the element of Web Awesome. Its own template has styles within it, which the
// policy of this site refuses; so it gets a canvas alone, and its place on the page is up to our style sheet.

const PIXELS = 240; // twice as many are drawn
const LONG = 300; // characters from which fewer spare ones keep the squares large enough for a telephone
let made = null;

const element = (address) => (made ??= import(address).then(({ default: Code }) => {
  customElements.define("list-code", class extends Code {
    render() {
      this.drawn ??= document.createElement("canvas");
      return this.drawn;
    }
  });
}));

/** Puts the code of `text` in the box of a figure; without the element the figure goes away, the address stays. */
export async function drawCode(figure, address, text) {
  try {
    await element(address);
  } catch {
    figure.hidden = true;
    return;
  }
  const box = figure.querySelector("[data-code-box]");
  if (!box.firstElementChild) box.append(document.createElement("list-code"));
  const code = box.firstElementChild;
  Object.assign(code, { size: PIXELS, fill: "#000000", background: "#ffffff", errorCorrection: text.length > LONG ? "L" : "M", value: text });
  await code.updateComplete;
  figure.dataset.drawn = "";
  figure.classList.toggle("compare__code--long", text.length > LONG);
}

// What a search found, as cards: filled into the template of the page.

/** Pagefind marks the words it found with <mark>; everything else in an excerpt becomes plain text. Read as one text:
 *  a piece on its own loses the space it begins with. */
function marked(html) {
  const { body } = new DOMParser().parseFromString(`<p>${html}</p>`, "text/html");
  return [...body.firstChild.childNodes].map((node) =>
    (node.nodeName === "MARK" ? Object.assign(document.createElement("mark"), { textContent: node.textContent }) : node.textContent));
}

/** The excerpt, with dots where it does not begin at the beginning. */
const excerptOf = ({ excerpt, plain_excerpt: plain = "", raw_content: content = "" }) =>
  (content.startsWith(plain.slice(0, 20)) ? marked(excerpt) : ["… ", ...marked(excerpt)]);

export const linkTo = (href, textContent) => Object.assign(document.createElement("a"), { href, textContent });

/** One answer: title, excerpt, and of what it is about: for whom, where, its status when that matters. */
export function answerOf(data, template) {
  const item = template.content.cloneNode(true).firstElementChild;
  const title = Object.assign(document.createElement("h2"), { className: "card__title" });
  title.append(linkTo(data.url, data.meta.title));
  item.querySelector("article").prepend(title);
  item.querySelector("p").append(...excerptOf(data));
  for (const part of item.querySelectorAll("[data-part]")) {
    const text = data.meta[part.dataset.part];
    if (text) part.querySelector("dd").textContent = text;
    else part.remove();
  }
  if (!item.querySelector("[data-part]")) item.querySelector("dl").remove();
  return item;
}

/** A chip that only tells. */
export function chipOf(text) {
  const item = document.createElement("li");
  item.append(Object.assign(document.createElement("span"), { className: "chip chip--told", textContent: text }));
  return item;
}

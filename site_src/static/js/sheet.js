// The filters on a narrow screen: a sheet over the page, with the number of results live in its button. On a wide screen
// the same fields stand beside the list.

const WIDE = "(min-width: 75rem)"; // as in finder.css

/** `done` is called when the sheet closes: focus and view go to the results. */
export function createSheet(form, done) {
  const [sheet, fields] = [form.querySelector("[data-sheet]"), form.querySelector("[data-filters-panel]")];
  const home = document.createComment("");
  fields.before(home);
  const wide = matchMedia(WIDE);

  const place = () => {
    if (wide.matches && sheet.open) sheet.close();
    if (wide.matches) home.after(fields);
    else sheet.querySelector("[data-sheet-fields]").append(fields);
  };
  wide.addEventListener("change", place);
  place();

  form.querySelector("[data-sheet-open]").addEventListener("click", () => sheet.showModal());
  for (const button of sheet.querySelectorAll("[data-sheet-close], [data-sheet-done]")) button.addEventListener("click", () => sheet.close());
  sheet.addEventListener("click", (event) => { if (event.target === sheet) sheet.close(); }); // beside it
  sheet.addEventListener("close", () => { if (!wide.matches) done(); });
  return { isOpen: () => sheet.open, tell: (text) => { sheet.querySelector("[data-sheet-done]").textContent = text; } };
}

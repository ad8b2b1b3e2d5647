// Fills in what a link says: the initiative and the fact it is about. Without this script a visitor does that.

for (const [name, value] of new URLSearchParams(location.search)) {
  if (!["initiatief", "veld", "waarde", "bron"].includes(name)) continue;
  for (const form of document.querySelectorAll("form[data-report]")) {
    const field = form.elements.namedItem(name);
    if (!field || field.value) continue;
    if (field instanceof HTMLSelectElement && ![...field.options].some((option) => option.value === value)) continue;
    field.value = value;
  }
}

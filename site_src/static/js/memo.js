// The memo of a campus: one sheet to print. Without this the browser's own print does the same.
const button = document.querySelector("[data-print]");
button.hidden = false;
button.addEventListener("click", () => print());

// Buttons that copy the text of a field: they appear here, and without this script the field can be selected by hand.

for (const button of document.querySelectorAll("[data-copy-from]")) {
  const field = document.getElementById(button.dataset.copyFrom);
  const told = button.parentElement.parentElement.querySelector("[data-copy-told]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(field.value);
      told.textContent = button.dataset.copied;
    } catch {
      field.focus();
      field.select();
      told.textContent = button.dataset.notCopied;
    }
  });
}

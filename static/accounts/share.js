// Hands a text on: by the phone's share sheet where there is one, else by the clipboard.
async function copy(field) {
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    // No clipboard without a secure connection, or it was refused: the old way takes what is selected.
    document.execCommand("copy");
  }
}
for (const button of document.querySelectorAll("[data-share]")) {
  button.hidden = !navigator.share;
  button.addEventListener("click", () => {
    // Closing the sheet is no error.
    navigator.share({ text: document.getElementById(button.dataset.share).value }).catch(() => {});
  });
}
for (const button of document.querySelectorAll("[data-copy]")) {
  button.addEventListener("click", async () => {
    await copy(document.getElementById(button.dataset.copy));
    (button.querySelector("span") ?? button).textContent = button.dataset.done;
    button.focus();
  });
}

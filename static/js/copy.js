// A button that copies a text. Without it people choose the text and copy it themselves.
"use strict";

async function copy(field) {
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    return document.execCommand("copy"); // no secure connection: only the older way is open
  }
  return true;
}

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    if (await copy(document.getElementById(button.dataset.copy))) {
      button.lastElementChild.textContent = button.dataset.done;
    }
  });
}

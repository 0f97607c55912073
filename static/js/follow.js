// Fragments that the server makes of one field: what a place means, which entries may be the same.
"use strict";

const ASKED_AFTER = 400; // milliseconds after the last key

function follow(field, box) {
  let later, asked;
  async function ask() {
    asked?.abort();
    asked = new AbortController();
    const address = new URL(box.dataset.address, location);
    address.searchParams.set(box.dataset.parameter, field.value);
    const answer = await fetch(address, { signal: asked.signal });
    if (answer.ok) box.innerHTML = await answer.text();
  }
  field.addEventListener("input", () => {
    clearTimeout(later);
    later = setTimeout(() => ask().catch(() => {}), ASKED_AFTER); // nothing depends on an answer
  });
}

for (const box of document.querySelectorAll("[data-follows]")) {
  const field = document.getElementById(box.dataset.follows);
  if (!field) continue;
  follow(field, box);
  if (box.localName === "datalist") field.setAttribute("list", box.id);
}

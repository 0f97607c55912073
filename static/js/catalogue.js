// The list follows the filters: the same address gives its fragment to a script. Without it, the buttons do.
"use strict";

const form = document.getElementById("katalog");
const results = document.getElementById("treffer");
let running = null;

function question() {
  const pairs = [...new FormData(form)].filter(([name, value]) => value !== "");
  const query = new URLSearchParams(pairs).toString();
  return form.action + (query ? "?" + query : "");
}

async function show(address, remember) {
  running?.abort();
  running = new AbortController();
  const focused = document.activeElement?.id;
  const isOpen = results.querySelector(".filters")?.open;
  const answer = await fetch(address, { headers: { "HX-Request": "true" }, signal: running.signal });
  if (!answer.ok) throw new Error(answer.status);
  results.innerHTML = await answer.text();
  const shown = results.firstElementChild.dataset;
  if (isOpen) results.querySelector(".filters")?.setAttribute("open", "");
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  document.title = shown.title;
  document.getElementById("meldung").textContent = shown.headline;
  if (remember) history.pushState(null, "", address);
}

function follow(address, remember = true) {
  show(address, remember).catch((error) => {
    if (error.name !== "AbortError") location.assign(address);
  });
}

form.classList.add("follows");
form.addEventListener("change", (event) => {
  if (event.target.id !== "suche") follow(question());
});
addEventListener("popstate", () => location.reload());

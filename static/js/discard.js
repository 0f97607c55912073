// What is thrown away goes from this browser, too, if it never arrived.
"use strict";

document.getElementById("loeschen").addEventListener("submit", ({ target }) => {
  localStorage.removeItem(target.dataset.waiting);
});

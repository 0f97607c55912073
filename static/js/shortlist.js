// The Merkliste: kept in this browser after a click, and nowhere else. Without it the link alone does.
"use strict";

const KEY = "merkliste";

function kept() {
  try {
    const list = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(list) ? list.filter((slug) => typeof slug === "string") : [];
  } catch {
    return [];
  }
}

function keep(list) {
  if (list.length) localStorage.setItem(KEY, JSON.stringify(list));
  else localStorage.removeItem(KEY);
}

const addressOf = (page, list) => page + "?" + new URLSearchParams(list.map((slug) => ["projekt", slug]));

for (const link of document.querySelectorAll("[data-keep]")) {
  const slug = link.dataset.keep;
  const whole = link.nextElementSibling;
  const show = () => {
    const list = kept(), isKept = list.includes(slug);
    link.setAttribute("aria-pressed", isKept);
    link.lastElementChild.textContent = isKept ? link.dataset.kept : link.dataset.free;
    whole.hidden = !list.length;
    whole.href = addressOf(whole.dataset.page, list);
    whole.querySelector("b").textContent = list.length;
  };
  link.setAttribute("role", "button");
  const toggle = (event) => {
    event.preventDefault();
    const list = kept();
    keep(list.includes(slug) ? list.filter((other) => other !== slug) : [...list, slug]);
    show();
  };
  link.addEventListener("click", toggle);
  link.addEventListener("keydown", (event) => {
    if (event.key === " ") toggle(event);
  });
  show();
}

const page = document.querySelector("[data-shortlist]");
if (page && !location.search && kept().length) location.replace(addressOf(page.dataset.shortlist, kept()));

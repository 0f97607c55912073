// Suggestions under a search box: the combobox of the WAI-ARIA Authoring Practices over a plain form.
"use strict";

for (const input of document.querySelectorAll("[data-suggestions]")) {
  const box = input.parentElement;
  const list = add(box, "div", { id: input.id + "-liste", role: "listbox", "aria-label": input.dataset.label });
  const status = add(box, "span", { role: "status", class: "visually-hidden" });
  let options = [], active = -1, timer, running;

  function add(parent, name, attributes, text = "") {
    const element = document.createElement(name);
    for (const key in attributes) element.setAttribute(key, attributes[key]);
    element.textContent = text;
    return parent.appendChild(element);
  }

  function open(isOpen) {
    list.hidden = !isOpen;
    input.setAttribute("aria-expanded", isOpen);
    mark(-1);
  }

  function close() {
    clearTimeout(timer);
    running?.abort();
    status.textContent = "";
    open(false);
  }

  function mark(number) {
    options[active]?.setAttribute("aria-selected", false);
    active = number;
    const option = options[active];
    option?.setAttribute("aria-selected", true);
    option?.scrollIntoView({ block: "nearest" });
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
  }

  function show(answer) {
    list.textContent = "";
    options = [];
    for (const { kind, label, suggestions } of answer.groups) {
      const id = list.id + "-" + kind;
      const group = add(list, "div", { role: "group", "aria-labelledby": id });
      add(group, "div", { id, role: "presentation", class: "meta" }, label);
      for (const { label, url } of suggestions) {
        const option = add(group, "div", { role: "option", id: list.id + options.length, "aria-selected": false }, label);
        option.addEventListener("click", () => location.assign(url));
        options.push(option);
      }
    }
    status.textContent = answer.status;
    open(options.length > 0);
  }

  async function ask() {
    running?.abort();
    running = new AbortController();
    const query = new URLSearchParams({ q: input.value });
    const answer = await fetch(input.dataset.suggestions + "?" + query, { signal: running.signal });
    if (answer.ok) show(await answer.json());
  }

  // Nothing depends on an answer: the form works without it.
  const askQuietly = () => ask().catch(() => {});

  input.addEventListener("input", () => {
    close();
    if (input.value.trim().length > 1) timer = setTimeout(askQuietly, 120);
  });

  input.addEventListener("keydown", (event) => {
    const { key } = event, last = options.length - 1, chosen = options[active];
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (list.hidden) {
      if (key !== "ArrowDown" || input.value.trim().length < 2) return;
      event.preventDefault();
      askQuietly().then(() => options.length && mark(0)); // whoever asks for the list by a key is on it
      return;
    }
    if (key === "ArrowDown") mark(active < last ? active + 1 : -1);
    else if (key === "ArrowUp") mark(active < 0 ? last : active - 1);
    else if (key === "Home" && chosen) mark(0);
    else if (key === "End" && chosen) mark(last);
    else if (key === "Enter" && chosen) chosen.click();
    else if (key === "Escape") close();
    else return;
    event.preventDefault();
  });

  input.addEventListener("blur", close);
  input.form.addEventListener("submit", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the box keeps the focus
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  list.className = "suggestions";
  open(false);
}

// The draft follows what is typed. Without this script the buttons save; while the line is down the words
// wait in this browser and go from it as soon as they have arrived.
"use strict";

const form = document.getElementById("entwurf");
const stand = document.getElementById("stand");
const words = document.getElementById("worte").dataset; // what the script says, in the reader's language
const PAUSE = 800, RETRY = 4000; // milliseconds after the last key; between two tries without a line
const LETTERS_ON_LEAVING = 60000; // what a browser still sends for a page that is being left
const WAITING = "entwurf:"; // before the address of a draft: words that have not arrived yet
let timer, running = null, isDirty = false, hasFailed = false, isWarned = false, hasArrived = false;

const place = () => WAITING + new URL(form.action).pathname;

function say(sentence) {
  if (stand.textContent !== sentence) stand.textContent = sentence;
}

function changed() {
  isDirty = true;
  hasArrived = false;
  clearTimeout(timer);
  timer = setTimeout(save, PAUSE);
}

async function save() {
  clearTimeout(timer);
  if (running) return running;
  isDirty = false;
  running = send().catch(keepHere).finally(() => { running = null; });
  await running;
  if (isDirty) timer = setTimeout(save, hasFailed ? RETRY : PAUSE);
}

async function send() {
  const body = new URLSearchParams(new FormData(form)).toString();
  const headers = { Accept: "application/json", "Content-Type": "application/x-www-form-urlencoded" };
  const keepalive = body.length < LETTERS_ON_LEAVING;
  const answer = await fetch(form.action, { method: "POST", body, headers, keepalive });
  const told = await answer.json();
  hasFailed = false;
  if (answer.ok) arrived(told);
  else say(told.sentence);
}

function arrived({ action, revision, sentence, other }) {
  localStorage.removeItem(place());
  form.action = action;
  form.elements.revision.value = revision;
  history.replaceState(null, "", action);
  say(sentence);
  if (other) showOther(other);
}

function keepHere() {
  const { revision, ...rest } = Object.fromEntries(new FormData(form));
  const typed = [...new FormData(form)].filter(([name]) => name in rest);
  localStorage.setItem(place(), JSON.stringify({ revision, typed }));
  isDirty = hasFailed = true;
  say(words.offline);
}

function notice(sentence, address, label) {
  const shown = document.createElement("p"), link = document.createElement("a");
  shown.className = "notice";
  shown.setAttribute("role", "alert");
  link.href = address;
  link.textContent = label;
  shown.append(sentence + " ", link);
  form.before(shown);
  return shown;
}

function showOther(address) {
  notice(words.second, address, words.other).scrollIntoView({ block: "center" });
  isWarned = true;
}

// Words of an earlier visit that have not arrived: here they come back, at the empty form they are offered.
function bringBack() {
  if (location.pathname === words.start) return offerWaiting();
  const found = localStorage.getItem(place());
  if (!found) return;
  const { revision, typed } = JSON.parse(found);
  form.elements.revision.value = revision; // so that nobody's newer words are written over
  for (const field of form.elements) fill(field, typed);
  say(words.back);
  changed();
}

function offerWaiting() {
  const key = Object.keys(localStorage).find((name) => name.startsWith(WAITING));
  if (key) notice(words.waiting, key.slice(WAITING.length), words.goOn);
}

function fill(field, typed) {
  const values = typed.filter(([name]) => name === field.name).map(([, value]) => value);
  if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
  else if (values.length) field.value = values[0];
  if (values.some(Boolean)) field.closest("details")?.setAttribute("open", "");
}

// A browser that shows a page again may put words into it that were never sent.
function isFilledByTheBrowser() {
  return [...form.querySelectorAll("textarea, input[type=text]")].some((field) => field.value !== field.defaultValue);
}

function count(field, line, most) {
  const left = field.dataset.longest - [...field.value].length;
  const isNear = left < Math.max(20, field.dataset.longest / 5);
  line.classList.toggle("over", left < 0);
  line.textContent = isNear ? (left < 0 ? words.over : words.left).replace("{n}", Math.abs(left)) : most;
}

// The words go first, so that they are safe if the line breaks on the way to the next page.
async function submitted(event) {
  if (hasArrived) return;
  event.preventDefault();
  const button = event.submitter;
  do await save(); while (isDirty && !hasFailed);
  clearTimeout(timer);
  if (hasFailed) timer = setTimeout(save, RETRY);
  else if (!isWarned) {
    hasArrived = true;
    form.requestSubmit(button);
  }
  isWarned = false;
}

for (const field of form.querySelectorAll("[data-longest]")) {
  const line = form.querySelector(`[data-left-of="${field.id}"]`);
  const most = line.textContent;
  field.addEventListener("input", () => count(field, line, most));
  count(field, line, most);
}
document.getElementById("id_place")?.setAttribute("list", "orte");
form.addEventListener("input", changed);
form.addEventListener("submit", submitted);
addEventListener("online", () => { if (isDirty) save(); });
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
// Somebody goes to the mail app or to another page.
document.addEventListener("visibilitychange", () => { if (document.hidden && isDirty) save(); });
bringBack();
if (isFilledByTheBrowser()) changed();

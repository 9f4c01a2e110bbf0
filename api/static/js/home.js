// Judges while somebody types: a short wait after the last key, one request at a time, the newest one counts.
import { drawRescue, drawVerdict, el, titleOf } from "./verdict.js";

const WAIT_MS = 180; // between keys; with a judge of milliseconds the answer stays under 300 ms
const TELL_MS = 1200; // a screen reader hears the verdict once typing has stopped

const form = document.getElementById("judge");
const text = form.elements.text;
const spread = document.querySelector("[data-spread]");
const answer = document.querySelector("[data-answer]");
const [empty, result, announce] = ["empty", "result", "announce"].map((name) => answer.querySelector(`[data-${name}]`));
const problem = form.querySelector("[data-problem]");
const undo = form.querySelector("[data-undo]");
const count = form.querySelector("[data-count]");
const MOST = Number(text.dataset.most);
const words = JSON.parse(form.dataset.words);
const FIELDS = ["text", "case", "before", "phase"];
const IN_JSON = { case: "case", history: "before", phase: "phase" }; // a field of the request, and where it stands here
let timer, teller, request, previous;

const body = () => {
  const before = form.elements.before.value.trim();
  return {
    text: text.value,
    case: form.elements.case.value,
    history: before ? [{ role: "case_presenter", text: before }] : [],
    phase: form.elements.phase.value || null,
  };
};

function clear() {
  clearTimeout(teller);
  announce.textContent = "";
  request?.abort();
  result.replaceChildren();
  document.querySelector(".rescue")?.remove();
  empty.hidden = false;
  spread.classList.remove("has-result");
  answer.setAttribute("aria-busy", "false");
  complain("");
}

// A problem stands beside its own field. `name` is the field's name on this page.
function complain(message, name = "text") {
  for (const id of FIELDS) {
    document.getElementById(`${id}-fout`)?.remove();
    form.elements[id].removeAttribute("aria-invalid");
    form.elements[id].removeAttribute("aria-describedby");
  }
  problem.textContent = name === "text" ? message : "";
  problem.hidden = !problem.textContent;
  if (!message) return;
  const field = form.elements[name];
  field.setAttribute("aria-invalid", "true");
  if (name === "text") return;
  field.after(el("p", { class: "problem", id: `${name}-fout`, role: "alert" }, message));
  field.setAttribute("aria-describedby", `${name}-fout`);
  field.closest("details").open = true;
}

function refuse(said) {
  const wrong = said.errors?.[0];
  const name = wrong && IN_JSON[wrong.field.split(".")[1]];
  if (name) complain(wrong.message, name);
  else complain(said.detail);
}

function takeOver(rewrite) {
  previous = text.value;
  text.value = rewrite;
  undo.hidden = false;
  text.focus();
  judge();
}

function better(rewrites) {
  return rewrites.map((rewrite, index) => {
    const button = el("button", { class: "button", type: "button" }, "Neem over");
    button.addEventListener("click", () => takeOver(rewrite));
    return el("div", { class: "better" },
      el("p", { class: "small quiet" }, index === 0 ? "Zo blijft je nieuwsgierigheid heel" : "Of"),
      el("p", { class: "said" }, rewrite), button);
  });
}

function draw(judgement) {
  complain("");
  empty.hidden = true;
  spread.classList.add("has-result");
  const rescue = document.querySelector(".rescue");
  if (judgement.help && !rescue) document.querySelector("main").prepend(drawRescue(judgement.help));
  if (!judgement.help) rescue?.remove();
  if (judgement.help) {
    result.replaceChildren(el("p", { class: "said" }, words.help));
    return;
  }
  const by = judgement.judged_by;
  const note = by.fallback ?? "Beoordeeld door een programma op deze machine, geen mens. Wat je typt wordt niet bewaard.";
  result.replaceChildren(drawVerdict(judgement, words), ...better(judgement.rewrites), el("p", { class: "small quiet" }, note));
  teller = setTimeout(() => {
    announce.textContent = `${titleOf(judgement, words)[1]}. ${judgement.explanation}`;
  }, TELL_MS);
}

async function judge() {
  clearTimeout(timer);
  clearTimeout(teller); // what was about to be told is about an older text
  request?.abort();
  if (!text.value.trim()) return clear();
  request = new AbortController();
  answer.setAttribute("aria-busy", "true");
  try {
    const response = await fetch("/api/v1/questions/judge", {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify(body()),
      signal: request.signal,
    });
    const said = await response.json();
    if (response.ok) draw(said);
    else refuse(said);
  } catch (error) {
    if (error.name === "AbortError") return;
    complain("Ik kan Doorvraag even niet bereiken. Je vraag staat er nog; probeer het zo opnieuw.");
  }
  answer.setAttribute("aria-busy", "false");
}

// Half a question gets no verdict: three words, or a question mark, make it worth looking at.
const worthIt = () => text.value.includes("?") || text.value.trim().split(/\s+/).length >= 3;

function tell() {
  const length = Array.from(text.value).length;
  count.hidden = length <= MOST * 0.9;
  count.textContent = length > MOST
    ? `${length} tekens; hooguit ${MOST} kan ik als één vraag lezen. Er is niets weggehaald: kort hem zelf in.`
    : `${length} van ${MOST} tekens.`;
}

const soon = () => {
  clearTimeout(timer);
  tell();
  if (!text.value.trim()) clear();
  else if (worthIt()) timer = setTimeout(judge, WAIT_MS);
};

for (const name of FIELDS) form.elements[name].addEventListener("input", soon);

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (event.submitter?.matches("[data-example]")) {
    text.value = event.submitter.textContent;
    undo.hidden = true;
  }
  if (!text.value.trim()) complain("Er staat nog niets. Typ of plak een vraag.");
  else judge();
});

undo.addEventListener("click", () => {
  text.value = previous;
  undo.hidden = true;
  text.focus();
  judge();
});

// A page that comes back from the server or from history with text in it is left as it stands.
if (text.value.trim() && !result.children.length && problem.hidden && !form.querySelector("#text-fout")) judge();

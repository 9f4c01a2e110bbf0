// Forms that already work, made kinder: one submit at a time, a word that it is under way, a question before erasing.
const BUSY = "data-busy";

function underWay(form, submitter) {
  form.setAttribute("aria-busy", "true");
  const text = form.getAttribute(BUSY);
  if (text) {
    const line = document.createElement("p");
    line.className = "busy";
    line.setAttribute("role", "status");
    line.textContent = text;
    form.append(line);
  }
  // After the browser has read the form: a disabled button would not send its own value.
  setTimeout(() => {
    for (const button of form.querySelectorAll("button")) button.disabled = true;
  }, 0);
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || !(form instanceof HTMLFormElement) || form.method !== "post") return;
  if (form.hasAttribute("data-download")) return; // the page stays: its buttons must too
  const question = event.submitter?.getAttribute("data-confirm");
  if (question && !window.confirm(question)) {
    event.preventDefault();
    return;
  }
  if (form.getAttribute("aria-busy") === "true") event.preventDefault();
  else underWay(form, event.submitter);
});

// Back in history shows the page as it was left: with its buttons off. They come on again.
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.querySelectorAll("form[aria-busy]")) {
    form.removeAttribute("aria-busy");
    form.querySelector(":scope > .busy")?.remove();
    for (const button of form.querySelectorAll("button")) button.disabled = false;
  }
});

for (const area of document.querySelectorAll("textarea[data-enter-sends]")) {
  area.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    if (area.value.trim()) area.form.requestSubmit();
  });
}

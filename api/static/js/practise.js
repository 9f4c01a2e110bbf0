// A round in one page: every answer is fetched and put in place, so that Back leaves the round without an error.
const main = document.querySelector("main");

function ready() {
  const area = main.querySelector("textarea[data-enter-sends]");
  area?.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    if (area.value.trim()) area.form.requestSubmit(area.form.querySelector("[value=ask]"));
  });
  return area;
}

function show(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  main.replaceChildren(...page.querySelector("main").childNodes);
  document.title = page.title;
  const area = ready();
  const last = main.querySelector("#laatste, h1");
  if (area) area.focus({ preventScroll: true });
  last?.scrollIntoView({ block: "start" });
}

main.addEventListener("submit", async (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  event.preventDefault();
  event.stopPropagation(); // forms.js is for forms that leave the page
  if (form.getAttribute("aria-busy") === "true") return;
  form.setAttribute("aria-busy", "true");
  try {
    const body = new URLSearchParams(new FormData(form, event.submitter));
    // Not form.action: the buttons of this form go by that name.
    const answer = await fetch(form.getAttribute("action"), { method: "POST", body, headers: { Accept: "text/html" } });
    show(await answer.text());
  } catch {
    form.removeAttribute("aria-busy");
    let line = form.querySelector("[data-gone]");
    if (!line) {
      line = document.createElement("p");
      line.className = "problem";
      line.dataset.gone = "";
      line.setAttribute("role", "alert");
      form.append(line);
    }
    line.textContent = "Ik kan Doorvraag even niet bereiken. Je vraag staat er nog; probeer het zo opnieuw.";
  }
});

// Copy, print and find the way back, for the minutes on this page. What was corrected is what is printed.
const copy = document.querySelector("[data-copy]");
const print = document.querySelector("[data-print]");
const told = document.querySelector("[data-copied]");
const area = document.getElementById("text");
const article = document.getElementById("verslag");
let kept = area.value;
let cameFrom = null;
let paper = null;

if (navigator.clipboard) {
  copy.hidden = false;
  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(area.value);
      kept = area.value;
      told.textContent = "Gekopieerd.";
    } catch {
      area.select();
      told.textContent = "Kopiëren lukte niet. De tekst is geselecteerd: gebruik Ctrl+C.";
    }
  });
}

print.hidden = false;
print.addEventListener("click", () => window.print());

// Until somebody corrects the text, the page itself is what goes on paper.
window.addEventListener("beforeprint", () => {
  if (paper || area.value === area.defaultValue) return;
  paper = document.createElement("pre");
  paper.className = "paper";
  paper.textContent = area.value;
  article.before(paper);
  article.hidden = true;
});
window.addEventListener("afterprint", () => {
  paper?.remove();
  paper = null;
  article.hidden = false;
});

area.form.addEventListener("submit", () => {
  kept = area.value;
});
window.addEventListener("beforeunload", (event) => {
  if (area.value !== kept) event.preventDefault();
});

// Back leads to the number that was tapped.
document.querySelectorAll(".sources a").forEach((link) => {
  link.addEventListener("click", () => {
    cameFrom = link;
  });
});
document.querySelectorAll("[data-back]").forEach((link) => {
  link.addEventListener("click", (event) => {
    if (!cameFrom) return;
    event.preventDefault();
    cameFrom.scrollIntoView({ block: "center" });
    cameFrom.focus({ preventScroll: true });
  });
});

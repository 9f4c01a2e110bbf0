// Copy and print, for the minutes on this page.
const copy = document.querySelector("[data-copy]");
const print = document.querySelector("[data-print]");
const told = document.querySelector("[data-copied]");

if (navigator.clipboard) {
  copy.hidden = false;
  copy.addEventListener("click", async () => {
    const area = document.getElementById(copy.dataset.copy);
    try {
      await navigator.clipboard.writeText(area.value);
      told.textContent = "Gekopieerd.";
    } catch {
      area.select();
      told.textContent = "Kopiëren lukte niet. De tekst is geselecteerd: gebruik Ctrl+C.";
    }
  });
}

print.hidden = false;
print.addEventListener("click", () => window.print());

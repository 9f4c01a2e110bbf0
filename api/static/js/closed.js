// Copy and print the overview of a closed meeting. Without script the text file does the same.
const copy = document.querySelector("[data-copy]");
const print = document.querySelector("[data-print]");
const told = document.querySelector("[data-copied]");
const area = document.getElementById(copy.dataset.copy);

if (navigator.clipboard) {
  copy.hidden = false;
  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(area.value);
      told.textContent = "Gekopieerd.";
    } catch {
      area.closest("details").open = true;
      area.select();
      told.textContent = "Kopiëren lukte niet. De tekst is geselecteerd: gebruik Ctrl+C.";
    }
  });
}

print.hidden = false;
print.addEventListener("click", () => window.print());

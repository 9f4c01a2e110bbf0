// A button that copies what stands in a field. Without script or clipboard it stays hidden, and the field can be selected.
for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  const told = button.parentElement.querySelector("[data-copied]");
  if (!field || !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(field.value);
      told.textContent = "Gekopieerd.";
    } catch {
      field.select();
      told.textContent = "Kopiëren lukt hier niet; de link staat geselecteerd.";
    }
  });
}

// Two buttons beside the recovery codes: copy them, or save them as a file. Without script the plain text can be selected.
const text = document.querySelector("[data-codes]");
const buttons = document.querySelector("[data-codes-keep]");

if (text && buttons) {
  const told = buttons.querySelector("[role=status]");
  const copy = buttons.querySelector("[data-codes-copy]");
  const save = buttons.querySelector("[data-codes-save]");
  buttons.hidden = false;
  copy.hidden = !navigator.clipboard;
  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text.textContent.trim() + "\n");
      told.textContent = "Gekopieerd. Plak ze nu in je wachtwoordkluis.";
    } catch {
      getSelection().selectAllChildren(text);
      told.textContent = "Kopiëren lukt hier niet; de codes staan geselecteerd.";
    }
  });
  save.addEventListener("click", () => {
    const address = URL.createObjectURL(new Blob([text.textContent.trim() + "\n"], { type: "text/plain;charset=utf-8" }));
    const link = document.createElement("a");
    link.href = address;
    link.download = "doorvraag-herstelcodes.txt";
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
    told.textContent = "Bewaard als bestand. Zet het op een plek waar alleen jij bij kunt.";
  });
}

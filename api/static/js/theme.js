// Runs before the page is drawn, so that a chosen theme does not flash. Not a module for that reason.
(() => {
  const KEY = "thema";
  const root = document.documentElement;
  const wanted = () => {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null; // storage may be closed off; the system's own preference then holds
    }
  };
  const isDark = () =>
    (root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  const remembered = wanted();
  if (remembered === "dark" || remembered === "light") root.dataset.theme = remembered;

  document.addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector("[data-theme-switch]");
    if (!button) return;
    const tell = () => {
      const label = isDark() ? "Lichte kleuren" : "Donkere kleuren";
      button.setAttribute("aria-label", label);
      button.title = label;
    };
    button.hidden = false;
    tell();
    button.addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      try {
        localStorage.setItem(KEY, root.dataset.theme);
      } catch {
        return tell();
      }
      tell();
    });
  });
})();

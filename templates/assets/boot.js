// Runs before the first paint: the theme that the reader chose, and the sign that scripts run. It is taken back when one
// cannot be loaded: the page is then as complete as without scripts.
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  addEventListener("error", ({ target }) => target.tagName === "SCRIPT" && root.classList.remove("js"), true);
  try {
    const theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch {
    // Storage may be forbidden: the theme then follows the system.
  }
})();

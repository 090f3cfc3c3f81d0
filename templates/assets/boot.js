// Runs before the first paint: the theme that the reader chose, the sign that scripts run, and the one that the address
// names codes to compare. They are taken back when a script cannot be loaded: the page is then as complete as without.
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  root.classList.toggle("chosen", /[?&]codes=/.test(location.search));
  addEventListener("error", ({ target }) => target.tagName === "SCRIPT" && root.classList.remove("js", "chosen"), true);
  try {
    const theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch {
    // Storage may be forbidden: the theme then follows the system.
  }
})();

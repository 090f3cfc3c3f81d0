// Sends on to data-target and keeps what the reader's address says after "?" and "#".
(() => {
  const target = document.currentScript.dataset.target;
  location.replace(target + location.search + location.hash);
})();

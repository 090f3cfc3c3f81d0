// Sends on to the page that the only link leads to, and keeps what the reader's address says after "?" and "#".
(() => {
  location.replace(document.links[0].href + location.search + location.hash);
})();

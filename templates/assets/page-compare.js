// /compare/?codes=a,b shows these codes side by side; what does is loaded only then.
if (new URLSearchParams(location.search).has("codes")) import("./versus.js").catch(() => document.documentElement.classList.remove("chosen"));

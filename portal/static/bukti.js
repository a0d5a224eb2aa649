// Lets the browser do the work that stands for the question; where it cannot, the question stays.
const place = document.getElementById("periksa");
const question = document.getElementById("tanya");

function ask() {
  question.hidden = false;
  document.querySelector("altcha-widget")?.remove();
}

async function work() {
  await import("./altcha.js");
  await import("./altcha-id.js");
  $altcha.algorithms.set("PBKDF2/SHA-256", () => new Worker("/statis/altcha-pbkdf2.js"));
  const widget = document.createElement("altcha-widget");
  widget.setAttribute("language", "id");
  widget.setAttribute("auto", "onload");
  widget.setAttribute("challenge", place.dataset.tantangan);
  widget.setAttribute(
    "configuration",
    JSON.stringify({ hideFooter: true, hideLogo: true, humanInteractionSignature: false, minDuration: 0 }),
  );
  widget.addEventListener("statechange", (event) => {
    if (event.detail.state === "error") ask();
  });
  question.hidden = true;
  place.append(widget);
}

// Hashing is only there where the address is trusted: TLS or the machine itself.
if (place && !place.dataset.tanya && window.isSecureContext && window.Worker) work().catch(ask);

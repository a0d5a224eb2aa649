// Prints the page; without this the browser's own menu does.
const button = document.getElementById("cetak");
if (button) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

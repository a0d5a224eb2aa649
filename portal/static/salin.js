// Shows the copy buttons; without this script the text is selected and copied by hand.
document.querySelectorAll("button[data-salin]").forEach(function (button) {
  var field = document.getElementById(button.dataset.salin);
  button.hidden = false;
  button.addEventListener("click", function () {
    field.select();
    var copied = navigator.clipboard
      ? navigator.clipboard.writeText(field.value)
      : document.execCommand("copy") ? Promise.resolve() : Promise.reject(new Error("copy"));
    copied.then(
      function () { button.textContent = "Tersalin"; },
      function () { button.textContent = "Tekan Ctrl+C"; }
    );
  });
});

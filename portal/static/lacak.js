// Takes the code of a scanned QR from behind `#`, where no server saw it, and forgets it there.
const field = document.getElementById("kode");
const found = new URLSearchParams(location.hash.slice(1)).get("kode");
if (field && found) {
  field.value = found;
  history.replaceState(null, "", location.pathname);
  field.form.querySelector("button").focus();
}

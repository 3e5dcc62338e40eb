// Shows what was typed as a password: on a phone's keyboard nobody types blind.
for (const button of document.querySelectorAll("[data-show-password]")) {
  const field = document.getElementById(button.dataset.showPassword);
  const show = button.textContent;
  button.hidden = false;
  button.addEventListener("click", () => {
    const hidden = field.type === "password";
    field.type = hidden ? "text" : "password";
    button.textContent = hidden ? button.dataset.hide : show;
  });
}

/* The button that prints the guide, with its pictures: those further down are not loaded yet. */
document.querySelector("[data-print]").addEventListener("click", async () => {
  const pictures = [...document.querySelectorAll(".guide img")];
  for (const picture of pictures) picture.loading = "eager";
  await Promise.allSettled(pictures.map((picture) => picture.decode()));
  window.print();
});

/* The preview is as high as its content on a phone; a link of the bar opens the form that it leads to. */
const narrow = window.matchMedia("(max-width: 63.99rem)");

function fit(look) {
  const page = look.contentDocument?.documentElement;
  if (page) {
    look.style.blockSize = narrow.matches ? `${page.scrollHeight}px` : "";
  }
}

for (const look of document.querySelectorAll("[data-item-look]")) {
  const watch = () => {
    fit(look);
    const body = look.contentDocument?.body;
    if (body) {
      new ResizeObserver(() => fit(look)).observe(body);
    }
  };
  look.addEventListener("load", watch);
  narrow.addEventListener("change", () => fit(look));
  if (look.contentDocument?.readyState === "complete") {
    watch();
  }
}

for (const link of document.querySelectorAll("[data-opens]")) {
  link.addEventListener("click", () => {
    const form = document.getElementById(link.dataset.opens);
    form?.querySelector("details")?.setAttribute("open", "");
    form?.querySelector("textarea")?.focus();
  });
}

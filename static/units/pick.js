// Searching in long choices of units, with or without diacritics. Without it the choices are plain lists.
(() => {
  const fold = (text) => text.toLowerCase().replaceAll("đ", "d").normalize("NFD").replace(/\p{M}/gu, "");
  const matches = (folded, words) => words.every((word) => folded.includes(word));
  const wordsOf = (search) => fold(search.value).split(/\s+/).filter(Boolean);

  const searchSelect = (pick, select) => {
    const search = pick.querySelector(".pick__search");
    const options = [...select.options].map((option) => ({ option, folded: fold(option.textContent) }));
    if (options.length < 12) return;
    search.hidden = false;
    search.addEventListener("input", () => {
      const words = wordsOf(search);
      const chosen = select.value;
      const shown = options.filter(({ option, folded }) => option.value === "" || option.value === chosen || matches(folded, words));
      select.replaceChildren(...shown.map(({ option }) => option));
      const found = shown.filter(({ option, folded }) => option.value !== "" && matches(folded, words));
      select.value = words.length && found.length === 1 ? found[0].option.value : chosen;
    });
  };

  const searchList = (pick, list) => {
    const search = pick.querySelector(".pick__search");
    const parent = pick.querySelector(".pick__parent");
    const all = pick.querySelector(".pick__all");
    const count = pick.querySelector(".pick__count");
    const rows = [...list.children];
    const tell = () => {
      const ticked = list.querySelectorAll(":checked").length;
      count.textContent = ticked ? `${pick.closest("[data-ticked]").dataset.ticked}: ${ticked}` : "";
    };
    const narrow = () => {
      const words = wordsOf(search);
      rows.forEach((row) => {
        const below = !parent || !parent.value || row.dataset.parent === parent.value;
        row.hidden = !(below && matches(row.dataset.folded, words));
      });
    };
    [search, parent, all].filter(Boolean).forEach((tool) => { tool.hidden = false; });
    search.addEventListener("input", narrow);
    if (parent) parent.addEventListener("change", narrow);
    all.addEventListener("click", () => {
      rows.filter((row) => !row.hidden).forEach((row) => { row.querySelector("input").checked = true; });
      tell();
    });
    list.addEventListener("change", tell);
    tell();
  };

  document.querySelectorAll("[data-pick]").forEach((pick) => {
    const list = pick.querySelector(".pick__list");
    const select = pick.querySelector("select:not(.pick__parent)");
    if (list) searchList(pick, list);
    else if (select) searchSelect(pick, select);
  });
})();

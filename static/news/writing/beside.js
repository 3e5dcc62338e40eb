/** What stands beside the button that sends: who will be asked, and items that look like this one. */

/**
 * @param {HTMLFormElement} form
 * @param {{asked?: {name: string, role: string}[], nobody_text?: string, duplicates?: object[]}} answer
 */
export function showBeside(form, { asked, nobody_text: nobody = "", duplicates }) {
  if (asked) showAsked(form, asked, nobody);
  if (duplicates) showDuplicates(form, duplicates);
}

function showAsked(form, asked, nobody) {
  const place = form.querySelector("[data-asked]");
  if (!place) return;
  place.querySelector("ul").replaceChildren(...asked.map(({ name, role }) => line(name, role)));
  place.querySelector("[data-asked-some]").hidden = asked.length === 0;
  const none = place.querySelector("[data-asked-nobody]");
  none.hidden = asked.length > 0 || !nobody;
  none.textContent = nobody;
}

function showDuplicates(form, duplicates) {
  const place = form.querySelector("[data-duplicates]");
  place.hidden = duplicates.length === 0;
  place.querySelector("ul").replaceChildren(
    ...duplicates.map(({ headline, url, why }) => {
      const item = line("", why);
      const link = Object.assign(document.createElement("a"), { textContent: headline, target: "_blank" });
      if (url) link.href = url;
      item.prepend(link);
      return item;
    }),
  );
}

function line(strong, rest) {
  const item = document.createElement("li");
  if (strong) item.append(Object.assign(document.createElement("strong"), { textContent: strong }));
  if (rest) item.append(Object.assign(document.createElement("span"), { textContent: ` ${rest}` }));
  return item;
}

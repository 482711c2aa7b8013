// The search box of the start page: shows towns to choose from while a name is typed, and goes nowhere by itself.

import { find, prepare } from "./matching.js";

const form = document.querySelector("form.search");
const input = form.querySelector("input");
const choices = form.querySelector(".choices");
let index = null;

function link(choice) {
  const [town, folder] = index.towns[choice.town];
  const item = document.createElement("li");
  const anchor = document.createElement("a");
  anchor.href = `${folder}/`;
  anchor.textContent = town === choice.name ? town : form.dataset.also.replace("{town}", town).replace("{name}", choice.name);
  item.append(anchor);
  return item;
}

function show() {
  choices.replaceChildren();
  if (!index || !input.value.trim()) return;
  const found = find(input.value, index);
  const said = document.createElement("p");
  const exact = found.choices.filter((choice) => choice.far === 0).length;
  if (!found.choices.length) said.textContent = form.dataset.none;
  else if (found.sure) said.textContent = form.dataset.found;
  else said.textContent = exact > 1 ? form.dataset.several : form.dataset.unsure;
  choices.append(said);
  if (found.choices.length) {
    const list = document.createElement("ul");
    list.className = "towns";
    list.append(...found.choices.map(link));
    choices.append(list);
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  show();
  choices.querySelector("a")?.focus();
});
input.addEventListener("input", show);

fetch(form.dataset.index, { credentials: "omit" })
  .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)))
  .then((found) => {
    index = prepare(found);
    form.hidden = false;
    show();
  })
  .catch(() => form.remove());

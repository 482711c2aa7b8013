// Finds the towns that a typed name may mean. It never settles on one that was not typed: what is only near is a choice.

const MOST = 6;
const SHORTEST_SLIP = 4;

/** A name as it is compared: small letters without accents, run together. */
export function key(text) {
  return text.toLowerCase().normalize("NFKD").replace(/[^a-z0-9]/g, "");
}

const FIRST_WORDS = {
  nuevo: "new", nueva: "new", novo: "new", nova: "new", nouvo: "new", este: "east", leste: "east", les: "east",
  oeste: "west", lwes: "west", norte: "north", no: "north", sur: "south", sul: "south", sid: "south",
};

const SOUNDS = [
  [/^es(?=[tpcmn])/, "s"], [/ph/g, "f"], [/dge|dj|dg/g, "j"], [/ough|augh/g, "o"], [/gh|ght/g, "t"], [/sch|tch|ch|sh/g, "s"],
  [/th/g, "t"], [/ck|qu|q|k/g, "c"], [/c(?=[eiy])/g, "s"], [/wh|gu(?=[aeio])|hu(?=[aeio])|^ou?(?=[aei])|^u(?=[aeio])/g, "w"],
  [/j|^g(?=[ei])|h/g, ""], [/v/g, "b"], [/[zx]/g, "s"], [/d/g, "t"], [/m(?=[^aeiou]|$)/g, "n"],
  [/nts/g, "ns"], [/r(?=[^aeiouyr])/g, ""], [/l(?=[ctf])/g, ""], [/[eiouyw]+|a+/g, "a"], [/a+/g, "a"], [/(.)\1+/g, "$1"],
  [/st(?=[pf])/g, "s"], [/[rtl]+$/, ""], [/a$/, ""],
];

/** A name's sounds, roughly, so that "jarfor" is near "hartford": what ears of the four languages mix up is one letter. */
export function sound(name) {
  return SOUNDS.reduce((heard, [letters, instead]) => heard.replace(letters, instead), name);
}

/** How many slips lead from one word to the other (a swap of neighbors is one), or more than `most` once it is more. */
export function slips(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let older = [];
  let old = Array.from({ length: b.length + 1 }, (_, n) => n);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      row[j] = Math.min(old[j] + 1, row[j - 1] + 1, old[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], older[j - 2] + 1);
    }
    if (Math.min(...row) > most) return most + 1;
    [older, old] = [old, row];
  }
  return old[b.length];
}

/** The index as it is served, made ready: each name with its key and its sounds. */
export function prepare(index) {
  return { towns: index.towns, names: index.names.map(([name, towns, short]) => ({ name, towns, short, key: key(name), sound: sound(key(name)) })) };
}

/**
 * The towns that a typed name may mean, the likeliest first, each with the name that led to it.
 * `sure` tells that the name was typed as it is written and belongs to exactly one town.
 */
export function find(typed, index) {
  const asked = key(typed);
  if (!asked) return { sure: false, choices: [] };
  const exact = index.names.filter((name) => name.key === asked);
  const translated = inEnglish(typed);
  const near = index.names
    .map((name) => ({ name, far: Math.min(distance(asked, name), translated ? 0.1 + distance(translated, name) : Infinity) }))
    .filter((found) => found.far < Infinity)
    .sort((a, b) => a.far - b.far || a.name.name.length - b.name.name.length);
  const choices = [];
  for (const { name, far } of near) {
    for (const town of name.towns) {
      if (!choices.some((choice) => choice.town === town)) choices.push({ town, name: name.short ? index.towns[town][0] : name.name, far });
    }
  }
  const meant = new Set(exact.flatMap((name) => name.towns));
  return { sure: meant.size === 1, choices: choices.slice(0, Math.max(MOST, meant.size)) };
}

/** The key of a name whose first word stands in another language, as in "nuevo haven"; empty for every other. */
function inEnglish(typed) {
  const [first, ...others] = typed.trim().split(/\s+/);
  const word = FIRST_WORDS[key(first)];
  return word && others.length ? key(word + others.join("")) : "";
}

/** How far a typed name is from a known one: 0 is the same, infinity too far to be offered. */
function distance(asked, name) {
  if (name.key === asked) return 0;
  if (asked.length >= 2 && name.key.startsWith(asked)) return 0.5 + (name.key.length - asked.length) / 100;
  if (asked.length < SHORTEST_SLIP) return Infinity;
  const longer = Math.max(asked.length, name.key.length);
  const allowed = Math.max(1, Math.floor(longer / 3.5));
  const spelt = slips(asked, name.key, Math.floor(longer * 0.6));
  if (name.sound.length > 2 && asked.length > SHORTEST_SLIP && sound(asked) === name.sound) return Math.min(spelt, 1.2);
  if (spelt <= allowed) return spelt;
  const alike = name.sound.length > 4 && spelt <= longer * 0.6 && slips(sound(asked), name.sound, 1) === 1;
  return alike ? 2.2 + spelt / 100 : Infinity;
}

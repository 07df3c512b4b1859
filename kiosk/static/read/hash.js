// The hash by which the school's machine knows a wording (kiosk/wordings.py): FNV-1a, twice. The wording itself stays here.
const SEEDS = [2166136261, 84696351];
const PRIME = 16777619;

export const hashOf = (text) => SEEDS.map((seed) => fnv(text, seed)).join("");

function fnv(text, seed) {
  let hash = seed;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), PRIME);
  return (hash >>> 0).toString(16).padStart(8, "0");
}

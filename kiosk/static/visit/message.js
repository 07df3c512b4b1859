// What is saved has a number larger than all before, so that an old answer that arrives late replaces nothing.
// As a message for the outbox it has a key as well: each press is a message of its own. Of a step's drafts only the
// latest waits.
import { fromServer } from "./page.js";

const firstSequence = Number(fromServer.sequence);
const startedAt = performance.now();
let sequence = firstSequence;

export function nextSequence() {
  sequence = Math.max(sequence + 1, firstSequence + Math.round(performance.now() - startedAt));
  return sequence;
}

export const followingSequence = () => sequence + 1;

export function messageOf(step, data) {
  const values = Object.fromEntries([...new Set(data.keys())].map((name) => [name, data.getAll(name).join("\n")]));
  const [, task, id] = step.name.match(/^(.*)-(\d+)$/);
  const { csrf_token, visit, ...rest } = values;
  const part = rest.press === "draft" ? "draft" : rest.sequence;
  return { key: `${visit}:${step.name}:${part}`, visit, content: { ...rest, task, step: id } };
}

import type { RunSpec } from './session-runtime.js';

/** Throws where a repository or storage could come to be anywhere but in a directory of its own below /work. */
export function assertNamesBelowWork({ repositories, storages }: RunSpec): void {
  const names = [...repositories, ...storages].map(({ name }) => name);
  const bad = names.find((name) => name === '' || name.startsWith('.') || /[/\\\0]/.test(name));
  if (bad !== undefined) throw new Error(`${JSON.stringify(bad)} cannot be the name of a directory under /work.`);
  if (new Set(names).size < names.length)
    throw new Error(`Two repositories or storages share one name under /work: ${names.join(', ')}.`);
}

type Read = (path: string) => Promise<string | undefined>;

/**
 * The commit of a Git repository that is inside a container, where no Git of ours is: read as Git keeps it. `read` answers a file
 * of its .git directory. Undefined for what is no repository, or has no commit yet.
 */
export async function headCommit(read: Read): Promise<string | undefined> {
  const head = await read('HEAD');
  const reference = referenceIn(head);
  if (reference === undefined) return commitIn(head);
  return commitIn(await read(reference)) ?? packedCommit((await read('packed-refs')) ?? '', reference);
}

function referenceIn(head: string | undefined): string | undefined {
  const [, reference] = /^ref: (refs\/[^\0\n]+)\n*$/.exec(head ?? '') ?? [];
  return reference?.split('/').includes('..') === true ? undefined : reference;
}

function commitIn(file: string | undefined): string | undefined {
  return /^([0-9a-f]{40}([0-9a-f]{24})?)\s*$/.exec(file ?? '')?.[1];
}

function packedCommit(packedRefs: string, reference: string): string | undefined {
  const line = packedRefs.split('\n').find((text) => text.endsWith(` ${reference}`));
  return commitIn(line?.slice(0, line.indexOf(' ')));
}

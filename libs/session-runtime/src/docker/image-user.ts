/** Whom the session's program runs as: what files in the session belong to. */
export interface ImageUser {
  readonly uid: number;
  readonly gid: number;
  /** Where the image has a home for them, absolute. */
  readonly home?: string | undefined;
}

/** From `user`, `user:group`, names or numbers, as the image's own /etc/passwd and /etc/group understand it. Empty is root. */
export function imageUser(user: string, passwd: string, group: string): ImageUser {
  const { name, groupName } = namesIn(user);
  const [, , uid = name, ownGid = '0', , home] = entryOf(passwd, name) ?? [];
  const gid = groupName === undefined ? ownGid : (entryOf(group, groupName)?.[2] ?? groupName);
  return { uid: numberOf(uid), gid: numberOf(gid), home: absolute(home) };
}

function namesIn(user: string): { name: string; groupName: string | undefined } {
  const [name = '', groupName] = user.split(':');
  return { name: name === '' ? '0' : name, groupName };
}

function absolute(path: string | undefined): string | undefined {
  return path?.startsWith('/') === true ? path : undefined;
}

/** Of the name, or the number. */
function entryOf(file: string, name: string): string[] | undefined {
  const entries = file.split('\n').map((line) => line.split(':'));
  return entries.find(([title, , id]) => title === name || id === name);
}

/** An unknown name is nobody's number: it is left to the engine, whose root without rights it is. */
function numberOf(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : 0;
}

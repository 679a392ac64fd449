import { readPrivateFile } from '../private-file.js';

const unusable = (path: string, cause: unknown): Error =>
  new Error(
    `What the embedded servers are protected with cannot be read from ${path}: it is damaged. Restore the file from a backup, ` +
      'or delete it: a new one is made at the next start, and who runs beside the stores has to be started again.',
    { cause },
  );

/** Its texts by their names. Without zod: the servers' thread, which everything waits for, would load it for this alone. */
const parse = <Name extends string>(text: string, fields: Fields<Name>): Record<Name, string> => {
  const given = JSON.parse(text) as Record<string, unknown>;
  for (const [name, check] of Object.entries<Check>(fields)) {
    const value = given[name];
    if (typeof value !== 'string' || !check(value)) throw new Error(`${name} is wrong`);
  }
  return given as Record<Name, string>;
};

/** May throw as well. */
type Check = (value: string) => boolean;
type Fields<Name extends string> = Readonly<Record<Name, Check>>;

/** The texts that the file holds, or `undefined` where there is none. Throws where it is damaged, saying what to do. */
export const readPrivateJson = async <Name extends string>(
  path: string,
  fields: Fields<Name>,
): Promise<Record<Name, string> | undefined> => {
  const text = await readPrivateFile(path);
  if (text === undefined) return undefined;
  try {
    return parse(text, fields);
  } catch (error) {
    throw unusable(path, error);
  }
};

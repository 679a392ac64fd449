import { readFile } from 'node:fs/promises';

/** Of this program, as its package says. */
export const programVersion = async (): Promise<string> => {
  const file = new URL('../../../../package.json', import.meta.url);
  return (JSON.parse(await readFile(file, 'utf8')) as { version: string }).version;
};

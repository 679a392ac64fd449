import { readFile } from 'node:fs/promises';

/** How many of the last lines are told, and how much of each. */
interface Bounds {
  readonly lines: number;
  readonly characters: number;
}

/** The last lines of a program's log that name something, shortened; none where it wrote no log. */
export const linesNaming = async (
  name: string,
  file: string,
  { lines, characters }: Bounds = { lines: 4, characters: 400 },
): Promise<string[]> => {
  const log = await readFile(file, 'utf8').catch(() => '');
  const naming = log.split('\n').filter((line) => line.includes(name));
  return naming.slice(-lines).map((line) => line.slice(0, characters));
};

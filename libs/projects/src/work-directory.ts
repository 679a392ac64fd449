import { type Rejection } from '#libs/event-sourcing';
import type { Project } from './project.js';
import { reject } from './project.rejections.js';

// Also on the case-insensitive and picky file systems of laptops, and never an option of the programs that get it.
const directoryName = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$/;

/**
 * Why the name cannot be another directory of the project's /work, if so. Rule 7: repositories and storages share one
 * namespace. Names that differ by case alone clash, since on many laptops they are the same directory.
 */
export const refuseDirectory = (
  name: string,
  { repositories, storages }: Pick<Project, 'repositories' | 'storages'>,
): Rejection | undefined => {
  if (!directoryName.test(name) || name.endsWith('.')) {
    const detail = `"${name}" cannot be a directory under /work. Send a name of letters, digits, ".", "_" and "-", at most 100, starting with a letter, digit or "_".`;
    return reject('invalid-directory-name', detail, { errors: [{ pointer: '/name', detail }] });
  }
  const taken = [...repositories, ...storages].some((one) => one.name.toLowerCase() === name.toLowerCase());
  if (!taken) return undefined;
  const detail = `/work/${name} is taken by another repository or storage of this project. Send another name.`;
  return reject('name-taken', detail, { errors: [{ pointer: '/name', detail }] });
};

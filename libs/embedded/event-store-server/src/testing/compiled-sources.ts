import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transform } from '@swc/core';

const SOURCES = fileURLToPath(new URL('..', import.meta.url));
/** Inside the repository, so that packages are found from there. */
const CACHE = join(SOURCES, '../../../../.cache');

/** Compiles the sources as they are now for child processes; returns the URL of the index and how to remove all. */
export const compileSources = async (): Promise<{ index: string; remove: () => Promise<void> }> => {
  await mkdir(CACHE, { recursive: true });
  const target = await mkdtemp(join(CACHE, 'event-store-server-'));
  const names = await readdir(SOURCES, { recursive: true });
  const sources = names.filter((name) => name.endsWith('.ts') && !/spec\.ts$|testing/.test(name));
  await Promise.all(sources.map((name) => compile(name, target)));
  return { index: join(target, 'index.js'), remove: () => rm(target, { recursive: true }) };
};

const compile = async (name: string, target: string): Promise<void> => {
  const { code } = await transform(await readFile(join(SOURCES, name), 'utf8'), {
    swcrc: false,
    jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
  });
  const file = join(target, name.replace(/\.ts$/, '.js'));
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, code);
};

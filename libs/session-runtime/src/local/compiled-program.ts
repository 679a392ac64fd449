import { fileURLToPath } from 'node:url';

/** The path of a program of this folder, e.g. `runner/main`, compiled: also when we ourselves run from source, in tests. */
export function compiledProgram(name: string): string {
  const here = new URL('.', import.meta.url).href;
  const compiled = import.meta.url.endsWith('.ts')
    ? here.replace('/libs/session-runtime/', '/dist/libs/session-runtime/')
    : here;
  return fileURLToPath(new URL(`${name}.js`, compiled));
}

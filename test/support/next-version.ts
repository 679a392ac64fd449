import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from './program.js';

const VERSION = /(?<=\bversion: )\d+(?=,)/;

/**
 * The program as its next version would be: a copy of what is built, in which these projections' versions are higher.
 * Its programs are at the same paths below `path`, which is relative to the repository's root (whose packages it uses) and
 * ends with a slash.
 */
export class NextVersion {
  private constructor(readonly path: string) {}

  /** `projections`: their files' names without `.projection.js`. `by`: how many versions on. Throws where there is no such projection. */
  static async of(projections: readonly string[], by = 1): Promise<NextVersion> {
    const parent = join(root, '.cache');
    await mkdir(parent, { recursive: true });
    const directory = await mkdtemp(join(parent, 'next-version-'));
    await cp(join(root, 'package.json'), join(directory, 'package.json'));
    await cp(join(root, 'dist'), join(directory, 'dist'), { recursive: true });
    const files = await readdir(join(directory, 'dist', 'libs'), { recursive: true });
    for (const projection of projections) {
      const file = files.find((name) => name.endsWith(`/${projection}.projection.js`));
      if (file === undefined) throw new Error(`there is no projection ${projection}`);
      await raise(join(directory, 'dist', 'libs', file), by);
    }
    await promisify(execFile)(process.execPath, ['tools/bundle-programs.mjs', directory], { cwd: root });
    return new NextVersion(`${directory.slice(root.length)}/`);
  }

  async remove(): Promise<void> {
    await rm(join(root, this.path), { recursive: true, force: true });
  }
}

const raise = async (file: string, by: number): Promise<void> => {
  const source = await readFile(file, 'utf8');
  if (!VERSION.test(source)) throw new Error(`${file} names no version`);
  await writeFile(
    file,
    source.replace(VERSION, (version) => String(Number(version) + by)),
  );
};

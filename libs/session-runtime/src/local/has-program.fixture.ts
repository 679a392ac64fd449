import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Whether the program runs here. To be asked where tests are declared, hence not awaited. */
export function hasProgram(command: string): boolean {
  return spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0;
}

/** The JupyterLab that tests may use: $JUPYTER_LAB, else the one on PATH, else none. */
export function jupyterLab(): string | undefined {
  const onPath = (process.env['PATH'] ?? '').split(delimiter).map((directory) => join(directory, 'jupyter-lab'));
  return [process.env['JUPYTER_LAB'] ?? '', ...onPath].find((path) => path !== '' && existsSync(path));
}

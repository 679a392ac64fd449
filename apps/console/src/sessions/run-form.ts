import type { ImageRun } from '../api/schema.js';
import { isSame } from '../page/is-same.js';

/** How an image is run, as it is being edited: text, as typed; empty is what the image says. */
export interface RunForm {
  readonly frontEnd: '' | 'jupyter' | 'http';
  readonly port: string;
  /** One word a line, as the other lists. */
  readonly command: string;
  readonly args: string;
  readonly user: string;
  readonly workingDir: string;
  readonly landingPath: string;
}

const linesOf = (words: readonly string[] | undefined): string => (words ?? []).join('\n');

export const runFormOf = (run: ImageRun = {}): RunForm => ({
  frontEnd: run.frontEnd ?? '',
  port: run.port === undefined ? '' : String(run.port),
  command: linesOf(run.command),
  args: linesOf(run.args),
  user: run.user ?? '',
  workingDir: run.workingDir ?? '',
  landingPath: run.landingPath ?? '',
});

const wordsIn = (lines: string): string[] => lines.split('\n').filter((line) => line !== '');

/** What is not a number is sent as it is: the API says what is wrong with it, at its field. */
const portIn = (text: string): number => (/^\d+$/.test(text) ? Number(text) : (text as unknown as number));

/** What was said; {} where nothing was. */
export const runOf = (form: RunForm): ImageRun => ({
  ...(form.frontEnd !== '' && { frontEnd: form.frontEnd }),
  ...(form.port.trim() !== '' && { port: portIn(form.port.trim()) }),
  ...(wordsIn(form.command).length > 0 && { command: wordsIn(form.command) }),
  ...(wordsIn(form.args).length > 0 && { args: wordsIn(form.args) }),
  ...(form.user.trim() !== '' && { user: form.user.trim() }),
  ...(form.workingDir.trim() !== '' && { workingDir: form.workingDir.trim() }),
  ...(form.landingPath.trim() !== '' && { landingPath: form.landingPath.trim() }),
});

/** Whether two mean the same: an order of fields means nothing. */
export const isSameRun = (a: ImageRun = {}, b: ImageRun = {}): boolean =>
  isSame(runOf(runFormOf(a)), runOf(runFormOf(b)));

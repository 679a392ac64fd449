import { t } from '@lingui/core/macro';
import type { ImageRun } from '../api/schema.js';

const frontEnds: Readonly<Record<NonNullable<ImageRun['frontEnd']>, () => string>> = {
  jupyter: () => 'JupyterLab',
  http: () => t`a web server of the image’s own`,
};

/** As on a command line: what has a blank is quoted, or two arguments would look like one. */
const argument = (text: string): string => (/\s|^$/.test(text) ? JSON.stringify(text) : text);

const commandLine = (words: readonly string[] | undefined): string | undefined => words?.map(argument).join(' ');

const said = <Value>(value: Value | undefined, words: (value: Value) => string): readonly string[] =>
  value === undefined ? [] : [words(value)];

/** What was said of how an image is run, in the form's order; "as the image says" where nothing was. */
export const runInWords = (run: ImageRun = {}): string => {
  const settings = [
    ...said(run.frontEnd && frontEnds[run.frontEnd](), (frontEnd) => t`in the browser: ${frontEnd}`),
    ...said(run.port, (port) => t`port: ${port}`),
    ...said(run.user, (user) => t`user: ${user}`),
    ...said(run.workingDir, (directory) => t`working directory: ${directory}`),
    ...said(run.landingPath, (path) => t`opens at: ${path}`),
    ...said(commandLine(run.command), (command) => t`command: ${command}`),
    ...said(commandLine(run.args), (args) => t`arguments: ${args}`),
  ];
  return settings.length === 0 ? t`as the image says` : settings.join('; ');
};

import type { ImageRun } from '../api/schema.js';

const frontEnds: Readonly<Record<NonNullable<ImageRun['frontEnd']>, string>> = {
  jupyter: 'JupyterLab',
  http: 'a web server of the image’s own',
};

/** As on a command line: what has a blank is quoted, or two arguments would look like one. */
const argument = (text: string): string => (/\s|^$/.test(text) ? JSON.stringify(text) : text);

const said = (label: string, value: string | number | undefined): readonly string[] =>
  value === undefined ? [] : [`${label}: ${value}`];

/** What was said of how an image is run, in the form's order; "as the image says" where nothing was. */
export const runInWords = (run: ImageRun = {}): string => {
  const settings = [
    ...said('in the browser', run.frontEnd && frontEnds[run.frontEnd]),
    ...said('port', run.port),
    ...said('user', run.user),
    ...said('working directory', run.workingDir),
    ...said('opens at', run.landingPath),
    ...said('command', run.command?.map(argument).join(' ')),
    ...said('arguments', run.args?.map(argument).join(' ')),
  ];
  return settings.length === 0 ? 'as the image says' : settings.join('; ');
};

import type { Command } from './command.js';

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The help of one command, ready to print. */
export const helpOfCommand = ({ name, usage, summary, explained = {} }: Command): string => {
  const width = Math.max(...Object.keys(explained).map((term) => term.length));
  const lines = Object.entries(explained).map(([term, meaning]) => `  ${term.padEnd(width)}  ${meaning}\n`);
  const usageLine = `Usage: renku-sessions ${`${name} ${usage}`.trim()}\n\n${capitalised(summary)}.\n`;
  return lines.length === 0 ? usageLine : [usageLine, '\n', ...lines].join('');
};

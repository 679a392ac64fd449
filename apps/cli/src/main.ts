import type { Command } from './command.js';
import { commands } from './commands.js';
import { helpOf } from './help.js';
import { helpOfCommand } from './help-of-command.js';
import { lineOfError } from './line-of-error.js';
import { programVersion } from './program-version.js';
import { UsageError } from './usage-error.js';

const words = (count: number, args: readonly string[]): string => args.slice(0, count).join(' ');

const find = (args: readonly string[]): { command: Command; rest: readonly string[] } => {
  for (const count of [2, 1]) {
    const command = commands.find(({ name }) => name === words(count, args));
    if (command !== undefined) return { command, rest: args.slice(count) };
  }
  const near = commands.filter(({ name }) => name.startsWith(`${args[0] ?? ''} `)).map(({ name }) => name);
  throw new UsageError(near.length > 0 ? `say which: ${near.join(' or ')}` : `there is no command ${args[0] ?? ''}`);
};

const isHelp = (word: string): boolean => ['help', '--help', '-h'].includes(word);

const run = async (args: readonly string[]): Promise<void> => {
  const [first] = args;
  if (first === undefined) throw new UsageError('name a command');
  if (first === '--version') process.stdout.write(`${await programVersion()}\n`);
  else if (isHelp(first) && args.length === 1) process.stdout.write(helpOf(commands));
  else {
    const { command, rest } = find(first === 'help' ? args.slice(1) : args);
    if (first === 'help' || rest.some(isHelp)) process.stdout.write(helpOfCommand(command));
    else await (await command.load())(rest);
  }
};

try {
  await run(process.argv.slice(2));
} catch (error) {
  const isUsage = error instanceof UsageError;
  process.stderr.write(`renku-sessions: ${lineOfError(error)}${isUsage ? ' (see renku-sessions help)' : ''}\n`);
  process.exitCode = isUsage ? 2 : 1;
}

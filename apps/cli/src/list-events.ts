import { eventCatalogue } from '#libs/domain';
import type { Run } from './command.js';
import { describeEvents } from './describe-events.js';
import { parseArguments } from './parse-arguments.js';
import { printLines } from './print-lines.js';

export const listEvents: Run = async (args) => {
  const { values } = parseArguments(args, { json: { type: 'boolean' } }, []);
  const events = eventCatalogue();
  await printLines(values.json === true ? events.map((event) => JSON.stringify(event)) : describeEvents(events));
};

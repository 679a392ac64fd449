import type { Ledger } from '../../api-user.js';
import type { RecordedLog } from '../../recorded-log.js';
import type { Verdict } from '../../verdict.js';

/** No session's image is changed but by a person who was told that it was. */
export const chosenImages = ({ acknowledged }: Ledger, log: RecordedLog): Verdict => {
  const changes = log.events.filter(({ type }) => type === 'SessionImageChanged');
  const commands = new Map(acknowledged.map((one) => [one.commandId, one]));
  const problems = changes
    .filter(({ metadata }) => commands.get(metadata.commandId)?.userId !== metadata.actor)
    .map(({ stream, revision, metadata }) => `${revision}@${stream} is of ${metadata.actor}, who was told nothing`);
  return { what: `${changes.length} changes of images are by persons, who were told`, problems };
};

import { deriveId } from '#libs/event-sourcing';
import type { LogEvent, RecordedLog } from '../recorded-log.js';
import type { Verdict } from '../verdict.js';

const once = (log: RecordedLog): string[] => {
  const seen = new Set<string>();
  return log.events.flatMap(({ id, stream, revision }) => {
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [`event ${id} is there again: ${revision}@${stream}`];
  });
};

const gaps = (events: readonly LogEvent[]): string[] =>
  events.flatMap(({ stream, revision }, index) =>
    revision === BigInt(index) ? [] : [`${revision}@${stream} comes where ${index} should`],
  );

/** One append: one stream, one revision after the other, ids by their place in the command. */
const torn = (commandId: string, events: readonly LogEvent[]): string[] => {
  const [first] = events;
  const isWhole = events.every(
    (event, index) =>
      event.stream === first?.stream &&
      event.revision === first.revision + BigInt(index) &&
      (event.metadata.actor.startsWith('system:') || event.id === deriveId(commandId, index)),
  );
  return isWhole ? [] : [`command ${commandId}: ${events.map((e) => `${e.revision}@${e.stream}`).join(', ')}`];
};

/** No event is doubled, no command happened twice, no stream has a gap. */
export const soundLog = (log: RecordedLog): Verdict => {
  const problems = [
    ...once(log),
    ...log.streamsOf('').flatMap(gaps),
    ...[...log.commands].flatMap(([commandId, events]) => torn(commandId, events)),
  ];
  return {
    what: `${log.events.length} events of ${log.commands.size} commands and observations in ${log.streams.size} streams: none doubled, none missing`,
    problems,
  };
};

const begins = new Set(['SessionLaunched', 'SessionResumeRequested']);
const oncePerRun = ['SessionStarted', 'SessionPaused', 'SessionFailed', 'SessionPauseRequested'];
/** Once more where its disk is to go after all. */
const onceWithEachWish = ['SessionStopRequested', 'SessionStopped'];

const runProblems = (events: readonly LogEvent[]): string[] => {
  const stream = events[0]?.stream ?? '';
  const runs = events.filter(({ type }) => begins.has(type)).map(({ data }) => Number(data['run']));
  const doubled = [...oncePerRun, ...onceWithEachWish].flatMap((type) => {
    const of = events
      .filter((event) => event.type === type)
      .map(({ data }) => JSON.stringify([data['run'], data['discard']]));
    return of.length === new Set(of).size ? [] : [`${stream}: a run has two ${type}`];
  });
  return [...(runs.every((run, index) => run === index + 1) ? [] : [`${stream}: runs ${runs.join(', ')}`]), ...doubled];
};

/** Run numbers rise by one, and nothing happens twice to a run. */
export const soundRuns = (log: RecordedLog): Verdict => {
  const launches = log.streamsOf('launch-');
  const runs = log.events.filter(({ type }) => begins.has(type)).length;
  const started = log.events.filter(({ type }) => type === 'SessionStarted').length;
  return {
    what: `${runs} runs of ${launches.length} launches are numbered without gap; ${started} were started, each once`,
    problems: launches.flatMap(runProblems),
  };
};

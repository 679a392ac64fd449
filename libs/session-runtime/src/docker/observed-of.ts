import type { FailureReason } from '../failure-reason.js';
import type { ClonedCommit, Observed, RunWarning } from '../session-runtime.js';
import { endStateOf } from './end-state.js';
import { mayNeedWritableRoot } from './may-need-writable-root.js';
import type { ObjectLabels } from './object-labels.js';
import type { RunContainer, RunObjects } from './run-objects.js';

type Starting = Extract<Observed, { status: 'starting' }>;

const removed = 'Its container was removed at the engine.';

/**
 * What is true of a run, undefined when it does not exist. `progress`: how far the start is that is under way in this process;
 * another process knows less of it.
 */
export function observedOf({ key, notes, container }: RunObjects, progress?: Starting): Observed | undefined {
  if (notes.run === undefined) return undefined;
  if (notes.ending !== undefined) return starting(key, 'stopping');
  if (notes.failed !== undefined) return { ...key, ...failureIn(notes.failed) };
  // somebody else removed it: a run that is ready has one
  if (container === undefined && notes.ready) return { ...key, status: 'failed', reason: 'GONE', message: removed };
  return withContainer(key, container, notes.ready !== undefined) ?? progress ?? onItsWay(key, container);
}

/** What its container says for sure; a container that is on its way says nothing yet. */
function withContainer(
  key: RunObjects['key'],
  container: RunContainer | undefined,
  wasReady: boolean,
): Observed | undefined {
  if (container?.exit !== undefined)
    return mayNeedWritableRoot(container, wasReady) ? undefined : { ...key, ...endStateOf(container.exit, wasReady) };
  return container?.state === 'running' && wasReady ? { ...key, status: 'ready', ...learned(container) } : undefined;
}

function onItsWay(key: RunObjects['key'], container: RunContainer | undefined): Starting {
  return { ...starting(key, phaseOf(container)), warnings: learned(container).warnings };
}

function starting(key: RunObjects['key'], phase: Starting['phase']): Starting {
  return { ...key, status: 'starting', phase, warnings: [] };
}

function failureIn({ reason, message = '' }: ObjectLabels) {
  return { status: 'failed', reason: reason as FailureReason, message } as const;
}

function phaseOf(container: RunContainer | undefined): Starting['phase'] {
  if (container === undefined) return 'scheduling';
  return container.state === 'running' ? 'checking' : 'starting';
}

function learned(container: RunContainer | undefined) {
  const { commits = '[]', warnings = '[]' } = container?.labels ?? {};
  return { commits: JSON.parse(commits) as ClonedCommit[], warnings: JSON.parse(warnings) as RunWarning[] };
}

import type Docker from 'dockerode';
import pLimit from 'p-limit';
import { keyOf } from '../key-of.js';
import type { RunKey } from '../session-runtime.js';
import { filterBy } from './filter-by.js';
import { ifFound } from './if-found.js';
import { listWhole } from './list-whole.js';
import { type ObjectLabels, readLabels } from './object-labels.js';
import type { NoteKind } from './run-notes.js';
import type { ContainerExit, RunContainer, RunObjects } from './run-objects.js';
import { NoAnswerError } from './with-time-limits.js';

const mostAsked = 8;

/**
 * Every run of which there is a note or a container, of what the filters select. Containers first: one without the note of its
 * run, which was made before it, is then known to be of a run that ended.
 */
export async function lookAtRuns(docker: Docker, filters: { label: string[] }): Promise<RunObjects[]> {
  const containers = await listWhole(() => docker.listContainers({ all: true, filters }));
  const { Volumes } = await listWhole(() => docker.listVolumes({ filters }));
  const runs = new Map<string, Building>();
  for (const { Labels } of Volumes) {
    const labels = readLabels(Labels);
    if (isNote(labels.kind)) addTo(runs, labels, (run) => (run.notes[labels.kind as NoteKind] = labels));
  }
  for (const info of containers) {
    const labels = readLabels(info.Labels);
    if (labels.kind === 'session') addTo(runs, labels, (run) => (run.container = containerOf(info, labels)));
  }
  const asked = pLimit(mostAsked);
  await Promise.all(
    [...runs.values()].map((run) =>
      asked(async () => {
        await addContainer(docker, run);
        if (run.notes.run !== undefined) await addExit(docker, run);
      }),
    ),
  );
  return [...runs.values()];
}

function addTo(runs: Map<string, Building>, labels: ObjectLabels, add: (run: Building) => void): void {
  const key = keyIn(labels);
  if (key === undefined) return;
  const run = runs.get(keyOf(key)) ?? { key, notes: {} };
  runs.set(keyOf(key), run);
  add(run);
}

interface Building {
  readonly key: RunKey;
  readonly notes: Partial<Record<NoteKind, ObjectLabels>>;
  container?: RunContainer | undefined;
}

const kinds: readonly NoteKind[] = ['run', 'ready', 'failed', 'ending'];

const isNote = (kind: string | undefined): boolean => kinds.some((known) => known === kind);

function keyIn({ launch, run }: ObjectLabels): RunKey | undefined {
  return launch === undefined || run === undefined ? undefined : { launchId: launch, run: Number(run) };
}

function containerOf({ Id: id, State, Ports }: Docker.ContainerInfo, labels: ObjectLabels): RunContainer {
  const state = stateOf(State);
  const port = Ports.find(({ PrivatePort }) => String(PrivatePort) === labels.port)?.PublicPort;
  return state === 'ended' ? { id, labels, state } : { id, labels, state, port };
}

/** It may have been made, and become ready, since they were listed. */
async function addContainer(docker: Docker, run: Building): Promise<void> {
  if (run.notes.ready === undefined || run.container !== undefined) return;
  const all = { all: true, filters: filterBy('launch', run.key.launchId) };
  for (const info of await listWhole(() => docker.listContainers(all))) {
    const labels = readLabels(info.Labels);
    if (labels.kind === 'session' && labels.run === String(run.key.run)) run.container = containerOf(info, labels);
  }
}

/**
 * How it ended is a request for each: there may be a container of every session that is paused. Where the engine is locked up in that
 * one, it is not known, and what becomes of the others is.
 */
async function addExit(docker: Docker, run: Building): Promise<void> {
  if (run.container?.state !== 'ended') return;
  try {
    const exit = await exitOf(docker, run.container.id);
    run.container = exit && { ...run.container, exit };
  } catch (error) {
    if (!(error instanceof NoAnswerError)) throw error;
  }
}

/** Podman has states of its own (`initialized`, `configured`, `stopped`). */
function stateOf(state: string): RunContainer['state'] {
  if (/^(created|configured|initialized)$/i.test(state)) return 'created';
  return /^(exited|stopped|dead|removing)$/i.test(state) ? 'ended' : 'running';
}

async function exitOf(docker: Docker, id: string): Promise<ContainerExit | undefined> {
  const container = docker.getContainer(id);
  const found = await ifFound(container.inspect());
  if (found === undefined) return undefined;
  const { ExitCode, OOMKilled: isOutOfMemory, Error: error } = found.State;
  const code = ExitCode === 1 && (await hadNoProgram(container)) ? NOT_FOUND : ExitCode;
  return { code, isOutOfMemory, error, memoryLimit: found.HostConfig.Memory ?? 0 };
}

/** As shells and Docker's init (tini) say it. */
const NOT_FOUND = 127;

/** Podman's init (catatonit) ends with 1 whatever it was, and prints why it could not start the program. */
async function hadNoProgram(container: Docker.Container): Promise<boolean> {
  const last = await ifFound(container.logs({ stderr: true, tail: 1 }));
  return last !== undefined && /catatonit:\d+\): failed to exec pid1: No such file/.test(last.toString('latin1'));
}

import type { DockerSearch } from '#libs/session-runtime';
import type { Settings } from '#libs/settings';

type Engine = Extract<DockerSearch, { address: string }>;

/** `why`: in words for the log. */
export type RuntimeChoice =
  | { readonly name: 'local' | 'kubernetes'; readonly why: string }
  | { readonly name: 'docker'; readonly why: string; readonly engine: Engine };

const asSet = 'SESSION_RUNTIME says so';

/** What `auto` chose when this data directory was new: sessions, and people's files, are where it says. */
export type ChosenBefore = 'docker' | 'local';

interface Places {
  readonly search: () => Promise<DockerSearch>;
  /** Undefined where nothing has run yet. */
  readonly chosenBefore: ChosenBefore | undefined;
}

/**
 * Where sessions run, as the settings say or as this machine allows. Rejects, saying what to do, where they cannot: an engine that
 * does not answer today holds the sessions of yesterday.
 */
export const chooseRuntime = async (
  { SESSION_RUNTIME: wanted }: Pick<Settings, 'SESSION_RUNTIME'>,
  { search, chosenBefore }: Places,
): Promise<RuntimeChoice> => {
  if (wanted === 'local' || wanted === 'kubernetes') return { name: wanted, why: asSet };
  if (wanted === 'auto' && chosenBefore === 'local') return { name: 'local', why: 'sessions have run here before' };
  const found = await search();
  if (found.docker === undefined) return withoutEngine(wanted, found.problem, chosenBefore);
  const why = wanted === 'docker' ? asSet : `an engine answers at ${found.address}`;
  return { name: 'docker', why, engine: found };
};

const withoutEngine = (
  wanted: 'auto' | 'docker',
  problem: string,
  chosenBefore: ChosenBefore | undefined,
): RuntimeChoice => {
  if (wanted === 'docker')
    throw new Error(
      `SESSION_RUNTIME=docker cannot be: ${problem} Name another by DOCKER_HOST, or use SESSION_RUNTIME=local.`,
    );
  if (chosenBefore === undefined) return { name: 'local', why: problem };
  throw new Error(
    `The sessions of this DATA_DIR are in containers, and their engine does not answer: ${problem} Start it, or name another by DOCKER_HOST; with SESSION_RUNTIME=local others begin, without their files.`,
  );
};

import type { DockerSearch } from '#libs/session-runtime';
import type { Settings } from '#libs/settings';

type Engine = Extract<DockerSearch, { address: string }>;

/** `why`: in words for the log. */
export type RuntimeChoice =
  | { readonly name: 'local' | 'kubernetes'; readonly why: string }
  | { readonly name: 'docker'; readonly why: string; readonly engine: Engine };

const asSet = 'SESSION_RUNTIME says so';

/** Where sessions run, as the settings say or as this machine allows. Rejects, saying what to do, where they cannot. */
export const chooseRuntime = async (
  { SESSION_RUNTIME: wanted }: Pick<Settings, 'SESSION_RUNTIME'>,
  search: () => Promise<DockerSearch>,
): Promise<RuntimeChoice> => {
  if (wanted === 'local' || wanted === 'kubernetes') return { name: wanted, why: asSet };
  const found = await search();
  if (found.docker !== undefined)
    return {
      name: 'docker',
      why: wanted === 'docker' ? asSet : `an engine answers at ${found.address}`,
      engine: found,
    };
  if (wanted === 'auto') return { name: 'local', why: found.problem };
  throw new Error(
    `SESSION_RUNTIME=docker cannot be: ${found.problem} Name another by DOCKER_HOST, or use SESSION_RUNTIME=local.`,
  );
};

import type Docker from 'dockerode';

/** The same engine, of which it is counted how often it is asked for lists, and how many objects it answers. */
export function watchedEngine(docker: Docker): {
  readonly docker: Docker;
  readonly take: () => readonly [lists: number, objects: number];
} {
  const watched = Object.create(docker) as Docker;
  let [lists, objects] = [0, 0];
  const count = <T>(answer: T, those: (answer: T) => readonly unknown[]): T => {
    lists += 1;
    objects += those(answer).length;
    return answer;
  };
  const all = <T>(those: readonly T[]): readonly T[] => those;
  watched.listVolumes = async (options?: object) => count(await docker.listVolumes(options), ({ Volumes }) => Volumes);
  watched.listContainers = async (options?: object) => count(await docker.listContainers(options), all);
  watched.listNetworks = async (options?: object) => count(await docker.listNetworks(options), all);
  return {
    docker: watched,
    take: () => {
      const taken = [lists, objects] as const;
      [lists, objects] = [0, 0];
      return taken;
    },
  };
}

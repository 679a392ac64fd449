import type { ApiUser } from './api-user.js';

/** The positions of its events, as the API tells them to that person. */
export const projectHistory = async (owner: ApiUser, projectId: string): Promise<bigint[]> => {
  const positions: bigint[] = [];
  for (;;) {
    const after = positions.at(-1) ?? 0n;
    const page = await owner.get<{ position: string }[]>(`/projects/${projectId}/history?after=${after}&limit=100`);
    if (page === undefined || page.length === 0) return positions;
    positions.push(...page.map(({ position }) => BigInt(position)));
  }
};

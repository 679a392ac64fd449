import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Person } from './person.js';
import { untilStatus } from './until-status.js';
import { workOf } from './work-of.js';

interface PausedSession {
  readonly launchId: string;
  /** Its path in the console. */
  readonly page: string;
  readonly work: string;
}

/** One that was used for a while. `name`: of the session. */
export const pausedSession = async (person: Person, dataDir: string, name: string): Promise<PausedSession> => {
  const projectId = await person.createProject();
  const sessionId = await person.addSession(projectId, name);
  const { launchId } = (await person.post<{ launchId: string }>(`/projects/${projectId}/launch`)).body;
  await untilStatus(person, launchId, 'running');
  const work = await workOf(dataDir, launchId);
  await writeFile(join(work, 'notes.txt'), 'keep me');
  await person.post(`/launches/${launchId}/pause`);
  await untilStatus(person, launchId, 'paused');
  return { launchId, work, page: `/projects/${projectId}/sessions/${sessionId}` };
};

import type Docker from 'dockerode';
import { isTaken } from './is-taken.js';

/** Makes the volume where it is absent; what is there stays as it is, its labels too. */
export async function ensureVolume(docker: Docker, name: string, labels: Record<string, string>): Promise<void> {
  try {
    await docker.createVolume({ Name: name, Labels: labels });
  } catch (error) {
    // Podman, where two make it at the same time
    if (!isTaken(error)) throw error;
  }
}

import { isMissing } from './is-missing.js';

const attempts = 5;

/** A list of what there is: Podman fails to make one where something goes away meanwhile. */
export async function listWhole<T>(list: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await list();
    } catch (error) {
      if (attempt === attempts || !isMissing(error)) throw error;
    }
  }
}

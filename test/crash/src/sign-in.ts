import { ApiUser, type Ledger } from './api-user.js';
import type { CrashingSystem } from './crashing-system.js';

const PEOPLE = ['grace', 'linus', 'ada', 'audrey'];
const CLIENTS_EACH = 2;

export interface SignedIn {
  readonly user: ApiUser;
  readonly person: string;
  readonly token: string;
}

/** The people of a run, each with two clients. */
export const signIn = async (system: CrashingSystem, ledger: Ledger): Promise<SignedIn[]> => {
  const signedIn: SignedIn[] = [];
  for (const person of PEOPLE) {
    const token = await system.token(person);
    const me = await new ApiUser(system, ledger, token, person, '').get<{ userId: string }>('/me');
    if (me === undefined) throw new Error(`${person} cannot sign in`);
    for (let client = 1; client <= CLIENTS_EACH; client += 1) {
      const user = new ApiUser(system, ledger, token, `${person}${client}`, me.userId);
      signedIn.push({ user, person, token });
    }
  }
  return signedIn;
};

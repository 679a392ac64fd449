import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');

/** What is measured afterwards is what is held. */
export const collectGarbage = runInNewContext('gc') as () => void;

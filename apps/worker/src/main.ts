import { runProcess } from '#libs/process';

/** `npm run start:worker`. */
runProcess('worker', async (context) => (await import('./start-worker.js')).startWorker(context));

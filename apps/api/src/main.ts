import { runProcess } from '#libs/process';

/** `npm run start:api`. */
runProcess('api', async (context) => (await import('./start-api.js')).startApi(context));

import { runProcess } from '#libs/process';

/** `npm run start:gateway`. */
runProcess('gateway', async (context) => (await import('./start-gateway-process.js')).startGatewayProcess(context));

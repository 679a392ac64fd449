import { Program } from './program.js';

/** An access token of a demo user, as `npm run token` prints it. */
export const demoToken = async (user: string, settings: NodeJS.ProcessEnv): Promise<string> => {
  const { code, stdout, stderr } = await new Program('dist/programs/token.js', [user], settings).ended();
  if (code !== 0) throw new Error(`no token for ${user}: ${stderr}`);
  return stdout.trim();
};

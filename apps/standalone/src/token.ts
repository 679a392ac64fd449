import { readSettings } from '#libs/settings';
import { demoUsers } from './local-openid-provider/demo-users.js';
import { requestToken, TokenError } from './local-openid-provider/request-token.js';

/** Prints an access token of a demo user from the running standalone and nothing else. */

const usage = `Usage: npm run -s token -- <${demoUsers.map(({ username }) => username).join('|')}>`;

const answer = (username: string): Promise<string> | string => {
  if (username === '--help' || username === '-h') return usage;
  const { DATA_DIR: dataDir } = readSettings({ DATA_DIR: process.env['DATA_DIR'] });
  // set to nothing is not set, as in all settings
  return requestToken({ username, dataDir, port: process.env['PORT'] || undefined });
};

try {
  const [username, ...rest] = process.argv.slice(2);
  if (username === undefined || rest.length > 0) throw new TokenError(usage);
  process.stdout.write(`${await answer(username)}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

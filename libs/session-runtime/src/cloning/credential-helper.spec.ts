import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { until } from '../../../../test/support/until.js';
import { answerGit, type TokenVerdict } from './credential-helper.js';

const credential = { tokenId: 'of this token', host: 'git.example.org', username: 'oauth2', token: 't0ken' };

/** What is answered to these chunks, once `ends` empty lines were. */
const answered = async (chunks: readonly string[], ends = 1): Promise<string> => {
  const [asked, answers] = [new PassThrough(), [] as string[]];
  const socket = Object.assign(asked, { write: (text: string) => answers.push(text) > 0 });
  answerGit(socket, credential, () => undefined);
  for (const chunk of chunks) asked.emit('data', chunk);
  await until('it answers', () => answers.length >= ends);
  return answers.join('');
};

describe('what Git asks for', () => {
  test('is answered for that very host, however it comes', async () => {
    const whole = 'username=oauth2\npassword=t0ken\n\n';
    expect(await answered(['protocol=https\nhost=git.example.org\n\n'])).toBe(whole);
    expect(await answered(['protocol=ht', 'tps\nhost=git.example.org\npath=x\n', '\n'])).toBe(whole);
    expect(await answered(['protocol=https\nhost=git.example.org\n\n\nprotocol=https\nhost=evil\n\n'], 2)).toBe(
      `${whole}\n`,
    );
  });

  test.each([
    'protocol=https\nhost=evil.example\n\n',
    'protocol=https\nhost=git.example.org:8443\n\n',
    'protocol=https\nhost=git.example.org.evil.example\n\n',
    'protocol=https\nhost=evil@git.example.org:1\n\n',
    'protocol=http\nhost=git.example.org\n\n',
    'protocol=ftp\nhost=git.example.org\n\n',
    'host=git.example.org\n\n',
    'nothing of it\n\n',
  ])('gets nothing for %j', async (question) => expect(await answered([question])).toBe('\n'));
});

test('what the host thought of the token is heard, and not answered', async () => {
  const [socket, answers, verdicts] = [new PassThrough(), [] as string[], [] as TokenVerdict[]];
  answerGit(Object.assign(socket, { write: (text: string) => answers.push(text) > 0 }), credential, (verdict) =>
    verdicts.push(verdict),
  );
  for (const said of ['verdict=erase\n\n', 'verdict=sto', 're\n\nverdict=capability\n\n']) socket.emit('data', said);
  await until('it answers', () => answers.length > 0);
  expect([verdicts, answers]).toEqual([['erase', 'store'], ['\n']]);
});

import { describe, expect, test } from '@jest/globals';
import { InvalidSettingsError, readSettings } from './settings.js';

describe('settings', () => {
  test('have defaults for one person on a laptop', () => {
    expect(readSettings({})).toMatchObject({
      PORT: 3000,
      HOST: '127.0.0.1',
      DATA_DIR: './data',
      SESSION_RUNTIME: 'local',
    });
  });

  test('are read from the environment; empty means unset; other variables are not ours', () => {
    expect(readSettings({ PORT: '8080', HOST: '', HOME: '/x' })).toMatchObject({ PORT: 8080, HOST: '127.0.0.1' });
  });

  test('that are wrong are shown without the password in them', () => {
    expect(() => readSettings({ MONGODB_URL: 'mongo://user:secret@host/' })).toThrow(
      'MONGODB_URL=mongo://…@host/ must',
    );
  });

  test('name two ports, and one for both is refused; 0 takes a free one for each', () => {
    expect(() => readSettings({ PORT: '3001', SESSIONS_PORT: '3001' })).toThrow(
      'SESSIONS_PORT=3001 must differ from PORT',
    );
    expect(() => readSettings({ SESSIONS_PORT: '3000' })).toThrow('SESSIONS_PORT=3000 must differ from PORT');
    expect(readSettings({ PORT: '0', SESSIONS_PORT: '0' })).toMatchObject({ PORT: 0, SESSIONS_PORT: 0 });
  });

  test('that are wrong are all named at once, with their value and what is expected', () => {
    const wrong = {
      PORT: 'http',
      EVENTSTORE_URL: 'localhost:2113',
      SESSION_RUNTIME: 'docker',
      MAX_RUNNING_PER_USER: '0',
    };
    expect(() => readSettings(wrong)).toThrow(InvalidSettingsError);
    expect(() => readSettings(wrong)).toThrow(
      /PORT=http must be a number\n.*EVENTSTORE_URL=localhost:2113 must start with esdb:\/\/.*\n.*SESSION_RUNTIME=docker must be local or kubernetes\n.*MAX_RUNNING_PER_USER=0 must be more than 0/,
    );
  });
});

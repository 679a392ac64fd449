import { describe, expect, test } from 'vitest';
import { misspeltSettings } from './misspelt-settings.js';
import { settingNames } from './settings.js';

describe('a variable that looks like a setting', () => {
  test.each([
    ['MAX_RUNING_PER_USER', 'MAX_RUNNING_PER_USER'],
    ['MAX_RUNING_PER_USR', 'MAX_RUNNING_PER_USER'],
    ['RUNNING_MAX_PER_USER', 'MAX_RUNNING_PER_USER'],
    ['PROT', 'PORT'],
    ['HOSTS', 'HOST'],
    ['Data_Dir', 'DATA_DIR'],
    ['MONGODB_URI', 'MONGODB_URL'],
    ['EVENT_STORE_URL', 'EVENTSTORE_URL'],
    ['LOGLEVEL', 'LOG_LEVEL'],
    ['JUPYTERLAB', 'JUPYTER_LAB'],
  ])('%s is taken for %s', (name, meant) => {
    expect(misspeltSettings({ [name]: 'x' })).toEqual([{ name, meant }]);
  });

  test('is told of once for each, and not where it is empty', () => {
    const environment = { PORTS: '1', HOSTT: 'h', LOGLEVEL: '', DATADIR: undefined };
    expect(misspeltSettings(environment).map(({ meant }) => meant)).toEqual(['PORT', 'HOST']);
  });
});

test.each([
  'HOME',
  'PATH',
  'PWD',
  'SHELL',
  'TERM',
  'HOSTNAME',
  'HOSTTYPE',
  'LOGNAME',
  'XDG_DATA_DIRS',
  'NODE_ENV',
  'x',
])('the variable %s of other programs is none of ours', (name) => {
  expect(misspeltSettings({ [name]: 'x' })).toEqual([]);
});

test('the settings themselves are spelt well', () => {
  expect(misspeltSettings(Object.fromEntries(settingNames.map((name) => [name, 'x'])))).toEqual([]);
});

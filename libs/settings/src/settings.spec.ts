import { describe, expect, test } from 'vitest';
import type { Part } from './part.js';
import { InvalidSettingsError, readSettings } from './settings.js';

const refusal = (environment: Readonly<Record<string, string>>, part: Part): string => {
  try {
    readSettings(environment, part);
  } catch (error) {
    if (error instanceof InvalidSettingsError) return error.message;
    throw error;
  }
  return '';
};

describe('settings', () => {
  test('have defaults for one person on a laptop', () => {
    expect(readSettings({})).toMatchObject({
      PORT: 3000,
      SESSIONS_PORT: 3001,
      HOST: '127.0.0.1',
      DATA_DIR: './data',
      SESSION_RUNTIME: 'auto',
    });
  });

  test('are read from the environment; empty or blank means unset; other variables are not ours', () => {
    expect(readSettings({ PORT: '8080', HOST: '', OPERATIONS_PORT: ' ', HOME: '/x' }, 'worker')).toMatchObject({
      ...{ PORT: 8080, HOST: '127.0.0.1', OPERATIONS_PORT: 3010 },
    });
  });

  test('that are wrong are shown without the password in them, and secrets not at all', () => {
    expect(() => readSettings({ MONGODB_URL: 'mongo://user:secret@host/' })).toThrow(
      'MONGODB_URL=mongo://…@host/ must',
    );
    expect(refusal({ SESSION_ACCESS_SECRET: 'too short' }, 'api')).toContain('SESSION_ACCESS_SECRET=… must have');
    expect(refusal({ CONNECTIONS_KEYS: 'a:dG9vIHNob3J0' }, 'api')).toContain('CONNECTIONS_KEYS=… must be keys as id:');
  });

  test('name keys of 32 bytes, the newest first, each under an id of its own', () => {
    const [one, two] = ['A', 'B'].map((letter) => Buffer.alloc(32, letter).toString('base64')) as [string, string];
    expect(readSettings({ CONNECTIONS_KEYS: `b:${two}, a:${one}` }).CONNECTIONS_KEYS).toEqual([
      { keyId: 'b', key: two },
      { keyId: 'a', key: one },
    ]);
    expect(refusal({ CONNECTIONS_KEYS: `a:${two},a:${one}` }, 'api')).toContain('must name each key id once');
  });

  test('name two ports, and one for both is refused; 0 takes a free one for each', () => {
    expect(() => readSettings({ PORT: '3001', SESSIONS_PORT: '3001' })).toThrow(
      'SESSIONS_PORT=3001 must differ from PORT',
    );
    expect(() => readSettings({ SESSIONS_PORT: '3000' })).toThrow('SESSIONS_PORT=3000 must differ from PORT');
    expect(readSettings({ PORT: '0', SESSIONS_PORT: '0' })).toMatchObject({ PORT: 0, SESSIONS_PORT: 0 });
  });

  test.each([
    ['gateway', { OPERATIONS_PORT: '3001' }, 'OPERATIONS_PORT=3001 must differ from SESSIONS_PORT'],
    ['stores', { MONGODB_PORT: '2113' }, 'MONGODB_PORT=2113 must differ from EVENTSTORE_PORT'],
    ['stores', { OPERATIONS_PORT: '27017' }, 'OPERATIONS_PORT=27017 must differ from MONGODB_PORT'],
  ] as const)(
    'of %s name a port of its own for each that it listens at: %j are refused',
    (part, environment, message) => {
      expect(refusal(environment, part)).toContain(message);
    },
  );

  test('may name the same port twice where one of the two is not listened at, or any free one is taken', () => {
    expect(refusal({ MONGODB_PORT: '2113', EVENTSTORE_URL: 'esdb://events.example' }, 'stores')).toBe('');
    expect(refusal({ MONGODB_PORT: '0', EVENTSTORE_PORT: '0', OPERATIONS_PORT: '0' }, 'stores')).toBe('');
    expect(refusal({ OPERATIONS_PORT: '3000' }, 'api')).toBe('');
  });

  test.each([
    ['standalone', { PORT: '6000' }, 'PORT=6000 must name another port'],
    ['standalone', { PORT: '5999' }, 'SESSIONS_PORT= must name another port: browsers refuse to open 6000'],
    ['gateway', { SESSIONS_PORT: '10080' }, 'SESSIONS_PORT=10080 must name another port'],
    ['api', { PUBLIC_URL: 'http://example.org:6667' }, 'PUBLIC_URL=http://example.org:6667 must name another port'],
    // where people sign in
    ['standalone', { PUBLIC_URL: 'http://example.org', PORT: '6000' }, 'PORT=6000 must name another port'],
    ['stores', { OPERATIONS_PORT: '6000' }, 'OPERATIONS_PORT=6000 must name another port'],
  ] as const)(
    '%s, that would name a port that browsers refuse to open, %j, are refused',
    (part, environment, message) => {
      expect(refusal(environment, part)).toContain(message);
    },
  );

  test('may name any port that no browser opens', () => {
    const behind = {
      PUBLIC_URL: 'https://example.org',
      SESSIONS_PUBLIC_URL: 'https://sessions.example.org',
      OIDC_ISSUER: 'https://id.example.org',
    };
    expect(refusal({ ...behind, PORT: '6000', SESSIONS_PORT: '10080' }, 'standalone')).toBe('');
    expect(refusal({ PORT: '6000' }, 'worker')).toBe('');
  });

  test('that are wrong are all named at once, with their value and what is expected', () => {
    const wrong = {
      PORT: 'http',
      EVENTSTORE_URL: 'localhost:2113',
      SESSION_RUNTIME: 'podman',
      MAX_RUNNING_PER_USER: '0',
    };
    expect(() => readSettings(wrong)).toThrow(InvalidSettingsError);
    expect(() => readSettings(wrong)).toThrow(
      /PORT=http must be a number\n.*EVENTSTORE_URL=localhost:2113 must start with esdb:\/\/.*\n.*SESSION_RUNTIME=podman must be auto, docker, local or kubernetes\n.*MAX_RUNNING_PER_USER=0 must be more than 0/,
    );
  });

  test('that do not fit together are named beside those that are wrong, and nothing of what a wrong one might have meant', () => {
    const wrong = { MONGODB_URL: 'localhost', SESSION_ACCESS_SECRET: 'short', NOTIFICATION_WEBHOOK_SECRET: 'short' };
    const said = refusal({ ...wrong, HOST: '0.0.0.0', PORT: 'http', SESSIONS_PORT: '3000' }, 'api');
    const named = said.split('\n').flatMap((line) => /^ {2}(\w+)=/.exec(line)?.[1] ?? []);
    expect(named).toEqual([
      ...['PORT', 'MONGODB_URL', 'SESSION_ACCESS_SECRET', 'NOTIFICATION_WEBHOOK_SECRET'],
      ...['EVENTSTORE_URL', 'OIDC_ISSUER', 'PUBLIC_URL', 'SESSIONS_PUBLIC_URL'],
    ]);
    expect(refusal({ PORT: 'http', SESSIONS_PORT: '3000' }, 'standalone')).not.toContain('SESSIONS_PORT');
  });

  test.each([
    ['PUBLIC_URL', 'https://example.org/sessions'],
    ['PUBLIC_URL', 'example.org'],
    ['SESSIONS_PUBLIC_URL', 'example.org'],
    ['GATEWAY_URL', 'http://gateway/?x=1'],
    ['TRUSTED_PROXIES', '10.0.0.0/33'],
    ['TRUSTED_PROXIES', '10.0.0.1,proxy'],
    ['TRUSTED_PROXIES', '::1/129'],
    ['KUBERNETES_NAMESPACE', 'Sessions'],
    ['KUBERNETES_STORAGE_CLASS', 'fast disks'],
    ['KUBERNETES_EPHEMERAL_STORAGE', '-1'],
    ['KUBERNETES_EPHEMERAL_STORAGE', '1e300'],
    ['SESSION_CLONE_LIMIT', '0'],
    ['SESSION_CLONE_LIMIT', '10Gi'],
    ['SHUTDOWN_DELAY', '-1'],
    ['MAX_CONNECTIONS', '0'],
    ['OUTBOUND_ALLOWED', '10.0.0.0/33'],
    ['OUTBOUND_ALLOWED', '10.0.0'],
    ['OUTBOUND_ALLOWED', 'https://git.example'],
  ])('%s=%s is refused', (name, value) => {
    expect(refusal({ [name]: value }, 'standalone')).toContain(`${name}=${value} must`);
  });

  test.each(['OIDC_ISSUER', 'OTEL_EXPORTER_OTLP_ENDPOINT', 'NOTIFICATION_WEBHOOK_URL'])(
    '%s is an address, not its beginning',
    (name) => {
      expect(refusal({ [name]: 'http://' }, 'standalone')).toContain(`${name}=http:// must be an address`);
    },
  );

  test('times are as long as timers and dates can be, and a longer one is refused', () => {
    const longest = { IMAGE_POLL: '1209600', SHUTDOWN_DELAY: '86400', START_TIMEOUT: '3153600000' };
    const long = { DISK_RETENTION: '3153600000', IDLE_PAUSE: '3153600000', MAX_LIFETIME: '3153600000' };
    expect(() => readSettings({ ...longest, ...long })).not.toThrow();
    for (const [name, value] of Object.entries({ ...longest, ...long })) {
      const one = String(Number(value) + 1);
      expect(refusal({ [name]: one }, 'standalone')).toMatch(
        new RegExp(`${name}=${one} must be .*at most ${value} \\(`),
      );
    }
  });

  test('take lists of networks, and addresses as browsers write them', () => {
    expect(readSettings({ TRUSTED_PROXIES: '10.0.0.0/8, ::1', PUBLIC_URL: 'http://example.org:80/' })).toMatchObject({
      TRUSTED_PROXIES: ['10.0.0.0/8', '::1'],
      PUBLIC_URL: 'http://example.org',
    });
  });
});

describe('where addresses that users name may lead', () => {
  test('is this machine where nobody else is let in, or what is listed', () => {
    const allowed = (environment: Record<string, string>) => readSettings(environment).OUTBOUND_ALLOWED;
    expect(allowed({})).toEqual(['127.0.0.0/8', '::1']);
    expect(allowed({ HOST: '0.0.0.0' })).toEqual([]);
    expect(allowed({ OUTBOUND_ALLOWED: 'none' })).toEqual([]);
    expect(allowed({ OUTBOUND_ALLOWED: '10.0.0.0/8, Git.Intranet.example' })).toEqual([
      '10.0.0.0/8',
      'git.intranet.example',
    ]);
  });

  test.each([
    { PUBLIC_URL: 'http://127.0.0.1:3000' },
    { EVENTSTORE_URL: 'esdb://127.0.0.1:2113?tls=false', MONGODB_URL: 'mongodb://user:secret@localhost:27017,[::1]/' },
  ])('is this machine where all that is named is on it: %j', (environment) => {
    expect(readSettings(environment).OUTBOUND_ALLOWED).toEqual(['127.0.0.0/8', '::1']);
  });

  test.each([
    { PUBLIC_URL: 'https://example.org', SESSIONS_PUBLIC_URL: 'https://sessions.example.org' },
    { GATEWAY_URL: 'http://gateway:3001' },
    { GATEWAY_URL: 'http://127.example.org' },
    { EVENTSTORE_URL: 'esdb://localhost,events', MONGODB_URL: 'mongodb://localhost' },
    { EVENTSTORE_URL: 'esdb://localhost', MONGODB_URL: 'mongodb+srv://documents' },
  ])('is not this machine where others are let in, or something is elsewhere, whatever HOST is: %j', (environment) => {
    expect(readSettings({ ...environment, HOST: '127.0.0.1' }).OUTBOUND_ALLOWED).toEqual([]);
  });
});

const secret = 's'.repeat(32);
const stores = { EVENTSTORE_URL: 'esdb://events:2113', MONGODB_URL: 'mongodb://documents:27017' };
const shared = { ...stores, SESSION_ACCESS_SECRET: secret };

describe('a part beside others', () => {
  test.each<Part>(['api', 'worker', 'gateway'])('%s needs nothing where its DATA_DIR has the rest', (part) => {
    expect(refusal({}, part)).toBe('');
  });

  test('api and gateway agree on where sessions are, whatever the port of the api', () => {
    const ports = (['api', 'worker', 'gateway'] as const).map(
      (part) => readSettings({ PORT: '3100' }, part).SESSIONS_PORT,
    );
    expect(ports).toEqual([3001, 3001, 3001]);
  });

  test('has a port of its own for operations', () => {
    const ports = (['worker', 'gateway', 'stores'] as const).map((part) => readSettings({}, part).OPERATIONS_PORT);
    expect(new Set(ports).size).toBe(3);
  });

  test.each<[Part, Record<string, string>, string[]]>([
    ['worker', { EVENTSTORE_URL: stores.EVENTSTORE_URL }, ['MONGODB_URL=', 'SESSION_ACCESS_SECRET=']],
    ['gateway', stores, ['SESSION_ACCESS_SECRET=']],
    ['api', stores, ['SESSION_ACCESS_SECRET=', 'OIDC_ISSUER=']],
    ['api', { ...shared, OIDC_ISSUER: 'https://id', HOST: '0.0.0.0' }, ['PUBLIC_URL=', 'SESSIONS_PUBLIC_URL=']],
    ['worker', { ...shared, HOST: '0.0.0.0' }, ['GATEWAY_URL=']],
  ])('%s with stores of its own must be told what it shares: %j', (part, environment, names) => {
    const lines = refusal(environment, part).split('\n').slice(1, -1);
    expect(lines.map((line) => /^ {2}(\w+=)/.exec(line)?.[1])).toEqual(names);
  });

  test.each<[Part, Record<string, string>]>([
    ['worker', shared],
    ['gateway', shared],
    ['api', { ...shared, OIDC_ISSUER: 'https://id' }],
    ['standalone', stores],
  ])('%s takes them where they fit', (part, environment) => {
    expect(refusal(environment, part)).toBe('');
  });
});

describe('addresses that do not fit together', () => {
  test('a domain of sessions that is not that of their address', () => {
    const settings = { SESSIONS_DOMAIN: 'a.example', SESSIONS_PUBLIC_URL: 'https://b.example' };
    expect(refusal(settings, 'gateway')).toContain('SESSIONS_PUBLIC_URL=https://b.example must be at SESSIONS_DOMAIN=');
    expect(readSettings({ SESSIONS_PUBLIC_URL: 'https://b.example' }, 'gateway').SESSIONS_DOMAIN).toBe('b.example');
  });

  test.each([
    ['left out', {}],
    ['not encrypted', { SESSIONS_PUBLIC_URL: 'http://b.example' }],
  ])('sessions %s beside an https console', (_, more) => {
    expect(refusal({ PUBLIC_URL: 'https://a.example', ...more }, 'api')).toContain('must be an https address');
  });
});

test('an issuer with a user and a password is refused: it is not asked by them, and /readyz would show them', () => {
  expect(refusal({ OIDC_ISSUER: 'https://ada:geheim@id.example.org/realms/renku' }, 'api')).toContain(
    'OIDC_ISSUER=https://…@id.example.org/realms/renku must have no user and password',
  );
});

describe('the domain of sessions', () => {
  test.each([
    ['SESSIONS_PUBLIC_URL', 'http://192.168.1.5:3001'],
    ['SESSIONS_PUBLIC_URL', 'http://[fd00::5]:3001'],
    ['SESSIONS_PUBLIC_URL', 'https://*.sessions.example'],
    ['SESSIONS_DOMAIN', '192.168.1.5'],
    ['SESSIONS_DOMAIN', '.sessions.example'],
    ['SESSIONS_DOMAIN', 'sessions..example'],
  ])('as %s=%s is refused where no names can be below it, at which sessions would be', (name, value) => {
    expect(refusal({ [name]: value }, 'gateway')).toContain(`${name}=${value} must name a domain`);
  });

  test.each(['localhost', 'sessions.example', '192.168.1.5.sessions.example'])(
    'may be %s, in either setting',
    (domain) => {
      expect(refusal({ SESSIONS_DOMAIN: domain }, 'gateway')).toBe('');
      expect(refusal({ SESSIONS_PUBLIC_URL: `http://${domain}:3001` }, 'gateway')).toBe('');
    },
  );
});

test('authorities of sessions are refused where nothing puts them together', () => {
  const settings = { SESSION_AUTHORITIES: 'authorities' };
  expect(refusal(settings, 'worker')).toContain('SESSION_CLONE_IMAGE= must be set where SESSION_AUTHORITIES is');
  expect(refusal({ ...settings, SESSION_CLONE_IMAGE: 'registry.example/renku:1' }, 'worker')).toBe('');
});

describe('settings of what is told outside the console', () => {
  const email = {
    EMAIL_NOTIFICATIONS: 'opt-in',
    SMTP_URL: 'smtps://u:p@mail.example.org',
    EMAIL_FROM: 'R <r@example.org>',
  };
  const refused = (environment: Record<string, string>, part?: 'worker' | 'api'): string => {
    try {
      readSettings(environment, part);
      return '';
    } catch (error) {
      return String(error);
    }
  };

  test('fit together, or are refused by name', () => {
    expect(refused(email)).toBe('');
    expect(refused({ EMAIL_NOTIFICATIONS: 'opt-in' })).toMatch(/SMTP_URL= must be set(.|\n)*EMAIL_FROM= must be set/);
    expect(refused({ ...email, EMAIL_NOTIFICATIONS: 'off' })).toContain('EMAIL_NOTIFICATIONS=off must be opt-in');
    expect(refused(email, 'worker')).toContain('PUBLIC_URL= must be set');
    expect(refused({ EMAIL_NOTIFICATIONS: 'opt-in' }, 'api')).toBe('');
    expect(refused({ NOTIFICATION_WEBHOOK_URL: 'https://hook.example.org' })).toContain('NOTIFICATION_WEBHOOK_SECRET');
  });

  test('are what they say, and no secret of theirs is shown', () => {
    for (const url of ['mail.example.org', 'smtp://', 'smtp://u:geheim@mail.example.org/?tls=no'])
      expect(refused({ ...email, SMTP_URL: url })).toMatch(/SMTP_URL=.* must/);
    expect(refused({ ...email, SMTP_URL: 'smtp://u:geheim@mail.example.org/path' })).not.toContain('geheim');
    for (const from of ['nobody', 'a@b.c, d@e.f', 'R <r@example.org>\r\nBcc: x@y.z', 'R\n<r@example.org>'])
      expect(refused({ ...email, EMAIL_FROM: from })).toContain('EMAIL_FROM');
    const weak = { NOTIFICATION_WEBHOOK_URL: 'https://hook.example.org', NOTIFICATION_WEBHOOK_SECRET: 'geheim' };
    expect(refused(weak)).toMatch(/NOTIFICATION_WEBHOOK_SECRET=… must/);
  });

  test('lead to no webhook with a user and a password, which would not be sent', () => {
    const webhook = (url: string) => ({
      NOTIFICATION_WEBHOOK_URL: url,
      NOTIFICATION_WEBHOOK_SECRET: `whsec_${Buffer.alloc(32, 'a').toString('base64')}`,
    });
    expect(refused(webhook('https://ada:geheim@hook.example.org'))).toContain(
      'NOTIFICATION_WEBHOOK_URL=https://…@hook.example.org must have no user and password',
    );
    expect(refused(webhook('https://hook.example.org/of?token=a@b'))).toBe('');
  });
});

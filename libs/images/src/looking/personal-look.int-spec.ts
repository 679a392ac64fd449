import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Principal } from '#libs/access';
import type { Connections } from '#libs/connections';
import { ImageInspector, RegistryError } from '#libs/image-registry';
import { digest } from '../images.fixture.js';
import { LookingAtHost } from './looking.fixture.js';
import { PersonalLook } from './personal-look.js';

const grace: Principal = { userId: '9d4a2f10-4f0f-4a53-8f43-0a9f1b2c3d4e', displayName: 'Grace', roles: new Set() };
/** For its people alone. */
class PrivateImages extends ImageInspector {
  override inspect(): Promise<never> {
    return Promise.reject(new RegistryError('image-not-public', 'The registry does not let everybody pull it.'));
  }
}

/** Of a person with this token for every host. */
const withToken = (token: string | undefined): Connections =>
  ({ credentials: { of: () => Promise.resolve(token === undefined ? [] : [{ username: 'oauth2', token }]) } }) as never;

let host: LookingAtHost;
beforeEach(async () => {
  host = await LookingAtHost.start(() => digest('a'));
  host.heads.set('main', 'a'.repeat(40));
});
afterEach(() => host.close());

const whyNot = async (token: string | undefined, registry = host.registry): Promise<string | undefined> => {
  const image = { reference: `${registry}/g/r:aaaaaaaa`, digest: digest('a') };
  const personal = new PersonalLook(host.look, host.hosts, host.outbound, withToken(token), new PrivateImages());
  const look = await personal.at(grace, host.repository, ['main']);
  return personal.whyNot(look, host.repository, image);
};

describe('an image that a registry gives to its people alone', () => {
  test('is for whoever opens its private repository by a token of their own', async () => {
    host.isPrivate = true;
    expect(await whyNot('of a member')).toBeUndefined();
  });

  test('of a public repository, which any token opens, is for whom the registry itself gives it to by their token', async () => {
    host.pulls = 'of a member';
    for (const token of [undefined, 'of anybody at all'])
      expect(await whyNot(token)).toContain('does not let everybody pull');
    expect(await whyNot('of a member')).toBeUndefined();
  });

  test('of another registry than the code host’s is for nobody: that is not told their token', async () => {
    host.pulls = 'of a member';
    const elsewhere = host.registry.replace('127.0.0.1', 'localhost');
    expect(await whyNot('of a member', elsewhere)).toContain('does not let everybody pull');
  });
});

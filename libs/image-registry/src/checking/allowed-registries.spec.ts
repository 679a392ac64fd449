import { describe, expect, test } from 'vitest';
import { OutboundAccess } from '#libs/outbound';
import { AllowedRegistries } from './allowed-registries.js';
import { checkImage } from './check-image.js';
import { inspectedImage, KnownImages } from './images.fixture.js';

const kindOf = async (reference: string, allowed: readonly string[] = []): Promise<string> => {
  const images = new KnownImages();
  images.images.set(reference, inspectedImage());
  const access = new OutboundAccess({ allowed, ownStores: [] });
  const checked = await checkImage(new AllowedRegistries(images, (host) => access.mayBeNamed(host)), { reference });
  return checked.kind === 'found' ? 'found' : `${checked.kind} ${checked.code}`;
};

describe('rule 1, adding: an image', () => {
  test.each([
    '127.0.0.1:5000/x:1',
    '127.1/x:1',
    '0x7f.1/x:1',
    '0.0.0.0:5000/x:1',
    'localhost:5000/x:1',
    'registry.localhost/x:1',
    '10.0.0.7/x:1',
    '192.168.1.7:5000/x:1',
    '169.254.169.254/latest:1',
    '1.2.3.256/x:1',
  ])('of a registry that is no public one by its very name is refused: %s', async (reference) => {
    expect(await kindOf(reference)).toBe('unusable registry-not-allowed');
  });

  test.each([
    'quay.io/jupyter/x:1',
    'docker.io/library/x:1',
    '93.184.216.34/x:1',
    'registry.intranet.example:5000/x:1',
  ])('of another one is looked at: %s', async (reference) => {
    expect(await kindOf(reference)).toBe('found');
  });

  test.each([
    ['127.0.0.1:5000/x:1', '127.0.0.0/8'],
    ['localhost:5000/x:1', '::1'],
    ['localhost:5000/x:1', 'localhost'],
    ['10.0.0.7/x:1', '10.0.0.0/8'],
  ])('of one that the settings allow is looked at: %s, %s', async (reference, network) => {
    expect(await kindOf(reference, [network])).toBe('found');
  });
});

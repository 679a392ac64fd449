import { describe, expect, test } from 'vitest';
import { type ClusterPlace, storageVolumesOf } from './storage-volumes-of.js';

const mount = (name: string, place: ClusterPlace, isWritable = false, source = name) => ({
  ...{ name, source, place, isWritable },
});

describe('the volumes of storages', () => {
  test('are claims, read-only in pod and container where nobody is to write', () => {
    expect(storageVolumesOf([mount('data', { volumeClaim: 'claim' })])).toEqual({
      volumes: [{ name: 'storage-0', persistentVolumeClaim: { claimName: 'claim', readOnly: true } }],
      volumeMounts: [{ name: 'storage-0', mountPath: '/work/data', readOnly: true }],
    });
  });

  test('are one for one source, writable where one of its mounts is', () => {
    const place = { volumeClaim: 'claim' };
    expect(storageVolumesOf([mount('in', place, false, 's'), mount('out', place, true, 's')])).toEqual({
      volumes: [{ name: 'storage-0', persistentVolumeClaim: { claimName: 'claim', readOnly: false } }],
      volumeMounts: [
        { name: 'storage-0', mountPath: '/work/in', readOnly: true },
        { name: 'storage-0', mountPath: '/work/out', readOnly: false },
      ],
    });
  });

  test('are one for one claim that two sources stand for: a node waits for ever for the second', () => {
    const place = { volumeClaim: 'claim' };
    expect(storageVolumesOf([mount('in', place, false), mount('out', place, true)])).toEqual({
      volumes: [{ name: 'storage-0', persistentVolumeClaim: { claimName: 'claim', readOnly: false } }],
      volumeMounts: [
        { name: 'storage-0', mountPath: '/work/in', readOnly: true },
        { name: 'storage-0', mountPath: '/work/out', readOnly: false },
      ],
    });
  });

  test('are made by a driver, which is told no more than was said', () => {
    const csi = { driver: 'nfs.csi.k8s.io', volumeAttributes: { share: '/a' }, nodePublishSecretRef: { name: 'nas' } };
    expect(storageVolumesOf([mount('a', { volumeClaim: 'a' }), mount('nas', { csi })])).toMatchObject({
      volumes: [{ name: 'storage-0' }, { name: 'storage-1', csi: { ...csi, readOnly: true } }],
      volumeMounts: [{}, { name: 'storage-1', mountPath: '/work/nas' }],
    });
  });
});

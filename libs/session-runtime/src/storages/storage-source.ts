import { posix } from 'node:path';
import { z } from 'zod';

const isDirectory = (path: string): boolean =>
  path.startsWith('/') && path !== '/' && !path.includes('\0') && posix.normalize(path) === path;

const kubernetesName = z
  .string()
  .regex(
    /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/,
    'has to be a name of Kubernetes: small letters, digits, "-" and "."',
  );

/** Inline, as a pod has it. */
const csi = z.strictObject({
  driver: kubernetesName,
  fsType: z.string().min(1).optional(),
  volumeAttributes: z.record(z.string(), z.string('has to be a text, in quotes')).optional(),
  /** Of a Secret in the namespace of sessions, with what is not to be said here. */
  nodePublishSecretRef: z.strictObject({ name: kubernetesName }).optional(),
});

/** Something that projects may connect, and where each runtime finds it. */
export const storageSourceSchema = z
  .strictObject({
    /** By which projects name it. */
    source: z.string().min(1).max(200),
    /** Of the machine that runs sessions: local and docker. */
    directory: z
      .string()
      .refine(isDirectory, 'has to be the whole path of a directory, e.g. /srv/data, without ".." and not all of "/"')
      .transform((path) => path.replace(/\/$/, ''))
      .optional(),
    /** In the namespace of sessions. */
    volumeClaim: kubernetesName.optional(),
    csi: csi.optional(),
    /** By sessions of projects that did not connect it as read-only. */
    writable: z.boolean().default(false),
  })
  .refine(({ directory, volumeClaim, csi: inline }) => [directory, volumeClaim, inline].some((place) => place), {
    message: 'says nowhere where it is: has to have a directory, a volumeClaim or a csi',
  })
  .refine(({ volumeClaim, csi: inline }) => volumeClaim === undefined || inline === undefined, {
    message: 'has a volumeClaim and a csi: on a cluster it can be one of them',
  });

export type StorageSource = Readonly<z.infer<typeof storageSourceSchema>>;

import { t } from '@lingui/core/macro';
import type { Image, Repository, Session, Storage } from '../api/schema.js';
import { i18n } from '../language/i18n.js';
import { bytesInWords } from '../page/bytes-in-words.js';

/** "What does the session need at least", or undefined: no wish. */
export const resourcesInWords = ({ cpu, memory, gpu, disk }: Session['resources']): string | undefined => {
  const wishes = [
    cpu === undefined ? undefined : coresInWords(i18n.number(cpu, { useGrouping: false })),
    memory === undefined ? undefined : memoryInWords(bytesInWords(memory)),
    gpu === undefined || gpu === 0 ? undefined : t`${gpu} GPU`,
    disk === undefined ? undefined : diskInWords(bytesInWords(disk)),
  ].filter((wish) => wish !== undefined);
  return wishes.length === 0 ? undefined : wishes.join(' · ');
};

const coresInWords = (cpu: string): string => t`${cpu} CPU`;
const memoryInWords = (size: string): string => t`${size} memory`;
const diskInWords = (size: string): string => t`${size} disk`;

export const imageInWords = ({ reference, digest }: Image): string =>
  digest === undefined || reference.includes('@') ? reference : `${reference}@${digest}`;

/** A class says it where both have one: it gives more than the least that was asked for. */
export const sizeInWords = ({ resources, resourceClass }: Pick<Session, 'resources' | 'resourceClass'>): string =>
  resourceClass?.name ?? resourcesInWords(resources) ?? t`no minimum`;

/** "Where does the image come from?" */
export const sourceInWords = (
  { source, environment }: Pick<Session, 'source' | 'environment'>,
  repositories: readonly Repository[],
): string => {
  switch (source.kind) {
    case 'catalogue': {
      const [{ name }, { version }] = [environment, source];
      return t`Ready-made environment “${name}”, version ${version} of the catalogue`;
    }
    case 'image':
      return t`External image, brought by a member of this project`;
    case 'repository': {
      const known = repositories.find(({ repositoryId }) => repositoryId === source.repositoryId);
      const [name, { branch }] = [known?.name ?? source.repositoryId, source];
      return t`Built by the repository ${name}, branch ${branch}`;
    }
  }
};

/** The repositories that the next run gets under /work. */
export const mountedRepositories = (
  { repositories }: Pick<Session, 'repositories'>,
  all: readonly Repository[],
): readonly Repository[] =>
  repositories === 'all' ? all : all.filter(({ repositoryId }) => repositories.includes(repositoryId));

/** The storages that the next run gets there. */
export const mountedStorages = (
  { storages }: Pick<Session, 'storages'>,
  all: readonly Storage[],
): readonly Storage[] => (storages === 'all' ? all : all.filter(({ storageId }) => storages.includes(storageId)));

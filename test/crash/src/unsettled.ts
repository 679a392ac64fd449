import type { Launch } from '#libs/launches';

const hasPlaceFor = ({ userId }: Launch, launches: readonly Launch[], runningPerUser: number): boolean =>
  launches.filter((other) => other.userId === userId && other.status === 'running').length < runningPerUser;

const isUnderWay = (launch: Launch, launches: readonly Launch[], runningPerUser: number): boolean => {
  const { status, phase } = launch;
  if (status === 'pausing' || status === 'stopping') return true;
  return status === 'launching' && (phase !== 'queued' || hasPlaceFor(launch, launches, runningPerUser));
};

/** What is still under way, a line each: launches that are not where they are going and do not wait for a place, disks that are to go. */
export const unsettled = (launches: readonly Launch[], runningPerUser: number): string[] =>
  launches.flatMap((launch) => {
    const { launchId, status, phase = '', run, disks } = launch;
    const going = disks.filter(({ discard, keptSince }) => discard && keptSince !== undefined);
    return [
      ...(isUnderWay(launch, launches, runningPerUser) ? [`run ${run} of ${launchId}: ${status} ${phase}`] : []),
      ...going.map(({ diskId }) => `disk ${diskId} of ${launchId} is not deleted`),
    ];
  });

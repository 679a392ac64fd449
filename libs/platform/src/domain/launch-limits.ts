import { defaultLaunchLimits, type LaunchLimits } from '#libs/launches';
import type { Settings } from '#libs/settings';

/** The launches' limits as the settings say. */
export const launchLimitsOf = (settings: Settings): LaunchLimits => ({
  ...defaultLaunchLimits,
  startMs: settings.START_TIMEOUT * 1000,
  retentionMs: settings.DISK_RETENTION * 1000,
  runningPerUser: settings.MAX_RUNNING_PER_USER,
});

import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { knownWords } from '../language/known-words.js';

const words: Readonly<Record<string, MessageDescriptor>> = {
  ProjectCreated: msg`Project created`,
  ProjectRenamed: msg`Project renamed`,
  ProjectVisibilityChanged: msg`Visibility changed`,
  ProjectDeleted: msg`Project deleted`,
  MemberRoleSet: msg`Member added, or given a role`,
  MemberRemoved: msg`Member removed`,
  PersonInvited: msg`Somebody invited`,
  InvitationWithdrawn: msg`Invitation withdrawn`,
  InvitationDeclined: msg`Invitation declined`,
  InvitationAccepted: msg`Invitation accepted`,
  RepositoryConnected: msg`Repository connected`,
  RepositoryDisconnected: msg`Repository disconnected`,
  StorageConnected: msg`Storage connected`,
  StorageDisconnected: msg`Storage disconnected`,
  EnvironmentAdded: msg`Session added`,
  SessionConfigured: msg`Session configured`,
  SessionImageChanged: msg`Image changed`,
  DefaultSessionChosen: msg`Default session chosen`,
  SessionRemoved: msg`Session removed`,
  SessionLaunched: msg`Session launched`,
  SessionResumeRequested: msg`Session resumed`,
  LaunchProgressed: msg`Steps and warnings of a run`,
  SessionStarted: msg`Session started`,
  SessionPauseAnnounced: msg`Pause announced`,
  SessionPauseCalledOff: msg`Pause called off`,
  SessionPauseRequested: msg`Pause asked for`,
  SessionPaused: msg`Session paused`,
  SessionStopRequested: msg`Stop asked for`,
  SessionStopped: msg`Session stopped`,
  SessionFailed: msg`Session failed`,
  DiskDiscarded: msg`Files deleted`,
  UnreadableEvent: msg`What this version cannot read`,
};

/** Those that have words, in the order in which they are offered. */
export const eventTypes: readonly string[] = Object.keys(words);

/** What a type of events is called where one is chosen; one of a later version as the API calls it. */
export const eventTypeInWords = (type: string): string => knownWords(words)(type) ?? type;

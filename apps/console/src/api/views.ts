/** What the API answers, as far as this page reads it. */
export type Role = 'viewer' | 'editor' | 'owner';
export type Visibility = 'private' | 'public';
export type Status = 'inactive' | 'launching' | 'running' | 'paused' | 'failed';

export interface Me {
  readonly userId: string;
  readonly displayName: string;
  readonly roles: readonly string[];
}

export interface Person {
  readonly userId: string;
  readonly displayName: string;
}

/** Of you with a Git host; its token is never shown. */
export interface Connection {
  readonly host: string;
  readonly username?: string;
  readonly addedAt: string;
  readonly checkedAt?: string;
  readonly state: 'works' | 'refused' | 'unchecked';
  readonly advice?: string;
}

export interface Project {
  readonly projectId: string;
  readonly name: string;
  readonly visibility: Visibility;
  readonly createdBy: string;
  readonly createdAt: string;
  /** Yours; absent where you are no member. */
  readonly role?: Role;
  readonly counts: { readonly sessions: number; readonly repositories: number; readonly members: number };
  readonly defaultSessionId?: string;
}

export interface Member {
  readonly userId: string;
  readonly role: Role;
  readonly displayName?: string;
}

export interface Repository {
  readonly repositoryId: string;
  readonly url: string;
  readonly name: string;
}

/** Of a project. */
export interface Storage {
  readonly storageId: string;
  readonly name: string;
  readonly source: string;
  readonly readOnly: boolean;
}

/** What a project can connect. */
export interface OfferedStorage {
  readonly source: string;
  readonly writable: boolean;
}

export interface Image {
  readonly reference: string;
  readonly digest?: string;
}

export interface CatalogueEnvironment {
  readonly environmentId: string;
  readonly name: string;
  readonly image: Image;
  readonly description?: string;
  readonly keywords: readonly string[];
  readonly version: number;
}

/** Cores, bytes, devices, bytes. */
export interface Resources {
  readonly cpu?: number;
  readonly memory?: number;
  readonly gpu?: number;
  readonly disk?: number;
}

/** `all` includes those that are connected later. */
export type Selection = 'all' | readonly string[];

export type Source =
  | { readonly kind: 'catalogue'; readonly environmentId: string; readonly version: number }
  | { readonly kind: 'image'; readonly reference: string }
  | { readonly kind: 'repository'; readonly repositoryId: string; readonly branch: string };

/** How an image is run; what is absent, the image says. */
export interface ImageRun {
  readonly frontEnd?: 'jupyter' | 'http';
  readonly port?: number;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly user?: string;
  readonly workingDir?: string;
  readonly landingPath?: string;
}

/** A newer image that a session can be moved to. */
export interface ImageUpdate extends Image {
  /** That it was built of, where the session comes from a repository. */
  readonly commit?: string;
  readonly availableSince: string;
}

/** Of a code repository, with the newest image that its pipelines built of it. */
export interface Branch {
  readonly branch: string;
  /** Of its head. */
  readonly commit: string;
  readonly isDefault: boolean;
  readonly image?: { readonly commit: string; readonly builtAt?: string; readonly availableSince: string };
  /** Why its head has no image. */
  readonly missing?: { readonly advice: string };
}

export interface Session {
  readonly sessionId: string;
  readonly name: string;
  readonly environment: {
    readonly environmentId: string;
    readonly name: string;
    readonly description?: string;
    readonly keywords: readonly string[];
    readonly createdBy: string;
    readonly createdAt: string;
    readonly image: Image;
  };
  readonly source: Source;
  readonly resources: Resources;
  /** The smallest that has as much; absent where none is offered. */
  readonly resourceClass?: { readonly name: string };
  readonly repositories: Selection;
  readonly storages: Selection;
  /** Field by field instead of what the environment says. */
  readonly run?: ImageRun;
  readonly isDefault: boolean;
  readonly imageUpdate?: ImageUpdate;
  readonly notices?: readonly { readonly code: string; readonly advice: string }[];
  /** Of your own launch; absent in the past. */
  readonly status?: Status;
  readonly launchId?: string;
  /** When you launched or resumed it last. */
  readonly lastUsedAt?: string;
}

export interface Launch {
  readonly launchId: string;
  readonly run: number;
  readonly projectId: string;
  readonly sessionId: string;
  readonly environmentId: string;
  readonly status: Status;
  readonly phase?: string;
  readonly phaseDetail?: string;
  readonly queuePosition?: number;
  readonly reason?: { readonly code: string; readonly message: string; readonly advice: string };
  readonly warnings?: readonly { readonly code: string; readonly message: string }[];
  readonly image: Image;
  readonly runtime: { readonly name: string; readonly imageUsed: boolean; readonly limitsEnforced: boolean };
  readonly configurationChanged: boolean;
  readonly diskExpiresAt?: string;
}

export interface HistoryEntry {
  readonly position: string;
  readonly type: string;
  readonly at: string;
  readonly actor: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** By id: of things as they were then, of people as they are now. */
  /** Absent from an API of the version before. */
  readonly names?: Readonly<Record<string, string>>;
}

/** Of a project, or of one's own inbox. */
export interface FeedEvent {
  readonly position: string;
  readonly type: string;
  readonly at: string;
  readonly inbox?: true;
  readonly projectId?: string;
  readonly sessionId?: string;
  readonly launchId?: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Something that one was told. */
export interface Notification {
  readonly notificationId: string;
  readonly kind: 'image-available' | 'disk-due';
  readonly projectId: string;
  readonly projectName: string;
  readonly sessionId: string;
  /** Absent: the session was removed. */
  readonly sessionName?: string;
  /** Of `image-available`. */
  readonly image?: Image;
  readonly commit?: string;
  readonly branch?: string;
  /** Of `disk-due`. */
  readonly expiresAt?: string;
  readonly raisedAt: string;
  readonly read: boolean;
}

export interface Inbox {
  /** How many notifications are unread. */
  readonly unread: number;
}

/** A size of sessions that the administrators offer. */
export interface ResourceClass {
  readonly resourceClassId: string;
  readonly name: string;
  readonly cpu: number;
  readonly memory: number;
  readonly gpu: number;
}

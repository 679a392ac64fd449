import type { ApiObject } from '../api/api-object.js';

export interface Terminated {
  readonly exitCode: number;
  readonly finishedAt?: string | undefined;
  readonly reason?: string | undefined;
  readonly message?: string | undefined;
}

export interface ContainerState {
  readonly waiting?: { readonly reason?: string | undefined; readonly message?: string | undefined } | undefined;
  readonly running?: object | undefined;
  readonly terminated?: Terminated | undefined;
}

export interface ContainerStatus {
  readonly name: string;
  readonly image: string;
  readonly ready: boolean;
  readonly state?: ContainerState | undefined;
  readonly lastState?: ContainerState | undefined;
}

interface PodCondition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string | undefined;
  readonly message?: string | undefined;
}

export interface PodStatus {
  readonly phase?: string | undefined;
  readonly reason?: string | undefined;
  readonly message?: string | undefined;
  readonly startTime?: string | undefined;
  readonly podIP?: string | undefined;
  readonly conditions?: readonly PodCondition[] | undefined;
  readonly initContainerStatuses?: readonly ContainerStatus[] | undefined;
  readonly containerStatuses?: readonly ContainerStatus[] | undefined;
}

interface PodContainer {
  readonly name: string;
  readonly ports?: readonly { readonly containerPort: number }[] | undefined;
}

interface PodVolume {
  readonly name: string;
}

/** A pod as the API server tells it, as far as it is looked at. */
export interface ApiPod extends ApiObject {
  readonly spec: {
    readonly nodeName?: string | undefined;
    readonly restartPolicy?: string | undefined;
    readonly containers: readonly PodContainer[];
    readonly volumes?: readonly PodVolume[] | undefined;
  };
  readonly status: PodStatus;
}

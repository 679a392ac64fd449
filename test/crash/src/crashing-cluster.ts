import { findKubeplane } from '../../support/kubeplane/find-kubeplane.js';
import { Kubeplane } from '../../support/kubeplane/kubeplane.js';
import { PodAnswers } from '../../support/kubeplane/pod-answers.js';
import { clusterObjects } from './checks/cluster-objects.js';
import { lostSessions } from './checks/lost-sessions.js';
import { PodHistory } from './checks/pod-history.js';
import { CrashingDeployment } from './crashing-deployment.js';
import type { Addresses, Crash, CrashingSystem } from './crashing-system.js';
import { podTraces } from './pod-traces.js';
import type { Random } from './random.js';
import type { RecordedLog } from './recorded-log.js';
import type { Verdict } from './verdict.js';

const planeParts = ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kwok'] as const;
/** As often as one of the product. */
const OF_THE_PLANE = 0.5;
const DOWN_MS = 2_000;

/** The processes of a deployment whose sessions are pods, and the control plane that has these: one of either is killed at a time. */
export class CrashingCluster implements CrashingSystem {
  private constructor(
    private readonly deployment: CrashingDeployment,
    private readonly plane: Kubeplane,
    private readonly answers: PodAnswers,
    private readonly pods: PodHistory,
  ) {}

  /** Rejects where the control plane was not built. */
  static async in(directory: string, settings: NodeJS.ProcessEnv): Promise<CrashingCluster> {
    const binary = findKubeplane();
    if (binary === undefined)
      throw new Error('There is no control plane: build it with tools/kubeplane/build.sh ~/.cache/renku-sessions.');
    const plane = await Kubeplane.start(binary);
    plane.supervise();
    const answers = await PodAnswers.start(plane.admin, plane.namespace);
    const pods = await PodHistory.of(plane.admin, plane.namespace);
    const onPlane = { SESSION_RUNTIME: 'kubernetes', KUBECONFIG: plane.kubeconfig('standalone') };
    const deployment = await CrashingDeployment.in(directory, { ...settings, ...onPlane });
    return new CrashingCluster(deployment, plane, answers, pods);
  }

  get directory(): string {
    return this.deployment.directory;
  }

  get database(): string {
    return this.deployment.database;
  }

  start(): Promise<void> {
    return this.deployment.start();
  }

  up(): Promise<void> {
    return this.deployment.up();
  }

  apiUrl(): string {
    return this.deployment.apiUrl();
  }

  async crash(random: Random): Promise<Crash> {
    if (!random.chance(OF_THE_PLANE)) return this.deployment.crash(random);
    const part = random.pick(planeParts) ?? 'kube-apiserver';
    const downMs = random.below(DOWN_MS);
    const begun = performance.now();
    await this.plane.kill(part, downMs);
    return { killed: [part], readyAgainMs: performance.now() - begun - downMs };
  }

  async stop(): Promise<void> {
    await this.deployment.stop();
    this.answers.close();
    await this.plane.close();
  }

  token(user: string): Promise<string> {
    return this.deployment.token(user);
  }

  addresses(): Promise<Addresses> {
    return this.deployment.addresses();
  }

  async remains(log: RecordedLog): Promise<Verdict[]> {
    return [await clusterObjects(this.plane, log.launches()), this.pods.verdict(), lostSessions(log)];
  }

  async tracesOf(launchId: string): Promise<string[]> {
    const lines = [podTraces(this.plane, launchId), this.deployment.tracesOf(launchId)];
    return (await Promise.all(lines)).flat();
  }
}

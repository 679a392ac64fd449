import { describe, expect, test } from 'vitest';
import type { FailureReason } from '../../failure-reason.js';
import type { Observed } from '../../session-runtime.js';
import { metadataKeys as keys } from '../objects/metadata-keys.js';
import type { ApiPod, ContainerStatus, PodStatus } from './api-pod.js';
import { observedOf } from './observed-of.js';
import { container, pod, running, terminated, waiting } from './pod.fixture.js';

const now = Date.parse('2026-03-01T12:00:00Z');
const seen = (given: ApiPod, before?: Observed): Observed => observedOf(given, before, now);
const disrupted = (reason: string): PodStatus => ({
  conditions: [{ type: 'DisruptionTarget', status: 'True', reason }],
});
const main = (state: Parameters<typeof container>[0], more = {}): PodStatus => ({
  phase: 'Pending',
  containerStatuses: [container(state, more)],
});
const failed = (state: Parameters<typeof container>[0], more = {}): PodStatus => ({
  ...main(state, more),
  phase: 'Failed',
});
const pulls = (message: string): PodStatus => main(waiting('ErrImagePull', message));

describe('a pod that failed', () => {
  const rows: readonly (readonly [string, PodStatus, FailureReason])[] = [
    ['its image is not there', pulls('rpc error: code = NotFound desc = … not found'), 'IMAGE_NOT_FOUND'],
    ['its image is not known', pulls('manifest unknown'), 'IMAGE_NOT_FOUND'],
    ['its image is private', pulls('pull access denied, repository does not exist or …'), 'IMAGE_ACCESS_DENIED'],
    ['its image wants a login', pulls('401 Unauthorized'), 'IMAGE_ACCESS_DENIED'],
    ['its image is of another platform', pulls('no match for platform in manifest: not found'), 'PLATFORM_MISMATCH'],
    ['there is no room for its image', pulls('write /var/lib: no space left on device'), 'NO_SPACE'],
    ['its image has no possible name', main(waiting('InvalidImageName')), 'BAD_IMAGE'],
    ['its image is not to be pulled', main(waiting('ErrImageNeverPull')), 'BAD_IMAGE'],
    ['its image cannot be read', main(waiting('ImageInspectError', 'broken')), 'BAD_IMAGE'],
    [
      'its image runs as root',
      main(waiting('CreateContainerConfigError', 'container has runAsNonRoot and image will run as root')),
      'BAD_IMAGE',
    ],
    ['a Secret is not there', main(waiting('CreateContainerConfigError', 'secret "x" not found')), 'MISCONFIGURED'],
    [
      'its program is not there',
      main(waiting('RunContainerError', 'exec: "jupyter": executable file not found in $PATH')),
      'COMMAND_NOT_FOUND',
    ],
    [
      'its program is of another platform',
      main(waiting('CreateContainerError', 'exec /bin/sh: exec format error')),
      'PLATFORM_MISMATCH',
    ],
    ['it cannot be started at all', main(waiting('CreateContainerError', 'context deadline exceeded')), 'BAD_IMAGE'],
    [
      'it could not be started, once and for all',
      failed(terminated(128, 'StartError', 'exec: "x": executable file not found in $PATH')),
      'COMMAND_NOT_FOUND',
    ],
    [
      'it ends again and again',
      main(waiting('CrashLoopBackOff'), { restartCount: 3, lastState: terminated(2) }),
      'CRASH_LOOP',
    ],
    [
      'it needs too much memory again and again',
      main(waiting('CrashLoopBackOff'), { lastState: terminated(137, 'OOMKilled') }),
      'OUT_OF_MEMORY',
    ],
    ['it used too much memory', failed(terminated(137, 'OOMKilled')), 'OUT_OF_MEMORY'],
    ['it was killed', failed(terminated(137)), 'KILLED'],
    ['it was told to end', failed(terminated(143)), 'KILLED'],
    ['its shell finds no program', failed(terminated(127)), 'COMMAND_NOT_FOUND'],
    ['its shell may not run the program', failed(terminated(126)), 'COMMAND_NOT_FOUND'],
    ['it ended with an error', failed(terminated(3)), 'PROCESS_EXITED'],
    ['nobody says why', { phase: 'Failed' }, 'PROCESS_EXITED'],
    ['its node forgot it', failed(terminated(137, 'ContainerStatusUnknown')), 'NODE_LOST'],
    ['what clones for it ended', failed(terminated(1), { name: 'clone' }), 'MISCONFIGURED'],
    [
      'what clones for it used too much memory',
      failed(terminated(137, 'OOMKilled'), { name: 'clone' }),
      'MISCONFIGURED',
    ],
    ['its node was short of memory', { phase: 'Failed', reason: 'Evicted', message: 'low on memory' }, 'EVICTED'],
    [
      'it wrote more than it may',
      {
        phase: 'Failed',
        reason: 'Evicted',
        message: 'Container main exceeded its local ephemeral storage limit "10Gi". ',
      },
      'OUT_OF_EPHEMERAL_STORAGE',
    ],
    [
      'its containers wrote more than they may together',
      {
        ...disrupted('TerminationByKubelet'),
        ...{ phase: 'Failed', reason: 'Evicted' },
        message: 'Pod ephemeral local storage usage exceeds the total limit of containers 10Gi. ',
      },
      'OUT_OF_EPHEMERAL_STORAGE',
    ],
    [
      'its node was short of disk',
      { phase: 'Failed', reason: 'Evicted', message: 'The node was low on resource: ephemeral-storage.' },
      'EVICTED',
    ],
    ['its node was shut down', { phase: 'Failed', reason: 'NodeShutdown' }, 'EVICTED'],
    ['its node had no room after all', { phase: 'Failed', reason: 'OutOfcpu' }, 'NO_CAPACITY'],
    ['it lived as long as it may', { phase: 'Failed', reason: 'DeadlineExceeded' }, 'KILLED'],
    ['the kubelet evicts it', disrupted('TerminationByKubelet'), 'EVICTED'],
    ['something more important takes its place', disrupted('PreemptionByScheduler'), 'EVICTED'],
    ['its node is drained', disrupted('EvictionByEvictionAPI'), 'EVICTED'],
    ['its node does not answer', disrupted('DeletionByTaintManager'), 'NODE_LOST'],
    ['its node was deleted', disrupted('DeletionByPodGC'), 'NODE_LOST'],
  ];

  test.each(rows)('says why: %s', (_, status, reason) => {
    expect(seen(pod(status))).toMatchObject({ launchId: 'l1', run: 3, status: 'failed', reason });
    expect((seen(pod(status)) as { message: string }).message).toMatch(/\w/);
  });

  test.each([
    ['Pod was terminated in response to imminent node shutdown.', 'Its node was shut down.'],
    ['Preempted in order to admit critical pod', 'Something of a higher priority needed its place.'],
    ['The node was low on resource: memory.', 'Its node ran short of memory or disk.'],
  ])('says why its kubelet took it away, who gives one reason for all: %s', (said, message) => {
    const conditions = [{ type: 'DisruptionTarget', status: 'True', reason: 'TerminationByKubelet', message: said }];
    const given = pod({ phase: 'Failed', reason: 'Terminated', message: said, conditions });
    expect(seen(given)).toMatchObject({ status: 'failed', reason: 'EVICTED', message });
  });

  test('is lost where its end is overdue for five minutes', () => {
    const since = (iso: string): ApiPod => pod({ phase: 'Running' }, { deletionTimestamp: iso });
    expect(seen(since('2026-03-01T11:55:01Z'))).toMatchObject({ status: 'starting', phase: 'stopping' });
    expect(seen(since('2026-03-01T11:55:00Z'))).toMatchObject({ status: 'failed', reason: 'NODE_LOST' });
  });

  test('is not waited for where its registry has not answered for two minutes', () => {
    const since = (iso: string): ApiPod => pod({ ...pulls('dial tcp: i/o timeout'), startTime: iso });
    expect(seen(since('2026-03-01T11:58:01Z'))).toMatchObject({ status: 'starting', phase: 'pulling' });
    expect(seen(since('2026-03-01T11:58:00Z'))).toMatchObject({ status: 'failed', reason: 'REGISTRY_UNREACHABLE' });
  });

  test.each([
    ['dial tcp 10.0.0.7:5000: connect: connection refused', 'does not answer as it should'],
    ['GET "https://x/token?account=robot": 401 Unauthorized', 'does not give it to everybody'],
    ['unexpected status from HEAD request to http://10.0.0.7/v2/x: 404 Not Found', 'has no such image'],
  ])('tells nothing of the network that its node is in: %s', (said, meaning) => {
    const image = 'registry.example.org/jupyter/python:1';
    const { message } = seen(pod({ ...pulls(said), startTime: '2026-03-01T11:58:00Z' })) as { message: string };
    expect(message).toBe(`${image} could not be pulled: its registry, registry.example.org, ${meaning}.`);
  });

  test('stays failed when the next try hides the reason', () => {
    const first = seen(pod(pulls('not found')));
    expect(seen(pod(main(waiting('ImagePullBackOff', 'Back-off pulling image'))), first)).toEqual(first);
  });
});

describe('a pod that starts', () => {
  const unscheduled = (message: string): ApiPod => ({
    ...pod({ conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message }] }),
    spec: { containers: [] },
  });

  test('waits for a node, and says for what in words that do not change with each node', () => {
    const short = '0/5 nodes are available: 2 Insufficient cpu, 3 Insufficient memory. preemption: 0/5 nodes …';
    expect(seen(unscheduled(short))).toMatchObject({
      status: 'starting',
      phase: 'scheduling',
      detail: 'waiting for a node: no node has enough memory and processors free',
    });
  });

  test.each([
    ['no nodes available to schedule pods', 'waiting for a node: the cluster has none'],
    [
      "0/5 nodes are available: 5 node(s) didn't match Pod's node affinity/selector.",
      'waiting for a node: none has the labels that are asked for',
    ],
    [
      '0/5 nodes are available: 5 node(s) had untolerated taint {gpu: }.',
      'waiting for a node: some are reserved for others, or not ready',
    ],
    ['persistentvolumeclaim "disk-x" not found', 'waiting for a node: its disk is not there'],
  ])('waits: %s', (message, detail) => {
    expect(seen(unscheduled(message))).toMatchObject({ phase: 'scheduling', detail });
  });

  test('waits for its disk, then for its image', () => {
    const sandbox = (status: string) => pod({ conditions: [{ type: 'PodReadyToStartContainers', status }] });
    expect(seen(sandbox('False'))).toMatchObject({ status: 'starting', phase: 'disk' });
    expect(seen(sandbox('True'))).toMatchObject({ status: 'starting', phase: 'pulling' });
  });

  test('waits for a registry that does not answer, also while the kubelet only says that it waits', () => {
    const first = seen(pod(pulls('dial tcp: i/o timeout')));
    expect(first).toMatchObject({ phase: 'pulling', detail: 'the registry does not answer; trying again' });
    expect(seen(pod(main(waiting('ImagePullBackOff', 'Back-off pulling image'))), first)).toEqual(first);
  });

  test('clones, then is checked', () => {
    const preparing = pod({ initContainerStatuses: [container(running, { name: 'clone' })] });
    const cloning = { ...preparing, spec: { ...preparing.spec, volumes: [{ name: 'repositories' }] } };
    expect(seen(cloning)).toMatchObject({ phase: 'cloning' });
    expect(seen(preparing)).toMatchObject({ phase: 'pulling' });
    expect(seen(pod(main(running)))).toMatchObject({ phase: 'checking' });
  });
});

describe('a pod that runs', () => {
  const ready = main(running, { ready: true });

  test('is ready with what was cloned, and with what it lacks', () => {
    const storage = { code: 'storage-unavailable', message: 'There is no /work/data.' };
    const failure = { code: 'clone-failed', message: 'It was not cloned.' };
    const commits = [{ repository: 'analysis', commit: 'c0ffee' }];
    const words = JSON.stringify({ commits, warnings: [failure] });
    const clone = container(terminated(0, 'Completed', words), { name: 'clone' });
    const given = pod(
      { ...ready, initContainerStatuses: [clone] },
      { annotations: { [keys.warnings]: JSON.stringify([storage]) } },
    );
    expect(seen(given)).toEqual({ launchId: 'l1', run: 3, status: 'ready', commits, warnings: [storage, failure] });
  });

  test('is ready whatever the last words of what cloned are', () => {
    const clone = container(terminated(0, 'Completed', '{"commits":[{"rep'), { name: 'clone' });
    expect(seen(pod({ ...ready, initContainerStatuses: [clone] }))).toMatchObject({ status: 'ready', commits: [] });
  });

  test('is still ready while its node does not answer for a moment', () => {
    const conditions = [{ type: 'Ready', status: 'False' }];
    expect(seen(pod({ ...ready, conditions }))).toMatchObject({ status: 'ready' });
  });

  test('is stopping from when its end was asked for', () => {
    expect(seen(pod(ready, { deletionTimestamp: new Date(now).toISOString() }))).toMatchObject({
      status: 'starting',
      phase: 'stopping',
    });
  });

  test('was shut down from the inside', () => {
    expect(seen(pod({ phase: 'Succeeded' }))).toEqual({ launchId: 'l1', run: 3, status: 'exited' });
  });
});

describe('a pod whose containers have ended, and whose phase is still to be told', () => {
  const ready: Observed = { launchId: 'l1', run: 3, status: 'ready', commits: [], warnings: [] };
  const endedAt = (finishedAt: string, exitCode = 0, name = 'main'): ContainerStatus =>
    container({ terminated: { exitCode, reason: 'Completed', finishedAt } }, { name });
  const justNow = '2026-03-01T11:59:59Z';
  const given = (containerStatuses: ContainerStatus[], phase = 'Running'): ApiPod => pod({ phase, containerStatuses });

  test.each([0, 143])('is what it was before, however its own have ended: %d', (exitCode) => {
    expect(seen(given([endedAt(justNow, exitCode)]), ready)).toEqual(ready);
    expect(seen(given([endedAt(justNow, exitCode)]))).toMatchObject({ status: 'starting', phase: 'checking' });
    const clone = { initContainerStatuses: [endedAt(justNow, 143, 'clone')], ...main(waiting('PodInitializing')) };
    expect(seen(pod(clone))).toMatchObject({ status: 'starting' });
  });

  test('was taken away where its node says so then', () => {
    const evicted = pod({
      ...{ phase: 'Succeeded', containerStatuses: [endedAt(justNow)] },
      ...disrupted('TerminationByKubelet'),
    });
    expect(seen(evicted, ready)).toMatchObject({ status: 'failed', reason: 'EVICTED' });
    expect(seen(given([endedAt(justNow)], 'Succeeded'), ready)).toMatchObject({ status: 'exited' });
  });

  test('is judged by them where its node has not told it for a minute', () => {
    expect(seen(given([endedAt('2026-03-01T11:59:00Z')]), ready)).toMatchObject({ status: 'exited' });
    expect(seen(given([endedAt('2026-03-01T11:59:00Z', 3)]), ready)).toMatchObject({ reason: 'PROCESS_EXITED' });
  });

  test('is judged by them while one that the cluster put beside them goes on: there is no other phase until that ends', () => {
    const proxy = container(running, { name: 'proxy' });
    expect(seen(given([proxy, endedAt(justNow)]), ready)).toMatchObject({ status: 'exited' });
  });
});

test.each([0, 3])(
  'a pod that a rule of the cluster starts again is not over when its main process ends with %d',
  (exitCode) => {
    const ended = pod({ phase: 'Running', containerStatuses: [container(terminated(exitCode))] });
    const given = { ...ended, spec: { ...ended.spec, restartPolicy: 'Always' } };
    expect(seen(given)).toMatchObject({ status: 'starting' });
  },
);

describe('a pod in which the cluster has put a container of its own', () => {
  const beside = (state: Parameters<typeof container>[0]) => container(state, { name: 'proxy', ready: true });
  const withProxy = (main: ContainerStatus, proxy = beside(running), phase = 'Running'): ApiPod =>
    pod({ phase, containerStatuses: [proxy, main] });

  test('was shut down from the inside, though that one goes on', () => {
    expect(seen(withProxy(container(terminated(0, 'Completed'))))).toMatchObject({ status: 'exited' });
  });

  test('was shut down from the inside, however that one ended', () => {
    const ended = withProxy(container(terminated(0, 'Completed')), beside(terminated(1)), 'Failed');
    expect(seen(ended)).toMatchObject({ status: 'exited' });
  });

  test.each([
    ['OUT_OF_MEMORY', terminated(137, 'OOMKilled')],
    ['PROCESS_EXITED', terminated(3)],
  ])('failed as its own main process did, though that one goes on: %s', (reason, state) => {
    expect(seen(withProxy(container(state)))).toMatchObject({ status: 'failed', reason });
  });

  test.each([terminated(137, 'OOMKilled'), waiting('CrashLoopBackOff'), waiting('ErrImagePull', 'not found')])(
    'is ready while its own main process is, whatever becomes of that one: %j',
    (state) => {
      const ready = container(running, { ready: true });
      expect(seen(withProxy(ready, beside(state)))).toMatchObject({ status: 'ready' });
    },
  );

  test('failed before it began where that one did, and names it', () => {
    const setUp = container(terminated(2), { name: 'network-setup' });
    const given = pod({
      phase: 'Failed',
      initContainerStatuses: [setUp],
      containerStatuses: [container(waiting('PodInitializing'))],
    });
    expect(seen(given)).toMatchObject({
      status: 'failed',
      reason: 'MISCONFIGURED',
      message: expect.stringContaining('network-setup'),
    });
  });
});

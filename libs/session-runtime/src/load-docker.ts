/** What runs sessions in containers: files that only where an engine answers are loaded. */
export const loadDocker = async () => {
  const { createDockerRuntime } = await import('./docker/create-docker-runtime.js');
  const { DockerRuntimeReader } = await import('./docker/docker-runtime-reader.js');
  return { createDockerRuntime, DockerRuntimeReader };
};

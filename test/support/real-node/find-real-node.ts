import { findKubeplane } from '../kubeplane/find-kubeplane.js';

export interface RealNodeParts {
  /** The control plane's binary, which holds the kubelet, too. */
  readonly binary: string;
  /** Files with the images that pods run. */
  readonly images: { readonly programs: string; readonly jupyterLab: string; readonly clone: string };
  /** The directory of CNI plugins. */
  readonly plugins: string;
  readonly cgroup: string;
}

/** What test/real-node/run.sh has prepared; undefined where specs run without it. */
export const findRealNode = (): RealNodeParts | undefined => {
  const binary = findKubeplane();
  const {
    REAL_NODE_PROGRAMS: programs,
    REAL_NODE_JUPYTERLAB: jupyterLab,
    REAL_NODE_CLONE: clone,
    REAL_NODE_CNI: plugins,
    REAL_NODE_CGROUP: cgroup,
  } = process.env;
  if (!binary || !programs || !jupyterLab || !clone || !plugins || !cgroup) return undefined;
  return { binary, images: { programs, jupyterLab, clone }, plugins, cgroup };
};

export interface Installer {
  /** A file with the product's image. */
  readonly image: string;
  readonly helm: string;
  /** The program that enforces NetworkPolicies; undefined where the specs run without it. */
  readonly policies: string | undefined;
}

/** With what the product itself is installed there; undefined where the specs run without helm. */
export const findInstaller = (): Installer | undefined => {
  const { REAL_NODE_PRODUCT: image, HELM: helm, KUBE_ROUTER: policies } = process.env;
  return image && helm ? { image, helm, policies } : undefined;
};

/**
 * The command line under which PostgreSQL runs. Two needs: it refuses to be root, and it must not outlive the process
 * that started it, even when that one is killed with -9.
 *  - the kernel sends SIGINT (fast shutdown) at the parent's death: `setpriv --pdeathsig INT` (util-linux);
 *  - as root, a user namespace in which root's files belong to uid 1000: no chown, no second user, works below a
 *    folder closed to others. Where user namespaces are refused (containers), the cluster is handed to `nobody`, who
 *    keeps one right of root's, to pass through folders closed to others.
 */
import { spawnSync } from 'node:child_process';
import { PostgresError } from './error.ts';

const NOBODY = 65534;
const DEATH = ['setpriv', '--pdeathsig', 'INT'];
const NAMESPACE = ['unshare', '--user', '--map-user=1000', '--map-group=1000'];

export interface Confinement {
  /** Words to put before the program. */
  prefix: string[];
  /** The uid and gid that must own the cluster. */
  owner: { uid: number; gid: number };
}

let found: Confinement | undefined;

/** Chooses the confinement for this machine; throws `postgres/cannot-drop-root`. */
export function confinement(): Confinement {
  found ??= choose();
  return found;
}

function choose(): Confinement {
  const owner = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  if (owner.uid !== 0) return { prefix: works(DEATH) ? DEATH : [], owner };
  const namespaced = [...NAMESPACE, ...DEATH];
  if (works(namespaced)) return { prefix: namespaced, owner };
  const nobody = [...DEATH, `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'];
  const passing = [...nobody, '--inh-caps=+dac_override', '--ambient-caps=+dac_override'];
  for (const prefix of [passing, nobody]) if (works(prefix)) return { prefix, owner: { uid: NOBODY, gid: NOBODY } };
  throw new PostgresError(
    'postgres/cannot-drop-root',
    'PostgreSQL does not run as root and neither unshare nor setpriv works here: start as another user, or set DATABASE_URL.',
  );
}

function works(prefix: string[]): boolean {
  const [command = '', ...rest] = prefix;
  return spawnSync(command, [...rest, 'true'], { stdio: 'ignore' }).status === 0;
}

/** The environment without what npm adds to it for scripts: a child must not act as if it were the npm script itself. */

const FROM_NPM =
  /^(npm_(package|lifecycle|command|execpath|node_execpath)|npm_config_(local_prefix|omit|include|production|only)|INIT_CWD$)/i;

/** A cleaned copy of the environment with `more` on top. */
export function childEnvironment(more) {
  const kept = Object.entries(process.env).filter(([name]) => !FROM_NPM.test(name));
  return { ...Object.fromEntries(kept), ...more };
}

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { OID } from '../der/oids.ts';
import { PolicyGraph } from './policy-graph.ts';

const ANY = OID.anyPolicy;
const information = (policies: readonly string[]) => policies.map((oid) => ({ oid, qualifiers: [] }));

interface Level {
  policies: string[];
  anyAllowed: boolean;
  mappings: [string, string][];
  mappingAllowed: boolean;
}

/** The valid policy tree of RFC 5280 §6.1, word for word: what the graph must agree with. */
interface TreeNode {
  policy: string;
  expected: string[];
  children: TreeNode[];
}

function leavesOf(node: TreeNode, depth: number): TreeNode[] {
  return depth === 0 ? [node] : node.children.flatMap((child) => leavesOf(child, depth - 1));
}

function prune(node: TreeNode, depth: number): boolean {
  if (depth === 0) return true;
  node.children = node.children.filter((child) => prune(child, depth - 1));
  return node.children.length > 0;
}

function treeAnswer(levels: readonly Level[], user: ReadonlySet<string> | undefined): string[] {
  const root: TreeNode = { policy: ANY, expected: [ANY], children: [] };
  let alive = true;
  levels.forEach(({ policies, anyAllowed, mappings, mappingAllowed }, i) => {
    const parents = leavesOf(root, i);
    const leaf = (policy: string): TreeNode => ({ policy, expected: [policy], children: [] });
    for (const policy of policies.filter((each) => each !== ANY)) {
      const expecting = parents.filter(({ expected }) => expected.includes(policy));
      const under = expecting.length > 0 ? expecting : parents.filter((parent) => parent.policy === ANY);
      for (const parent of under) parent.children.push(leaf(policy));
    }
    if (anyAllowed && policies.includes(ANY)) {
      for (const parent of parents) {
        for (const policy of parent.expected) {
          if (!parent.children.some((child) => child.policy === policy)) parent.children.push(leaf(policy));
        }
      }
    }
    alive = alive && prune(root, i + 1);
    if (mappings.length === 0 || i === levels.length - 1) return;
    for (const from of new Set(mappings.map(([each]) => each))) {
      const to = [...new Set(mappings.filter(([each]) => each === from).map(([, each]) => each))];
      const nodes = leavesOf(root, i + 1).filter(({ policy }) => policy === from);
      if (!mappingAllowed) {
        for (const parent of parents) parent.children = parent.children.filter(({ policy }) => policy !== from);
      } else if (nodes.length > 0) for (const node of nodes) node.expected = to;
      else {
        for (const parent of parents) {
          if (parent.children.some(({ policy }) => policy === ANY)) {
            parent.children.push({ policy: from, expected: to, children: [] });
          }
        }
      }
    }
    alive = alive && prune(root, i + 1);
  });
  if (!alive) return [];
  return [...new Set(acceptable(root, levels.length, user))].toSorted();
}

/** §6.1.5 (g) (iii): below anyPolicy nodes, what the user accepts. */
function acceptable(node: TreeNode, depth: number, user: ReadonlySet<string> | undefined): string[] {
  if (depth === 0) return node.policy === ANY ? [...(user ?? [ANY])] : [];
  return node.children.flatMap((child) => {
    if (child.policy === ANY) return acceptable(child, depth - 1, user);
    return !user || user.has(child.policy) ? [child.policy] : [];
  });
}

function graphAnswer(levels: readonly Level[], user: ReadonlySet<string> | undefined): string[] {
  const graph = new PolicyGraph();
  levels.forEach(({ policies, anyAllowed, mappings, mappingAllowed }, i) => {
    graph.descend(information(policies), anyAllowed);
    if (mappings.length === 0 || i === levels.length - 1) return;
    graph.map(
      mappings.map(([issuerPolicy, subjectPolicy]) => ({ issuerPolicy, subjectPolicy })),
      mappingAllowed,
    );
  });
  return graph.acceptable(user);
}

const policy = fc.constantFrom('1.1', '1.2', '1.3');
const level = fc.record({
  policies: fc.uniqueArray(fc.constantFrom('1.1', '1.2', '1.3', ANY), { maxLength: 4 }),
  anyAllowed: fc.boolean(),
  mappings: fc.array(fc.tuple(policy, policy), { maxLength: 3 }),
  mappingAllowed: fc.boolean(),
});

test('the graph answers what the tree of RFC 5280 answers', () => {
  fc.assert(
    fc.property(
      fc.array(level, { minLength: 1, maxLength: 4 }),
      fc.option(fc.uniqueArray(policy, { minLength: 1 }), { nil: undefined }),
      (levels, user) => {
        const accepted = user && new Set(user);
        assert.deepEqual(graphAnswer(levels, accepted), treeAnswer(levels, accepted));
      },
    ),
    { numRuns: 3000 },
  );
});

test('mappings from everything to everything stay small (CVE-2023-0464)', () => {
  const policies = Array.from({ length: 16 }, (_, i) => `1.2.3.${i}`);
  const mappings = policies.flatMap((from) => policies.map((to): [string, string] => [from, to]));
  const levels = Array.from({ length: 32 }, () => ({ policies, mappings, anyAllowed: true, mappingAllowed: true }));
  assert.deepEqual(graphAnswer(levels, undefined), policies.toSorted());
});

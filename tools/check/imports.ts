/** The imports of one source file, from its syntax tree: static, re-exported, dynamic and `import('…')` types. */
import { parseSync, Visitor } from 'oxc-parser';

export interface Import {
  specifier: string;
  line: number;
  /** Erased before running: `import type`, `export type`, `import('…').T`. */
  typeOnly: boolean;
}

/** Reads every import whose specifier is a literal; throws on a file that does not parse. */
export function importsOf(path: string, source: string): Import[] {
  const { program, errors } = parseSync(path, source);
  const [error] = errors;
  if (error !== undefined) throw new SyntaxError(`${path}: ${error.message}`);
  const found: Import[] = [];
  const add = (specifier: unknown, offset: number, typeOnly: boolean) => {
    if (typeof specifier !== 'string') return;
    found.push({ specifier, line: source.slice(0, offset).split('\n').length, typeOnly });
  };
  new Visitor({
    ImportDeclaration: (node) => add(node.source.value, node.start, node.importKind === 'type'),
    ExportAllDeclaration: (node) => add(node.source.value, node.start, node.exportKind === 'type'),
    ExportNamedDeclaration: (node) => add(node.source?.value, node.start, node.exportKind === 'type'),
    ImportExpression: (node) => add(node.source.type === 'Literal' ? node.source.value : undefined, node.start, false),
    TSImportType: (node) => add(node.source.value, node.start, true),
    TSExternalModuleReference: (node) => add(node.expression.value, node.start, false),
  }).visit(program);
  return found;
}

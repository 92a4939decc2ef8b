/** The shape of a vector file: what is called, with what, and what comes of it. */

export interface Case {
  name: string;
  operation: string;
  /** Hexadecimal. */
  input: Record<string, string>;
  /** Hexadecimal, or true and false for a verdict. */
  output?: Record<string, string | boolean>;
  /** Of the GmError that is thrown instead. */
  code?: string;
}

/** Names a file's cases one by one. */
export function cases(): { all: Case[]; put: (each: Case) => void } {
  const all: Case[] = [];
  const names = new Set<string>();
  return {
    all,
    put: (each) => {
      if (names.has(each.name)) throw new Error(`two cases are called ${each.name}`);
      names.add(each.name);
      all.push(each);
    },
  };
}

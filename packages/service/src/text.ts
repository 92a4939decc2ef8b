/** PostgreSQL keeps no NUL and no half of a character (a lone surrogate); JSON may carry both. */

/**
 * Where a value out of a request, made of objects, lists, files and texts, holds a text that cannot be kept: its path with
 * dots, empty for the value itself; null when there is none. Walks without recursion: depth is the sender's choice.
 */
export function unkeepableText(value: unknown): string | null {
  const left: [path: string, part: unknown][] = [['', value]];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const [path, part] = next;
    if (typeof part === 'string') {
      if (part.includes('\0') || !part.isWellFormed()) return path;
    } else if (part instanceof Blob) {
      if ('name' in part) left.push([path, part.name]);
    } else if (typeof part === 'object' && part !== null) {
      for (const [name, inner] of Object.entries(part)) left.push([path === '' ? name : `${path}.${name}`, inner]);
    }
  }
  return null;
}

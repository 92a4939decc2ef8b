/** Codes in groups of four: `12345678` → `1234 5678`. Spaces and hyphens already there are dropped. */
export function formatCode(code: string): string {
  return code.replace(/[\s-]/g, '').replace(/(.{4})(?=.)/gu, '$1 ');
}

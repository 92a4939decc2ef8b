/** An address the page may go to: http(s) only, so that no `javascript:` link runs here. Undefined otherwise. */
export function safeAddress(address: string | null | undefined, base: string): string | undefined {
  if (!address || !URL.canParse(address, base)) return undefined;
  const url = new URL(address, base);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : undefined;
}

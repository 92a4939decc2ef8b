/** What is wrong with the URLs of one extension under a profile: presence, scheme, length. */
import type { Presence } from '../x509/profiles.ts';

export function urlFault(urls: readonly string[], presence: Presence): string | undefined {
  if (presence === 'required' && urls.length === 0) return 'missing';
  if (presence === 'absent' && urls.length > 0) return 'not allowed in this profile';
  const bad = urls.find((url) => !/^https?:\/\/[^/]/.test(url) || url.length > 512);
  return bad === undefined ? undefined : `not an http(s) URL: ${bad.slice(0, 80)}`;
}

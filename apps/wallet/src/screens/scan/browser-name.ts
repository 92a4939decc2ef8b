/** A browser's name and system out of its user agent (RFC 9110 §10.1.5): a hint for the eye, nothing relies on it. */

const BROWSERS: [RegExp, string][] = [
  [/Edg\//, 'Edge'],
  [/Firefox\//, 'Firefox'],
  [/(?:Chrome|Chromium)\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const SYSTEMS: [RegExp, string][] = [
  [/Windows/, 'Windows'],
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
];

const named = (list: [RegExp, string][], agent: string) => list.find(([pattern]) => pattern.test(agent))?.[1];

export function browserName(agent: string): string {
  const names = [named(BROWSERS, agent), named(SYSTEMS, agent)].filter((name) => name !== undefined);
  return names.length > 0 ? names.join(' / ') : agent.slice(0, 40);
}

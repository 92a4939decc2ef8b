/** The subject of an ID token: a person acting for an enterprise. The same person for another unit is another subject. */
export interface Subject {
  accountId: string;
  enterpriseId: string;
}

export function subjectText({ accountId, enterpriseId }: Subject): string {
  return `${accountId}.${enterpriseId}`;
}

/** Undefined for anything that is no subject of ours. */
export function parseSubject(text: string): Subject | undefined {
  const match = /^([0-9a-f-]{36})\.([0-9a-f-]{36})$/.exec(text);
  return match?.[1] && match[2] ? { accountId: match[1], enterpriseId: match[2] } : undefined;
}

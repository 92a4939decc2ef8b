/** The victim's phone behind a line that changes what the service says: each lie is one the phone must notice. */
import { canonicalStatement, parseStatement, type ScanStatement } from '@qianyin/contract';
import { openPhone, type Phone, stretchPin } from '@qianyin/wallet/core';
import { tender } from './scans.ts';
import type { Story } from './story.ts';

/** What is changed on the way, and how the phone says no. */
export const LIES = [
  { name: 'a swapped document', lie: 'document', code: 'wallet/statement-differs' },
  { name: 'a swapped digest in the statement', lie: 'digest', code: 'wallet/statement-differs' },
  { name: 'changed attributes', lie: 'attributes', code: 'wallet/attributes-differ' },
  { name: 'a changed display text', lie: 'display', code: 'wallet/statement-differs' },
  { name: 'a changed origin', lie: 'origin', code: 'wallet/statement-differs' },
  { name: 'a statement with more in it', lie: 'member', code: 'wallet/statement-malformed' },
] as const;

type Lie = (typeof LIES)[number]['lie'];

interface Prepared {
  statement: string;
  attributes: { documentId: string; attributes: string }[];
}

/** The same device, session and keys. */
export function lyingPhone({ url }: Story, { storage }: Phone, lie: Lie): Promise<Phone> {
  return openPhone({
    storage,
    baseUrl: url,
    clock: () => new Date(),
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    stretchPin,
    fetch: async (input, init) => {
      const response = await fetch(input, init);
      const path = new URL(response.url).pathname;
      if (!response.ok) return response;
      if (path.endsWith('/prepare-scan-session')) return changed(response, prepared(lie));
      if (path.endsWith('/claim-scan-session')) return changed(response, claimed(lie));
      if (path.endsWith('/read-scan-document') && lie === 'document') return swapped(response);
      return response;
    },
  });
}

async function changed<T>(response: Response, change: (body: T) => T): Promise<Response> {
  const body = change((await response.json()) as T);
  return new Response(JSON.stringify(body), { status: response.status, headers: response.headers });
}

/** Another document, prepared as well as this one. */
async function swapped(response: Response): Promise<Response> {
  const bytes = new Uint8Array(await response.arrayBuffer());
  const other = Buffer.from(tender()).indexOf('Letter of tender');
  bytes.set(Buffer.from('Deed of transfer'), other);
  return new Response(bytes, { status: response.status, headers: response.headers });
}

function claimed(lie: Lie) {
  return (request: { display: string; platform: { origin: string } }) => {
    if (lie === 'display') return { ...request, display: '登录' };
    if (lie === 'origin') return { ...request, platform: { ...request.platform, origin: 'https://bank.example' } };
    return request;
  };
}

function prepared(lie: Lie) {
  return ({ statement: text, attributes }: Prepared): Prepared => {
    const statement = parseStatement(text);
    if (statement === null) throw new Error('the service itself spoke badly');
    const { documents } = statement;
    const said = (more: Partial<ScanStatement>) => canonicalStatement({ ...statement, ...more });
    if (lie === 'digest') {
      return {
        statement: said({ documents: documents.map((each) => ({ ...each, digest: '0'.repeat(64) })) }),
        attributes,
      };
    }
    if (lie === 'member') return { statement: text.replace('{', '{"amount":1,'), attributes };
    if (lie === 'attributes') return { statement: text, attributes: attributes.map(flipped) };
    return { statement: text, attributes };
  };
}

/** One bit of the last attribute's value. */
function flipped<T extends { attributes: string }>(each: T): T {
  const bytes = Buffer.from(each.attributes, 'base64url');
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  return { ...each, attributes: bytes.toString('base64url') };
}

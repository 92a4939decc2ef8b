/** Inputs that no form would send: who sends what, and the field that is named. Nothing of it may leave a trace. */
import { randomUUID } from 'node:crypto';
import type { ErrorCode } from '@qianyin/contract';
import * as files from './hostile-files.ts';
import { type Person, PRODUCT } from './people.ts';
import { loginRequest, sealRequest } from './scans.ts';
import type { Story } from './story.ts';

export interface World {
  story: Story;
  who: Person;
  /** A draft without materials, and a kind of material that it needs. */
  draftId: string;
  kind: string;
}

export interface BadInput {
  what: string;
  as: 'nobody' | 'wallet' | 'newcomer' | 'operator' | 'platform';
  input: unknown;
  code: ErrorCode;
  /** Exactly these. */
  fields?: Record<string, string>;
}

const invalid = 'request/invalid';

/** By operation. */
export function badInputs(world: World): Record<string, BadInput[]> {
  return {
    'accounts.sendLoginCode': phones(),
    'accounts.logInByCode': [
      form('nobody', 'a code of letters', { phone: '13900000001', code: 'abcdef' }, { code: 'login-code' }),
      form('nobody', 'two wrong fields', { phone: '1', code: '12345' }, { phone: 'phone', code: 'login-code' }),
    ],
    'accounts.logInOperator': [
      form('nobody', 'a list for a name', { name: ['li'], password: 'x' }, { name: 'invalid' }),
      form('nobody', 'a NUL in a name', { name: 'l\0i', password: 'x' }, { name: 'invalid' }),
    ],
    'identityProofing.proveIdentityByBankCard': identities(world),
    'enterprises.searchEnterprises': [
      form('wallet', 'one character', { query: 'a' }, { query: 'invalid' }),
      form('wallet', 'a NUL', { query: '江苏\0' }, { query: 'invalid' }),
    ],
    'orders.createOrder': claims(world),
    'orders.editOrder': [
      form('wallet', 'an id that is none', { orderId: '../1', form: world.who.form }, { orderId: 'invalid' }),
    ],
    'orders.uploadMaterial': uploads(world),
    'orders.submitOrder': [
      {
        what: 'an application without its materials',
        as: 'wallet',
        input: { orderId: world.draftId },
        code: 'orders/incomplete',
        fields: { 'materials.business-licence': 'required', 'materials.agent-id-card': 'required' },
      },
    ],
    'orders.listOrderQueue': [form('operator', 'a queue that is none', { queue: 'all' }, { queue: 'invalid' })],
    'orders.refuseOrder': [
      form(
        'operator',
        'a note of a thousand characters',
        { orderId: randomUUID(), reason: 'other', note: 'x'.repeat(1000), materialIds: [] },
        { note: 'invalid' },
      ),
    ],
    'keys.showKey': [form('wallet', 'no id', {}, { keyId: 'invalid' })],
    'scanSessions.claimScanSession': [
      { what: 'letters for a typed code', as: 'wallet', input: { typedCode: 'abcdefgh' }, code: invalid },
      { what: 'nothing', as: 'wallet', input: {}, code: invalid },
      {
        what: 'a time before time began',
        as: 'wallet',
        input: { id: 'A'.repeat(22), t: -1, c: 'A'.repeat(43) },
        code: invalid,
      },
    ],
    'scanSessions.openScanSession': sessions(world),
    'verification.verifyDocument': [
      { what: 'a page of HTML', as: 'nobody', input: { file: files.htmlAsPng() }, code: 'documents/not-a-pdf' },
      {
        what: 'an encrypted PDF',
        as: 'nobody',
        input: { file: files.encryptedPdf() },
        code: 'documents/pdf-encrypted',
      },
      { what: 'half a PDF', as: 'nobody', input: { file: files.truncatedPdf() }, code: 'documents/pdf-unreadable' },
      { what: 'a PDF in a loop', as: 'nobody', input: { file: files.loopingPdf() }, code: 'documents/pdf-unreadable' },
      form('nobody', 'text for a file', { file: 'text' }, { file: 'invalid' }),
    ],
  };
}

function form(as: BadInput['as'], what: string, input: unknown, fields: Record<string, string>): BadInput {
  return { what, as, input, code: invalid, fields };
}

function phones(): BadInput[] {
  const wrong = ['1390000000', '139000000011', '+8613900000001', '12900000001', '１３９００００００００１', ''];
  return [
    ...wrong.map((phone) => form('nobody', `phone «${phone}»`, { phone }, { phone: 'phone' })),
    form('nobody', 'a number for a phone', { phone: 13_900_000_001 }, { phone: 'invalid' }),
    form('nobody', 'no phone', {}, { phone: 'invalid' }),
  ];
}

function identities({ who }: World): BadInput[] {
  const { name, idNumber, cardNumber, phone } = who;
  const right = { name, idNumber, cardNumber, phone, consent: true };
  const lastWrong = (text: string) => text.slice(0, -1) + ((Number(text.at(-1)) + 1 || 0) % 10);
  const one = (what: string, change: object, fields: Record<string, string>) =>
    form('newcomer', what, { ...right, ...change }, fields);
  return [
    one('a wrong check digit', { idNumber: lastWrong(idNumber) }, { idNumber: 'id-number' }),
    one('the thirtieth of February', { idNumber: '320000199002300017' }, { idNumber: 'id-number' }),
    one('born in 1899', { idNumber: '320000189901010010' }, { idNumber: 'id-number' }),
    one('a card with a wrong digit', { cardNumber: lastWrong(cardNumber) }, { cardNumber: 'card-number' }),
    one('markup in a name', { name: '<b>王</b>' }, { name: 'person-name' }),
    one('a name of one character', { name: '王' }, { name: 'person-name' }),
    one('no consent', { consent: false }, { consent: 'invalid' }),
    one('another phone’s shape', { phone: '0527-84396024' }, { phone: 'phone' }),
  ];
}

function claims({ who }: World): BadInput[] {
  const right = { productId: PRODUCT, form: who.form, requestId: randomUUID() };
  const one = (what: string, change: object, field: string, rule: string) =>
    form('wallet', what, { ...right, form: { ...who.form, ...change } }, { [`form.${field}`]: rule });
  const other = who.form.uscc.at(-1) === '0' ? '1' : '0';
  return [
    one('a uscc with a wrong check character', { uscc: who.form.uscc.slice(0, 17) + other }, 'uscc', 'uscc'),
    one('a uscc with a letter that it never has', { uscc: 'I'.repeat(18) }, 'uscc', 'uscc'),
    one('a direction mark in the unit’s name', { unitName: '江苏\u202e公司' }, 'unitName', 'unit-name'),
    one('a representative of digits', { legalRepresentative: '12345' }, 'legalRepresentative', 'person-name'),
    one('a telephone of letters', { unitPhone: 'call me' }, 'unitPhone', 'unit-phone'),
    one('an address that is none', { email: 'nobody@' }, 'email', 'email'),
    one('no place', { registeredPlace: '' }, 'registeredPlace', 'invalid'),
    one('a direction mark in the place', { registeredPlace: '江苏省\u202e宿迁市' }, 'registeredPlace', 'invalid'),
    {
      what: 'a product that is not offered',
      as: 'wallet',
      input: { ...right, productId: 'x' },
      code: 'catalogue/product-unknown',
    },
    form('wallet', 'a request id that is none', { ...right, requestId: '1' }, { requestId: 'invalid' }),
    form('wallet', 'no form', { ...right, form: null }, { form: 'invalid' }),
  ];
}

function uploads({ draftId: orderId, kind }: World): BadInput[] {
  const one = (what: string, upload: unknown, code: ErrorCode): BadInput => ({
    what,
    as: 'wallet',
    input: { orderId, kind, file: upload },
    code,
  });
  return [
    one('HTML as a picture', files.htmlAsPng(), 'orders/material-type'),
    one('an archive as a PDF', files.zipAsPdf(), 'orders/material-type'),
    one('nothing', files.file(''), 'orders/material-type'),
    one('a script behind the first bytes of a PDF', files.headerOnly(), 'orders/material-unreadable'),
    one('half a PDF', files.truncatedPdf(), 'orders/material-unreadable'),
    one('an encrypted PDF', files.encryptedPdf(), 'orders/material-unreadable'),
    one('a PDF with a script', files.scriptedPdf(), 'orders/material-unreadable'),
    one('a PDF in a loop', files.loopingPdf(), 'orders/material-unreadable'),
    one('a picture of 3.6 gigapixels', files.pngBomb(), 'orders/material-unreadable'),
    one('eleven megabytes', files.megabytes(11), 'request/too-large'),
    one('thirty megabytes', files.megabytes(30), 'request/too-large'),
    form('wallet', 'text for a file', { orderId, kind, file: 'text' }, { file: 'invalid' }),
    form(
      'wallet',
      'a kind that nobody asked for',
      { orderId, kind: 'x', file: files.file(files.plainPdf()) },
      { kind: 'unknown' },
    ),
  ];
}

function sessions({ story, who }: World): BadInput[] {
  const login = { kind: 'login', ...loginRequest(story) };
  const { document, ...rest } = sealRequest(story, who.form.uscc);
  const seal = { kind: 'seal', ...rest, document: files.file(document) };
  const one = (what: string, input: object, code: ErrorCode, fields?: Record<string, string>): BadInput => ({
    what,
    as: 'platform',
    input,
    code,
    ...(fields ? { fields } : {}),
  });
  const at = (change: object) => ({ ...seal, placement: { ...seal.placement, ...change } });
  return [
    one('a kind that is none', { ...login, kind: 'pay' }, invalid),
    one('a direction mark in the text', { ...login, display: '登录\u202e' }, invalid, { display: 'display-text' }),
    one('two hundred and one characters', { ...login, display: '长'.repeat(201) }, invalid, {
      display: 'display-text',
    }),
    one('a short nonce', { ...login, oidc: { ...login.oidc, nonce: 'x' } }, invalid, { 'oidc.nonce': 'invalid' }),
    one('half a character', { ...login, oidc: { ...login.oidc, scope: '\ud800' } }, invalid, {
      'oidc.scope': 'invalid',
    }),
    one('page 0', at({ page: 0 }), invalid, { 'placement.page': 'invalid' }),
    one('page 2 of 1', at({ page: 2 }), 'documents/page-missing'),
    one('off to the left', at({ xMm: -1 }), invalid, { 'placement.xMm': 'invalid' }),
    one('over the edge of the page', at({ xMm: 190 }), 'documents/place-off-page'),
    one('an archive', { ...seal, document: files.zipAsPdf() }, 'documents/not-a-pdf'),
    one('an encrypted PDF', { ...seal, document: files.encryptedPdf() }, 'documents/pdf-encrypted'),
    one('a PDF with a script', { ...seal, document: files.scriptedPdf() }, 'documents/pdf-active-content'),
    one('half a PDF', { ...seal, document: files.truncatedPdf() }, 'documents/pdf-unreadable'),
  ];
}

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { Refusal } from '../../platform/errors.ts';
import { loadCatalogue } from './load.ts';

test('only what can be ordered is offered, with materials in their order and a price marked as a sample', () => {
  const { products, product } = loadCatalogue();
  assert.deepEqual(
    products.map(({ id, subject, years, priceCents, priceIsSample }) => ({
      id,
      subject,
      years,
      priceCents,
      priceIsSample,
    })),
    [{ id: 'wallet-unit-certificate', subject: 'unit', years: 1, priceCents: 20_000, priceIsSample: true }],
  );
  const { materials, workflow } = product('wallet-unit-certificate');
  assert.deepEqual(workflow, ['submit', 'review', 'pay', 'issue']);
  assert.deepEqual(
    materials.map(({ kind, name, required }) => [kind, name.zh, required]),
    [
      ['business-licence', '营业执照', true],
      ['agent-id-card', '经办人身份证', true],
      ['application-form', '申请表', false],
    ],
  );
  assert.throws(() => product('cfca-unit'), new Refusal('catalogue/product-unknown'));
});

// Cells of the guides' two fee tables, in cents.
test('the fees of the authorities on USB keys are those of their guides', () => {
  const { authorities } = loadCatalogue();
  const fees = Object.fromEntries(authorities.map((authority) => [authority.id, authority.fees]));
  const cfca = fees['cfca'];
  const guoxin = fees['guoxin'];
  assert.equal(cfca?.unit?.certificate.new?.cents, 15_000);
  assert.equal(cfca?.unit?.seal['change-name']?.cents, 8000);
  assert.equal(cfca?.unit?.seal.unlock, null);
  assert.equal(cfca?.individual?.certificate.renewal?.cents, 2000);
  assert.deepEqual(guoxin?.unit?.certificate.new, {
    cents: 15_000,
    per: 'key-first-year',
    laterYears: 'renewal',
    offer: { cents: 35_000, years: 4 },
  });
  assert.equal(guoxin?.unit?.seal.replacement?.cents, 8000);
  assert.equal(guoxin?.individual?.seal['change-name']?.cents, 5000);
  assert.equal(guoxin?.individual?.certificate['change-name'], null);
});

const MINIMAL = `
id: other
name: { zh: 其他, en: Other }
workflow: [submit, review, pay, issue]
subjects: [unit]
services: [new]
materials: {}
`;
const BROKEN: [string, string, RegExp][] = [
  ['a misspelt key', `${MINIMAL}prodcuts: []\n`, /prodcuts/],
  ['an unknown service', MINIMAL.replace('[new]', '[newish]'), /services\.0/],
  [
    'a material nobody describes',
    `${MINIMAL}requirements: { unit: { every: [{ kind: passport, required: true }] } }\n`,
    /passport/,
  ],
  [
    'a fee with a third decimal',
    `${MINIMAL}fees: { unit: { certificate: { new: { yuan: 1.005, per: key } }, seal: {} } }\n`,
    /two decimals/,
  ],
  [
    'a service that is not offered',
    `${MINIMAL}forms: { unit: { services: [unlock], fields: [], captures: [] } }\n`,
    /unlock/,
  ],
];
for (const [what, yaml, message] of BROKEN)
  test(`refuses a file with ${what}`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'qianyin-catalogue-'));
    try {
      writeFileSync(join(folder, 'other.yaml'), yaml);
      assert.throws(() => loadCatalogue(folder), message);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

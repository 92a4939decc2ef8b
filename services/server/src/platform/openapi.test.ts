import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contract } from '@qianyin/contract';
import type { ContractRouter } from './http.ts';
import { generateOpenApi } from './openapi.ts';

interface Document {
  paths: Record<
    string,
    Record<string, { requestBody?: { content: object }; responses: Record<string, { content: object }> }>
  >;
}

test('every operation is described; files travel as forms, errors as problems with their codes', async () => {
  // The contract itself is a router for the generator: it has everything but the handlers.
  const document = (await generateOpenApi(contract as unknown as ContractRouter, 'https://service.test')) as Document;
  const operations = Object.values(contract).reduce((sum, domain) => sum + Object.keys(domain).length, 0);
  assert.equal(Object.keys(document.paths).length, operations);
  const open = document.paths['/scan-sessions/open-scan-session']?.['post'];
  assert.deepEqual(Object.keys(open?.requestBody?.content ?? {}), ['multipart/form-data']);
  const approve = document.paths['/orders/approve-order']?.['post'];
  assert.deepEqual(Object.keys(approve?.requestBody?.content ?? {}), ['application/json']);
  assert.deepEqual(Object.keys(approve?.responses['403']?.content ?? {}), ['application/problem+json']);
  assert.ok(JSON.stringify(approve?.responses['403']).includes('orders/same-operator'));
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tc3Headers } from './tc3-signature.ts';

// The worked example of cloud.tencent.com/document/api/213/30654, whose secrets are printed as asterisks.
test('signs the documentation’s example as the documentation does', () => {
  const headers = tc3Headers(
    {
      host: 'cvm.tencentcloudapi.com',
      service: 'cvm',
      action: 'DescribeInstances',
      version: '2017-03-12',
      body: '{"Limit": 1, "Filters": [{"Values": ["\\u672a\\u547d\\u540d"], "Name": "instance-name"}]}',
      at: new Date(1_551_113_065_000),
    },
    { secretId: `AKID${'*'.repeat(32)}`, secretKey: '*'.repeat(32) },
  );
  assert.equal(
    headers['authorization'],
    `TC3-HMAC-SHA256 Credential=AKID${'*'.repeat(32)}/2019-02-25/cvm/tc3_request, ` +
      'SignedHeaders=content-type;host;x-tc-action, ' +
      'Signature=10b1a37a7301a02ca19a647ad722d5e43b4b3cff309d421d85b46093f6ab6c4f',
  );
  assert.equal(headers['x-tc-timestamp'], '1551113065');
});

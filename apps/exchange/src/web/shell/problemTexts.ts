/** Words for the exchange's own codes: what is wrong, then what to do. `{{name}}` comes from the problem's data. */
import { defineTexts } from '@qianyin/ui';
import type { ExchangeCode } from '../../shared/errors.ts';

/** `exchange/login-wrong` → `login-wrong`. */
export type ShortCode = ExchangeCode extends `exchange/${infer Short}` ? Short : never;

const zh = {
  'request-invalid': '填写的内容有误。请检查后再提交。',
  'not-found': '没有找到。它可能已被删除，或不属于当前登录的单位。',
  internal: '平台出了问题，本次操作没有完成。请稍后重试。',
  'origin-wrong': '请求来自别的网站，已被拒绝。请从本平台的页面操作。',
  csrf: '页面已失效，本次操作没有执行。请刷新页面后重试。',
  'service-unavailable': '签章服务暂时连不上，本次操作没有完成。请稍等片刻后重试；密码登录不受影响。',
  'rate-limited': '操作太频繁。请十分钟后再试。',
  'login-required': '尚未登录，或登录已过期。请重新登录。',
  'login-wrong': '用户名或密码不正确，还可以试 {{triesLeft}} 次。',
  'login-locked': '密码错误次数太多，已锁定 {{minutes}} 分钟。请稍后再试，或改用扫码登录。',
  'login-not-begun': '这次登录已经失效。请重新开始登录。',
  'login-not-confirmed': '手机上还没有确认。请先在手机上确认。',
  'login-refused': '手机上拒绝了本次登录。如非本人操作，请勿再次扫码。',
  'login-expired': '这次登录已过期。请重新扫码。',
  'login-failed': '登录没有通过核验。请重新登录；如果反复出现，请联系平台客服。',
  'unit-unknown': '证书所属单位「{{unitName}}」（{{uscc}}）没有在本平台注册。请先注册，或改用已注册单位的证书。',
  'unit-name-differs':
    '证书上的单位名称「{{unitName}}」与本平台登记的名称不一致（{{uscc}}）。两处名称必须完全相同，请先变更其中一处。',
  'not-a-pdf': '这不是完整的 PDF 文件。请另存为 PDF 后再上传。',
  'file-too-large': '文件太大，最大 {{maxMegabytes}} MB。请压缩或拆分后再上传。',
  'file-name-invalid': '文件名不能用：须为 1 至 120 个普通文字。请改名后再上传。',
  'storage-full': '本单位的文件已达 {{maxMegabytes}} MB 上限。请联系平台清理。',
} as const satisfies Record<ShortCode, string>;

export const problemTexts = defineTexts('exchange.problems', zh, {
  'request-invalid': 'Something entered is not right. Check it and submit again.',
  'not-found': 'Not found. It may have been removed, or belongs to another unit.',
  internal: 'Something went wrong on the platform; nothing was done. Try again later.',
  'origin-wrong': 'The request came from another site and was refused. Use this platform’s own pages.',
  csrf: 'This page is out of date; nothing was done. Reload it and try again.',
  'service-unavailable':
    'The signing service cannot be reached; nothing was done. Try again shortly. Logging in by password still works.',
  'rate-limited': 'Too many requests. Try again in ten minutes.',
  'login-required': 'You are not logged in, or the login has expired. Log in again.',
  'login-wrong': 'User name or password is wrong; tries left: {{triesLeft}}.',
  'login-locked': 'Too many wrong passwords: locked for {{minutes}} minutes. Try later, or log in by scanning.',
  'login-not-begun': 'This login is no longer valid. Start again.',
  'login-not-confirmed': 'Not yet confirmed on the phone. Confirm there first.',
  'login-refused': 'The login was refused on the phone. If that was not you, do not scan again.',
  'login-expired': 'This login has expired. Scan again.',
  'login-failed': 'The login did not pass its checks. Log in again; if it keeps happening, contact support.',
  'unit-unknown':
    'The certificate’s unit “{{unitName}}” ({{uscc}}) is not registered here. Register it, or use a registered unit’s certificate.',
  'unit-name-differs':
    'The certificate’s unit name “{{unitName}}” differs from the one registered here ({{uscc}}). The two must be identical: have one of them changed.',
  'not-a-pdf': 'This is not a complete PDF file. Save it as PDF and upload again.',
  'file-too-large': 'The file is too large, at most {{maxMegabytes}} MB. Compress or split it.',
  'file-name-invalid': 'This file name cannot be used: 1 to 120 plain characters. Rename the file.',
  'storage-full': 'Your unit’s files have reached {{maxMegabytes}} MB. Ask the platform to clear some.',
});

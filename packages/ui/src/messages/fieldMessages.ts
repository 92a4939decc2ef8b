/** What stands under a form field whose rule is broken: the rules of the contract and zod's issue codes. */
import type { Language } from '../i18n/instance.ts';

const zh = {
  required: '请填写此项',
  phone: '请填写 11 位大陆手机号',
  uscc: '统一社会信用代码不正确：应为 18 位，请对照营业执照核对（最后一位是校验码）',
  'id-number': '身份证号不正确：应为 18 位，请逐位核对（最后一位可能是 X）',
  'card-number': '银行卡号不正确，请逐位核对',
  'person-name': '请填写真实姓名，2 至 40 个字，不含数字和符号',
  'unit-name': '请填写营业执照上的单位全称，2 至 100 个字',
  'unit-phone': '请填写单位电话，7 至 15 位数字，可含连字符，如 0527-8888888',
  email: '邮箱地址不正确，请检查 @ 和域名',
  'login-code': '请输入短信中的 6 位数字',
  'typed-code': '请输入电脑上显示的 8 位数字',
  'display-text': '只能是 1 至 200 个普通文字',
  too_small: '内容太短',
  too_big: '内容太长',
  invalid_type: '内容的格式不正确',
  invalid_format: '内容的格式不正确',
  invalid_value: '请从给出的选项中选择',
} as const;

export type FieldRule = keyof typeof zh;

const en: Record<FieldRule, string> = {
  required: 'Required',
  phone: 'Enter an 11-digit mainland mobile number',
  uscc: 'The unified social credit code is not right: 18 characters, compare with the licence (the last one is a check character)',
  'id-number': 'The ID number is not right: 18 characters, check each one (the last may be X)',
  'card-number': 'The card number is not right; check each digit',
  'person-name': 'Enter the real name: 2 to 40 letters or characters, no digits or symbols',
  'unit-name': 'Enter the full name on the licence: 2 to 100 characters',
  'unit-phone': 'Enter the unit’s phone: 7 to 15 digits, hyphens allowed, e.g. 0527-8888888',
  email: 'The e-mail address is not right; check the @ and the domain',
  'login-code': 'Enter the 6 digits from the message',
  'typed-code': 'Enter the 8 digits shown on the computer',
  'display-text': 'Plain text only, 1 to 200 characters',
  too_small: 'Too short',
  too_big: 'Too long',
  invalid_type: 'Not in the right format',
  invalid_format: 'Not in the right format',
  invalid_value: 'Choose one of the options',
};

/** Unknown rules get a general sentence: a newer server may know more rules than this page. */
export function fieldMessage(rule: string, language: Language): string {
  const messages: Record<string, string> = language === 'en' ? en : zh;
  return Object.hasOwn(messages, rule) ? messages[rule]! : messages.invalid_format!;
}

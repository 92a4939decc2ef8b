/**
 * faceid BankCard4EVerification (2018-03-01): do name, ID number, card and phone belong together?
 * Source: cloud.tencent.com/document/product/1007/35775 (parameters, result codes).
 *
 * There is no bank here, so the card's number decides: a well-formed card passes, except
 * 6222 0000 … → -1, 6222 0001 … → -18 (service busy), 6222 0002 … → -19 (tries used up).
 */
export const RESULTS = {
  '0': '认证通过',
  '-1': '认证未通过',
  '-2': '姓名校验不通过',
  '-3': '身份证号码有误',
  '-4': '银行卡号码有误',
  '-5': '手机号码不合法',
  '-18': '验证中心服务繁忙',
  '-19': '验证次数超限，请次日重试',
  '-20': '该证件号暂不支持核验，当前仅支持二代身份证',
} as const;
export type ResultCode = keyof typeof RESULTS;

export interface BankCardQuestion {
  Name: string;
  BankCard: string;
  Phone: string;
  IdCard: string;
  CertType: number;
}

const BY_PREFIX: Record<string, ResultCode> = { '62220000': '-1', '62220001': '-18', '62220002': '-19' };

/** The result code of a question. */
export function verifyBankCard(question: BankCardQuestion): ResultCode {
  if (question.CertType !== 0) return '-20';
  if (!/^\p{Script=Han}[\p{Script=Han}·]{1,39}$/u.test(question.Name)) return '-2';
  if (!isIdNumber(question.IdCard)) return '-3';
  if (!isCardNumber(question.BankCard)) return '-4';
  if (!/^1[3-9]\d{9}$/.test(question.Phone)) return '-5';
  return BY_PREFIX[question.BankCard.slice(0, 8)] ?? '0';
}

/** ISO/IEC 7812-1 annex B: sum of digits, every second doubled from the right. */
function isCardNumber(text: string): boolean {
  if (!/^\d{12,19}$/.test(text)) return false;
  const sum = [...text].toReversed().reduce((total, digit, i) => {
    const value = Number(digit) * (i % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** GB 11643-1999: ISO 7064 MOD 11-2 over the first seventeen digits. */
function isIdNumber(text: string): boolean {
  if (!/^\d{17}[\dXx]$/.test(text)) return false;
  const digits = Array.from(text.slice(0, 17), Number);
  const sum = digits.reduce((total, digit, i) => total + digit * (2 ** (17 - i) % 11), 0);
  return '10X98765432'[sum % 11] === text[17]?.toUpperCase();
}

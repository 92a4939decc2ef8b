/** What people read when the phone itself refuses: what is wrong, then what to do. */
import type { Language } from '@qianyin/ui';
import type { WalletErrorCode } from '../core/errors.ts';

const STOPPED_ZH = '为安全起见已停止，没有签名。请不要重试，并联系客服。';
const STOPPED_EN = 'Stopped for safety; nothing was signed. Do not try again; contact support.';

const zh: Record<WalletErrorCode, string> = {
  'wallet/logged-out': '尚未登录。请先登录。',
  'wallet/pin-weak': '这个 PIN 太容易被猜到。请换一个，不要用连续、重复或成对的数字。',
  'wallet/pin-format': 'PIN 是 6 位数字。',
  'wallet/key-missing': '这部手机里没有这张证书的密钥。请用当初领取证书的那部手机操作。',
  'wallet/key-proof-invalid': `服务器没能证明它那一半密钥是真的。${STOPPED_ZH}`,
  'wallet/request-key-differs': `待签名的证书申请里不是您的密钥。${STOPPED_ZH}`,
  'wallet/request-name-differs': `待签名的证书申请里的单位与订单不一致。${STOPPED_ZH}`,
  'wallet/request-unreadable': `证书申请的内容无法识别。${STOPPED_ZH}`,
  'wallet/share-invalid': '加密密钥没能取到手机里。请重试；如果反复出现，请联系客服。',
  'wallet/certificate-key-differs': `证书里的密钥不是这部手机的。${STOPPED_ZH}`,
  'wallet/certificate-name-differs': `证书里的单位与订单不一致，没有保存。请联系客服。`,
  'wallet/certificate-chain-invalid': '证书不能追溯到签发机构，没有保存。请联系客服。',
  'wallet/certificate-unreadable': '证书无法识别，没有保存。请联系客服。',
  'wallet/signature-invalid': '服务器返回的签名不正确，没有采用。请重试；如果反复出现，请联系客服。',
  'wallet/answer-invalid': '服务器的回答不完整，本次操作没有完成。请重试。',
  'wallet/link-invalid': '这不是本服务的二维码。请对准电脑屏幕上的扫码登录或盖章二维码。',
  'wallet/typed-code-format': '请输入电脑上显示的 8 位数字。',
  'wallet/no-fitting-certificate': '这部手机里没有可用于这个请求的证书。请确认单位一致，并在领取证书的手机上操作。',
  'wallet/statement-malformed': `待签名的内容格式不对。${STOPPED_ZH}`,
  'wallet/statement-differs': `待签名的内容与屏幕上显示的不一致。${STOPPED_ZH}`,
  'wallet/document-unreadable': `待盖章的文件无法核对。${STOPPED_ZH}`,
  'wallet/attributes-differ': `待签名的内容与文件不一致。${STOPPED_ZH}`,
  'wallet/number-missing': '请先选择电脑上显示的数字。',
  'wallet/decryption-failed': '这份密文不能用这张证书解开。请确认文件是加密给这张证书的。',
};

const en: Record<WalletErrorCode, string> = {
  'wallet/logged-out': 'You are not logged in. Log in first.',
  'wallet/pin-weak': 'This PIN is easy to guess. Choose one without runs, repetitions or pairs.',
  'wallet/pin-format': 'A PIN is 6 digits.',
  'wallet/key-missing':
    'The keys of this certificate are not on this phone. Use the phone that received the certificate.',
  'wallet/key-proof-invalid': `The service could not prove its half of the key. ${STOPPED_EN}`,
  'wallet/request-key-differs': `The request to be signed does not hold your key. ${STOPPED_EN}`,
  'wallet/request-name-differs': `The request to be signed names another enterprise than the order. ${STOPPED_EN}`,
  'wallet/request-unreadable': `The certificate request cannot be read. ${STOPPED_EN}`,
  'wallet/share-invalid': 'The encryption key did not reach this phone. Try again; if it persists, contact support.',
  'wallet/certificate-key-differs': `The key in the certificate is not this phone’s. ${STOPPED_EN}`,
  'wallet/certificate-name-differs':
    'The certificate names another enterprise than the order; it was not kept. Contact support.',
  'wallet/certificate-chain-invalid':
    'The certificate does not lead to its authority; it was not kept. Contact support.',
  'wallet/certificate-unreadable': 'The certificate cannot be read; it was not kept. Contact support.',
  'wallet/signature-invalid':
    'The signature that came back is wrong and was not used. Try again; if it persists, contact support.',
  'wallet/answer-invalid': 'The service’s answer is incomplete; nothing was finished. Try again.',
  'wallet/link-invalid': 'This is not a QR code of this service. Point at the login or sealing code on the computer.',
  'wallet/typed-code-format': 'Enter the 8 digits shown on the computer.',
  'wallet/no-fitting-certificate':
    'No certificate on this phone fits this request. Check the enterprise, and use the phone that received the certificate.',
  'wallet/statement-malformed': `What is to be signed is not in the right form. ${STOPPED_EN}`,
  'wallet/statement-differs': `What is to be signed differs from what is shown. ${STOPPED_EN}`,
  'wallet/document-unreadable': `The document to be sealed cannot be checked. ${STOPPED_EN}`,
  'wallet/attributes-differ': `What is to be signed does not fit the document. ${STOPPED_EN}`,
  'wallet/number-missing': 'First choose the number shown on the computer.',
  'wallet/decryption-failed': 'This ciphertext does not open with this certificate. Check that it was made for it.',
};

export function walletMessage(code: WalletErrorCode, language: Language): string {
  return (language === 'en' ? en : zh)[code];
}

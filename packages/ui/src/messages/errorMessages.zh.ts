/**
 * What people read for every error code, in Chinese: what is wrong, then what to do.
 *
 * `{{name}}` comes from the problem's data. A part in square brackets is left out when a name in it has no value.
 */
import type { ErrorCode } from '@qianyin/contract';

/** Failures that never reached the server's error handling. */
const LOCAL_CODES = ['network/unreachable', 'page/unexpected'] as const;
export type LocalCode = (typeof LOCAL_CODES)[number];

export const errorMessagesZh: Record<ErrorCode | LocalCode, string> = {
  'network/unreachable': '连不上服务器。请检查网络，然后重试；已提交的内容不会丢失。',
  'page/unexpected': '页面出了意外的问题。请刷新页面重试；如果反复出现，请把下面的代码告诉客服。',

  'request/invalid': '填写的内容有误。请按提示改正后再提交。',
  'request/too-large': '提交的内容太大[，最大 {{maxBytes}}]。请换一个小一些的文件。',
  'request/rate-limited':
    '操作太频繁。[在办的申请最多 {{openOrders}} 份，请先完成或等待结果。]请稍后[（{{waitSeconds}}后）]再试。',
  'request/not-found': '没有这个页面或接口。请检查网址，或返回首页。',
  'server/internal': '服务器出了问题，本次操作没有完成。请稍后重试；如果反复出现，请联系客服。',
  'server/unavailable': '服务暂时不可用，本次操作没有完成。请稍等片刻后重试。',

  'auth/required': '尚未登录。请先登录。',
  'auth/session-expired': '登录已过期。请重新登录；填好的内容请先留意保存。',
  'auth/proof-invalid': '无法确认是本机发出的请求。请检查手机时间是否准确，然后重新登录。',
  'auth/proof-replayed': '这个请求已经用过一次，为安全起见被拒绝。请重试。',
  'auth/csrf': '页面已失效，本次操作没有执行。请刷新页面后重试。',
  'auth/role-missing': '您的岗位没有这项权限。如需办理，请联系管理员。',

  'accounts/code-too-soon': '验证码刚刚发过。请稍等[（{{waitSeconds}}后）]再获取。',
  'accounts/code-limit': '这个手机号获取验证码的次数已达上限。请稍后[（{{waitSeconds}}后）]再试。',
  'accounts/code-wrong': '验证码不正确。请核对最新一条短信[，还可以试 {{triesLeft}} 次]。',
  'accounts/code-expired': '验证码已过期。请重新获取。',
  'accounts/code-tries-used': '验证码输错次数过多，已作废。请重新获取。',
  'accounts/password-wrong': '用户名或密码不正确。请核对后重试。',
  'accounts/login-locked': '密码输错次数过多，账号暂时锁定。请稍后[（{{minutes}} 分钟后）]再试，或联系管理员。',
  'accounts/outbox-closed': '短信由运营商发送，本机短信箱没有开放。请查看手机短信。',

  'identity-proofing/required': '需要先完成实名认证。请到「我的」完成认证后继续。',
  'identity-proofing/mismatch':
    '四项信息不一致。请核对姓名、身份证号、银行卡号和银行预留手机号[，还可以试 {{triesLeft}} 次]。',
  'identity-proofing/already-done': '您已完成实名认证，无需重复办理。',
  'identity-proofing/identity-taken': '这个身份证号已在另一个账号完成实名认证。请用原手机号登录，或联系客服。',
  'identity-proofing/provider-unavailable': '认证服务暂时不可用。本次未计入次数，请稍后重试。',
  'identity-proofing/tries-used': '认证次数已用完。请稍后[（{{waitSeconds}}后）]再试，或联系客服。',

  'catalogue/product-unknown': '没有这种证书，可能已下架。请返回重新选择。',

  'enterprises/name-mismatch': '这个统一社会信用代码已登记为另一个名称[：{{registeredName}}]。请核对营业执照上的全称。',
  'enterprises/already-claimed': '这家企业已被认领，每家企业只有一名管理员。请联系贵单位的管理员。',

  'orders/not-found': '没有找到这份申请。它可能不属于当前账号，请返回列表查看。',
  'orders/not-editable': '申请已提交，不能再修改。请等待审核结果。',
  'orders/incomplete': '申请还不完整。请补齐必填信息和材料后再提交。',
  'orders/not-submitted': '申请还没有提交，或已被退回。请等申请人提交后再办理。',
  'orders/not-accepted': '申请尚未受理，不能审核。请先由受理人员办理。',
  'orders/changed': '申请人在您查看之后重新提交了申请，内容可能已变。页面已更新，请重新审阅后再决定。',
  'orders/already-decided': '这份申请刚刚已由他人办理[（{{by}}）]，您的操作没有执行。页面已更新为最新状态。',
  'orders/same-operator': '受理和审核必须由两个人完成：这份申请由您受理，请交由其他同事审核。',
  'orders/claim-pending': '已有一份认领这家企业的申请在办理中。请在「申请记录」里查看，等待其结果。',
  'orders/material-not-found': '没有找到这份材料，可能已被替换。请刷新页面。',
  'orders/material-type': '只能上传 PDF、PNG 或 JPEG 文件。请转换格式后重新上传。',
  'orders/material-unreadable': '文件打不开，可能已损坏或加了密码。请重新扫描或导出后上传。',

  'payments/not-due': '这份申请现在不需要付款。请刷新查看进度。',
  'payments/already-paid': '这份申请已经付款，请勿重复支付。',
  'payments/provider-unavailable': '支付宝暂时无法下单，没有扣款。请稍后重试。',
  'payments/notice-invalid': '支付通知的签名无效，已拒绝。',
  'payments/amount-mismatch': '支付金额与应付金额不符[（应付 {{expectedCents}}）]，已拒绝。请联系客服核对。',

  'keys/not-found': '没有找到证书密钥。它可能在另一台手机上，请用原手机操作。',
  'keys/exists': '这份申请的密钥已经生成过。请继续下一步。',
  'keys/proof-invalid': '手机与服务器的密钥校验没有通过，操作已停止。请重试；如果反复出现，请联系客服。',
  'keys/pin-wrong': 'PIN 不正确。[还可以试 {{triesLeft}} 次。]次数用完后证书将被锁定。',
  'keys/locked': 'PIN 输错次数过多，证书已锁定，不能再签名。请联系客服。',
  'keys/clone-detected': '发现证书在别处被复制使用，为安全起见已锁定。请立即联系客服。',
  'keys/ceremony-stale': '本次签名已过期或被新的签名取代。请重新开始。',
  'keys/device-mismatch': '这张证书绑定在另一台手机上。请用原手机操作。',
  'keys/signer-unavailable': '签名服务暂时不可用，没有产生签名，也没有计入 PIN 次数。请稍后重试。',

  'certificates/not-found': '没有找到这张证书。请刷新列表。',
  'certificates/not-payable': '申请还没有付款，不能领取证书。请先完成付款。',
  'certificates/request-missing': '还没有生成证书请求。请从「领取证书」重新开始。',
  'certificates/request-invalid': '证书请求没有通过校验。请重新领取证书。',
  'certificates/lint-failed': '证书内容没有通过签发前检查，已停止签发。请联系客服，无需重复付款。',
  'certificates/already-issued': '证书已经签发，无需重复领取。',
  'certificates/not-usable': '这张证书已过期或已注销，不能使用。请选择其他证书。',

  'seals/not-found': '没有找到这枚印章。请刷新后重新选择。',

  'platforms/client-unknown': '交易平台的接入凭据无效。请联系平台的技术人员。',
  'platforms/origin-not-registered': '这个网址没有登记在交易平台名下，已拒绝。请谨防假冒网站。',
  'platforms/redirect-not-registered': '平台的返回地址没有登记，已拒绝。请联系平台的技术人员。',
  'platforms/kind-not-allowed': '平台没有开通这项功能。请联系平台的技术人员。',

  'scan/not-found': '没有找到这个二维码对应的请求。请刷新电脑页面，重新扫码。',
  'scan/code-wrong': '二维码或验证码不正确。请对准电脑上正在显示的内容重试。',
  'scan/code-expired': '二维码已更新。请重新扫描电脑上正在显示的二维码。',
  'scan/expired': '这次扫码已过期。请在电脑上刷新二维码后重新扫描。',
  'scan/taken': '这个二维码已被另一台手机扫过。如果不是您本人操作，请在电脑上刷新二维码。',
  'scan/number-wrong': '选择的数字与电脑上的不一致，本次请求已作废。请在电脑上重新发起，并核对网址。',
  'scan/not-waiting': '这个请求已经处理过了。请查看电脑页面的结果。',
  'scan/not-confirmed': '手机上还没有确认。请先在手机上完成确认。',
  'scan/result-taken': '结果已经取走过一次。请重新发起。',
  'scan/result-token-wrong': '没有找到这次请求的结果。请在发起请求的浏览器里操作。',
  'scan/certificate-not-eligible': '这张证书不符合平台的要求。请选择对应单位的有效证书。',
  'scan/document-not-found': '没有找到要签章的文件。请在电脑上重新发起。',
  'scan/typed-code-tries-used': '输入次数过多，这个数字码已作废。请在电脑上刷新后重试。',

  'documents/not-a-pdf': '这不是 PDF 文件。请选择 PDF 格式的文件。',
  'documents/pdf-encrypted': 'PDF 设有密码，无法处理。请去掉密码后重新选择。',
  'documents/pdf-unreadable': 'PDF 已损坏，无法读取。请重新导出后再试。',
  'documents/pdf-active-content':
    '文件含有脚本或可执行动作，看到的内容可能与签署的不同，不能签章。请导出为普通 PDF 后重试。',
  'documents/pdf-locked': '文件已被认证为不可更改，不能再加盖印章。',
  'documents/place-off-page': '印章会超出页面边缘。请把印章放在页面之内（公章直径 42 毫米）后重试。',
  'documents/page-missing': '选择的页码不在文件里[，文件共 {{pages}} 页]。请重新选择盖章位置。',
  'documents/too-many-pages': 'PDF 页数太多[，最多 {{pages}} 页]。请拆分后再试。',
};

/** Texts sent to people. Days are those of Shanghai. */
const day = new Intl.DateTimeFormat('zh-CN', { dateStyle: 'long', timeZone: 'Asia/Shanghai' });

export function issuedText({ name, notAfter }: { name: string; notAfter: Date }): string {
  return `【签印】${name}的标证通证书已签发，有效期至${day.format(notAfter)}，您已成为该企业的管理员。`;
}

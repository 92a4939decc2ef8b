/** The closing block of `npm start`: where to go, who may log in, how to stop. Chinese first, English under it. */
import { toString as qrToString } from 'qrcode';
import type { RunningSystem } from '../system/index.ts';

interface About {
  lan: boolean;
  seconds: number;
  dataDir: string;
}

/** The block as text; with `lan` it holds the wallet's address as a QR code. */
export async function summary({ urls, accounts }: RunningSystem, { lan, seconds, dataDir }: About): Promise<string> {
  const addresses: [string, string, string][] = [
    ['标证通', 'wallet', urls.wallet],
    ['工作台', 'desk', urls.desk],
    ['交易平台', 'exchange', urls.exchange],
    ['短信发件箱', 'SMS outbox', urls.outbox],
    ['接口文档', 'API', urls.docs],
  ];
  const lines = ['', `✔ 已启动 / running (${seconds.toFixed(1)} s)`, ''];
  for (const [chinese, english, url] of addresses) lines.push(`  ${pad(`${chinese} ${english}`, 24)}${url}`);
  if (accounts.length > 0) {
    lines.push('', '  演示账号 / demo accounts');
    for (const { where, displayName, loginName, password, uscc } of accounts) {
      const place = where === 'desk' ? '工作台 desk' : '交易平台 exchange';
      lines.push(`  ${pad(place, 20)}${pad(loginName, 10)}${password}   ${displayName}${uscc ? ` ${uscc}` : ''}`);
    }
  }
  if (lan) {
    lines.push(
      '',
      '  手机扫码打开标证通（首次请接受证书提示）',
      '  Open the wallet with a phone (accept its certificate once)',
      '',
    );
    // With colours of its own: on a dark terminal plain blocks would be a negative, which not every phone reads.
    const look = process.stdout.isTTY ? ({ type: 'terminal', small: true } as const) : ({ type: 'utf8' } as const);
    lines.push(await qrToString(urls.wallet, { ...look, errorCorrectionLevel: 'M' }));
  }
  lines.push('', `  数据与日志 data, logs: ${dataDir}`, '  按 Ctrl-C 停止 / press Ctrl-C to stop', '');
  return lines.join('\n');
}

/** Pads by columns on the screen: Han characters take two. */
function pad(text: string, width: number): string {
  const columns = [...text].reduce((sum, character) => sum + (/\p{Script=Han}/u.test(character) ? 2 : 1), 0);
  return text + ' '.repeat(Math.max(1, width - columns));
}

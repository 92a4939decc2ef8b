import { formatElapsed, formatInstant, useLanguage } from '@qianyin/ui';
import { useState } from 'react';
import { texts } from './texts.ts';

interface Sms {
  id: string;
  phone: string;
  text: string;
  at: string;
}

export function Message({ message, now, newest }: { message: Sms; now: Date; newest: boolean }) {
  const t = texts.useT();
  const { language } = useLanguage();
  const [copied, setCopied] = useState(false);
  const code = /(?<![\d-])\d{6}(?![\d-])/.exec(message.text)?.[0];
  const fresh = now.getTime() - new Date(message.at).getTime() < 60_000;
  const elapsed = formatElapsed(message.at, now, language);

  // Refused permission leaves the label as it is: the code stands beside it.
  const copy = (text: string) =>
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <li className={newest ? 'outbox-message outbox-message-newest' : 'outbox-message'}>
      <div className="outbox-head">
        <strong>{message.phone}</strong>
        <time dateTime={message.at} title={formatInstant(message.at, language, { seconds: true })}>
          {fresh ? t('justNow') : t('ago', { elapsed })}
        </time>
      </div>
      {code && (
        <div className="outbox-code-row">
          <span className="outbox-code">{code}</span>
          {/* The clipboard is closed to pages that are not secure; the code can still be read. */}
          {window.isSecureContext && (
            <button type="button" className="outbox-copy" onClick={() => void copy(code)}>
              {copied ? t('copied') : t('copy')}
            </button>
          )}
        </div>
      )}
      <p className="outbox-text" lang="zh-CN">
        {message.text}
      </p>
    </li>
  );
}

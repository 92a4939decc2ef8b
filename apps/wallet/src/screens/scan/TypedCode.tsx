/** The eight digits beside the QR, in two groups of four, for whoever cannot scan. */
import { formatCode } from '@qianyin/ui';
import { Button } from 'antd-mobile';
import { type SyntheticEvent, useState } from 'react';
import { Field } from '../../parts/Field.tsx';
import { texts } from './texts.ts';

export function TypedCode({ onCode }: { onCode: (code: string) => void }) {
  const t = texts.useT();
  const [digits, setDigits] = useState('');
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (digits.length === 8) onCode(digits);
  };
  return (
    <form className="card typed-code" onSubmit={submit}>
      <h2>{t('type')}</h2>
      <Field
        label={t('typeLabel')}
        hint={t('typeLead')}
        value={formatCode(digits)}
        onValue={(value) => setDigits(value.replace(/\D/g, '').slice(0, 8))}
        inputMode="numeric"
        autoComplete="off"
        placeholder="0000 0000"
      />
      <Button block type="submit" color="primary" fill="outline" disabled={digits.length !== 8}>
        {t('confirmCode')}
      </Button>
    </form>
  );
}

/** Log in with phone and SMS code; the first time registers. */
import { isPhone, maskPhone } from '@qianyin/contract';
import { fieldMessage, fieldMessages, LanguageSwitch, Mark, useLanguage } from '@qianyin/ui';
import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd-mobile';
import { type SyntheticEvent, useState } from 'react';
import { Navigate, useSearchParams } from 'react-router';
import { startSession, useAccount } from '../../app/session-state.ts';
import { Field } from '../../parts/Field.tsx';
import { Trouble } from '../../parts/Trouble.tsx';
import { texts } from './texts.ts';
import { useLoginCode } from './use-login-code.ts';
import './login.css';

export function LoginScreen() {
  const t = texts.useT();
  const { language } = useLanguage();
  const [search] = useSearchParams();
  const [number, setNumber] = useState('');
  const [code, setCode] = useState('');
  const [touched, setTouched] = useState(false);
  const sending = useLoginCode();
  const logIn = useMutation({ mutationFn: startSession });
  if (useAccount() !== undefined) return <Navigate to={safePath(search.get('to'))} replace />;

  const wrong = fieldMessages(sending.problem ?? logIn.error, language);
  const wrongPhone = touched && !isPhone(number) ? fieldMessage('phone', language) : wrong['phone'];
  const send = () => {
    setTouched(true);
    logIn.reset();
    if (isPhone(number)) sending.send(number);
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTouched(true);
    if (isPhone(number) && code.length === 6) logIn.mutate({ phone: number, code });
  };
  return (
    <main className="login">
      <div className="login-language">
        <LanguageSwitch />
      </div>
      <Mark size={72} />
      <h1 className="login-name">{t('name')}</h1>
      <p className="login-promise">{t('promise')}</p>
      <form className="login-form" onSubmit={submit} noValidate>
        <Field
          label={t('phone')}
          value={number}
          onValue={(value) => setNumber(value.replace(/\D/g, '').slice(0, 11))}
          onBlur={() => setTouched(number !== '')}
          error={wrongPhone}
          inputMode="tel"
          autoComplete="tel-national"
        />
        <div className="login-code">
          <Field
            label={t('code')}
            value={code}
            onValue={(value) => setCode(value.replace(/\D/g, '').slice(0, 6))}
            error={wrong['code']}
            inputMode="numeric"
            autoComplete="one-time-code"
          />
          <Button
            className="login-send"
            fill="outline"
            color="primary"
            loading={sending.pending}
            disabled={sending.wait > 0}
            onClick={send}
          >
            {sending.wait > 0 ? t('again', { seconds: sending.wait }) : t('send')}
          </Button>
        </div>
        {sending.sentTo !== undefined && (
          <p className="field-note" role="status">
            {t('sent', { phone: maskPhone(sending.sentTo), minutes: sending.minutes })}
          </p>
        )}
        <Trouble problem={logIn.error ?? sending.problem} />
        <Button
          block
          color="primary"
          size="large"
          type="submit"
          loading={logIn.isPending}
          disabled={!isPhone(number) || code.length !== 6}
        >
          {t('logIn')}
        </Button>
        <p className="login-register">{t('register')}</p>
      </form>
    </main>
  );
}

/** Only a path of this app: a link with another site in `to` would lead people away right after they logged in. */
function safePath(to: string | null): string {
  return to !== null && /^\/(?![/\\])/.test(to) ? to : '/';
}

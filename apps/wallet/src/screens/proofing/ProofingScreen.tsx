/** Identity proofing by the four elements of a bank card: form → check, masked → answer. */
import { fieldMessages, useLanguage } from '@qianyin/ui';
import { useMutation } from '@tanstack/react-query';
import { Button, Checkbox } from 'antd-mobile';
import { useState } from 'react';
import { api } from '../../app/api.ts';
import { isProved, updateAccount, useAccount } from '../../app/session-state.ts';
import { Field } from '../../parts/Field.tsx';
import { PathSteps } from '../../parts/PathSteps.tsx';
import { Screen } from '../../parts/Screen.tsx';
import { Trouble } from '../../parts/Trouble.tsx';
import { useForm } from '../../parts/use-form.ts';
import { type Elements, elements } from './elements.ts';
import { ProofingCheck } from './ProofingCheck.tsx';
import { ProofingDone } from './ProofingDone.tsx';
import { texts } from './texts.ts';
import './proofing.css';

export function ProofingScreen() {
  const t = texts.useT();
  const { language } = useLanguage();
  const account = useAccount();
  const form = useForm(elements, { name: '', idNumber: '', cardNumber: '', phone: '' });
  const [agreed, setAgreed] = useState(false);
  const [checking, setChecking] = useState<Elements>();
  const proving = useMutation(
    api().identityProofing.proveIdentityByBankCard.mutationOptions({
      onSuccess: updateAccount,
      onError: () => setChecking(undefined),
    }),
  );
  if (isProved(account)) return <ProofingDone />;

  const refused = fieldMessages(proving.error, language);
  const errorOf = (name: keyof Elements) => form.errorOf(name) ?? refused[name];
  const submit = () => {
    const values = form.submit();
    if (values !== undefined && agreed) setChecking(values);
  };
  if (checking !== undefined) {
    return (
      <ProofingCheck
        elements={checking}
        sending={proving.isPending}
        onChange={() => setChecking(undefined)}
        onSend={() => proving.mutate({ ...checking, consent: true })}
      />
    );
  }
  return (
    <Screen
      title={t('title')}
      foot={
        <Button block color="primary" size="large" disabled={!agreed} onClick={submit}>
          {t('submit')}
        </Button>
      }
    >
      <PathSteps done={0} />
      <p className="lead proofing-lead">{t('lead')}</p>
      <Trouble problem={proving.error} />
      <div className="card">
        <h2 className="proofing-method">{t('method')}</h2>
        <Field
          label={t('name')}
          hint={t('nameHint')}
          value={form.values.name}
          onValue={(value) => form.set('name', value)}
          onBlur={() => form.visit('name')}
          error={errorOf('name')}
          autoComplete="name"
        />
        <Field
          label={t('idNumber')}
          value={form.values.idNumber}
          onValue={(value) =>
            form.set(
              'idNumber',
              value
                .toUpperCase()
                .replace(/[^\dX]/g, '')
                .slice(0, 18),
            )
          }
          onBlur={() => form.visit('idNumber')}
          error={errorOf('idNumber')}
          autoComplete="off"
        />
        <Field
          label={t('cardNumber')}
          value={groups(form.values.cardNumber)}
          onValue={(value) => form.set('cardNumber', value.replace(/\D/g, '').slice(0, 19))}
          onBlur={() => form.visit('cardNumber')}
          error={errorOf('cardNumber')}
          inputMode="numeric"
          autoComplete="cc-number"
        />
        <Field
          label={t('phone')}
          hint={t('phoneHint')}
          value={form.values.phone}
          onValue={(value) => form.set('phone', value.replace(/\D/g, '').slice(0, 11))}
          onBlur={() => form.visit('phone')}
          error={errorOf('phone')}
          inputMode="tel"
          autoComplete="tel-national"
        />
      </div>
      <Checkbox className="proofing-consent" checked={agreed} onChange={setAgreed}>
        {t('consent')}
      </Checkbox>
    </Screen>
  );
}

const groups = (digits: string) => digits.replace(/(.{4})(?=.)/g, '$1 ');

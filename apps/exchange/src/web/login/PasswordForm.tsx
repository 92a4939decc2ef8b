/** Login by name and password. */
import { useMutation } from '@tanstack/react-query';
import { Form, Input } from 'antd';
import type { SessionView } from '../../shared/views.ts';
import { post } from '../api/call.ts';
import { enterSession } from '../api/session.ts';
import { Problem } from '../shell/Problem.tsx';
import { texts } from './texts.ts';

interface Given {
  login: string;
  password: string;
}

export function PasswordForm() {
  const t = texts.useT();
  const { mutate, isPending, error } = useMutation({
    mutationFn: (given: Given) => post<SessionView>('/api/session', given),
    onSuccess: enterSession,
  });
  return (
    <Form<Given> layout="vertical" size="large" requiredMark={false} onFinish={(given) => mutate(given)}>
      <Form.Item
        name="login"
        label={t('login')}
        rules={[{ required: true, whitespace: true, message: t('loginMissing') }]}
      >
        <Input autoComplete="username" autoCapitalize="none" spellCheck={false} maxLength={40} />
      </Form.Item>
      <Form.Item name="password" label={t('secret')} rules={[{ required: true, message: t('secretMissing') }]}>
        <Input.Password autoComplete="current-password" maxLength={200} />
      </Form.Item>
      {error && (
        <div className="login-problem">
          <Problem problem={error} />
        </div>
      )}
      <button type="submit" className="frame-button frame-button-wide" disabled={isPending}>
        {isPending ? t('entering') : t('submit')}
      </button>
    </Form>
  );
}

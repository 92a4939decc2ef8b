/** Name and password of an operator. */
import { Mark, ProblemAlert } from '@qianyin/ui';
import { Button, Form, Input } from 'antd';
import { Navigate, useSearchParams } from 'react-router';
import { PublicPage } from '../../shell/PublicPage.tsx';
import { nextPage } from './nextPage.ts';
import { useLogIn, useSession } from './session.ts';
import { texts } from './texts.ts';
import './login.css';

export function Login() {
  const t = texts.useT();
  const [query] = useSearchParams();
  const session = useSession();
  const logIn = useLogIn();
  if (session.data) return <Navigate to={nextPage(query.get('next'))} replace />;
  return (
    <PublicPage title={t('title')}>
      <div className="desk-login">
        <Mark size={56} />
        <h1>{t('title')}</h1>
        <p>{t('lead')}</p>
        {query.has('next') && !logIn.error && <p className="desk-login-ended">{t('ended')}</p>}
        <ProblemAlert problem={logIn.error} />
        <Form<{ name: string; password: string }>
          layout="vertical"
          size="large"
          requiredMark={false}
          onFinish={(input) => logIn.mutate(input)}
        >
          <Form.Item
            name="name"
            label={t('name')}
            rules={[{ required: true, whitespace: true, message: t('nameMissing') }]}
          >
            <Input autoComplete="username" autoFocus maxLength={40} />
          </Form.Item>
          <Form.Item name="password" label={t('password')} rules={[{ required: true, message: t('passwordMissing') }]}>
            <Input.Password autoComplete="current-password" maxLength={200} />
          </Form.Item>
          <Button type="primary" htmlType="submit" block loading={logIn.isPending}>
            {t('logIn')}
          </Button>
        </Form>
        <p className="desk-login-hint">{t('hint')}</p>
      </div>
    </PublicPage>
  );
}

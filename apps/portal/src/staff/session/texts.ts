import { defineTexts } from '@qianyin/ui';

export const texts = defineTexts(
  'desk-session',
  {
    title: '工作台登录',
    lead: '受理与审核人员登录',
    name: '用户名',
    password: '密码',
    logIn: '登录',
    nameMissing: '请填写用户名',
    passwordMissing: '请填写密码',
    ended: '请登录后继续。',
    hint: '演示账号见启动时的终端输出。忘记密码请联系管理员。',
  },
  {
    title: 'Desk login',
    lead: 'For acceptance and audit staff',
    name: 'Name',
    password: 'Password',
    logIn: 'Log in',
    nameMissing: 'Enter your name',
    passwordMissing: 'Enter your password',
    ended: 'Log in to go on.',
    hint: 'Demonstration accounts are printed in the terminal at start. For a lost password ask the administrator.',
  },
);

import { defineTexts } from '@qianyin/ui';

export const texts = defineTexts(
  'desk',
  {
    title: '工作台',
    queues: { acceptance: '受理', audit: '审核' },
    navigation: '待办队列',
    roles: { acceptor: '受理员', auditor: '审核员' },
    logOut: '退出登录',
    opening: '正在打开工作台',
    noRole: '您的账号没有受理或审核岗位。请联系管理员分配岗位。',
    waitingCount: '{{count}} 件待办',
  },
  {
    title: 'Desk',
    queues: { acceptance: 'Acceptance', audit: 'Audit' },
    navigation: 'Queues',
    roles: { acceptor: 'Acceptance', auditor: 'Audit' },
    logOut: 'Log out',
    opening: 'Opening the desk',
    noRole: 'Your account has neither the acceptance nor the audit role. Ask the administrator for one.',
    waitingCount: '{{count}} waiting',
  },
);

import { defineTexts } from '@qianyin/ui';

export const texts = defineTexts(
  'wallet-pin',
  {
    pad: 'PIN 键盘',
    erase: '删除一位',
    entered: '已输入 {{count}} 位，共 6 位',
    wrong: 'PIN 不正确，还可以试 {{count}} 次。连续输错 5 次，密钥将被锁定。',
    wrongLast: 'PIN 不正确，只剩最后 1 次。再输错，密钥将被锁定。',
    locked: '密钥已锁定',
    lockedLead: '连续输错 5 次。为保护您的证书，本机已不能再用它签名。请联系客服。',
    cloned: '密钥已锁定',
    clonedLead: '发现这把密钥在别处被使用过，可能有人复制了这部手机。请立即联系客服。',
  },
  {
    pad: 'PIN pad',
    erase: 'Erase one digit',
    entered: '{{count}} of 6 digits entered',
    wrong: 'Wrong PIN; tries left: {{count}}. Five wrong ones in a row lock the key.',
    wrongLast: 'Wrong PIN; one last try. Another wrong one locks the key.',
    locked: 'The key is locked',
    lockedLead:
      'Five wrong PINs in a row. To protect your certificate this phone can no longer sign with it. Contact support.',
    cloned: 'The key is locked',
    clonedLead: 'This key was used elsewhere: somebody may have copied this phone. Contact support at once.',
  },
);

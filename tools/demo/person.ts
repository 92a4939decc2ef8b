/** The applicant of the journey. Numbers are well-formed and given to nobody. */
import { type ClaimForm, idNumberCheckCharacter } from '@qianyin/contract';

const FIRST_17 = '32130219850615001';

export const PERSON = {
  phone: '13805270001',
  name: '王小明',
  idNumber: FIRST_17 + (idNumberCheckCharacter(FIRST_17) ?? ''),
  cardNumber: '6217001210000000008',
  pin: '802467',
};

export function claimForm(unit: { displayName: string; uscc: string }): ClaimForm {
  return {
    unitName: unit.displayName,
    uscc: unit.uscc,
    legalRepresentative: '张建国',
    registeredPlace: '江苏省宿迁市洋河新区',
    unitPhone: '0527-84396024',
    email: 'caiwu@yanghe-demo.example',
  };
}

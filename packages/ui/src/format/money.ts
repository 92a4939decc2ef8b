/** Integer cents as ¥1,250.00, the same in both languages. */
export function formatMoney(cents: number): string {
  const yuan = Math.trunc(Math.abs(cents) / 100).toString();
  const grouped = yuan.replace(/\B(?=(\d{3})+$)/g, ',');
  const fraction = (Math.abs(cents) % 100).toString().padStart(2, '0');
  return `${cents < 0 ? '-' : ''}¥${grouped}.${fraction}`;
}

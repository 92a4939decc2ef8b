/** Everything under `/desk` is drawn with antd; the public pages do without and load fast on a phone. */
import { QianyinAntd } from '@qianyin/ui/antd';
import { Outlet } from 'react-router';

export function StaffRoot() {
  return (
    <QianyinAntd>
      <Outlet />
    </QianyinAntd>
  );
}

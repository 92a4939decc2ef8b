/** Types of the domain. */
import type { ScanKind } from '@qianyin/contract';

export interface Platform {
  id: string;
  name: string;
  origin: string;
  redirectUris: string[];
  kinds: ScanKind[];
}

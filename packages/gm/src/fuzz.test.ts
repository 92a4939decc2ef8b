/** A minute of hostile inputs. */

import { fuzzForAMinute } from '@qianyin/testkit/fuzz';

fuzzForAMinute(new URL('./testing/fuzz-targets.ts', import.meta.url));

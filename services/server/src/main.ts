/** The HTTP server's process. */
import { runService } from '@qianyin/service';
import { serverConfig } from './compose/config.ts';
import { composeServer } from './compose/index.ts';
import { systemClock } from './platform/clock.ts';

await runService({
  name: 'server',
  config: serverConfig,
  start: (config, log) => composeServer(config, { clock: systemClock, log }),
});

/** The smallest service, for the tests of runService. */
import { z } from 'zod';
import { logLevel, runService } from './index.ts';

await runService({
  name: 'program',
  config: z.object({ logLevel, token: z.string().min(32) }),
  start: (_config, log) => {
    const alive = setInterval(() => undefined, 1000);
    return Promise.resolve({
      close: () => {
        clearInterval(alive);
        log.info('closed');
        return Promise.resolve();
      },
    });
  },
});

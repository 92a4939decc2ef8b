/** The providers' sandbox, a process of its own. */
import { runService } from '@qianyin/service';
import { sandboxConfig } from './config.ts';
import { buildSandbox } from './sandbox.ts';

await runService({
  name: 'sandbox',
  config: sandboxConfig,
  async start(config, log) {
    const app = await buildSandbox(config, { clock: () => new Date(), log });
    await app.listen({ host: config.host, port: config.port });
    return app;
  },
});

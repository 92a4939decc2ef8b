/** The exchange's process. */
import { runService } from '@qianyin/service';
import { composeExchange } from './compose.ts';
import { exchangeConfig } from './config.ts';
import { systemClock } from './platform/clock.ts';

await runService({
  name: 'exchange',
  config: exchangeConfig,
  async start(config, log) {
    const exchange = await composeExchange(config, { clock: systemClock, log });
    await exchange.app.listen({ host: config.host, port: config.port });
    return exchange;
  },
});

/** Cache of what the service answered. A session that is over is forgotten at once, and the frame shows the login. */
import { createQueryClient } from '@qianyin/ui';
import { endSession } from './session-state.ts';

export const queryClient = createQueryClient({ onLoggedOut: () => void endSession() });

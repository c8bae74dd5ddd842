/** Every route but the feed, which writes to its socket itself (feed-route.ts). */
import { CARE_ROUTES } from './care-routes.ts'
import { CHAT_ROUTES } from './chat-routes.ts'
import { ERASE_ROUTES } from './erase-routes.ts'
import { HISTORY_ROUTES } from './history-routes.ts'
import { HOST_ROUTES } from './host-routes.ts'
import { MEMORIES_ROUTES } from './memories-routes.ts'
import { MEMORY_ROUTES } from './memory-routes.ts'
import { PROMPT_ROUTES } from './prompt-routes.ts'
import { QUEUE_ROUTES } from './queue-routes.ts'
import type { Route } from './route.ts'
import { SEARCH_ROUTES } from './search-routes.ts'
import { SPENDING_ROUTES } from './spending-routes.ts'
import { WORKSPACE_ROUTES } from './workspace-routes.ts'

export const ROUTES: readonly Route[] = [
  ...WORKSPACE_ROUTES,
  ...PROMPT_ROUTES,
  ...HOST_ROUTES,
  ...CHAT_ROUTES,
  ...QUEUE_ROUTES,
  ...SPENDING_ROUTES,
  ...MEMORY_ROUTES,
  ...MEMORIES_ROUTES,
  ...CARE_ROUTES,
  ...SEARCH_ROUTES,
  ...HISTORY_ROUTES,
  ...ERASE_ROUTES,
]

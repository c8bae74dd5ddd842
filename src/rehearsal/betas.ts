import { invalid } from './errors.ts'

/** Flags that the API knows. Source: the installed SDK's `AnthropicBeta`, and the older flag for live tool input. */
const KNOWN: ReadonlySet<string> = new Set(
  `computer-use-2024-10-22 computer-use-2025-01-24 output-128k-2025-02-19 mcp-client-2025-04-04 mcp-client-2025-11-20
  dev-full-thinking-2025-05-14 interleaved-thinking-2025-05-14 code-execution-2025-05-22 context-1m-2025-08-07
  context-management-2025-06-27 model-context-window-exceeded-2025-08-26 fast-mode-2026-02-01 output-300k-2026-03-24
  user-profiles-2026-03-24 user-profiles-2026-08-18 user-profiles-2026-09-04 advisor-tool-2026-03-01
  managed-agents-2026-04-01 dreaming-2026-04-21 thinking-token-count-2026-05-13 server-side-fallback-2026-06-01
  server-side-fallback-2026-07-01 fallback-credit-2026-06-01 fallback-credit-2026-07-01 agent-memory-2026-07-22
  mid-conversation-tool-changes-2026-07-01 compact-2026-01-12 computer-use-2025-11-24 mcp-tunnels-2026-06-22
  structured-outputs-2025-11-13 task-budgets-2026-03-13 thinking-display-updates-2026-08-18
  mid-conversation-output-config-2026-07-01 thinking-binding-controls-2026-08-01
  mid-conversation-system-clear-at-2026-08-21 compact-2026-09-04 inline-tools-2026-09-15 mcp-client-2026-09-15
  message-threads-2026-08-12 message-batches-2024-09-24 prompt-caching-2024-07-31 pdfs-2024-09-25
  token-counting-2024-11-01 token-efficient-tools-2025-02-19 files-api-2025-04-14 extended-cache-ttl-2025-04-11
  skills-2025-10-02 cache-diagnosis-2026-04-07 fine-grained-tool-streaming-2025-05-14`.split(/\s+/),
)

export const CONTEXT_MANAGEMENT = 'context-management-2025-06-27'
export const COMPACT_AT = 'compact-2026-01-12'
export const COMPACT_NOW = 'compact-2026-09-04'
export const BINDING_CONTROLS = 'thinking-binding-controls-2026-08-01'
export const DISPLAY_UPDATES = 'thinking-display-updates-2026-08-18'

/** The flags of a request. One that nobody knows is refused (400), as the API does. */
export function parseBetas(headers: Headers): ReadonlySet<string> {
  const betas = (headers.get('anthropic-beta') ?? '')
    .split(',')
    .map((beta) => beta.trim())
    .filter((beta) => beta !== '')
  const unknown = betas.filter((beta) => !KNOWN.has(beta))
  if (unknown.length > 0) {
    const names = unknown.map((beta) => `\`${beta.slice(0, 80)}\``).join(', ')
    invalid(
      `Unexpected value(s) ${names} for the \`anthropic-beta\` header. Please consult our documentation at docs.claude.com or try again without the header.`,
    )
  }
  return new Set(betas)
}

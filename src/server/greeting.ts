/** What the server says when it stands: where it is, which Claude answers and why, where things lie. No secrets. */
import { isRehearsal } from '../claude/kinds.ts'
import type { HostState } from '../workspace/events.ts'
import type { Config } from './config.ts'

export interface Greeting {
  readonly address: string
  readonly config: Config
  readonly host: HostState
  readonly version: string
  readonly documents: number
  readonly built: boolean
}

export function greeting({ address, config, host, version, documents, built }: Greeting): readonly string[] {
  const count = documents === 1 ? '1 document' : `${documents.toLocaleString('en')} documents`
  return [
    `Commonplace ${version} is at ${address}`,
    '',
    `  Claude    ${host.name}, model ${host.model} (${host.because})`,
    `  Memory    ${config.memories} (${count})`,
    `  Data      ${config.data}`,
    '',
    ...(built ? [] : ['The web app has not been built yet. Run "npm start", or "npx vite build".', '']),
    ...connecting(host),
    'Ctrl+C ends it; everything is stored.',
  ]
}

function connecting(host: HostState): readonly string[] {
  if (!isRehearsal(host)) return []
  return [
    'The rehearsal model follows rules and is no language model. To talk with a real Claude, type an API key',
    'into the settings, or set ANTHROPIC_API_KEY, or AWS credentials and a region, and start again.',
    '',
  ]
}

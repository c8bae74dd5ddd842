import Anthropic from '@anthropic-ai/sdk'
import { listModels } from './anthropic.ts'
import { CLIENT_OPTIONS, type HostFacts, openConnection } from './connection.ts'
import type { Connection } from './contract.ts'
import { REHEARSAL } from './kinds.ts'

const FACTS: HostFacts = {
  host: REHEARSAL,
  kind: REHEARSAL,
  name: 'Rehearsal',
  defaultModel: 'rehearsal-1',
}

/**
 * The built-in offline model. It is reached through the official SDK like every host; only the SDK's `fetch` is a function in
 * this process instead of the network.
 */
export function connectRehearsal(handler: (request: Request) => Promise<Response>): Connection {
  const client = new Anthropic({
    ...CLIENT_OPTIONS,
    apiKey: REHEARSAL,
    authToken: null,
    baseURL: 'http://rehearsal.internal',
    fetch: (url, init) => handler(new Request(url, init)),
  })
  return openConnection(
    FACTS,
    () => client,
    (signal) => listModels(client, signal),
  )
}

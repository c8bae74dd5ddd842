/** The rehearsal model as a host of its own on loopback, reached over HTTP: what it was asked, and what it answered. */
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { createRehearsal, type FaultPlan } from '../src/rehearsal/rehearsal.ts'

export interface Exchange {
  readonly path: string
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of any shape
  readonly body: any
  readonly status: number
}

export interface RehearsalHost extends AsyncDisposable {
  readonly url: string
  /** Requests for a reply, oldest first. */
  readonly replies: () => readonly Exchange[]
}

export async function startRehearsalHost(faults?: FaultPlan): Promise<RehearsalHost> {
  const exchanges: Exchange[] = []
  const model = createRehearsal({ pace: () => 0, now: () => new Date(), ...(faults ? { faults } : {}) })
  const fetch = async (request: Request) => {
    const path = new URL(request.url).pathname
    const body = request.method === 'POST' ? await request.clone().json() : null
    const response = await model(request)
    exchanges.push({ path, body, status: response.status })
    return response
  }
  const server = serve({ fetch, port: 0, hostname: '127.0.0.1' })
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    replies: () => exchanges.filter(({ path }) => path === '/v1/messages'),
    async [Symbol.asyncDispose]() {
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

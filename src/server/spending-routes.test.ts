import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addChat, call, followUntil, stateOf } from '../../test/http-client.ts'
import { startServer, type TestServer } from '../../test/server.ts'
import type { NamedReply } from '../workspace/spending-report.ts'
import { spendingCsv } from './spending-csv.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer({ args: ['--pace', '0'] })
})
afterAll(() => server.close())

async function say(chat: string, text: string, speaker = 'Alice'): Promise<string> {
  const turn = `turn_${Math.random().toString(36).slice(2)}`
  const { position } = await stateOf(server.url, [chat])
  await call(server.url, 'POST', `/api/chats/${chat}/turns`, { id: turn, text, speaker })
  await followUntil(
    server.url,
    position,
    [chat],
    (event) => event.type === 'turn.event' && event.turn === turn && event.event.type === 'turn.finished',
  )
  return turn
}

async function* several(replies: readonly NamedReply[]): AsyncGenerator<NamedReply> {
  yield* replies
}

async function textOf(pieces: AsyncIterable<string>): Promise<string> {
  let text = ''
  for await (const piece of pieces) text += piece
  return text
}

describe('spending over HTTP', () => {
  it('reports this month up to today, and as a file a line for each reply', async () => {
    const chat = await addChat(server.url)
    const turn = await say(chat, 'Hello')
    const { status, body } = await call(server.url, 'GET', '/api/spending')
    expect(status).toBe(200)
    expect(body.from).toMatch(/^\d{4}-\d\d-01$/)
    expect(body.by.chat).toMatchObject([{ key: chat, replies: body.total.replies, chats: [chat] }])
    const response = await fetch(`${server.url}/api/spending.csv?as=Alice`)
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename="commonplace-spending-${body.from}-to-${body.to}.csv"`,
    )
    const lines = (await response.text()).split('\r\n')
    expect(lines.at(-1)).toBe('')
    expect(lines).toHaveLength(body.total.replies + 2)
    expect(lines[1]).toContain(`,${chat},Chat 1,${turn},1,Alice,rehearsal,`)
  })

  it('says what is wrong with the days', async () => {
    const asked = async (query: string) =>
      (await call(server.url, 'GET', `/api/spending?${query}`)).body.error
    expect(await asked('from=2026-13-01')).toEqual({
      code: 'bad_input',
      message: '"from": Expected a day as YYYY-MM-DD.',
    })
    expect((await asked('from=2026-02-01&to=2026-01-01')).message).toMatch(/"from" not after "to"/)
  })

  it('refuses with 402 when a limit is reached', async () => {
    const chat = await addChat(server.url)
    const none = { soft: null, hard: null }
    await call(server.url, 'PATCH', '/api/settings', {
      spending: { workspace: { soft: null, hard: 0 }, person: none },
    })
    const said = await call(server.url, 'POST', `/api/chats/${chat}/turns`, {
      id: 'turn_too_dear',
      text: 'Hello',
      speaker: 'Alice',
    })
    expect(said).toMatchObject({ status: 402, body: { error: { code: 'spending' } } })
    await call(server.url, 'PATCH', '/api/settings', { spending: { workspace: none, person: none } })
  })
})

describe('the file', () => {
  const reply: NamedReply = {
    chat: 'chat_1',
    chatName: 'Plain',
    turn: 'turn_1',
    step: 1,
    at: '2026-10-01T00:00:00.000Z',
    speaker: 'Alice',
    host: 'anthropic',
    model: 'm',
    usage: { input: 1, output: 2, cacheRead: 3, cacheWrite: 4 },
    cost: 0.000001,
    costUncached: null,
    clearedTokens: 0,
    savedByClearing: 0,
    memoryTokens: 5,
  }
  const nameIn = async (chatName: string) => {
    const text = await textOf(spendingCsv(several([{ ...reply, chatName }])))
    return text.slice(text.indexOf('chat_1,') + 7, text.indexOf(',turn_1,'))
  }

  it('tells that it is UTF-8, quotes as CSV has it, and leaves empty what is not known', async () => {
    const text = await textOf(spendingCsv(several([reply])))
    expect(text.startsWith('\uFEFFat,chat,chat_name,')).toBe(true)
    expect(text.endsWith(',2,0,0,0,5,0,0.000001,,0\r\n')).toBe(true)
    expect(await nameIn('a "b", c')).toBe('"a ""b"", c"')
    expect(await nameIn('two\nlines')).toBe('"two\nlines"')
  })

  it('gives a spreadsheet no formula to run', async () => {
    for (const evil of ['=1+1', '+1', '-1', '@SUM(A1)', ' =1', '\u200b=1', '＝1'])
      expect(await nameIn(evil)).toBe(`'${evil}`)
    expect(await nameIn('=HYPERLINK("http://x","y")')).toBe(`"'=HYPERLINK(""http://x"",""y"")"`)
  })
})

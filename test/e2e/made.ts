/** Documents that a walk finds, or that change beside it: made and saved as a program does. */
import { server } from './stage.ts'
import { ask } from './walk.ts'

export interface Made {
  readonly document: string
  readonly version: number
}

export async function create(path: string, text: string): Promise<Made> {
  const body = { path: `/memories/${path}`, text, speaker: 'Alice' }
  const { document: made } = await ask(server, 'POST', '/api/memory/documents', body)
  return made as Made
}

export async function save({ document: id, version }: Made, text: string, speaker: string): Promise<Made> {
  const body = { base: version, text, speaker }
  const { document: made } = await ask(server, 'PUT', `/api/memory/documents/${id}`, body)
  return made as Made
}

import { modelName } from './models.ts'
import type { ListedModel } from './models-listed.ts'

/** The models that people named, before those that the host lists. */
export function offering(typed: readonly string[], listed: readonly ListedModel[]): readonly ListedModel[] {
  const named = typed.map((id) => listed.find((model) => model.id === id) ?? fromTable(id))
  return [...named, ...listed.filter(({ id }) => !typed.includes(id))]
}

/** A model as our own table names it; nobody is asked. */
export function fromTable(id: string): ListedModel {
  return { id, name: modelName(id) }
}
